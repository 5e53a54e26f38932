"""The coach's own toast: its words, its buttons, how long it stays, and what a screen reader makes of it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coach import study
from coach.app.start import restyle
from coach.app.toast import STAYS, Toast
from tests.gui.conftest import Desk
from tests.gui.look import keys, press, says, settle, unnamed, widgets

NUDGE = {
    "moment": "idle",
    "title": "Your screen can go to sleep by itself.",
    "body": "Set it to 10 minutes away? The lesson “Sleep or shut down?” says more, in 4 min.",
    "action": "Show me how",
    "refuse": "Not now",
    "act": "screen sleep 10",
    "act_words": "Yes, set it up",
}
PLAIN = NUDGE | {"act": "", "act_words": ""}


def shown(qtbot: QtBot, nudge: dict[str, str]) -> tuple[Toast, list[str]]:
    """A toast on the screen in the person's theme, and what is pressed on it."""
    restyle(study.me())
    toast, pressed = Toast(nudge), list[str]()
    qtbot.addWidget(toast)
    toast.answered.connect(pressed.append)
    QCursor.setPos(5, 5)
    toast.appear()
    settle()
    return toast, pressed


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Yes, set it up", "act"),
        ("Not now", "later"),
        ("Show me how", "open"),
        ("Why this reminder?", "why"),
        ("Choose the reminders", "choose"),
    ],
)
def test_each_button_answers_once_and_closes(desk: Desk, qtbot: QtBot, words: str, key: str) -> None:
    toast, pressed = shown(qtbot, NUDGE)
    assert says(toast).splitlines() == [NUDGE["title"], NUDGE["body"]]
    press(toast, words)
    assert pressed == [key]
    assert not toast.isVisible()


def test_without_a_deed_the_lesson_comes_first(desk: Desk, qtbot: QtBot) -> None:
    toast, pressed = shown(qtbot, PLAIN)
    press(toast, "Show me how")
    assert pressed == ["open"]


def test_what_is_no_reminder_has_no_links(desk: Desk, qtbot: QtBot) -> None:
    toast, _ = shown(qtbot, PLAIN | {"moment": "screen", "action": "Keep it", "refuse": "Undo"})
    assert [button.text() for button in toast.findChildren(type(toast._buttons(PLAIN)[0]))] == [
        "Keep it",
        "Undo",
    ]


def test_it_asks_for_no_focus_and_a_screen_reader_finds_each_button(desk: Desk, qtbot: QtBot) -> None:
    toast, _ = shown(qtbot, NUDGE)
    assert toast.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert unnamed(toast) == []
    assert toast.windowTitle() == NUDGE["title"]


def test_it_waits_for_somebody_and_then_stays_so_many_seconds(desk: Desk, qtbot: QtBot) -> None:
    toast, pressed = shown(qtbot, NUDGE)
    # The offscreen screen gives the keyboard to whatever is shown; at a real desk the work keeps it.
    work = QWidget()
    qtbot.addWidget(work)
    work.show()
    work.activateWindow()
    settle()
    assert not toast.isActiveWindow()
    for _ in range(STAYS * 3):
        toast.second()
    for second in range(STAYS - 1):
        QCursor.setPos(5 + second % 2, 50)
        toast.second()
    # Under the mouse it stays, however much that moves.
    inside = toast.frameGeometry().center()
    for second in range(STAYS):
        QCursor.setPos(inside + QPoint(second % 2, 0))
        toast.second()
    assert toast.isVisible()
    QCursor.setPos(5, 5)
    toast.second()
    assert not toast.isVisible()
    assert pressed == []


def test_escape_closes_it_without_an_answer(desk: Desk, qtbot: QtBot) -> None:
    toast, pressed = shown(qtbot, NUDGE)
    keys(toast, Qt.Key.Key_Escape)
    assert not toast.isVisible()
    assert pressed == []


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast-light"])
def test_at_any_size_all_of_it_is_on_the_screen(desk: Desk, qtbot: QtBot, scale: int, theme: str) -> None:
    desk.set(theme=theme, text_scale=scale)
    toast, _ = shown(qtbot, NUDGE)
    room = toast.screen().availableGeometry()
    assert room.contains(toast.frameGeometry())
    assert toast.frameGeometry().bottomRight() == room.bottomRight() - QPoint(16, 16)
    for label in widgets(toast, QLabel):
        assert label.height() >= label.heightForWidth(label.width()) or not label.wordWrap()
