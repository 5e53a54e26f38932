"""What a sensor says of itself: its consent card, its threshold, its words, and how it looks."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from coach.domain.text import N_

ACTION = N_("Show me how")
REFUSE = N_("Not now")
BODY = N_("The lesson “{lesson}” shows how, in {minutes} min.")

BEFORE = N_(
    "Before it appears, a reminder looks at whether a window fills the screen, a microphone is in use"
    " or your desktop asks for silence. Where the reminder is a small window of the coach, it stays until the mouse"
    " has moved for 20 seconds."
)
_FILLS, _MICROPHONE, _SILENCE = "a window fills the screen", "a microphone is in use", "asks for silence"
# What that sentence covers, as in `Sensor.asks`. Under Wayland what fills the screen is known by keeping it awake.
BEFORE_ASKS = {
    "x11:_NET_ACTIVE_WINDOW": _FILLS,
    "x11:_NET_WM_STATE*": _FILLS,
    "x11:property": _FILLS,
    "bus:org.gnome.SessionManager.IsInhibited": _FILLS,
    "bus:org.kde.Solid.PowerManagement.PolicyAgent.HasInhibition": _FILLS,
    "bus:org.freedesktop.PowerManagement.Inhibit.HasInhibit": _FILLS,
    "file:/proc/asound*": _MICROPHONE,
    "bus:org.freedesktop.DBus.Properties.Get": _SILENCE,
}


class UnavailableError(Exception):
    """The source cannot be read here; the text is an English message id that says why."""


class SessionOverError(Exception):
    """The session that was looked at has ended, so the agent ends too."""


class Watch(Protocol):
    """An open source. It either wakes its owner by a file descriptor or is asked from time to time."""

    @property
    def source(self) -> str:
        """Key of the sensor's `sources` that is looked at."""

    @property
    def every(self) -> int | None:
        """Seconds until it wants to be asked again; None when only its descriptor wakes."""

    def fileno(self) -> int | None:
        """Descriptor that becomes readable when there is something to look at, or None."""

    def look(self) -> int | None:
        """What there is to notice now, in the sensor's unit; None when there is nothing."""

    def close(self) -> None:
        """Stop looking, at once."""


class Unit(NamedTuple):
    """A unit: a pair of message ids for gettext's plural, with `{n}`. `per` of a reading make one of it."""

    words: tuple[str, str]
    per: int = 1


class Threshold(NamedTuple):
    """From which reading on a nudge may come: default, and the least and most that a person may set.

    `about` is the message id of the setting's help.
    """

    default: int
    least: int
    most: int
    about: str


class ManyPeople(NamedTuple):
    """With more than `people` recipients another threshold holds; `threshold` is its default and bounds."""

    people: int
    threshold: Threshold


class Texts(NamedTuple):
    """The message ids of a nudge.

    `title` is one message id, or a pair for gettext's plural that counts by `{n}`. `body` may name `{lesson}`
    and `{minutes}`; once the lesson is finished, its gesture stands there. `recent` is for the recent
    reminders, where no number is kept. `title_many` also names `{people}`, more than one. `act` is the text of
    the first button where the coach does the thing itself. `town` is a key of organisation.toml, whose sentence
    `town_body` names as `{town}`; it stands in for `body` where it is short enough. Title and body together take at
    most 140 characters.
    """

    name: str
    title: tuple[str, ...]
    recent: str
    body: str = BODY
    action: str = ACTION
    refuse: str = REFUSE
    title_many: str = ""
    act: str = ""
    town: str = ""
    town_body: str = ""


class Sensor(NamedTuple):
    """One sensor. Its import needs the standard library only; what reads the system is imported when called.

    Attributes:
        unit: of its readings.
        every: seconds between two looks, for a sensor that can only be asked.
        look: asks once; a reading, or None when there is nothing. UnavailableError: it cannot be read here.
            None instead of a function: the agent never looks, an add-on or another process tells it.
        sources: what is looked at, by key, as message ids for the page Confidentialité.
        reads, never_reads: the two sentences of the consent card. They are a promise.
        asks: everything it opens or asks the system for (`file:PATH`, `x11:…`, `bus:INTERFACE.MEMBER`, `*` for
            anything), each with the words of `reads` that tell of it. A trace of the running agent is held to this.
        threshold: from which reading on a nudge may come.
        texts: of switch and nudge.
        text_version: of the card's text; a consent to an older one does not count.
        moment: what its nudges are about, which lessons name too; by default the sensor's own name.
        many: the threshold for a message to many people.
        act: command line of `coach` behind the nudge's first button.
        here: whether there is anything to look at on this computer, so that it has a card; None: everywhere.
        watch: opens, for a threshold, a source that wakes its owner; None when the sensor can only be asked.
        likely: key of the source that it would look at here, found without looking; None: any of its sources.
            UnavailableError: why there is none.
    """

    unit: Unit
    every: int
    look: Callable[[], int | None] | None
    sources: Mapping[str, str]
    reads: str
    never_reads: str
    threshold: Threshold
    texts: Texts
    text_version: int = 1
    moment: str = ""
    many: ManyPeople | None = None
    act: str = ""
    asks: Mapping[str, str] = MappingProxyType({})
    watch: Callable[[int], Watch] | None = None
    here: Callable[[], bool] | None = None
    likely: Callable[[], str] | None = None

    def open(self, threshold: int) -> Watch:
        """Begin to look.

        Raises:
            UnavailableError: the source cannot be read here, or not by the agent.
        """
        if self.watch is not None:
            return self.watch(threshold)
        if self.look is None:
            raise UnavailableError(N_("An add-on notices this, not the background program."))
        return _Asked(next(iter(self.sources)), self.every, self.look)


class _Asked:
    """A sensor that can only be asked."""

    def __init__(self, source: str, every: int, look: Callable[[], int | None]) -> None:
        self.source = source
        self.every = every
        self.look = look

    def fileno(self) -> None:
        return None

    def close(self) -> None:
        return
