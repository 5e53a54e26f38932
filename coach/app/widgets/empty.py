"""What stands where there is nothing yet: a drawing, one sentence on what will be here, one action."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.app.theme import theme
from coach.app.widgets.card import Card, Drawing
from coach.app.widgets.text import text

_WORDS = 520


class Empty(Card):
    """An empty state; `actions` stand below the sentence."""

    def __init__(self, sentence: str, actions: Sequence[QWidget] = (), art: str = "note") -> None:
        super().__init__("surface", "line", 20)
        t = theme()
        column = QVBoxLayout(self)
        side = t.space(28)
        column.setContentsMargins(side, t.space(24), side, t.space(28))
        column.setSpacing(t.space(14))
        drawing = Drawing(t.art(art), (t.space(198), t.space(153)))
        drawing.setFixedSize(drawing.minimumSize())
        column.addWidget(drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        words = text(sentence, "lead")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMaximumWidth(t.px(_WORDS))
        # A wrapped label that is aligned in its layout is not given the height of its lines: stretches centre it.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(words, 1000)
        across.addStretch(1)
        column.addLayout(across)
        for action in actions:
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
