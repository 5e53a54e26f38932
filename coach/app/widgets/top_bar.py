"""The bar above what goes screen by screen: the way out, and how far one has come."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.progress import Steps
from coach.words import _


class TopBar(QWidget):
    """`leaving` is what a screen reader says of the button that leaves."""

    def __init__(self, leaving: str, leave: Callable[[], None], steps: Steps, place: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().space(24), theme().space(14), theme().space(24), theme().space(10))
        row.setSpacing(theme().space(16))
        out = Button(_("Quit"), "quiet", "x", name=leaving)
        out.clicked.connect(leave)
        row.addWidget(out, 1, Qt.AlignmentFlag.AlignLeft)
        steps.setMinimumWidth(theme().px(120))
        steps.setMaximumWidth(min(theme().space(560), 620))
        row.addWidget(steps, 3)
        # Even an empty place is a widget: a stretch has no spacing beside it, and the steps would move by half of it.
        row.addWidget(place, 1)
