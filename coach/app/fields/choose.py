"""Choose one or several answers."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from coach.app.fields.base import Field
from coach.app.widgets.choice import PickRow, TickRow
from coach.questions import Do
from coach.questions._kind import Response
from coach.words import _, ngettext

LETTERS = "ABCDEFGHIJ"
# What the row of digits of a French keyboard gives without Shift.
AZERTY = "&É\"'(-È_Ç"
# Digits come with Shift on a French keyboard, or from the keypad.
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class _Choose(Field):
    def __init__(
        self,
        question: str,
        instruction: str,
        rows: Mapping[str, PickRow | TickRow],
        letters: bool,
    ) -> None:
        super().__init__(question, instruction)
        self.rows = rows
        for row in rows.values():
            row.toggled.connect(lambda _: self.changed.emit())
            if letters:
                row.installEventFilter(self)
            self.column.addWidget(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Single keys only while the focus is inside the answers (WCAG 2.1.4).
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if not event.modifiers() & ~_PLAIN:
            place = self._place(event)
            if place is not None and place < len(self.rows):
                row = list(self.rows.values())[place]
                row.setFocus(Qt.FocusReason.ShortcutFocusReason)
                row.click()
                return True
        return super().eventFilter(watched, event)

    def _place(self, event: QKeyEvent) -> int | None:
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return int(key - Qt.Key.Key_1)
        typed = event.text().upper()
        row = next((row for row in (LETTERS, AZERTY) if len(typed) == 1 and typed in row), "")
        return row.index(typed) if row else None

    def show_misses(self, misses: Iterable[str]) -> None:
        missed = set(misses)
        for name, row in self.rows.items():
            row.show_result("wrong" if name in missed and row.isChecked() else "")

    def _solve(self, right: Iterable[str]) -> None:
        solution = set(right)
        for name, row in self.rows.items():
            wrong = row.isChecked() and name not in solution
            row.show_result("right" if name in solution else "wrong" if wrong else "")
            row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class PickField(_Choose):
    """Radio buttons."""

    def __init__(
        self, question: str, options: tuple[str, ...], texts: Mapping[str, str], letters: bool
    ) -> None:
        rows = {name: PickRow(texts[name], LETTERS[place]) for place, name in enumerate(options)}
        super().__init__(question, _("One answer. Nothing is marked: it is for you."), rows, letters)

    def response(self) -> Response:
        return next((name for name, row in self.rows.items() if row.isChecked()), None)

    def put(self, response: Response) -> None:
        self.rows[response].setChecked(True)

    def show_solution(self, solution: Response) -> None:
        self._solve([solution])


class DoField(PickField):
    """Something to do first; then radio buttons to say how it went."""

    def __init__(self, question: str, form: Do, texts: Mapping[str, str], letters: bool) -> None:
        super().__init__(question, form.options, texts, letters)
        self.instruction = (
            _("Do it now if you can, then say so. The computer checks by itself; nobody else is told.")
            if form.verify != "nothing"
            else _("Do it now if you can, then say so. Your word is enough.")
        )


class TickField(_Choose):
    """Check boxes."""

    def __init__(
        self, question: str, options: tuple[str, ...], texts: Mapping[str, str], letters: bool, count: int
    ) -> None:
        rows = {name: TickRow(texts[name], LETTERS[place]) for place, name in enumerate(options)}
        told = ngettext("{n} answer to choose.", "{n} answers to choose.", count)
        super().__init__(question, told, rows, letters)

    def response(self) -> Response:
        return [name for name, row in self.rows.items() if row.isChecked()] or None

    def put(self, response: Response) -> None:
        for name in response:
            self.rows[name].setChecked(True)

    def show_solution(self, solution: Response) -> None:
        self._solve(solution)
