"""KDE tells how long nobody was there, and what makes an absence none: a real bus, a service that obeys the test."""

from collections.abc import Iterator

import pytest

from coach.sensors import UnavailableError, _idle_around, _idle_saver
from coach.sensors._idle_polled import PolledAbsence
from tests.desk.answering import Answering
from tests.desk.desktops import Kde


@pytest.fixture
def watch(kde: Kde) -> Iterator[PolledAbsence]:
    """The watch, for five minutes."""
    found = _idle_saver.watch(300)
    yield found
    found.close()


def look(kde: Kde, watch: PolledAbsence, seconds: int) -> int | None:
    """Ask once nobody was there for so long."""
    kde.idle_ms = 1000 * seconds
    return watch.look()


def test_milliseconds_are_asked_for_every_twenty_seconds(kde: Kde, watch: PolledAbsence) -> None:
    assert (watch.source, watch.every) == ("saver", 20)
    assert [look(kde, watch, seconds) for seconds in (10, 299, 301, 5)] == [None, None, None, 300]


def test_a_lock_in_the_midst_of_an_absence_makes_it_none(kde: Kde, watch: PolledAbsence) -> None:
    look(kde, watch, 300)
    kde.dark = True
    look(kde, watch, 320)
    kde.dark = False
    look(kde, watch, 340)
    assert look(kde, watch, 1) is None
    look(kde, watch, 300)
    assert look(kde, watch, 1) == 300


def test_a_film_is_no_absence(kde: Kde, watch: PolledAbsence) -> None:
    kde.inhibited = True
    look(kde, watch, 300)
    kde.inhibited = False
    assert look(kde, watch, 1) is None


def test_nothing_else_is_asked_while_somebody_is_there(kde: Kde, watch: PolledAbsence) -> None:
    look(kde, watch, 200)
    assert set(kde.service.asked) == {"GetSessionIdleTime"}


def test_a_desktop_that_refuses_is_named(kde: Kde) -> None:
    del kde.service.answers["org.freedesktop.ScreenSaver", "GetSessionIdleTime"]
    with pytest.raises(UnavailableError, match="does not tell"):
        _idle_saver.watch(300)
    with pytest.raises(UnavailableError, match="does not tell"):
        _idle_saver.idle_seconds()


def test_asked_once_it_tells_seconds_or_nothing_of_a_film(kde: Kde) -> None:
    kde.idle_ms = 4_200
    assert _idle_saver.idle_seconds() == 4
    kde.inhibited = True
    assert _idle_saver.idle_seconds() is None


def test_a_session_that_is_not_inhibited_says_so_for_all(kde: Kde, address: str) -> None:
    # Power management also counts what only keeps the computer awake, a download for instance.
    power = Answering(address, "org.freedesktop.PowerManagement")
    power.answers["org.freedesktop.PowerManagement.Inhibit", "HasInhibit"] = ("b", lambda: (True,))
    assert _idle_around.kept_awake() is False
    del kde.service.answers["org.kde.Solid.PowerManagement.PolicyAgent", "HasInhibition"]
    assert _idle_around.kept_awake() is True
    power.stop()


def test_without_anybody_nothing_excuses_an_absence(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _idle_around.excused_here()
    assert not _idle_around.kept_awake()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert not _idle_around.excused_here()
    assert not _idle_around.kept_awake()


def test_a_desktop_that_is_not_held_is_asked_too(kde: Kde) -> None:
    kde.dark = True
    assert _idle_around.excused_here()
    assert not _idle_around.kept_awake()
