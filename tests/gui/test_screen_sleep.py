"""The section on the screen's sleep: what a real X server says, chosen by mouse or keys, undone, held."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from coach.app.banner import Banner
from coach.app.screen_sleep import MINUTES, ScreenSection
from coach.app.widgets.button import Button
from coach.app.widgets.segments import Segments
from coach.app.window import Window
from coach.workstation import screen_sleep
from coach.workstation.screen_sleep import NotTakenOver, ScreenSleep
from tests.gui.conftest import Desk
from tests.gui.look import keys, named, press, says, settle, unnamed, until, widgets
from tests.unit.xserver import plain_session, xset

UNDO = "Undo what was set for the screen"


@pytest.fixture
def screen(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A plain X session whose screen sleeps after 21 minutes."""
    for name in ("SSH_CONNECTION", "SSH_TTY", "XDG_CURRENT_DESKTOP", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    with plain_session(tmp_path) as name:
        monkeypatch.setenv("DISPLAY", name)
        xset("s", "1234", "77")
        yield name


def section(window: Window, qtbot: QtBot) -> ScreenSection:
    """The section, once the system has answered."""
    window.go("settings", "screen")
    (found,) = window.page.findChildren(ScreenSection)
    until(qtbot, lambda: not window._worker.at_work)
    return found


def choose(place: ScreenSection, minutes: int) -> None:
    """Press one of the choices."""
    named(named(place, Segments, "Sleeps after"), QRadioButton, f"{minutes} min").click()
    settle()


@pytest.mark.usefixtures("screen")
def test_the_value_is_shown_set_and_comes_back(window: Window, qtbot: QtBot) -> None:
    place = section(window, qtbot)
    assert "Your screen goes to sleep after 21 minutes away." in says(place)
    assert "until you log out" in says(place)
    assert place.choice.value() is None
    assert not [one for one in widgets(place, Button) if one.accessibleName() == UNDO]

    choose(place, 10)
    until(qtbot, lambda: "after 10 minutes" in says(place))
    assert place.choice.value() == 10
    assert "timeout:  600    cycle:  77" in xset("q")
    assert "All set. Your screen will sleep after 10 min away." in says(window.findChildren(Banner)[0])
    assert "Before, it was 21 minutes." in says(place)

    named(place, Button, UNDO).setFocus()
    press(place, UNDO)
    until(qtbot, lambda: "after 21 minutes" in says(place))
    assert "timeout:  1234    cycle:  77" in xset("q")
    assert place.choice.value() is None
    assert "Undone." in says(window.findChildren(Banner)[0])
    assert not [one for one in widgets(place, Button) if one.accessibleName() == UNDO]
    # The button took no focus with it.
    assert place.isAncestorOf(window.focusWidget())


@pytest.mark.usefixtures("screen")
def test_the_keyboard_reaches_every_choice(window: Window, qtbot: QtBot) -> None:
    place = section(window, qtbot)
    choose(place, 5)
    until(qtbot, lambda: place.choice.value() == 5 and not window._worker.at_work)
    chosen = named(place, QRadioButton, "5 min")
    chosen.setFocus()
    keys(chosen, Qt.Key.Key_Right)
    until(qtbot, lambda: "after 10 minutes" in says(place))
    assert "timeout:  600" in xset("q")


@pytest.mark.usefixtures("screen")
def test_everything_has_a_name_of_its_own(window: Window, qtbot: QtBot) -> None:
    place = section(window, qtbot)
    choose(place, 10)
    until(qtbot, lambda: "Before, it was" in says(place))
    assert unnamed(window) == []
    assert "until you log out" in place.choice.accessibleDescription()
    assert named(place, Button, UNDO).accessibleDescription() == "Before, it was 21 minutes."


@pytest.mark.usefixtures("screen")
def test_twice_the_size_nothing_is_cut_off(window: Window, qtbot: QtBot, desk: Desk) -> None:
    desk.set(text_scale=200)
    window.go("settings")
    window.rebuild()
    window.resize(900, 700)
    place = section(window, qtbot)
    choose(place, 15)
    until(qtbot, lambda: "after 15 minutes" in says(place))
    for one in (*widgets(place, QRadioButton), *widgets(place, Button)):
        assert one.mapTo(place, one.rect().bottomRight()).x() <= place.width()
        assert one.width() >= one.sizeHint().width()
        assert one.height() >= 44


@pytest.mark.usefixtures("screen")
def test_a_session_of_several_people_is_told(window: Window, qtbot: QtBot, desk: Desk) -> None:
    desk.policy("shared_session = true\n")
    assert "everybody who uses this session" in says(section(window, qtbot))


@pytest.mark.usefixtures("screen")
def test_what_was_not_taken_over_is_an_error_and_the_truth_is_shown(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(minutes: int, now: object) -> None:
        raise NotTakenOver

    place = section(window, qtbot)
    monkeypatch.setattr(screen_sleep, "set_minutes", refuse)
    choose(place, 30)
    until(qtbot, lambda: "did not take it over" in says(window.findChildren(Banner)[0]))
    assert place.choice.value() is None
    assert "after 21 minutes" in says(place)


def test_what_the_it_department_holds_can_be_seen_and_not_changed(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = ScreenSleep(15, "gsettings", settable=False, why="It is set by your IT department.")
    monkeypatch.setattr(screen_sleep, "state", lambda: held)
    place = section(window, qtbot)
    assert place.choice.value() == 15
    assert not any(one.isEnabled() for one in widgets(place, QRadioButton))
    assert "It is set by your IT department." in says(place)


def test_where_it_cannot_be_set_a_sentence_says_so_and_nothing_is_offered(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    place = section(window, qtbot)
    assert "Your desktop keeps this in its own settings" in says(place)
    assert widgets(place, QRadioButton) == []
    assert widgets(place, Button) == []


def test_no_program_runs_in_the_thread_of_the_window(
    window: Window, qtbot: QtBot, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    asked: list[bool] = []
    run = subprocess.run

    def watched(*arguments: object, **options: object) -> object:
        asked.append(threading.current_thread() is threading.main_thread())
        return run(*arguments, **options)  # type: ignore[call-overload] # passed on as it came

    monkeypatch.setattr("coach.workstation._ask.subprocess.run", watched)
    place = section(window, qtbot)
    choose(place, MINUTES[0])
    until(qtbot, lambda: not window._worker.at_work)
    assert asked
    assert not any(asked)
