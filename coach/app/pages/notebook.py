"""Carnet de gestes: note, plan, change and remove gestures, week by week; every change can be undone."""

import dataclasses
import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from coach.app.forms import openers
from coach.app.page import Page, Shell
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, separator
from coach.app.widgets.empty import Empty
from coach.app.widgets.head import beside_title
from coach.app.widgets.layout import clear
from coach.app.widgets.note_form import Draft, NoteForm
from coach.app.widgets.note_line import NoteLine
from coach.app.widgets.text import heading
from coach.store.glance import Notebook
from coach.study import forms, notebook
from coach.study.notebook import Line
from coach.words import _, day

T = TypeVar("T")
NEW = "new"


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


class NotebookPage(Page):
    """The notebook of one person; with the argument `new` its form is open. A second one tells what was typed."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        layout = self.body(
            _("Gesture notebook"), _("What you do, or would like to try. Only you can see it.")
        )
        self._note = Button(_("Note a gesture"), "primary", "plus")
        self._note.clicked.connect(self.note)
        assert self.title
        beside_title(self.title, layout, self._note)
        self._form = NoteForm(shell.me.library, _today())
        self._form.saved.connect(self._saved)
        self._form.cancelled.connect(self._cancelled)
        self._edited: Notebook | None = None
        self._writing = False
        self._land = ""
        layout.addWidget(self._form)
        self._gap = QWidget()
        self._gap.setFixedHeight(theme().space(20))
        layout.addWidget(self._gap)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(theme().space(10))
        layout.addLayout(self._inside)
        self._first = Button(_("Note a first gesture"), "primary", "plus")
        self._first.clicked.connect(self.note)
        words = _("Your notebook is empty for now. Note a first gesture, even a small one.")
        self._nothing = Empty(words, [self._first])
        layout.addWidget(self._nothing)
        layout.addStretch(1)
        self._lines: dict[str, NoteLine] = {}
        self._is_open = NEW in arguments
        for typed in arguments[1:]:
            self._take_up(json.loads(typed))

    def again(self) -> tuple[str, ...]:
        edited = self._edited and {**dataclasses.asdict(self._edited), "day": self._edited.day.isoformat()}
        typed = {"edited": edited, "form": self._form.typed()}
        return (NEW if self._is_open else "", json.dumps(typed, ensure_ascii=False))

    def _take_up(self, typed: dict[str, Any]) -> None:
        if edited := typed["edited"]:
            self._edited = Notebook(**{**edited, "day": date.fromisoformat(edited["day"])})
            self._form.show_note(self._edited)
        self._form.take_up(typed["form"])

    def help(self) -> str:
        return _(
            "Note what you did, do by habit, or plan. Nobody else sees it, and nothing is counted for anybody."
        )

    # The form --------------------------------------------------------------------------------------------------

    def note(self) -> None:
        """Open the form, with what was begun in it, and go there."""
        if self._edited is not None and not self._is_open:
            self._edited = None
            self._form.clear(_today())
        self._open_form(True)
        self._form.focus()

    def _edit(self, line: Notebook) -> None:
        if self._edited != line:
            self._edited = line
            self._form.show_note(line)
        self._open_form(True)
        self._form.focus()
        # The form gets its place only after this event.
        QTimer.singleShot(0, self._form, self._to_top)

    def _to_top(self) -> None:
        area = self.findChild(QScrollArea)
        if area is not None:
            area.verticalScrollBar().setValue(0)

    def _open_form(self, is_open: bool) -> None:
        self._is_open = is_open
        self._arrange()

    def _arrange(self) -> None:
        """Show the form or one button that opens it, and the empty state only where nothing else is."""
        self._form.setVisible(self._is_open)
        self._gap.setVisible(self._is_open)
        self._note.setVisible(not self._is_open and bool(self._lines))
        self._nothing.setVisible(not self._is_open and not self._lines)
        self.default = self._form.save if self._is_open else None

    def _close(self) -> None:
        self._open_form(False)
        (self._note if self._lines else self._first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancelled(self) -> None:
        self._edited = None
        self._form.clear(_today())
        self._close()

    def escape(self) -> None:
        # What was typed stays in the form: Escape never loses input.
        if self._is_open:
            self._close()

    def focus_first(self) -> None:
        if self._is_open:
            self._form.focus()
        else:
            super().focus_first()

    # Writing ---------------------------------------------------------------------------------------------------

    def _saved(self, draft: Draft) -> None:
        before = self._edited
        if before is None:
            self._add(draft)
        else:
            after = dataclasses.replace(
                before, gesture=draft.gesture, words=draft.words, state=draft.state, day=draft.day
            )
            self._change(before, after, _("Gesture changed."))

    def _add(self, draft: Draft) -> None:
        person, now = self.shell.me.person, datetime.now(UTC)

        def added(new: str) -> None:
            line = Notebook(new, draft.gesture, draft.words, draft.state, draft.day)
            self._cancelled()
            self._done(_("Gesture noted."), lambda: notebook.remove(person, line), new)

        self._write(
            lambda: notebook.note(person, draft.gesture, draft.words, draft.state, draft.day, now), added
        )

    def _change(self, before: Notebook, after: Notebook, told: str) -> None:
        person = self.shell.me.person

        def changed(_nothing: None) -> None:
            if self._edited is not None:
                self._cancelled()
            self._done(told, lambda: notebook.change(person, before), after.id)

        self._write(lambda: notebook.change(person, after), changed)

    def _remove(self, line: Notebook) -> None:
        person = self.shell.me.person
        self._write(
            lambda: notebook.remove(person, line),
            lambda _nothing: self._done(_("Gesture removed."), lambda: notebook.put_back(person, line), ""),
        )

    def _done(self, told: str, undo: Callable[[], None], land: str) -> None:
        """Show the notebook afresh, put the focus on a line's button, and offer to undo."""
        self._land = land
        self.shell.changed()
        self.shell.offer_undo(told, lambda: self._write(undo, self._undone))

    def _undone(self, _nothing: None) -> None:
        self.shell.changed()
        self.shell.tell(_("Undone."))

    def _write(self, task: Callable[[], T], then: Callable[[T], None]) -> None:
        """Write once at a time, whatever is pressed meanwhile; after an error one may try again."""
        if self._writing:
            return
        self._writing = True

        def once() -> T:
            try:
                return task()
            finally:
                self._writing = False

        self.shell.work(once, then)

    # The lines -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        had_focus = self.holds_focus()
        seen = notebook.contents(self.shell.me)
        clear(self._inside)
        self._lines = {}
        names: Counter[tuple[str, str, date]] = Counter()
        if seen.planned:
            self._section(_("Planned gestures"), seen.planned, names)
        for week in seen.weeks:
            self._section(_week(week.monday), week.lines, names)
        self._arrange()
        if had_focus and not self.holds_focus():
            landing = self._lines.get(self._land)
            button = landing.change if landing else self._note if self._lines else self._first
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _section(self, title: str, lines: tuple[Line, ...], names: Counter[tuple[str, str, date]]) -> None:
        self._inside.addWidget(heading(title, "heading", 600))
        card = Card("surface", "line", 18)
        column = QVBoxLayout(card)
        column.setContentsMargins(2, theme().space(4), 2, theme().space(4))
        column.setSpacing(0)
        for number, line in enumerate(lines):
            if number:
                column.addWidget(separator())
            name = (line.text, line.note.state, line.note.day)
            names[name] += 1
            column.addWidget(self._line(line, names[name]))
        self._inside.addWidget(card)
        self._inside.addSpacing(theme().space(10))

    def _line(self, line: Line, twin: int) -> NoteLine:
        note, shown = line.note, NoteLine(line, twin)
        if note.state == "planned" and (offered := forms.of_gesture(self.shell.me.library, note.gesture)):
            shown.add(openers(self.shell, offered, shown.about))
        shown.done.connect(
            lambda: self._change(
                note, dataclasses.replace(note, state="done", day=_today()), _("Well noted.")
            )
        )
        shown.managed.connect(lambda: self._managed(line))
        shown.edit.connect(lambda: self._edit(note))
        shown.remove.connect(lambda: self._remove(note))
        self._lines[note.id] = shown
        return shown

    def _managed(self, line: Line) -> None:
        assert line.gesture
        words = notebook.managed(line.gesture)
        after = dataclasses.replace(line.note, state="done", day=_today(), words=words)
        self._change(line.note, after, _("Well noted."))


def _week(monday: date) -> str:
    now = _today() - timedelta(days=_today().weekday())
    if monday == now:
        return _("This week")
    if monday == now - timedelta(days=7):
        return _("Last week")
    return _("Week of {day}").format(day=day(monday))


PAGE = NotebookPage
