"""What trainers are told, whether this desk's file tells it or the organisation's server."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coach.domain.people import Person
from coach.domain.text import N_
from coach.org.freshness import Heard
from coach.words import _

SHORT = 8


class Kind(StrEnum):
    """What a path can be proposed to."""

    SERVICE = "service"
    COHORT = "cohort"
    PERSON = "person"


@dataclass(frozen=True)
class Group:
    """A group with its number of people now; 0 for a service that only past completions name."""

    kind: Kind
    id: str
    name: str
    size: int

    @property
    def key(self) -> str:
        """`service:Accueil`: says which group is meant when names collide."""
        return f"{self.kind}:{self.id if self.kind is Kind.PERSON else self.name}"


# So many people at most are told at once; others are found by words.
MOST_PEOPLE = 1000


@dataclass(frozen=True)
class FoundGroups:
    """Every service, every cohort, then people by name; `more`: there are others, whom a search finds."""

    groups: tuple[Group, ...]
    more: bool


@dataclass(frozen=True)
class FoundPeople:
    """People by name, the names of each one's cohorts by staff number; `more`: there are others."""

    people: tuple[Person, ...]
    cohorts: Mapping[str, tuple[str, ...]]
    more: bool


@dataclass(frozen=True)
class Proposal:
    """A path for groups, with a wished day and a message."""

    path: str
    groups: tuple[Group, ...]
    due: date | None = None
    message: str = ""


@dataclass(frozen=True)
class Assigned:
    """One line of the history with its counts. `started` are people between the first and the last lesson."""

    id: str
    path: str
    title: str
    group: Group
    due: date | None
    message: str
    assigned_on: date
    by: str
    withdrawn_on: date | None
    people: int
    started: int
    finished: int

    @property
    def short(self) -> str:
        """The end of the identifier, enough to type."""
        return self.id[-SHORT:]


class State(StrEnum):
    """How far somebody is in a path. A lesson begun and not finished leaves no trace outside the desk."""

    NOT_STARTED = N_("not started")
    STARTED = N_("started")
    FINISHED = N_("finished")


@dataclass(frozen=True)
class Member:
    """A member of the group: lessons finished of the path's, how old that is, and nothing else."""

    number: str
    name: str
    service: str
    state: State
    done: int
    lessons: int
    heard: Heard

    @property
    def told(self) -> str:
        """The state in words."""
        return _(self.state.value)


@dataclass(frozen=True)
class Status:
    """An assignment and its group's members, by name.

    Attributes:
        members: at most `MOST_PEOPLE`; `more`: there are others, whom a search finds.
        silent: of so many of all of them nothing was received for more than seven days.
    """

    assigned: Assigned
    members: tuple[Member, ...]
    silent: int
    more: bool


@dataclass(frozen=True)
class Standing:
    """One person and one path, or no path at all."""

    name: str
    number: str
    path: str
    state: State | None
    heard: Heard

    @property
    def told(self) -> str:
        """The state in words."""
        return _(self.state.value) if self.state else ""


@dataclass(frozen=True)
class PathCount:
    """A path proposed to people of a group, and how many of them are how far."""

    path: str
    not_started: int
    started: int
    finished: int


@dataclass(frozen=True)
class GroupStanding:
    """Where a group stands.

    Attributes:
        people: everybody in it; those of `lines` are at most `MOST_PEOPLE`, by name.
        silent: of so many of all of them nothing was received for more than seven days.
        paths: the counts of everybody in it.
        more: there are others, whom a search finds.
    """

    people: int
    silent: int
    paths: tuple[PathCount, ...]
    lines: tuple[Standing, ...]
    more: bool


class Shown(StrEnum):
    """How a cell may be told."""

    SHARE = "share"
    LOW = "low"
    HIGH = "high"
    FEW = "few"
    MASKED = "masked"
    NONE = "none"


@dataclass(frozen=True)
class Cell:
    """A share in per cent, or what stands in its place. Never 0 or 100: that would tell of each person."""

    kind: Shown
    share: int | None = None

    @property
    def text(self) -> str:
        """As the table prints it."""
        return {
            Shown.SHARE: _("{n}%").format(n=self.share),
            Shown.LOW: _("< 10%"),
            Shown.HIGH: _("> 90%"),
            Shown.FEW: _("fewer than 5"),
            Shown.MASKED: _("hidden"),
            Shown.NONE: "–",
        }[self.kind]

    @property
    def spoken(self) -> str:
        """As a screen reader says it."""
        return {
            Shown.SHARE: _("{share} of the lessons finished").format(share=_("{n}%").format(n=self.share)),
            Shown.LOW: _("fewer than {share} of the lessons finished").format(share=_("{n}%").format(n=10)),
            Shown.HIGH: _("more than {share} of the lessons finished").format(share=_("{n}%").format(n=90)),
            Shown.FEW: _("hidden: fewer than five people"),
            Shown.MASKED: _("hidden, so that a neighbouring cell cannot be computed"),
            Shown.NONE: _("nothing assigned"),
        }[self.kind]


@dataclass(frozen=True)
class TeamRow:
    """A service, its people, and one cell per domain."""

    service: str
    people: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Summary:
    """Above the table: people with a path, the share of them who finished everything, services with one."""

    people: int
    finished: Cell
    services: int


@dataclass(frozen=True)
class Team:
    """The whole table; `domains` are the titles of the columns."""

    domains: tuple[str, ...]
    rows: tuple[TeamRow, ...]
    summary: Summary


@dataclass(frozen=True)
class Session:
    """What a trainer attests: these people (staff numbers) went through these lessons of a path on that day."""

    path: str
    lessons: tuple[str, ...]
    people: tuple[str, ...]
    held_on: date


@dataclass(frozen=True)
class Held:
    """A session of the history; `people` counts heads."""

    id: str
    title: str
    held_on: date
    by: str
    people: int
