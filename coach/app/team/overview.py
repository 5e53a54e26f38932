"""Équipe at a glance: figures, services by domains, what was proposed, groups."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.app.page import Page
from coach.app.team.heat import figures, heat_card
from coach.app.team.history import History
from coach.app.team.view import View
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.empty import Empty
from coach.app.widgets.head import beside_title
from coach.app.widgets.layout import row
from coach.app.widgets.part import Part
from coach.app.widgets.text import text
from coach.app.widgets.wrap import together
from coach.study import Me
from coach.words import _, day, ngettext

if TYPE_CHECKING:
    from coach.org import Assigned, Group, Held, Team, TownPath


_LATEST = 5


@dataclass(frozen=True)
class Seen:
    """What the overview shows.

    Attributes:
        others: how many people are on the list beside the one who looks.
        server: where the list is kept and imported; empty where it is this desk's.
    """

    team: "Team"
    assigned: tuple["Assigned", ...]
    cohorts: tuple["Group", ...]
    paths: dict[str, "TownPath"]
    sessions: tuple["Held", ...]
    others: bool
    server: str


def load(me: Me) -> Seen:
    """Read it all; off the main thread."""
    from coach import org

    shelf, found = me.library, org.find_groups(me.person)
    return Seen(
        org.team(me.person, shelf),
        org.assignments(me.person, shelf),
        tuple(group for group in found.groups if group.kind is org.Kind.COHORT),
        org.town_paths(me.person),
        org.sessions(me.person, shelf),
        any(group.kind is org.Kind.PERSON and group.id != me.person.id for group in found.groups),
        org.address(me.person),
    )


class Overview(View):
    """The view that the navigation opens."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        super().__init__(page, arguments)
        self._draft = arguments[:1]
        told = _("Progress by service. Neither scores nor anybody’s answers.")
        layout = page.body(_("Team"), told, below=18)
        self._assign = Button(_("Assign a path"), "primary", "plus")
        self._assign.clicked.connect(lambda: self.shell.go("team", "assign", *self._draft))
        assert page.title
        beside_title(page.title, layout, self._assign)
        self.begin(layout)

    def help(self) -> str:
        return _(
            "“Assign a path” proposes lessons to groups. The table shows how far each service has come;"
            " nobody’s answers are ever shown, and small groups are hidden."
        )

    def escape(self) -> None:
        pass

    def refresh(self) -> None:
        me = self.shell.me
        self.ask(lambda: load(me), self._show)

    def _show(self, seen: Seen) -> None:
        self._assign.setVisible(seen.others)
        self.page.default = self._assign if seen.others else None
        if not seen.others:
            self.refill(*self._nobody(seen.server))
            self.page.focus_first()
            return
        nothing = _("No path is proposed yet. “Assign a path” begins with the first one.")
        self.refill(
            figures(seen.team.summary),
            heat_card(self.shell, seen.team),
            History(self.shell, _("Paths proposed"), seen.assigned, nothing),
            self._sessions(seen.sessions),
            self._groups(seen.cohorts, seen.server),
            self._paths(seen.paths),
        )

    def _nobody(self, server: str) -> tuple[QWidget, ...]:
        if server:
            told = _("Nobody is on the list yet. It is kept at your organisation’s server, {url}.")
            return (Empty(told.format(url=server), []),)
        part = Part(_("How to import a list"))
        columns = _(
            "The list is a CSV file with staff number, name and service, and if you like roles."
            " The same can be done by typing a command:"
        )
        part.column.addWidget(text(columns, "body", 400, "ink2"))
        part.column.addWidget(text("coach people import people.csv", "body", 600))
        actions = together([self._import("primary"), self._create()], 12)
        return Empty(_("Create a group or import a list to begin."), [actions]), part

    def _import(self, kind: str) -> Button:
        button = Button(_("Import a list"), kind, "download")
        button.setObjectName("import")
        button.clicked.connect(lambda: self.shell.go("team", "import"))
        return button

    def _create(self) -> Button:
        button = Button(_("Create a group"), "secondary", "plus")
        button.setObjectName("create")
        button.clicked.connect(lambda: self.shell.go("team", "cohort"))
        return button

    def _groups(self, cohorts: tuple["Group", ...], server: str) -> Part:
        section, t = Part(_("Groups")), theme()
        told = _("A group gathers people of several services, for instance the volunteers of a first round.")
        section.column.addWidget(text(told, "body", 400, "ink2"))
        section.column.addSpacing(t.space(6))
        for group in cohorts:
            section.add(self._group(group))
        actions = row(12)
        actions.setContentsMargins(0, t.space(12), 0, t.space(8))
        actions.addWidget(self._create())
        if not server:
            actions.addWidget(self._import("secondary"))
        actions.addStretch(1)
        section.column.addLayout(actions)
        return section

    def _sessions(self, sessions: tuple["Held", ...]) -> Part:
        section, t = Part(_("Group sessions")), theme()
        told = _("For colleagues without a computer of their own: one screen for all, and a sheet to sign.")
        section.column.addWidget(text(told, "body", 400, "ink2"))
        section.column.addSpacing(t.space(6))
        for one in sessions[:_LATEST]:
            people = ngettext("{n} person", "{n} people", one.people)
            facts = {"day": day(one.held_on), "people": people, "name": one.by}
            section.add(_line(one.title, _("{day}, {people}, attested by {name}").format(**facts)))
        hold = Button(_("Hold a session"), "secondary", "plus")
        hold.setObjectName("hold-session")
        hold.clicked.connect(lambda: self.shell.go("team", "session"))
        section.column.addSpacing(t.space(12))
        section.column.addWidget(hold)
        section.column.addSpacing(t.space(8))
        return section

    def _paths(self, paths: dict[str, "TownPath"]) -> Part:
        section, t = Part(_("Paths and questions of the town")), theme()
        told = _(
            "Beside the paths that come with the program, you make your own from all lessons; questions of Moodle"
            " go into lessons of your town."
        )
        section.column.addWidget(text(told, "body", 400, "ink2"))
        section.column.addSpacing(t.space(6))
        for name, path in paths.items():
            lessons = ngettext("{n} lesson", "{n} lessons", len(path.lessons))
            change = self._change(path.title, _("Change the path {name}"), f"change-{name}")
            change.clicked.connect(lambda _=False, name=name: self.shell.go("team", "path", name))
            section.add(_line(path.title, lessons, change))
        make = Button(_("Make a path"), "secondary", "plus")
        make.setObjectName("make-path")
        make.clicked.connect(lambda: self.shell.go("team", "path"))
        bring = Button(_("Import questions"), "secondary", "download")
        bring.setObjectName("import-questions")
        bring.clicked.connect(lambda: self.shell.go("team", "questions"))
        covered = Button(_("What the lessons cover"), "secondary", "map")
        covered.setObjectName("coverage")
        covered.clicked.connect(lambda: self.shell.go("team", "coverage"))
        section.column.addSpacing(t.space(12))
        section.column.addWidget(together([make, bring, covered], 12))
        section.column.addSpacing(t.space(8))
        return section

    def _group(self, group: "Group") -> QWidget:
        change = self._change(group.name, _("Change the group {name}"), f"change-{group.id}")
        change.clicked.connect(lambda: self.shell.go("team", "cohort", group.name))
        see = Button(_("Open"), "secondary", name=_("Open: {what}").format(what=group.name))
        see.setObjectName(f"open-{group.id}")
        see.clicked.connect(lambda: self.shell.go("team", "group", group.name))
        return _line(group.name, ngettext("{n} person", "{n} people", group.size), change, see)

    @staticmethod
    def _change(name: str, called: str, key: str) -> Button:
        button = Button(_("Change"), "quiet", "pencil", name=called.format(name=name))
        button.setObjectName(key)
        return button


def _line(title: str, words: str, *buttons: Button) -> QWidget:
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(0, theme().space(8), 0, theme().space(8))
    told = QVBoxLayout()
    told.setSpacing(0)
    told.addWidget(text(title, "body", 600))
    told.addWidget(text(words, "label", 400, "ink2"))
    across.addLayout(told, 1)
    for button in buttons:
        across.addWidget(button)
    return line
