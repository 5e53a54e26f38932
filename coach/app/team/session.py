"""A session in a room: which path, who is there, the sheet to sign; then it is recorded, attested by the trainer."""

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from coach.app.attempt import attempt
from coach.app.page import Page
from coach.app.speech import announce
from coach.app.team.steps import PathStep, Step
from coach.app.team.view import View
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel
from coach.app.widgets.entry import Entry, typed_day
from coach.app.widgets.layout import row
from coach.app.widgets.picker import Picker
from coach.app.widgets.picker_list import Item
from coach.app.widgets.text import heading, text
from coach.domain.errors import CoachError
from coach.domain.people import Person
from coach.words import _, day, explain, ngettext

if TYPE_CHECKING:
    from coach.org import FoundPeople, Session

_READING = 800


class SessionForm(View):
    """Takes up what was typed from its one argument."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        super().__init__(page, arguments)
        typed = json.loads(arguments[0]) if arguments else {}
        told = _(
            "For colleagues without a computer of their own: you show the path, they sign, you record it."
        )
        layout = page.body(_("Group session"), told, widest=_READING)
        self.back(layout)
        layout.addLayout(self.inside)
        self._people: dict[str, Person] = {}
        self._wanted: list[str] = typed.get("people", [])
        self._step = Step(_("Who is there?"), _("Search for a service, a group or a name, then tick."))
        self._picker = Picker(_("Search for a service, a group or a person"), _("People present"))
        self._count = text("", "body", 600, "on_soft")
        self._attest = Panel("soft", "users", _("What will be recorded"), " ")
        self._sentence = self._attest.findChildren(type(self._count))[-1]
        self._make_path(layout, typed.get("path", ""), typed.get("lessons"))
        self._make_day(layout, typed.get("day", typed_day(datetime.now().astimezone().date())))
        self._make_people(layout)
        layout.addWidget(self._attest)
        layout.addStretch(1)
        self._save = Button(_("Record the session"), "primary", "check")
        self._save.clicked.connect(self._write)
        page.action_bar(self._save)
        page.default = self._save
        self._sum_up()

    def _make_path(self, layout: QVBoxLayout, path: str, lessons: list[str] | None) -> None:
        self._path = PathStep(
            self.shell.me.library, path, _("Everybody sees the lessons together, on one screen.")
        )
        self._path.chosen.connect(self._offer_lessons)
        layout.addWidget(self._path)
        layout.addSpacing(theme().space(12))
        self._lessons = Picker(_("Search among the lessons of the path"), _("Lessons gone through"))
        self._lessons.changed.connect(self._sum_up)
        self._which = heading(_("Which lessons?"))
        layout.addSpacing(theme().space(12))
        layout.addWidget(self._which)
        layout.addSpacing(theme().space(10))
        layout.addWidget(self._lessons)
        layout.addSpacing(theme().space(12))
        self._project = Button(_("Project the path"), "secondary", "panel-top")
        self._project.setAccessibleDescription(_("Full screen, in large letters. Escape comes back here."))
        self._project.clicked.connect(self._show)
        layout.addWidget(self._project)
        layout.addSpacing(theme().space(24))
        self._offer_lessons()
        if lessons is not None:
            self._lessons.choose(lessons)

    def _make_day(self, layout: QVBoxLayout, typed: str) -> None:
        today = datetime.now().astimezone().date()
        self._day = Entry(_("Day of the session"), _("For instance {day}").format(day=typed_day(today)), 20)
        self._day.line.setText(typed)
        self._day.line.setMaximumWidth(theme().px(260))
        self._day.beside.addStretch(1)
        self._day.changed.connect(lambda _: self._sum_up())
        layout.addWidget(self._day)
        layout.addSpacing(theme().space(24))

    def _make_people(self, layout: QVBoxLayout) -> None:
        self._picker.choose(self._wanted)
        self._picker.changed.connect(self._sum_up)
        self._picker.asked.connect(self._find)
        every = Button(_("Tick every line shown"), "secondary", "check")
        every.clicked.connect(self._picker.choose_found)
        sheet = Button(_("Save the sign-in sheet"), "secondary", "file-down")
        sheet.setAccessibleDescription(
            _("A page to print from a browser: a line to sign for each person ticked.")
        )
        sheet.clicked.connect(self._save_sheet)
        actions = row(12)
        for button in (every, sheet):
            actions.addWidget(button)
        actions.addStretch(1)
        for widget in (self._step.told_fault, self._picker, self._count):
            self._step.column.addWidget(widget)
        self._step.column.addLayout(actions)
        layout.addWidget(self._step)
        layout.addSpacing(theme().space(20))

    def help(self) -> str:
        return _(
            "Choose the path and project it. Tick who is there, print the sheet and have it signed, then record the"
            " session: the lessons count as finished in a group session, attested by you. It can be undone."
        )

    def focus_first(self) -> bool:
        first = self._path.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def search(self) -> None:
        self._picker.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _typed(self) -> str:
        typed = {
            "path": self._path.path,
            "lessons": list(self._lessons.keys),
            "day": self._day.words,
            "people": list(self._picker.keys) or self._wanted,
        }
        return json.dumps(typed, ensure_ascii=False)

    def again(self) -> tuple[str, ...] | None:
        return ("session", self._typed())

    def refresh(self) -> None:
        self._find("")

    def _find(self, words: str) -> None:
        actor, chosen = self.shell.me.person, (*self._wanted, *self._picker.keys)

        def read() -> "FoundPeople":
            from coach import org

            return org.find_people(actor, words, chosen)

        self.ask(read, lambda found: self._fill(found, words))

    def _fill(self, found: "FoundPeople", words: str) -> None:
        self._people |= {one.id: one for one in found.people}
        self._picker.choose((*self._wanted, *self._picker.keys))
        self._wanted = []
        inside = {one.id: ", ".join([one.service, *found.cohorts[one.id]]) for one in found.people}
        items = [Item(one.id, one.name, inside[one.id]) for one in found.people]
        self._picker.fill(items, found.more, words)
        self._sum_up()

    def _offer_lessons(self) -> None:
        shelf = self.shell.me.library
        path = shelf.paths.get(self._path.path)
        cards = [shelf.cards[lesson] for lesson in path.lessons] if path else []
        for widget in (self._which, self._lessons):
            widget.setVisible(bool(cards))
        self._project.setEnabled(bool(cards))
        self._lessons.choose([one.id for one in cards])
        minutes = {one.id: ngettext("{n} minute", "{n} minutes", one.minutes) for one in cards}
        self._lessons.fill([Item(one.id, one.title, minutes[one.id]) for one in cards])
        self._sum_up()

    def _show(self) -> None:
        self.shell.go("projection", self._path.path, self._typed())

    # The sentence, the sheet, the record --------------------------------------------------------------------

    def _held_on(self) -> date:
        from coach import org

        return org.day(self._day.words)

    def _sum_up(self) -> None:
        self._step.fault("")
        people, lessons = len(self._picker.keys), len(self._lessons.keys)
        self._count.setText(ngettext("{n} person present", "{n} people present", people))
        told = _("{lessons} of “{path}”, finished in a group session by {people}. Attested by {name}.")
        path = self.shell.me.library.paths.get(self._path.path)
        if path is None:
            self._sentence.setText(_("Choose a path first."))
            return
        if not people:
            self._sentence.setText(_("Tick at least one person."))
            return
        facts = {
            "path": path.title,
            "lessons": ngettext("{n} lesson", "{n} lessons", lessons),
            "people": ngettext("{n} person", "{n} people", people),
            "name": self.shell.me.person.name,
        }
        self._sentence.setText(told.format(**facts))

    def _save_sheet(self) -> None:
        path = self.shell.me.library.paths.get(self._path.path)
        if path is None:
            self._missing_path()
            return
        try:
            held_on = self._held_on()
        except CoachError as error:
            self._refused(error)
            return
        wished = QDir.home().filePath(_("sign-in-sheet") + f"-{held_on.isoformat()}.html")
        title = _("Save the sign-in sheet")
        file, _kind = QFileDialog.getSaveFileName(self.page, title, wished, "HTML (*.html)")
        if not file:
            return
        actor, people = self.shell.me.person, [self._people[key] for key in self._picker.keys]

        def write() -> None:
            from coach import org

            org.save_sign_in_sheet(file, org.sign_in_sheet(actor, path.title, held_on, people))

        told = _("Saved to {file}. Open it in a browser and print it.")
        words = told.format(file=QDir.toNativeSeparators(file))
        self.shell.work(write, lambda _none: self.shell.tell(words))

    def _missing_path(self) -> None:
        self._path.fault(_("Choose a path first."))
        announce(self.page, _("Choose a path first."))
        self.focus_first()

    def _write(self) -> None:
        from coach.org import Session

        if not self._path.path:
            self._missing_path()
            return
        if not self._picker.keys:
            self._step.fault(_("Tick at least one person."))
            announce(self.page, _("Tick at least one person."))
            self._picker.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            wanted = Session(self._path.path, self._lessons.keys, self._picker.keys, self._held_on())
        except CoachError as error:
            self._refused(error)
            return
        actor, shelf = self.shell.me.person, self.shell.me.library
        self._save.setEnabled(False)

        def write() -> str:
            from coach import org

            return org.record_session(actor, shelf, wanted, datetime.now(UTC))

        attempt(self.page, write, lambda name: self._written(wanted, name), self._refused)

    def _refused(self, error: CoachError) -> None:
        from coach.org.errors import BadDay

        self._save.setEnabled(True)
        if isinstance(error, BadDay):
            told = explain(error)
            self._day.wrong(f"{told.what} {told.todo}")
        else:
            self.shell.fail(error)

    def _written(self, wanted: "Session", name: str) -> None:
        shell, actor = self.shell, self.shell.me.person
        shell.go("team")

        def write() -> None:
            from coach import org

            org.undo_session(actor, name)

        def undone(_none: None) -> None:
            shell.changed()
            shell.tell(_("Undone. The session is not recorded."))

        facts = {
            "people": ngettext("{n} person", "{n} people", len(wanted.people)),
            "day": day(wanted.held_on),
        }
        told = _("The session of {day} is recorded: {people}.").format(**facts)
        shell.offer_undo(told, lambda: shell.work(write, undone))
