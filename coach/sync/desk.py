"""Whose desk is synchronised, with what place, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from coach.domain.people import Person
from coach.store.outbox import Stored
from coach.sync.answers import Answer


@dataclass(frozen=True)
class Desk:
    """A person at a desk.

    Attributes:
        person: as listed.
        url: of the server, or the shared folder.
        client: version of this program.
        minutes: published minutes by lesson, for completions that come from elsewhere.
        kerberos: the server knows whoever has logged in here; no code is needed.
    """

    person: Person
    url: str
    client: str
    minutes: Mapping[str, int] = field(default_factory=dict)
    kerberos: bool = False


@dataclass(frozen=True)
class Reply:
    """An answer, and the server's own day, if it tells it: a desk's clock may be wrong."""

    answer: Answer
    day: date | None = None


class Door(Protocol):
    """The way to the server."""

    def sync(self, batches: Sequence[Stored], cursor: str | None) -> Reply:
        """Send batches and ask what changed since `cursor`, or everything.

        Raises:
            LaterError: it did not work this time; whether the batches arrived is not known.
            SyncError: a person has to do something first.
        """


@dataclass(frozen=True)
class Outcome:
    """What one synchronisation has brought: completions acknowledged, paths told, completions refused."""

    sent: int = 0
    proposed: int = 0
    refused: int = 0
