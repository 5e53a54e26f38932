"""One service or group: what was proposed to whom, how far each is; shares of domains for a service only."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from coach.app.page import Page
from coach.app.team.age import add_age
from coach.app.team.draft import Draft
from coach.app.team.found import Found
from coach.app.team.history import History
from coach.app.team.view import View
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.head import beside_title
from coach.app.widgets.part import Part
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import text
from coach.study import Me
from coach.words import _, ngettext, number

if TYPE_CHECKING:
    from coach.org import Assigned, GroupStanding, TeamRow


@dataclass(frozen=True)
class Seen:
    """What the page shows; `row` is the service's row of the table, None for a group made by hand."""

    domains: tuple[str, ...]
    row: "TeamRow | None"
    assigned: tuple["Assigned", ...]
    standing: "GroupStanding"


def load(me: Me, key: str) -> Seen:
    """Read it; off the main thread. `key` is that of a group, such as `service:Accueil`."""
    from coach import org

    group = org.find_group(me.person, key)
    team = org.team(me.person, me.library)
    is_service, today = group.kind is org.Kind.SERVICE, datetime.now().astimezone().date()
    return Seen(
        team.domains,
        next((row for row in team.rows if is_service and row.service == group.name), None),
        tuple(one for one in org.assignments(me.person, me.library) if one.group == group),
        org.standing(me.person, me.library, group, today),
    )


def search(me: Me, key: str, words: str) -> "GroupStanding":
    """Whom these words find in the group; off the main thread."""
    from coach import org

    today = datetime.now().astimezone().date()
    return org.standing(me.person, me.library, org.find_group(me.person, key), today, words)


class Service(View):
    """Opened from the title of a row."""

    kind = "service"

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        super().__init__(page, arguments)
        self._name = arguments[0]
        layout = page.body(self._name, self._subtitle(), below=18)
        self.back(layout)
        assign = Button(_("Assign a path"), "primary", "plus")
        draft = Draft(groups=(f"{self.kind}:{self._name}",))
        assign.clicked.connect(lambda: self.shell.go("team", "assign", draft.packed()))
        assert page.title
        beside_title(page.title, layout, assign)
        page.default = assign
        self.begin(layout)

    @staticmethod
    def _subtitle() -> str:
        return _("What this service was proposed, and how far it has come.")

    def help(self) -> str:
        return _(
            "You see who was proposed what, and whether it is finished. No answer and no score is ever shown."
            " A lesson finished on a desk that was not heard for a while may be missing."
        )

    def refresh(self) -> None:
        me, key = self.shell.me, f"{self.kind}:{self._name}"
        self.ask(lambda: load(me, key), self._show)

    def search(self) -> None:
        for found in self.page.findChildren(Found):
            found.focus_search()

    def _find(self, words: str) -> None:
        me, key = self.shell.me, f"{self.kind}:{self._name}"

        def answered(standing: "GroupStanding") -> None:
            for found in self.page.findChildren(Found):
                self._fill(found, standing, words)

        self.ask(lambda: search(me, key, words), answered)

    @staticmethod
    def _fill(found: Found, standing: "GroupStanding", words: str = "") -> None:
        today = datetime.now().astimezone().date()
        rows = [
            (one.name, one.number, one.path or _("none"), one.told or "–", one.heard.told(today))
            for one in standing.lines
        ]
        found.fill(rows, len({one.number for one in standing.lines}), standing.more, words)

    def _show(self, seen: Seen) -> None:
        nothing = _("Nothing is proposed to this group as a whole yet.")
        parts = [
            self._people(seen.standing),
            History(self.shell, _("Paths proposed"), seen.assigned, nothing),
        ]
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

    def _people(self, standing: "GroupStanding") -> Part:
        section = Part(_("Who was proposed what"))
        words = ngettext("{n} person on the list.", "{n} people on the list.", standing.people)
        section.column.addWidget(text(words, "body", 400, "ink2"))
        add_age(section, standing.silent)
        if standing.paths:
            section.column.addWidget(_counts(standing))
            section.column.addSpacing(theme().space(10))
        table = DataTable(_("People, their paths and how far they are"), tallest=theme().px(420))
        table.setObjectName("people")
        found = Found(table, (_("Name"), _("Staff number"), _("Path"), _("State"), _("Data")))
        found.asked.connect(self._find)
        self._fill(found, standing)
        section.column.addWidget(found)
        return section


def _counts(standing: "GroupStanding") -> DataTable:
    """Everybody in the group, path by path."""
    table = DataTable(_("Paths of these people and how many are how far"))
    table.setObjectName("paths")
    table.fill(
        (_("Path"), _("Have not started"), _("Have started"), _("Have finished")),
        [
            (one.path, *(number(count, 0) for count in (one.not_started, one.started, one.finished)))
            for one in standing.paths
        ],
    )
    return table


class Cohort(Service):
    """A group made by hand. It may be as small as one likes, so it shows no share of anything."""

    kind = "cohort"

    @staticmethod
    def _subtitle() -> str:
        return _("A group made by hand: what was proposed to whom, and whether it is finished.")
