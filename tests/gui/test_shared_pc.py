"""A shared computer: one person at a time, behind a short code, let go by a button or after ten minutes."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from coach import handover, places, settings, study
from coach.app.pages.lesson import LessonPage
from coach.app.pages.welcome import WelcomePage
from coach.app.seat import LONGEST, Seat
from coach.app.start import _open, make_window
from coach.app.widgets.button import Button
from coach.app.window import Window
from coach.domain.errors import SettingError
from coach.sensors import sensors
from coach.settings import Settings
from coach.study import notebook, short_code
from tests.gui.conftest import Desk
from tests.gui.look import focusable, keys, name_of, named, press, says, settle, unnamed, until, widgets
from tests.unit.sync.receiver import Receiver
from tests.unit.sync.server import Served, serving
from tests.unit.sync.town import TODAY

ROOT = Path(__file__).resolve().parents[2]
CODE = "4071"
SHARED = "[org]\nshared_pc = true\n"


class Clock:
    """A clock that stands until it is moved."""

    now = 1_000_000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of the seat."""
    return Clock()


@pytest.fixture
def shared(desk: Desk, qtbot: QtBot, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """A shared computer where Ana and Bob have begun; nobody sits there."""
    monkeypatch.delenv("COACH_PERSON")
    monkeypatch.setenv("LOGNAME", "kiosk")
    desk.policy(SHARED)
    settings.write("kiosk", Settings(language="en", theme="light"))
    for number, name, theme in (("001", "Ana", "light"), ("002", "Bob", "dark")):
        settings.write(number, Settings(language="en", name=name, theme=theme, welcomed=True))
        short_code.keep(number, CODE)
    window = make_window()
    qtbot.addWidget(window)
    assert window.seat
    window.seat._clock = clock
    window.show()
    _open(window, "", first=True)
    yield window
    window.seat.leave()
    window.leave()
    window.close()
    settle()


def seat(window: Window) -> Seat:
    """The window's seat."""
    assert window.seat
    return window.seat


def field(window: Window, name: str) -> QLineEdit:
    """A field by its label."""
    return named(window.page, QLineEdit, name)


def sit(window: Window, qtbot: QtBot, name: str = "Ana", person: str = "001") -> None:
    """Choose a person and type the code, by keyboard."""
    press(window.page, name)
    keys(field(window, "Your short code"), *map(Qt.Key, map(ord, CODE)), Qt.Key.Key_Return)
    until(qtbot, lambda: seat(window).person == person)


def test_nothing_is_open_before_somebody_sits_down(shared: Window) -> None:
    assert "Who are you?" in says(shared)
    assert not shared.sidebar.isVisible()
    for page in ("today", "privacy", "notebook", "settings", "exports"):
        shared.go(page)
        assert "Who are you?" in says(shared)
    shared.open_number(1)
    keys(shared, Qt.Key.Key_Escape)
    shared.page.note()
    shared.go("who", "new", "001")
    assert "Who are you?" in says(shared), "no code is chosen for somebody else"
    assert unnamed(shared.page) == []


def test_each_sees_only_their_own(shared: Window, qtbot: QtBot) -> None:
    sit(shared, qtbot)
    assert (study.whoami().id, os.environ["COACH_PERSON"], shared.me.own.name) == ("001", "001", "Ana")
    gesture = next(iter(shared.me.library.gestures.values()))
    notebook.note_done(shared.me, gesture, datetime.now(UTC))
    shared.go("notebook")
    assert gesture.text in says(shared)
    press(shared.sidebar, "Finish, and leave the computer to a colleague")
    assert "Who are you?" in says(shared)
    assert "COACH_PERSON" not in os.environ
    sit(shared, qtbot, "Bob", "002")
    shared.go("notebook")
    assert gesture.text not in says(shared)
    assert shared.me.settings.theme == "dark"


def test_a_wrong_code_is_told_and_five_make_everybody_wait(shared: Window, qtbot: QtBot) -> None:
    press(shared.page, "Ana")
    told = "This is not the code of this person."
    for wrong in range(short_code.FREE_TRIES):
        field(shared, "Your short code").setText(f"900{wrong}")
        press(shared.page, "Open")
        until(qtbot, lambda: field(shared, "Your short code").text() == "")
    assert "Too many wrong codes: try again in 1 minute." in says(shared.page)
    assert told not in says(shared.page)
    field(shared, "Your short code").setText(CODE)
    press(shared.page, "Open")
    until(qtbot, lambda: field(shared, "Your short code").text() == "")
    assert seat(shared).person == ""
    assert field(shared, "Your short code").echoMode() == QLineEdit.EchoMode.Password


def test_ten_minutes_without_input_close_it_and_nothing_is_lost(
    shared: Window, qtbot: QtBot, clock: Clock
) -> None:
    sit(shared, qtbot)
    shared.go("privacy")
    press(shared.page, "See everything")
    until(qtbot, lambda: bool([one for one in shared.findChildren(QDialog) if one.isVisible()]))
    assert seat(shared)._timer.isSingleShot()
    clock.now += LONGEST - 1
    seat(shared)._look()
    assert seat(shared).person == "001"
    QTest.keyClick(shared, Qt.Key.Key_Shift)
    clock.now += LONGEST - 1
    seat(shared)._look()
    assert seat(shared).person == "001", "a key has begun the ten minutes anew"
    clock.now += 1
    seat(shared)._look()
    settle()
    assert "Who are you?" in says(shared)
    assert not [one for one in shared.findChildren(QDialog) if one.isVisible()]
    sit(shared, qtbot, "Bob", "002")
    assert "What the program knows of you" not in says(shared), "Bob is not where Ana was"
    seat(shared).leave()
    sit(shared, qtbot)
    assert "What the program knows of you" in says(shared)


def test_the_key_that_wakes_a_computer_lands_nowhere(shared: Window, qtbot: QtBot, clock: Clock) -> None:
    sit(shared, qtbot)
    shared.go("notebook", "new")
    line = next(one for one in widgets(shared.page, QLineEdit) if one.isEnabled())
    typed: list[str] = []
    line.textChanged.connect(typed.append)
    clock.now += 10 * LONGEST
    QTest.keyClick(line, Qt.Key.Key_7)
    until(qtbot, lambda: seat(shared).person == "")
    assert typed == []
    assert "Who are you?" in says(shared)
    clock.now -= 100 * LONGEST
    sit(shared, qtbot)
    clock.now -= 100 * LONGEST
    seat(shared)._look()
    assert seat(shared).person == "001", "a clock that was set back closes nothing at once"
    clock.now += LONGEST
    seat(shared)._look()
    assert seat(shared).person == ""


def test_somebody_else_begins_with_a_number_and_a_code_typed_twice(shared: Window, qtbot: QtBot) -> None:
    press(shared.page, "Someone else")
    press(shared.page, "Continue")
    assert "Type your staff number first." in says(shared.page)
    keys(field(shared, "Your staff number"), *map(Qt.Key, map(ord, "077")), Qt.Key.Key_Return)
    assert "Choose a short code" in says(shared)
    field(shared, "Your short code").setText("1234")
    press(shared.page, "Keep this code")
    assert "too easy to guess" in says(shared.page)
    field(shared, "Your short code").setText("5202")
    field(shared, "Once more").setText("5203")
    press(shared.page, "Keep this code")
    assert "The two codes are not the same." in says(shared.page)
    field(shared, "Once more").setText("5202")
    press(shared.page, "Keep this code")
    until(qtbot, lambda: seat(shared).person == "077")
    assert isinstance(shared.page, WelcomePage)
    seat(shared).leave()
    press(shared.page, "Someone else")
    field(shared, "Your staff number").setText("077")
    press(shared.page, "Continue")
    assert "Your short code" in [name_of(one) for one in focusable(shared.page)]
    assert "Choose a short code" not in says(shared), "a number alone takes nobody's place"


def test_a_forgotten_code_says_what_to_do(shared: Window) -> None:
    press(shared.page, "Ana")
    press(shared.page, "I forgot my code")
    assert short_code.file_of("001") in says(shared.page)


def test_nothing_is_noticed_and_no_reminder_can_be_switched_on(
    shared: Window, desk: Desk, qtbot: QtBot
) -> None:
    now = datetime.now(UTC)
    sit(shared, qtbot)
    for name in sensors():
        with pytest.raises(SettingError, match="shared"):
            study.consent(name, True, now)
    with pytest.raises(SettingError, match="shared"):
        study.change_setting("autostart", True, now)
    study.brief_agent(now)
    assert not any(rule.on for rule in handover.read_brief().rules.values())
    shared.go("privacy")
    assert "This computer is shared: reminders are off for everybody" in says(shared.page)


def test_a_link_waits_until_somebody_sits_down(shared: Window, qtbot: QtBot) -> None:
    _open(shared, "coach://lesson/veille-ou-arret")
    assert "Who are you?" in says(shared)
    sit(shared, qtbot)
    assert isinstance(shared.page, LessonPage)


def test_with_a_server_a_one_time_code_proves_who_it_is(
    shared: Window, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.real.memory_keyring.Keyring")
    monkeypatch.setenv("TEST_KEYRING", str(desk.root / "keyring"))
    person = {"id": "003", "name": "Cid Roy", "service": "Cantine", "roles": ["learner"], "audiences": []}
    with serving(Served(receiver=Receiver(TODAY, {}), person=person)) as served:
        desk.policy(f'{SHARED}server = "{served.url}"\n')
        shared.changed()
        press(shared.page, "Someone else")
        field(shared, "One-time code").setText("ACDE-FGHJ-KMNP")
        press(shared.page, "Continue")
        qtbot.waitUntil(lambda: "the code is not accepted" in says(shared.page), timeout=60_000)
        field(shared, "One-time code").setText(served.code.lower())
        press(shared.page, "Continue")
        qtbot.waitUntil(lambda: "Choose a short code" in says(shared), timeout=60_000)
        field(shared, "Your short code").setText("5202")
        field(shared, "Once more").setText("5202")
        press(shared.page, "Keep this code")
        until(qtbot, lambda: seat(shared).person == "003")
        assert shared.me.person.name == "Cid Roy"
        # The login that everybody uses is still nobody's, and its folder went with nobody.
        assert Path(places.person("kiosk")).exists()
        seat(shared).leave()
        assert study.whoami().id == "kiosk"
        assert named(shared.page, Button, "Cid Roy").isEnabled()
