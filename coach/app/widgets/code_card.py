"""The card that asks for the one-time code by which a desk becomes known to the organisation."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.entry import Entry
from coach.app.widgets.part import Part
from coach.app.widgets.text import text
from coach.app.widgets.wrap import together
from coach.domain import one_time_code
from coach.words import _

_MOST = 60
_WIDEST = 420


class CodeCard(Part):
    """Gives `asked` with a code of the right form, as ABCD-EFGH-JKLM.

    `known`: the server knows people by the account of their session, so that mostly nobody types a code.
    """

    asked = Signal(str)

    def __init__(self, place: str, known: bool = False) -> None:
        super().__init__(_("Connect this desk to your organisation"))
        shared = _(
            "Shared from then on: the finished lessons of proposed paths, each with its edition and day."
            " Never an answer, a score, an hour or how long it took."
        )
        self.column.addWidget(text(_("The server: {place}").format(place=place)))
        self.column.addWidget(text(shared))
        if known:
            told = _(
                "Mostly there is nothing to type: the server knows you by the account that you are logged in with,"
                " and this desk connects by itself. A code is for where that does not work."
            )
            self.column.addWidget(text(told))
        self.column.addSpacing(theme().space(6))
        hint = _(
            "Twelve letters that your IT department gave you, such as ABCD-EFGH-JKLM. It works once."
            " Capitals, spaces and dashes make no difference."
        )
        # The code in it stays on one line.
        self.entry = Entry(_("One-time code"), hint.replace("-", "-\u2060"), _MOST)
        self.entry.line.setMaximumWidth(theme().px(_WIDEST))
        self.entry.beside.addStretch(1)
        self.column.addWidget(self.entry)
        self.column.addSpacing(theme().space(6))
        self.button = Button("", "secondary")
        self.button.clicked.connect(self._ask)
        self._place = together([self.button], 12)
        self.column.addWidget(self._place)
        self.rest()

    def rest(self) -> None:
        """Nothing is going on: a code may be typed."""
        self._show(_("Connect this desk"), True)

    def wait(self) -> None:
        """The server is being asked."""
        self._show(_("Connecting…"), False)
        announce(self, _("Connecting…"))

    def refuse(self, sentences: str) -> None:
        """Say below the field what came of it."""
        self.rest()
        self.entry.wrong(sentences or _("Something went wrong."))

    def _show(self, words: str, free: bool) -> None:
        self.button.turn(words)
        self.button.setEnabled(free)
        self.entry.line.setReadOnly(not free)

    def _ask(self) -> None:
        code = one_time_code.read(self.entry.words)
        if code:
            self.asked.emit(code)
        elif code is None:
            self.entry.wrong(_("This is no code: a code has twelve letters."))
        else:
            self.entry.wrong(_("Type the code first."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter in the field means this code, not the page's own first button.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.button.click()
        else:
            super().keyPressEvent(event)
