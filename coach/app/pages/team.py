"""Équipe, for trainers: how far services have come, paths proposed, groups. Never answers, never scores."""

from coach.app.page import Page, Shell
from coach.app.team.assign import Assign
from coach.app.team.assignment import Assignment
from coach.app.team.cohort import CohortForm
from coach.app.team.coverage import CoverageView
from coach.app.team.overview import Overview
from coach.app.team.path_form import PathForm
from coach.app.team.people import Import
from coach.app.team.service import Cohort, Service
from coach.app.team.session import SessionForm
from coach.app.team.view import View

_VIEWS: dict[str, type[View]] = {
    "assign": Assign,
    "assignment": Assignment,
    "cohort": CohortForm,
    "coverage": CoverageView,
    "group": Cohort,
    "import": Import,
    "path": PathForm,
    "service": Service,
    "session": SessionForm,
}


class TeamPage(Page):
    """Without arguments the overview; else the name of a view and what it is about."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        name = arguments[0] if arguments else ""
        self.view = _VIEWS.get(name, Overview)(self, arguments[1:])

    def refresh(self) -> None:
        self.view.refresh()

    def escape(self) -> None:
        self.view.escape()

    def step(self, by: int) -> None:
        self.view.step(by)

    def search(self) -> None:
        self.view.search()

    def help(self) -> str:
        return self.view.help()

    def again(self) -> tuple[str, ...] | None:
        return self.view.again()

    def focus_first(self) -> None:
        if not self.view.focus_first():
            super().focus_first()


PAGE = TeamPage
