"""How things stand with sharing, for a person to read."""

from dataclasses import dataclass
from datetime import datetime

from coach.domain.text import N_
from coach.store import database, devices, outbox
from coach.store.outbox import Counts, Finished

REASONS = {
    "id": N_("its day is too long ago, or lies ahead: the clock of this computer was wrong"),
    "unknown": N_("the organisation does not know this lesson"),
    "not-assigned": N_("its path is not proposed to you"),
    "form": N_("this version of the program cannot tell it"),
    "annulled": N_("annulled by human resources"),
}


@dataclass(frozen=True)
class State:
    """Sharing at one place.

    Attributes:
        place: the server or folder.
        enrolled: whether this desk is known there.
        last_sync: when the last exchange came to its end, UTC.
        not_before: the server asked for patience until then, UTC.
        counts: the person's completions.
        refused: pairs of a completion that was refused and the reason, see `REASONS`.
        chosen: completions outside proposed paths that the person chose to share and that still wait.
        trainer_key: of a folder's trainer, as first met.
        public_key: of this desk, base64; empty if it is not known here.
    """

    place: str
    enrolled: bool
    last_sync: datetime | None
    not_before: datetime | None
    counts: Counts
    refused: tuple[tuple[Finished, str], ...]
    chosen: tuple[Finished, ...]
    trainer_key: str
    public_key: str


def state(person: str, place: str) -> State:
    """How things stand with a person's desk at a place; raises StorageError."""
    with database.organisation() as connection:
        device = devices.find(connection, person, place)
        refused = [(one, why) for why in REASONS for one in outbox.refused(connection, person, why)]
        chosen = [one for one in outbox.unsent(connection, person) if not one.path]
        return State(
            place=place,
            enrolled=device is not None,
            last_sync=device.last_sync if device else None,
            not_before=device.not_before if device else None,
            counts=outbox.counts(connection, person),
            refused=tuple(refused),
            chosen=tuple(chosen),
            trainer_key=device.trainer_key if device else "",
            public_key=device.public_key if device else "",
        )
