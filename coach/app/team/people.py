"""Brings the list of people up to date from a CSV file: what would change is shown before it is done."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from coach.app.attempt import attempt
from coach.app.page import Page
from coach.app.speech import announce
from coach.app.team.view import View
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel
from coach.app.widgets.entry import Entry, breakable
from coach.app.widgets.part import Part
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import text
from coach.domain.errors import CoachError
from coach.domain.people import Person
from coach.words import _, explain, ngettext

if TYPE_CHECKING:
    from coach.org import Plan


@dataclass(frozen=True)
class Read:
    """A file that was read, and what it would change."""

    people: tuple[Person, ...]
    notes: tuple[str, ...]
    plan: "Plan"


class Import(View):
    """A file, then what would change, then the change."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        super().__init__(page, arguments)
        told = _("Nothing is written before you have seen what would change.")
        layout = page.body(_("Import a list"), told)
        self.back(layout)
        self._file = Entry(
            _("CSV file"), _("With the columns staff number, name and service; roles if you like.")
        )
        self._file.line.setText(arguments[0] if arguments else "")
        browse = Button(_("Browse…"), "secondary", name=_("Browse for the CSV file"))
        browse.clicked.connect(self._browse)
        self._file.beside.addWidget(browse)
        layout.addWidget(self._file)
        layout.addSpacing(theme().space(20))
        layout.addLayout(self.inside)
        layout.addStretch(1)
        self._read: Read | None = None
        self._act = Button(_("Read the file"), "primary")
        self._act.clicked.connect(self._pressed)
        self._file.changed.connect(lambda _: self._forget())
        page.action_bar(self._act)
        page.default = self._act

    def help(self) -> str:
        return _(
            "Choose a CSV file, read it, look at what would change, then import it. People whom the file no longer"
            " has leave the groups; what they finished is kept."
        )

    def focus_first(self) -> bool:
        self._file.line.setFocus()
        return True

    def again(self) -> tuple[str, ...] | None:
        return ("import", self._file.line.text())

    def _browse(self) -> None:
        start = os.path.dirname(self._file.words) or os.path.expanduser("~")
        kinds = _("CSV files") + " (*.csv *.txt)"
        file, _kind = QFileDialog.getOpenFileName(self.page, _("Import a list"), start, kinds)
        if file:
            self._file.line.setText(os.path.normpath(file))
            self._pressed()

    def _forget(self) -> None:
        if self._read is not None:
            self._read = None
            self._name(_("Read the file"))
            self.refill()

    def _name(self, words: str) -> None:
        self._act.setText(words)
        self._act.updateGeometry()
        self._act.setEnabled(True)

    def _pressed(self) -> None:
        if self._read is not None and not self._read.plan.empty:
            self._write(self._read)
        elif not self._file.words:
            self._file.wrong(_("Choose a file first."))
        else:
            self._look()

    def _look(self) -> None:
        me, file = self.shell.me, os.path.expanduser(self._file.words)
        self._act.setEnabled(False)

        def read() -> Read:
            from coach import org

            org.may_import(me.person)
            found = org.read_people(file, me.library)
            return Read(found.people, found.notes, org.plan(found.people))

        attempt(self.page, read, self._show, self._refused)

    def _refused(self, error: CoachError) -> None:
        self._name(_("Read the file"))
        told = explain(error)
        panel = Panel("danger", "info", breakable(told.what.strip()), f"{told.safe} {told.todo}")
        self.refill(panel)
        self._file.line.setFocus()
        announce(panel, str(told))

    def _show(self, read: Read) -> None:
        self._read = read
        plan = read.plan
        told = _told(plan)
        parts: list[QWidget] = [Panel("info", "info", _("What would change"), "\n".join((told, *read.notes)))]
        if plan.empty:
            self._read = None
        else:
            parts.append(_changes(plan))
        self.refill(*parts)
        self._name(_("Import the list") if self._read else _("Read the file"))
        announce(self.page, told)

    def _write(self, read: Read) -> None:
        self._act.setEnabled(False)
        today = datetime.now(UTC).astimezone().date()

        def write() -> "Plan":
            from coach import org

            return org.apply(read.people, today)

        attempt(self.page, write, self._written, self._refused)

    def _written(self, plan: "Plan") -> None:
        self.shell.go("team")
        self.shell.tell(_("The list is imported. {changes}").format(changes=_told(plan)))


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
