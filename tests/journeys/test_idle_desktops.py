"""The agent on GNOME, KDE and others: who comes back finds a reminder, after a film or a call none."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.desk import ALL_DAY, Desk, Notification, Program, wait_for
from tests.desk.answering import Answering
from tests.desk.compositor import Compositor
from tests.desk.desktops import Gnome, Kde

THRESHOLD = 2
WAYLAND = {"WAYLAND_DISPLAY": "wayland-9", "XDG_SESSION_TYPE": "wayland"}
# The agent's own main, told where to look for sound cards.
WITH_SOUND = """
import sys
from coach.sensors import _microphone
_microphone._ALSA = sys.argv[1]
from coach.agent.__main__ import main
sys.exit(main([]))
"""


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk without quiet hours, with consent to the idle sensor."""
    with Desk() as found:
        found.set(ALL_DAY | {"nudges.idle.threshold": str(THRESHOLD), "nudges.idle.on": "true"})
        yield found


@contextmanager
def agent(desk: Desk, source: str, *command: str, **env: str) -> Iterator[Program]:
    """The agent, once it looks at this source."""
    looked = desk.home / ".local/state/coach-numerique-responsable/looked.json"
    program = desk.spawn(*command, **env) if command else desk.start("agent", **env)

    def looks() -> bool:
        return looked.exists() and f'"idle.{source}"' in looked.read_text("utf-8")

    wait_for(looks, 30, what=f"a look at {source}, or {program.said()!r}")
    yield program
    assert "Traceback" not in program.said()


def the_only_one(desk: Desk, come_back: Callable[[], None], seconds: float = 20) -> Notification:
    """The reminder that comes after a return; none came for the returns before."""
    assert desk.notifications.all == []
    come_back()
    shown = desk.notifications.wait_for(seconds)
    assert desk.notifications.all == [shown]
    return shown


@contextmanager
def asked_about_a_film(service: Answering, question: str) -> Iterator[None]:
    """What is done inside makes the agent ask; a slow one has its answer before the film can end."""
    before = service.asked.count(question)
    yield
    wait_for(lambda: service.asked.count(question) > before, what="a question about a film")


@pytest.fixture
def gnome(desk: Desk) -> Iterator[Gnome]:
    """GNOME on the desk's bus."""
    found = Gnome(desk.env["DBUS_SESSION_BUS_ADDRESS"])
    yield found
    found.stop()


@pytest.fixture
def kde(desk: Desk) -> Iterator[Kde]:
    """KDE on the desk's bus."""
    found = Kde(desk.env["DBUS_SESSION_BUS_ADDRESS"])
    yield found
    found.stop()


def test_gnome_under_wayland(desk: Desk, gnome: Gnome) -> None:
    with agent(desk, "gnome", **WAYLAND) as program:
        assert list(gnome.watches.values()) == [1000 * THRESHOLD]
        # A film, then a locked screen: neither is a screen left on.
        gnome.inhibited = True
        with asked_about_a_film(gnome.service, "IsInhibited"):
            gnome.leave()
        gnome.come_back()
        gnome.inhibited = False
        gnome.leave()
        gnome.darken(on=True)
        gnome.darken(on=False)
        gnome.come_back()
        # As long as it takes to be away for the threshold, which begins after the screen was lit.
        time.sleep(THRESHOLD)
        gnome.leave()
        shown = the_only_one(desk, gnome.come_back)
        assert set(shown.actions) >= {"open", "later"}
        assert program.running


def test_the_agent_ends_with_gnome(desk: Desk) -> None:
    gnome = Gnome(desk.env["DBUS_SESSION_BUS_ADDRESS"])
    with agent(desk, "gnome", **WAYLAND) as program:
        gnome.stop()
        assert program.wait(30) == 0


def test_a_compositor_that_wakes(desk: Desk) -> None:
    compositor = Compositor(Path(desk.env["XDG_RUNTIME_DIR"]) / WAYLAND["WAYLAND_DISPLAY"])
    with agent(desk, "wayland", **WAYLAND) as program:
        compositor.leave()
        compositor.light(on=False)
        compositor.light(on=True)
        compositor.come_back()
        # As long as it takes to be away for the threshold, which begins after the displays were lit.
        time.sleep(THRESHOLD)
        compositor.leave()
        the_only_one(desk, compositor.come_back)
        # The session ends, and the agent with it.
        compositor.stop()
        assert program.wait(30) == 0


def test_a_desktop_that_must_be_asked(desk: Desk, kde: Kde) -> None:
    with agent(desk, "saver", **WAYLAND):
        kde.idle_ms = 1000 * THRESHOLD
        asked = kde.service.asked.count("GetActive")
        wait_for(
            lambda: kde.service.asked.count("GetActive") > asked, 60, what="a question about the absence"
        )

        def come_back() -> None:
            kde.idle_ms = 0

        the_only_one(desk, come_back, 60)


def test_on_x11_what_the_desktop_says_keeps_the_screen_awake(desk: Desk, kde: Kde) -> None:
    with agent(desk, "x11"):
        kde.inhibited = True
        with asked_about_a_film(kde.service, "HasInhibition"):
            leave(desk)
        kde.inhibited = False
        desk.screen.move(60, 60)
        leave(desk)
        the_only_one(desk, lambda: desk.screen.move(300, 300))


def test_a_call_is_no_absence_and_is_not_interrupted(desk: Desk, tmp_path: Path) -> None:
    microphone = tmp_path / "card1" / "pcm0c" / "sub0" / "status"
    microphone.parent.mkdir(parents=True)
    microphone.write_text("state: RUNNING\nowner_pid   : 4321\n", encoding="utf-8")
    with agent(desk, "x11", sys.executable, "-c", WITH_SOUND, str(tmp_path)):
        leave(desk)
        desk.screen.move(60, 60)
        # One who takes a call right after coming back is not interrupted either.
        microphone.write_text("closed\n", encoding="utf-8")
        leave(desk)
        microphone.write_text("state: RUNNING\nowner_pid   : 4321\n", encoding="utf-8")
        desk.screen.move(90, 90)
        wait_for(lambda: desk.screen.idle_ms() > 1000, what="the agent's decision")
        microphone.write_text("closed\n", encoding="utf-8")
        leave(desk)
        the_only_one(desk, lambda: desk.screen.move(300, 300))


def test_a_remote_session_is_left_alone(desk: Desk) -> None:
    done = desk.run("agent", "--once", SSH_CONNECTION="10.0.0.2 50000 10.0.0.1 22", check=True)
    assert "session à distance" in done.stdout


def leave(desk: Desk) -> None:
    """Touch nothing for longer than the threshold."""
    desk.screen.move(30, 30)
    wait_for(lambda: desk.screen.idle_ms() > 1000 * THRESHOLD + 500, 30, what="an absence")
