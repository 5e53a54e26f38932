"""Quiet lines around a page: an error in three sentences, a thing done, an offer to undo."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card
from coach.app.widgets.text import icon, text
from coach.words import Explanation, _

UNDO_SECONDS = 10


class Banner(QFrame):
    """Holds at most one line; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        side = theme().space(32)
        self._layout.setContentsMargins(side, theme().space(12), side, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.hide()

    def clear(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        while self._layout.count():
            item = self._layout.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.hide()

    def _show(self, tone: str, sign: str, words: list[str], buttons: list[QWidget]) -> None:
        self.clear()
        color = {"soft": "on_soft", "danger": "danger"}[tone]
        card = Card("soft" if tone == "soft" else "danger_soft", "", 14)
        row = QHBoxLayout(card)
        row.setContentsMargins(theme().space(18), theme().space(8), theme().space(12), theme().space(8))
        row.setSpacing(theme().space(12))
        # Beside one line of words the buttons are taller than it: the sign stands with the words.
        beside = Qt.AlignmentFlag.AlignVCenter if len(words) == 1 else Qt.AlignmentFlag.AlignTop
        row.addWidget(icon(sign, color, 22), 0, beside)
        column = QVBoxLayout()
        column.setSpacing(theme().space(2))
        for number, sentence in enumerate(words):
            column.addWidget(text(sentence, "body", 600 if number == 0 and len(words) > 1 else 400, color))
        row.addLayout(column, 1)
        for button in buttons:
            row.addWidget(button, 0, beside)
        self._layout.addWidget(card)
        self.show()
        announce(self, " ".join(words))

    def done(self, words: str) -> None:
        """Say that something was done; the line goes by itself."""
        self._show("soft", "check", [words], [self._close()])
        self._timer.start(UNDO_SECONDS * 1000)

    def undo(self, words: str, undo: Callable[[], None]) -> None:
        """Say that something was done and offer to undo it."""
        button = Button(_("Undo"), "secondary", "rotate-ccw")

        def clicked() -> None:
            self.clear()
            undo()

        button.clicked.connect(clicked)
        self._show("soft", "check", [words], [button, self._close()])
        self._timer.start(UNDO_SECONDS * 1000)

    def error(self, told: Explanation, details: str) -> None:
        """Tell an error; it stays until it is closed."""
        sentences = [sentence for sentence in (told.what, told.safe, told.todo) if sentence]
        copy = Button(_("Copy the details"), "quiet")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
        self._show("danger", "info", sentences, [copy, self._close()])

    def _close(self) -> Button:
        button = Button(_("Close"), "quiet", "x", name=_("Close this message"))
        button.clicked.connect(self.clear)
        return button
