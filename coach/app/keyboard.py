"""The keyboard map of the window, in one table that the help lists too."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtGui import QKeySequence, QShortcut

from coach import study
from coach.app.page import Page
from coach.app.shortcut import Shortcut
from coach.app.theme import SCALES, theme
from coach.app.window import Window
from coach.domain.errors import CoachError
from coach.domain.text import N_
from coach.words import _


def resize_text(window: Window, by: int) -> None:
    """Make the text one step larger or smaller; 0 goes back to the system's size."""
    now = round(theme().scale * 100)
    step = SCALES.index(now) + by if now in SCALES else 0
    wanted = SCALES[max(0, min(len(SCALES) - 1, step))] if by else 0
    study.change_setting("text_scale", wanted, datetime.now(UTC))
    window.rebuild()


def _number(number: int) -> Callable[[Window], None]:
    return lambda window: window.open_number(number)


def _help(window: Window, shortcuts: bool = False) -> None:
    from coach.app.help import Help

    Help(window, SHORTCUTS if shortcuts else ()).exec()


def _search(window: Window) -> None:
    """Search where the page can, else among the lessons."""
    if type(window.page).search is Page.search and not window.page.full:
        window.go("paths")
    window.page.search()


def _quit(window: Window) -> None:
    """Close the window; the first time, say that the reminders go on without it."""
    held = window.me.settings
    if held.quit_told or not any(nudge.on for nudge in held.nudges.values()):
        window.close()
        return
    from coach.app.widgets.button import Button
    from coach.app.widgets.dialog import Dialog
    from coach.app.widgets.text import text

    told = Dialog(window.page, _("The window closes, reminders go on"), 560, 260)
    told.column.addWidget(text(_("The reminders that you switched on come without this window too.")))
    told.column.addWidget(text(_("Each can be switched off on the page Privacy.")))
    told.column.addStretch(1)
    close = Button(_("Close the window"), "primary")
    close.clicked.connect(told.accept)
    told.accepted.connect(lambda: _quit_told(window))
    told.buttons(close)
    told.open()


def _quit_told(window: Window) -> None:
    study.change_setting("quit_told", True, datetime.now(UTC))
    window.close()


# On a French keyboard digits need Shift. The key of its 6 gives the minus sign, which makes text smaller.
_DIGITS = (
    ("Ctrl+1", "Ctrl+&"),
    ("Ctrl+2", "Ctrl+É"),
    ("Ctrl+3", 'Ctrl+"'),
    ("Ctrl+4", "Ctrl+'"),
    ("Ctrl+5", "Ctrl+("),
    ("Ctrl+6",),
    ("Ctrl+7", "Ctrl+È"),
    ("Ctrl+8", "Ctrl+_"),
)
SHORTCUTS = (
    Shortcut(("F6",), "F6", N_("Next region: navigation, content, action bar"), lambda w: w.next_region(1)),
    Shortcut(("Shift+F6",), N_("Shift+F6"), N_("Previous region"), lambda w: w.next_region(-1)),
    *(
        Shortcut(keys, f"Ctrl+{n}", N_("The page at this place in the navigation"), _number(n))
        for n, keys in enumerate(_DIGITS, 1)
    ),
    Shortcut(
        ("Esc",), N_("Esc"), N_("Close, or quit the lesson: progress is kept"), lambda w: w.page.escape()
    ),
    Shortcut(("Alt+Left",), "Alt+←", N_("Previous step"), lambda w: w.page.step(-1)),
    Shortcut(("Alt+Right",), "Alt+→", N_("Next step"), lambda w: w.page.step(1)),
    Shortcut(("Ctrl++", "Ctrl+="), "Ctrl++", N_("Larger text"), lambda w: resize_text(w, 1)),
    Shortcut(("Ctrl+-",), "Ctrl+-", N_("Smaller text"), lambda w: resize_text(w, -1)),
    Shortcut(("Ctrl+0", "Ctrl+À"), "Ctrl+0", N_("Text size of the system"), lambda w: resize_text(w, 0)),
    Shortcut(("Ctrl+F",), "Ctrl+F", N_("Search"), _search),
    Shortcut(("Ctrl+N",), "Ctrl+N", N_("Note a gesture"), lambda w: w.page.note()),
    Shortcut(("Ctrl+,",), "Ctrl+,", N_("Settings"), lambda w: None if w.page.full else w.go("settings")),
    Shortcut(("F1",), "F1", N_("Help on this page"), _help),
    Shortcut(("Ctrl+F1",), "Ctrl+F1", N_("List of the shortcuts"), lambda w: _help(w, shortcuts=True)),
    Shortcut(("Ctrl+Q",), "Ctrl+Q", N_("Quit the window; reminders go on"), _quit),
)


def connect(window: Window) -> None:
    """Give the window its shortcuts."""
    for shortcut in SHORTCUTS:
        for keys in shortcut.keys:
            made = QShortcut(QKeySequence(keys), window)
            made.activated.connect(lambda act=shortcut.act: _act(window, act))


def _act(window: Window, act: Callable[[Window], None]) -> None:
    try:
        act(window)
    except CoachError as error:
        window.fail(error)
