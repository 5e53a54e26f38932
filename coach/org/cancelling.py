"""Cancelling a completion, and taking that back: each a new line with a reason; nothing is ever deleted."""

from dataclasses import dataclass
from datetime import datetime

from coach.domain.people import Person, Role
from coach.org.errors import AlreadySo, NoReason, UnknownCompletion
from coach.org.on_server import cancelling as on_server
from coach.org.rights import may
from coach.org.server import server
from coach.org.shared import shared
from coach.store import completions, corrections
from coach.store.completions import CANCELLED, Chosen, Record
from coach.store.database import Connection
from coach.words import _

REASON = 300


@dataclass(frozen=True)
class Which:
    """A completion as people name it: a staff number, a lesson's id, and a path's where it is in several.

    Without a lesson it is the path's final quiz, passed.
    """

    staff_number: str
    lesson: str
    path: str = ""


def cancel(actor: Person, which: Which, reason: str, now: datetime) -> Record:
    """Cancel a completion; exports go on showing it, counts leave it out.

    Raises:
        NoReason, UnknownCompletion: what is missing.
        AlreadySo: it is cancelled.
        SyncError: the organisation's server does not do it.
    """
    return _correct(actor, which, CANCELLED, reason, now)


def restore(actor: Person, which: Which, reason: str, now: datetime) -> Record:
    """Let a cancelled completion count again; both lines stay. Raises as `cancel` does."""
    return _correct(actor, which, "restored", reason, now)


def _correct(actor: Person, which: Which, verb: str, reason: str, now: datetime) -> Record:
    may(actor, Role.HR)
    reason = " ".join(reason.split())[:REASON]
    if not reason:
        raise NoReason
    chosen = Chosen(target="person", target_id=which.staff_number, path=which.path)
    there = server(actor)
    with shared(actor, chosen) as connection:
        found = _find(connection, which, chosen)
        if (found.cancelled_on is not None) == (verb == CANCELLED):
            raise AlreadySo(state=_("cancelled") if found.cancelled_on else _("finished"))
        if there is None:
            corrections.add(connection, corrections.New(found.id, verb, actor.id, reason), now)
        else:
            on_server.correct(there, found, verb, reason)
    return found


def _find(connection: Connection, which: Which, chosen: Chosen) -> Record:
    fitting = [one for one in completions.by_person(connection, chosen) if one.lesson == which.lesson]
    if not fitting:
        raise UnknownCompletion(name=f"{which.staff_number}, {which.lesson or _('Final quiz')}")
    if len({one.path for one in fitting}) > 1:
        paths = ", ".join(one.path for one in fitting)
        raise UnknownCompletion(
            name=_("{lesson} is in several paths: {paths}").format(
                lesson=which.lesson or _("Final quiz"), paths=paths
            )
        )
    # Of several editions, the newest: it is the one that counts.
    return fitting[-1]
