"""The toast as the agent knows it: a program that is told a reminder, answers, goes, fails, or talks nonsense."""

import json
import select
import sys
from pathlib import Path

import pytest

from coach import handover
from coach.agent import notify, programs
from coach.agent.bus import Bus
from coach.agent.notify import CHOOSE, LATER, OPEN, WHY, Notifications
from coach.agent.toast import Toast
from coach.domain.nudge import Nudge
from tests.desk import Notifications as Server
from tests.desk.notifications import NAME
from tests.fakes import Notifier
from tests.unit.agent.conftest import NOON, Desk

NUDGE = Nudge("idle", "A title", "A body", "Show me how", "Not now", "veille-ou-arret", popup=True)


def window(monkeypatch: pytest.MonkeyPatch, told: Path, says: str) -> None:
    """A program in place of the window: it keeps what it is told in a file, and then does so."""
    script = f"import os,sys\nopen({str(told)!r},'wb').write(os.read(0,65536))\n{says}"
    monkeypatch.setattr(programs, "window", lambda *_: [sys.executable, "-c", script])
    monkeypatch.setenv("DISPLAY", ":77")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("XDG_SESSION_TYPE", raising=False)


def heard(channel: Toast | Notifications | notify.Plain) -> list[tuple[Nudge, str]]:
    """What is answered until nothing is awaited any more."""
    found: list[tuple[Nudge, str]] = []
    while (waited_for := channel.fileno()) is not None:
        assert select.select([waited_for], [], [], 10)[0]
        found += channel.answers()
    return found


@pytest.mark.parametrize("key", [OPEN, LATER, WHY, CHOOSE])
def test_it_is_told_the_reminder_and_its_answer_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    told, failed = tmp_path / "told", list[Nudge]()
    window(monkeypatch, told, f"os.write(1, b'shown\\n'); os.write(1, b'{key}\\n')")
    toast = Toast(frozenset((OPEN, LATER, WHY, CHOOSE)), failed.append)
    toast.show(NUDGE)
    assert heard(toast) == [(NUDGE, key)]
    assert json.loads(told.read_bytes()) == NUDGE._asdict()
    assert failed == []


@pytest.mark.parametrize(
    ("says", "fails"),
    [
        ("os.write(1, b'shown\\n')", False),
        ("os.write(1, b'shown\\nrm -rf\\nopened\\n' + b'x' * 100000)", False),
        ("sys.exit(1)", True),
        ("os.write(1, b'\\xff' * 100000)", True),
    ],
)
def test_what_is_no_answer_is_none_and_a_window_that_fails_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str, fails: bool
) -> None:
    failed: list[Nudge] = []
    window(monkeypatch, tmp_path / "told", says)
    toast = Toast(frozenset((OPEN, LATER)), failed.append)
    toast.show(NUDGE)
    assert heard(toast) == []
    assert failed == [NUDGE] * fails


def test_a_second_one_takes_the_place_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window(monkeypatch, tmp_path / "told", "os.write(1, b'shown\\n'); os.read(0, 1); os.write(1, b'open\\n')")
    toast = Toast(frozenset((OPEN,)), lambda _: None)
    toast.show(NUDGE)
    first = toast._running
    assert first is not None
    second = NUDGE._replace(moment="tabs")
    window(monkeypatch, tmp_path / "told", "os.write(1, b'open\\n')")
    toast.show(second)
    assert heard(toast) == [(second, OPEN)]
    assert first.read() == b""


def test_it_stands_in_where_the_desktop_has_no_buttons(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window(monkeypatch, tmp_path / "told", "os.write(1, b'shown\\n'); os.write(1, b'later\\n')")
    with Server(address) as server:
        server.answers[NAME, "GetCapabilities"] = ("as", lambda: (["body"],))
        channel = Notifications(Bus())
        channel.show(NUDGE)
        assert heard(channel) == [(NUDGE, LATER)]
        assert server.all == []
        # What has no buttons needs none.
        channel.show(NUDGE._replace(action=""))
        assert server.wait_for().summary == "A title"


@pytest.mark.parametrize("broken", ["sys.exit(1)", ""])
def test_where_the_window_fails_the_words_are_shown_all_the_same(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    window(monkeypatch, tmp_path / "told", broken)
    if not broken:
        monkeypatch.setattr(programs, "window", lambda *_: ["/nowhere/coach-window"])
    with Server(address) as server:
        server.answers[NAME, "GetCapabilities"] = ("as", lambda: (["body"],))
        channel = Notifications(Bus())
        channel.show(NUDGE)
        assert heard(channel) == []
        assert server.wait_for().summary == "A title"
        assert channel.fileno() is None


@pytest.mark.parametrize(
    ("display", "wayland", "possible"), [(":0", "", True), ("", "", False), (":0", "wayland-0", False)]
)
def test_only_where_a_window_can_be_put_into_a_corner(
    monkeypatch: pytest.MonkeyPatch, display: str, wayland: str, possible: bool
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    monkeypatch.delenv("XDG_SESSION_TYPE", raising=False)
    assert Toast.possible() is possible


@pytest.mark.parametrize(("key", "link"), [(WHY, "coach://privacy"), (CHOOSE, "coach://settings")])
def test_a_link_opens_its_page_and_is_no_answer(desk: Desk, key: str, link: str) -> None:
    nudge = desk.rounds.decide({"tab": 34}, NOON)
    assert nudge is not None
    assert isinstance(desk.notifier, Notifier)
    desk.notifier.pressed = [(nudge, LATER), (nudge, key)]
    desk.rounds.hear(NOON)
    assert desk.opened == [link]
    assert handover.read_journal(NOON).refusals["tab"].in_a_row == 1


def test_where_there_is_no_bus_the_toast_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window(monkeypatch, tmp_path / "told", "os.write(1, b'shown\\nopen\\n')")
    plain = notify.Plain()
    plain.show(NUDGE)
    assert heard(plain) == [(NUDGE, OPEN)]
    assert plain.due() is None
