"""One service or group: what was proposed to whom, how far each is; shares of domains for a service only."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from coach.app.page import Page
from coach.app.team.age import add_age
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
    from coach.org import Assigned, Standing, TeamRow


@dataclass(frozen=True)
class Seen:
    """What the page shows; `row` is the service's row of the table, None for a group made by hand."""

    domains: tuple[str, ...]
    row: "TeamRow | None"
    assigned: tuple["Assigned", ...]
    people: tuple["Standing", ...]


def load(me: Me, key: str) -> Seen:
    """Read it; off the main thread. `key` is that of a group, such as `service:Accueil`."""
    from coach import org

    group = org.find_group(me.person, key)
    team = org.team(me.person, me.library)
    is_service = group.kind is org.Kind.SERVICE
    return Seen(
        team.domains,
        next((row for row in team.rows if is_service and row.service == group.name), None),
        tuple(one for one in org.assignments(me.person, me.library) if one.group == group),
        org.standing(me.person, me.library, group),
    )


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

    def _show(self, seen: Seen) -> None:
        nothing = _("Nothing is proposed to this group as a whole yet.")
        parts = [self._people(seen), History(self.shell, _("Paths proposed"), seen.assigned, nothing)]
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
        section, today = Part(_("Who was proposed what")), datetime.now().astimezone().date()
        heard = {one.number: one.heard for one in seen.people}
        words = ngettext("{n} person on the list.", "{n} people on the list.", len(heard))
        section.column.addWidget(text(words, "body", 400, "ink2"))
        if seen.people:
            add_age(section, list(heard.values()))
            table = DataTable(_("People, their paths and how far they are"), tallest=theme().px(420))
            table.fill(
                (_("Name"), _("Staff number"), _("Path"), _("State"), _("Data")),
                [
                    (one.name, one.number, one.path or _("none"), one.told or "–", one.heard.told(today))
                    for one in seen.people
                ],
            )
            table.setObjectName("people")
            section.column.addWidget(table)
        return section


class Cohort(Service):
    """A group made by hand. It may be as small as one likes, so it shows no share of anything."""

    kind = "cohort"

    @staticmethod
    def _subtitle() -> str:
        return _("A group made by hand: what was proposed to whom, and whether it is finished.")
