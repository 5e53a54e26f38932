"""Notifications on a bus of their own: buttons, answers, silence, and services that are missing or poor."""

import select
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from coach.agent.bus import Bus
from coach.agent.notify import ACT, LATER, OPEN, ChannelError, Notifications, Plain, channel
from coach.domain.nudge import Nudge
from tests.desk import Notifications as Server
from tests.desk.notifications import NAME

NUDGE = Nudge("idle", "A title", "Fish & <chips>", "Show me how", "Not now", "veille-ou-arret", popup=True)


@pytest.fixture
def service(address: str) -> Iterator[Server]:
    """The bus with a notification service."""
    with Server(address) as found:
        yield found


def answers(bus: Notifications) -> list[tuple[Nudge, str]]:
    """What was answered, waited for as the agent does."""
    descriptor = bus.fileno()
    assert descriptor is not None
    assert select.select([descriptor], [], [], 5)[0]
    return list(bus.answers())


def test_a_nudge_arrives_with_its_words_and_buttons(service: Server) -> None:
    bus = Notifications(Bus())
    bus.show(NUDGE)
    shown = service.wait_for()
    assert (shown.summary, shown.body) == ("A title", "Fish & <chips>")
    assert shown.actions == {"default": "Show me how", "open": "Show me how", "later": "Not now"}
    assert shown.hints["suppress-sound"]
    service.close(shown)
    assert answers(bus) == []
    assert bus.fileno() is None


@pytest.mark.parametrize(("key", "pressed"), [("default", OPEN), ("open", OPEN), ("later", LATER)])
def test_a_button_is_heard_and_then_the_bus_is_left(service: Server, key: str, pressed: str) -> None:
    bus = Notifications(Bus())
    bus.show(NUDGE)
    service.invoke(service.wait_for(), key)
    assert answers(bus) == [(NUDGE, pressed)]
    assert bus.fileno() is None


def test_where_the_coach_can_do_it_itself_that_button_comes_first(service: Server) -> None:
    does = NUDGE._replace(act="screen set 10", act_words="Yes, set it up")
    bus = Notifications(Bus())
    bus.show(does)
    shown = service.wait_for()
    assert list(shown.actions.items())[1:] == [
        ("act", "Yes, set it up"),
        ("open", "Show me how"),
        ("later", "Not now"),
    ]
    service.invoke(shown, "act")
    assert answers(bus) == [(does, ACT)]


def test_buttons_of_others_are_not_ours(service: Server) -> None:
    bus, other = Notifications(Bus()), Notifications(Bus())
    bus.show(NUDGE)
    service.wait_for()
    other.show(NUDGE)
    service.invoke(service.wait_for(), "open")
    assert answers(bus) == []
    assert answers(other) == [(NUDGE, OPEN)]
    service.close(service.all[0])
    # The other one's signals may come alone, before that of ours.
    while bus.fileno() is not None:
        assert answers(bus) == []


def test_silence_is_asked_for(service: Server) -> None:
    bus = Notifications(Bus())
    assert bus.do_not_disturb() is False
    service.inhibited = True
    assert bus.do_not_disturb() is True
    assert bus.fileno() is None


def test_a_service_with_markup_gets_its_signs_escaped_and_one_without_buttons_none(service: Server) -> None:
    service.answers[NAME, "GetCapabilities"] = ("as", lambda: (["body", "body-markup"],))
    bus = Notifications(Bus())
    bus.show(NUDGE)
    shown = service.wait_for()
    assert shown.body == "Fish &amp; &lt;chips&gt;"
    assert shown.actions == {}
    assert bus.fileno() is None


def test_where_there_are_no_buttons_nothing_is_asked(
    service: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    asks = NUDGE._replace(
        body="Set it? It says more.", plain="The lesson says more.", act="screen", act_words="Yes"
    )
    bus = Notifications(Bus())
    bus.show(asks)
    shown = service.wait_for()
    assert shown.body == "Set it? It says more."
    service.close(shown)
    assert answers(bus) == []
    service.answers[NAME, "GetCapabilities"] = ("as", lambda: (["body"],))
    Notifications(Bus()).show(asks)
    assert service.wait_for().body == "The lesson says more."
    told = {}
    plyer = SimpleNamespace(notification=SimpleNamespace(notify=lambda **words: told.update(words)))
    monkeypatch.setitem(sys.modules, "plyer", plyer)
    Plain().show(asks)
    assert told["message"] == "The lesson says more."


def test_a_service_that_goes_away_leaves_nothing_open(address: str, service: Server) -> None:
    connection = Bus()
    bus = Notifications(connection)
    bus.show(NUDGE)
    service.wait_for()
    assert connection._connection is not None
    connection._connection.sock.shutdown(2)
    assert answers(bus) == []
    assert bus.fileno() is None


def test_a_bus_without_a_service_is_no_channel(address: str) -> None:
    bus = Notifications(Bus())
    assert bus.do_not_disturb() is False
    with pytest.raises(ChannelError):
        bus.show(NUDGE)
    assert bus.fileno() is None


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere", "nonsense", "tcp:host=x"])
def test_no_bus_is_no_channel(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(ChannelError):
        Notifications(Bus()).show(NUDGE)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    with pytest.raises(ChannelError):
        Notifications(Bus()).show(NUDGE)


def test_plyer_that_fails_is_no_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "plyer", None)
    with pytest.raises(ChannelError):
        Plain().show(NUDGE)


@pytest.mark.parametrize(
    ("platform", "kind"), [("linux", Notifications), ("win32", Plain), ("darwin", Plain)]
)
def test_the_channel_is_chosen_when_called(
    platform: str, kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert isinstance(channel(), kind)
