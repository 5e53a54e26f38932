"""A line of the notebook: the gesture, its day, its effect, and what can be done with it."""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.how_to import HowTo
from coach.app.widgets.text import icon, text
from coach.app.widgets.wrap import Wrap
from coach.domain.text import N_
from coach.study.notebook import Line
from coach.words import _, day

_SIGNS = {"planned": "calendar", "done": "circle-check", "habit": "repeat"}
_TOLD = {
    "planned": N_("Planned for {day}"),
    "done": N_("Done on {day}"),
    "habit": N_("Habit, noted on {day}"),
}


class _Narrow(Button):
    """A framed button that leaves more of its line to the words."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() - theme().space(18), hint.height())


class NoteLine(QWidget):
    """Gives `done`, `managed`, `edit` or `remove`; `twin` tells apart lines of the same name, from 1."""

    done = Signal()
    managed = Signal()
    edit = Signal()
    remove = Signal()

    def __init__(self, line: Line, twin: int = 1) -> None:
        super().__init__()
        t, state = theme(), line.note.state
        when = _(_TOLD[state]).format(day=day(line.note.day))
        self.about = f"{line.text} {when}" + (f" ({twin})" if twin > 1 else "")
        # Three buttons leave the words too little of a narrow line.
        self._least = 780 if state == "planned" else 600
        self._across = across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        across.setSpacing(t.space(12))
        across.setContentsMargins(t.space(22), t.space(12), t.space(12), t.space(12))
        told = QHBoxLayout()
        told.setSpacing(t.space(14))
        color = "accent" if state != "planned" else "ink2"
        told.addWidget(icon(_SIGNS[state], color, 22), 0, Qt.AlignmentFlag.AlignTop)
        self._words = words = QVBoxLayout()
        words.setSpacing(t.space(2))
        words.addWidget(text(line.text, "body"))
        words.addWidget(text(when, "label", 400, "ink2"))
        words.addWidget(text(line.effect, "small", 400, "ink2"))
        side = Qt.AlignmentFlag.AlignVCenter
        if state == "planned" and line.gesture is not None and line.gesture.how:
            side = Qt.AlignmentFlag.AlignTop
            how = HowTo(line.gesture, self.about)
            how.managed.connect(self.managed)
            words.addWidget(how)
        told.addLayout(words, 1)
        across.addLayout(told, 1)
        across.addWidget(self._buttons(state), 0, side)

    def add(self, below: QWidget) -> None:
        """Put something below the words."""
        self._words.addWidget(below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = self.width() > theme().px(self._least) and not theme().stacked
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(way)
        super().resizeEvent(event)

    def _buttons(self, state: str) -> QWidget:
        box = QWidget()
        line = Wrap(box, theme().space(4))
        if state == "planned":
            line.addWidget(self._button(_("I did it"), "secondary", "check", self.done))
        self.change = self._button(_("Change"), "quiet", "pencil", self.edit)
        line.addWidget(self.change)
        line.addWidget(self._button(_("Remove"), "quiet", "trash-2", self.remove))
        return box

    def _button(self, words: str, kind: str, sign: str, signal: SignalInstance) -> Button:
        made = Button if kind == "quiet" else _Narrow
        button = made(words, kind, sign, name=f"{words}, {self.about}")
        button.clicked.connect(signal)
        return button
