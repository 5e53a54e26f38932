"""Brings the list of people up to date from a CSV file: what would change is shown before it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coach.app.page import Page
from coach.app.team.file_import import FileImport, Wording
from coach.app.theme import theme
from coach.app.widgets.card import Panel
from coach.app.widgets.part import Part
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import text
from coach.domain.people import Person
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org import Plan


@dataclass(frozen=True)
class Read:
    """A file that was read, and what it would change."""

    people: tuple[Person, ...]
    notes: tuple[str, ...]
    plan: "Plan"


class Import(FileImport[Read]):
    """A file, then what would change, then the change."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        wording = Wording(
            title=_("Import a list"),
            told=_("Nothing is written before you have seen what would change."),
            file=_("CSV file"),
            hint=_("With the columns staff number, name and service; roles if you like."),
            browse=_("Browse for the CSV file"),
            kinds=_("CSV files") + " (*.csv *.txt)",
            keep=_("Import the list"),
        )
        super().__init__(page, arguments, wording)

    def help(self) -> str:
        return _(
            "Choose a CSV file, read it, look at what would change, then import it. People whom the file no longer"
            " has leave the groups; what they finished is kept."
        )

    def again(self) -> tuple[str, ...] | None:
        return ("import", self.typed)

    def reader(self, file: str) -> Callable[[], Read]:
        me = self.shell.me

        def read() -> Read:
            from coach import org

            org.may_import(me.person)
            found = org.read_people(file, me.library)
            return Read(found.people, found.notes, org.plan(found.people))

        return read

    def parts(self, read: Read) -> tuple[str, list[QWidget]]:
        told = _told(read.plan)
        parts: list[QWidget] = [Panel("info", "info", _("What would change"), "\n".join((told, *read.notes)))]
        if not read.plan.empty:
            parts.append(_changes(read.plan))
        return told, parts

    def changes(self, read: Read) -> bool:
        return not read.plan.empty

    def keeper(self, read: Read) -> tuple[Callable[[], object], str]:
        today = datetime.now(UTC).astimezone().date()

        def write() -> object:
            from coach import org

            return org.apply(read.people, today)

        return write, _("The list is imported. {changes}").format(changes=_told(read.plan))


def _told(plan: "Plan") -> str:
    """What changes, counted."""
    if plan.empty:
        return _("The list is up to date: nothing would change.")
    parts = (
        (len(plan.added), ngettext("{n} person is new", "{n} people are new", len(plan.added))),
        (len(plan.changed), ngettext("{n} changes", "{n} change", len(plan.changed))),
        (len(plan.left), ngettext("{n} leaves the list", "{n} leave the list", len(plan.left))),
        (plan.same, ngettext("{n} stays as before", "{n} stay as before", plan.same)),
    )
    return ", ".join(words for count, words in parts if count) + "."


def _changes(plan: "Plan") -> Part:
    section = Part(_("People"))
    rows = [
        *((one, _("new")) for one in plan.added),
        *((change.after, _("comes back") if change.back else _("changes")) for change in plan.changed),
        *((one, _("leaves the list")) for one in plan.left),
    ]
    table = DataTable(_("People who would change"), tallest=theme().px(420))
    table.fill(
        (_("Name"), _("Staff number"), _("Service"), _("What happens")),
        [(one.name, one.id, one.service, what) for one, what in rows],
    )
    section.column.addWidget(table)
    section.column.addWidget(text(_("Records of people who leave are kept."), "small", 400, "ink2"))
    return section
