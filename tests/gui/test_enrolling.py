"""A desk is connected on Confidentialité: the code is forgiven its form, and the window follows who it is then."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from coach import places, settings, study
from coach.app.contents import listed_for
from coach.app.widgets.button import Button
from coach.app.window import Window
from coach.sync import lessons
from tests.gui.conftest import Desk
from tests.gui.look import keys, named, press, says, settle, unnamed, until, widgets
from tests.unit.sync.receiver import Receiver
from tests.unit.sync.server import Served, serving
from tests.unit.sync.town import TODAY

ROOT = Path(__file__).resolve().parents[2]
ANA = {
    "id": "001",
    "name": "Ana Durand",
    "service": "Accueil",
    "roles": ["learner", "trainer"],
    "audiences": ["all-staff"],
}
CONNECT = "Connect this desk"


@pytest.fixture
def served(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A server that the policy names, and a login that is on no list."""
    monkeypatch.delenv("COACH_PERSON")
    monkeypatch.setenv("LOGNAME", "ana")
    settings.write("ana", settings.Settings(language="en", name="Ana", theme="light", welcomed=True))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.real.memory_keyring.Keyring")
    monkeypatch.setenv("TEST_KEYRING", str(desk.root / "keyring"))
    with serving(Served(receiver=Receiver(TODAY, {}), person=ANA)) as made:
        desk.policy(f'[org]\nserver = "{made.url}"\n')
        yield made


@pytest.fixture
def asked(served: Served, window: Window, qtbot: QtBot) -> Window:
    """The page, with the card that asks for a code."""
    window.changed()
    window.go("privacy")
    until(qtbot, lambda: bool(_fields(window)))
    return window


def _fields(window: Window) -> list[QLineEdit]:
    return [one for one in widgets(window.page, QLineEdit) if one.accessibleName() == "One-time code"]


def _synchronised(window: Window) -> bool:
    told = says(window.page)
    return "Last synchronisation: " in told and "synchronisation: never" not in told


def _type(window: Window, code: str) -> QLineEdit:
    field = named(window.page, QLineEdit, "One-time code")
    field.setText(code)
    return field


def _ended(qtbot: QtBot, window: Window) -> None:
    """The process beside the window has come to its end, however slow the machine."""
    qtbot.waitUntil(lambda: not window.enrolling.at_work, timeout=60_000)
    settle()


def test_the_code_is_read_as_typed_and_the_window_follows_who_it_is(
    asked: Window, served: Served, qtbot: QtBot
) -> None:
    assert "Team" not in [page.title for page in listed_for(asked.me.person)]
    field = _type(asked, " abcd efgh-jklm ")
    keys(field, Qt.Key.Key_Return)
    assert not [one for one in asked.findChildren(QDialog) if one.isVisible()]
    assert named(asked.page, Button, "Connecting…").isEnabled() is False
    qtbot.waitUntil(lambda: "This desk is enrolled as Ana Durand, Accueil." in says(asked), timeout=60_000)
    assert asked.me.person.id == "001"
    assert "Team" in [page.title for page in listed_for(asked.me.person)]
    until(qtbot, lambda: "As: Ana Durand, Accueil" in says(asked.page))
    assert "Fingerprint of its key: " in says(asked.page)
    assert _fields(asked) == []
    # What was done before the desk was known is the person's still, and the first exchange follows by itself.
    assert study.me().own.name == "Ana"
    assert not Path(places.person("ana")).exists()
    qtbot.waitUntil(lambda: _synchronised(asked), timeout=60_000)
    assert "/rpc/sync" in [path for path, _, _ in served.asked]
    assert "With each exchange the version of this program" in says(asked.page)
    asked.leave()


def test_a_wrong_code_is_told_below_the_field_and_stays_to_be_mended(
    asked: Window, served: Served, qtbot: QtBot
) -> None:
    field = _type(asked, "ACDE-FGHJ-KMNP")
    press(asked.page, CONNECT)
    _ended(qtbot, asked)
    assert "the code is not accepted: it may be mistyped, used already or too old" in says(asked.page)
    assert "the code is not accepted" in field.accessibleDescription()
    assert field.text() == "ACDE-FGHJ-KMNP"
    assert not field.isReadOnly()
    assert asked.me.person.id == "ana"
    # Another reading of the page, as after a synchronisation, takes nothing from under the fingers.
    asked.changed()
    settle()
    assert field.text() == "ACDE-FGHJ-KMNP"
    asked.leave()


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "Type the code first."), ("ACDE", "This is no code: a code has twelve letters.")],
)
def test_what_is_no_code_asks_nobody(asked: Window, served: Served, typed: str, told: str) -> None:
    field = _type(asked, typed)
    press(asked.page, CONNECT)
    assert told in says(asked.page)
    assert field.hasFocus() or not asked.isActiveWindow()
    assert served.asked == []


def test_without_a_network_or_a_keyring_the_sentence_says_so(
    asked: Window, desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    _type(asked, "ABCD-EFGH-JKLM")
    press(asked.page, CONNECT)
    _ended(qtbot, asked)
    assert "this computer offers no keyring" in says(asked.page)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.real.memory_keyring.Keyring")
    desk.policy('[org]\nserver = "http://127.0.0.1:9"\n')
    press(asked.page, CONNECT)
    _ended(qtbot, asked)
    assert "cannot be reached now" in says(asked.page)
    asked.leave()


def test_a_desk_that_is_known_no_more_keeps_all_and_takes_a_new_code(
    asked: Window, served: Served, qtbot: QtBot
) -> None:
    _type(asked, served.code)
    press(asked.page, CONNECT)
    qtbot.waitUntil(lambda: "/rpc/sync" in [path for path, _, _ in served.asked], timeout=60_000)
    qtbot.waitUntil(lambda: _synchronised(asked), timeout=60_000)
    served.token = "another"
    press(asked.page, "Synchronise now")
    qtbot.waitUntil(lambda: "does not know this desk any more" in says(asked.page), timeout=60_000)
    assert "Everything stays on this computer" in says(asked.page)
    _type(asked, served.code)
    press(asked.page, CONNECT)
    _ended(qtbot, asked)
    until(qtbot, lambda: _fields(asked) == [])
    assert "does not know this desk" not in says(asked.page)
    asked.leave()


def test_the_card_is_named_and_reached_by_keyboard(asked: Window) -> None:
    assert unnamed(asked.page) == []
    field = named(asked.page, QLineEdit, "One-time code")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert named(asked.page, Button, CONNECT).focusPolicy() & Qt.FocusPolicy.TabFocus


def test_lessons_that_were_refused_are_told(asked: Window, qtbot: QtBot) -> None:
    lessons.refuse("0" * 64, "signature")
    asked.changed()
    until(qtbot, lambda: "somebody has altered them" in says(asked.page))


def test_where_the_session_s_account_is_known_the_card_says_that_nothing_need_be_typed(
    desk: Desk, served: Served, window: Window, qtbot: QtBot
) -> None:
    desk.policy(f'[org]\nserver = "{served.url}"\nkerberos = true\n')
    window.changed()
    window.go("privacy")
    until(qtbot, lambda: bool(_fields(window)))
    assert "this desk connects by itself" in says(window)
