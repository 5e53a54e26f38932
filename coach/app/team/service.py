"""One service: its share of each domain, the paths proposed to it, its people by name and nothing more."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.app.page import Page
from coach.app.team.draft import Draft
from coach.app.team.history import History
from coach.app.team.view import View
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.head import beside_title
from coach.app.widgets.part import Part
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import text
from coach.study import Me
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org import Assigned, TeamRow


@dataclass(frozen=True)
class Seen:
    """What the page of a service shows."""

    domains: tuple[str, ...]
    row: "TeamRow | None"
    assigned: tuple["Assigned", ...]
    people: tuple[tuple[str, str], ...]


def load(me: Me, service: str) -> Seen:
    """Read it; off the main thread."""
    from coach import org

    team = org.team(me.person, me.library)
    return Seen(
        team.domains,
        next((row for row in team.rows if row.service == service), None),
        tuple(
            one
            for one in org.assignments(me.person, me.library)
            if one.group.kind is org.Kind.SERVICE and one.group.name == service
        ),
        tuple((one.name, one.id) for one in org.everybody(me.person) if one.service == service),
    )


class Service(View):
    """Opened from the title of a row."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        super().__init__(page, arguments)
        self._name = arguments[0]
        told = _("What this service was proposed, and how far it has come as a group.")
        layout = page.body(self._name, told, below=18)
        self.back(layout)
        assign = Button(_("Assign a path"), "primary", "plus")
        draft = Draft(groups=(f"service:{self._name}",))
        assign.clicked.connect(lambda: self.shell.go("team", "assign", draft.packed()))
        assert page.title
        beside_title(page.title, layout, assign)
        page.default = assign
        self.begin(layout)

    def help(self) -> str:
        return _("This page tells about the service as a group. Nobody’s own progress is shown.")

    def refresh(self) -> None:
        me, name = self.shell.me, self._name
        self.shell.work(lambda: load(me, name), self._show)

    def _show(self, seen: Seen) -> None:
        nothing = _("Nothing is proposed to this service as a whole yet.")
        parts = [History(self.shell, _("Paths proposed"), seen.assigned, nothing), self._people(seen)]
        if seen.row is not None:
            parts.insert(0, self._domains(seen, seen.row))
        self.refill(*parts)

    @staticmethod
    def _domains(seen: Seen, row: "TeamRow") -> Part:
        section = Part(_("Competences"))
        table = DataTable(_("Share of lessons finished by domain"))
        titles = (_("Domain"), _("Lessons finished"))
        table.fill(titles, [(name, cell.text) for name, cell in zip(seen.domains, row.cells, strict=True)])
        table.setObjectName("domains")
        section.column.addWidget(table)
        return section

    @staticmethod
    def _people(seen: Seen) -> Part:
        section = Part(_("People"))
        words = ngettext("{n} person on the list.", "{n} people on the list.", len(seen.people))
        section.column.addWidget(text(words, "body", 400, "ink2"))
        if seen.people:
            table = DataTable(_("People of the service"), tallest=theme().px(420))
            table.fill((_("Name"), _("Staff number")), seen.people)
            table.setObjectName("people")
            section.column.addWidget(table)
        return section
