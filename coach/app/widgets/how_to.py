"""“How to do it” below a gesture: its clicks, one under the other, and a way out where IT holds the setting."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button, flush
from coach.app.widgets.text import text
from coach.domain.lesson import Gesture, Way
from coach.questions.do import KIND, MANAGED
from coach.words import _


class HowTo(QWidget):
    """Closed at first. Gives `managed` where IT takes care of the gesture; `about` tells twins apart."""

    managed = Signal()

    def __init__(self, gesture: Gesture, about: str) -> None:
        super().__init__()
        self._about = about
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().space(4), 0, 0)
        column.setSpacing(theme().space(4))
        self._opener = Button("", "quiet", "chevron-down", right=True)
        self._opener.clicked.connect(self._turn)
        column.addWidget(self._opener)
        self._inside = QWidget()
        clicks = QVBoxLayout(self._inside)
        clicks.setContentsMargins(theme().space(6), 0, 0, theme().space(4))
        clicks.setSpacing(theme().space(4))
        for way in gesture.how:
            _add(clicks, way)
        self._hold: Button | None = None
        if gesture.it_may_hold:
            whole = _(KIND.own_words[MANAGED]).rstrip(".")
            # Large, the whole sentence is wider than the smallest window.
            told = _("The IT department takes care of it") if theme().stacked else whole
            self._hold = flush(Button(told, "quiet", name=f"{whole}, {about}"))
            self._hold.clicked.connect(self.managed)
            clicks.addWidget(self._hold)
        column.addWidget(self._inside)
        self._show(False)

    def let_choose(self, may: bool) -> None:
        """Let the person say, or no longer, that IT takes care of it."""
        if self._hold is not None:
            self._hold.setEnabled(may)

    def _turn(self) -> None:
        is_open = not self._inside.isVisibleTo(self)
        self._show(is_open)
        told = _("{domain}: open") if is_open else _("{domain}: closed")
        announce(self, told.format(domain=_("How to do it")))

    def _show(self, is_open: bool) -> None:
        told = _("Hide") if is_open else _("How to do it")
        self._opener.turn(told, "chevron-up" if is_open else "chevron-down", f"{told}, {self._about}")
        flush(self._opener)
        self._inside.setVisible(is_open)


def _add(clicks: QVBoxLayout, way: Way) -> None:
    if way.name:
        clicks.addSpacing(theme().space(4))
        clicks.addWidget(text(way.name, "label", 600, "ink2"))
    for number, click in enumerate(way.clicks, 1):
        clicks.addWidget(text(f"{number}. {click}", "body"))
