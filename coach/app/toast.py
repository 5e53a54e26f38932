"""The coach's own toast: one reminder with its buttons, where the system's notifications bear none.

The agent starts it with a hidden argument and tells it the reminder by standard input; what is pressed goes back by
standard output, to the code that hears a notification's buttons. It ends when the agent does.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

from PySide6.QtCore import QPoint, QRectF, QSize, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QFontMetrics, QGuiApplication, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card
from coach.app.widgets.layout import row
from coach.app.widgets.text import disc, heading, text
from coach.app.widgets.wrap import Wrap
from coach.sensors import moments
from coach.words import _

STAYS = 20
"""Seconds in which the mouse moves elsewhere; without anybody there it waits."""
_WIDE, _EDGE, _RADIUS = 470, 16, 20
_ICONS = {"idle": "monitor-pause", "mail": "paperclip", "tabs": "panel-top"}
_MOST = 65536


class Toast(QDialog):
    """A reminder in a corner of the screen. `answered` gives what was pressed: act, open, later, why or choose."""

    answered = Signal(str)

    def __init__(self, nudge: Mapping[str, str]) -> None:
        window = Qt.WindowType
        super().__init__(None, window.Tool | window.FramelessWindowHint | window.WindowStaysOnTopHint)
        # Whoever types goes on typing: the window neither asks for the keyboard nor is given it.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeNotification)
        self.setWindowTitle(nudge["title"])
        self._words = f"{nudge['title']} {nudge['body']}".strip()
        self._left, self._at = STAYS, QCursor.pos()
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(self._card(nudge))
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self.second)

    def appear(self) -> None:
        """Stand in the lower right corner of the screen where the mouse is, and be read out."""
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        self.setFixedWidth(min(theme().px(_WIDE), room.width()))
        self.setFixedHeight(min(self.heightForWidth(self.width()), room.height()))
        self.move(room.bottomRight() - QPoint(self.width(), self.height()) + QPoint(1, 1))
        self.show()
        announce(self, self._words)
        self._clock.start()

    def second(self) -> None:
        """One second: it counts when the mouse moves elsewhere, so that nobody comes back to a toast that is gone."""
        at, before = QCursor.pos(), self._at
        self._at = at
        if at != before and not self.frameGeometry().contains(at) and not self.isActiveWindow():
            self._left -= 1
        if self._left <= 0:
            self.reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A translucent window would have black corners on a desktop that does not blend its windows.
        shape, radius = QPainterPath(), theme().space(_RADIUS)
        shape.addRoundedRect(QRectF(self.rect()), radius, radius)
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))

    def _card(self, nudge: Mapping[str, str]) -> QWidget:
        card = Card("surface", "control", _RADIUS)
        across = row(16)
        card.setLayout(across)
        side = theme().space(20)
        across.setContentsMargins(side, side, side, theme().space(14))
        if not theme().stacked:
            across.addWidget(disc(_ICONS.get(nudge["moment"], "bell")), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme().space(4))
        column.addWidget(heading(nudge["title"], "heading", 600))
        column.addWidget(text(nudge["body"], "body", 400, "ink2"))
        column.addSpacing(theme().space(8))
        column.addWidget(self._line(12, self._buttons(nudge)))
        if nudge["moment"] in moments():
            column.addWidget(self._line(12, self._links(nudge)))
        across.addLayout(column, 1)
        return card

    def _buttons(self, nudge: Mapping[str, str]) -> list[Button]:
        first = ("act", nudge["act_words"]) if nudge["act"] else ("open", nudge["action"])
        return [
            self._pressing(Button(first[1], "primary"), first[0]),
            self._pressing(Button(nudge["refuse"], "quiet"), "later"),
        ]

    def _links(self, nudge: Mapping[str, str]) -> list[Button]:
        links = {"why": _("Why this reminder?"), "choose": _("Choose the reminders")}
        # Where the first button does the thing, its lesson is a link.
        more = {"open": nudge["action"]} if nudge["act"] else {}
        return [self._pressing(_Link(words), key) for key, words in (more | links).items()]

    def _line(self, gap: int, buttons: list[Button]) -> QWidget:
        line = QWidget()
        wrap = Wrap(line, theme().space(gap))
        for button in buttons:
            wrap.addWidget(button)
        return line

    def _pressing(self, button: Button, key: str) -> Button:
        button.clicked.connect(lambda: self._answer(key))
        return button

    def _answer(self, key: str) -> None:
        self.answered.emit(key)
        self.accept()


class _Link(Button):
    """A small quiet button among the words."""

    def __init__(self, words: str) -> None:
        super().__init__(words, "quiet")
        self.setFont(theme().font("small"))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()), metrics.height() + theme().space(8))


def run(application: Callable[[], QApplication]) -> int:
    """Show the reminder that standard input tells until it is answered or goes; the program's exit status.

    Args:
        application: makes it, in the person's language and theme.
    """
    nudge = _told()
    if nudge is None:
        return 2
    made = application()
    toast = Toast(nudge)
    toast.answered.connect(_tell)
    toast.finished.connect(made.quit)
    toast.appear()
    _tell("shown")
    if sys.platform != "win32":
        # The agent says nothing more: what wakes this is its end.
        end = QSocketNotifier(0, QSocketNotifier.Type.Read, toast)
        end.activated.connect(toast.reject)
    status: int = made.exec()
    return status


def _told() -> dict[str, str] | None:
    """The reminder's texts, as the agent writes them: one line of JSON; None where it is none."""
    data = b""
    while not data.endswith(b"\n") and len(data) < _MOST and (more := os.read(0, _MOST)):
        data += more
    try:
        values = json.loads(data)
        names = ("moment", "title", "body", "action", "refuse", "act", "act_words")
        return {name: str(values[name]) for name in names}
    except (ValueError, KeyError, TypeError):
        return None


def _tell(word: str) -> None:
    with suppress(OSError):
        os.write(1, f"{word}\n".encode())
