"""A line of the notebook: the gesture, its day, its effect, and what can be done with it."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.layout import row
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


class NoteLine(QWidget):
    """Gives `done`, `edit` or `remove`; `twin` tells apart lines that would have the same name, from 1."""

    done = Signal()
    edit = Signal()
    remove = Signal()

    def __init__(self, line: Line, twin: int = 1) -> None:
        super().__init__()
        t, state = theme(), line.note.state
        when = _(_TOLD[state]).format(day=day(line.note.day))
        self._about = f"{line.text} {when}" + (f" ({twin})" if twin > 1 else "")
        across = row(12)
        self.setLayout(across)
        across.setContentsMargins(t.space(22), t.space(12), t.space(12), t.space(12))
        told = QHBoxLayout()
        told.setSpacing(t.space(14))
        color = "accent" if state != "planned" else "ink2"
        told.addWidget(icon(_SIGNS[state], color, 22), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(t.space(2))
        words.addWidget(text(line.text, "body"))
        words.addWidget(text(when, "label", 400, "ink2"))
        words.addWidget(text(line.effect, "small", 400, "ink2"))
        told.addLayout(words, 1)
        across.addLayout(told, 1)
        across.addWidget(self._buttons(state), 0, Qt.AlignmentFlag.AlignTop)

    def _buttons(self, state: str) -> QWidget:
        box = QWidget()
        line: QHBoxLayout | Wrap = Wrap(box, theme().space(4)) if theme().stacked else QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        if state == "planned":
            line.addWidget(self._button(_("I did it"), "secondary", "check", self.done))
        self.change = self._button(_("Change"), "quiet", "pencil", self.edit)
        line.addWidget(self.change)
        line.addWidget(self._button(_("Remove"), "quiet", "trash-2", self.remove))
        return box

    def _button(self, words: str, kind: str, sign: str, signal: SignalInstance) -> Button:
        button = Button(words, kind, sign, name=f"{words}, {self._about}")
        button.clicked.connect(signal)
        return button
