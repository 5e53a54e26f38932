"""Attestations for human resources: whose paths are finished, and the one of a number."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from coach.content.library import Library
from coach.domain.attestation import Attestation, Organisation
from coach.domain.people import Person, Role
from coach.org.errors import Nameless, NothingToAttest
from coach.org.path_standing import PathStanding, path_standings
from coach.org.query import Filters
from coach.org.rights import may
from coach.org.shared import shared
from coach.proof.errors import NoSuchNumber, NotComplete
from coach.proof.making import Subject, attestation, finished, organisation
from coach.store.completions import Chosen


def attestations(
    actor: Person, shelf: Library, said: Mapping[str, str], filters: Filters, now: datetime
) -> tuple[Attestation, ...]:
    """The attestations of everybody chosen who has finished a chosen path, by staff number, then path.

    Args:
        actor: human resources.
        shelf: its language is that of the documents.
        said: `[org]` of the policy.
        filters: a period is that of the day on which a path was complete.
        now: nothing later is attested.

    Raises:
        Nameless: the policy names no organisation.
        NothingToAttest: nobody chosen has finished; the sentence says what may be gone.
        SyncError: the organisation's server does not tell it.
    """
    found = tuple(_found(actor, shelf, said, filters.chosen(), now))
    if not found:
        raise NothingToAttest
    return found


def of_number(
    actor: Person, shelf: Library, said: Mapping[str, str], number: str, now: datetime
) -> Attestation:
    """The attestation of a number.

    Raises:
        NoSuchNumber: none that could be issued now has it.
        Nameless, SyncError: as `attestations`.
    """
    wanted = "".join(number.split()).upper()
    for one in _found(actor, shelf, said, Chosen(), now):
        if one.number == wanted:
            return one
    raise NoSuchNumber(number=wanted)


def _found(
    actor: Person, shelf: Library, said: Mapping[str, str], chosen: Chosen, now: datetime
) -> Iterator[Attestation]:
    may(actor, Role.HR)
    by = organisation(said)
    if by is None:
        raise Nameless
    with shared(actor, Chosen(path=chosen.path)) as connection:
        for one in path_standings(connection, shelf, chosen):
            if one.path in shelf.paths and one.state == "finished":
                made = _made(one, shelf, by, now)
                if made is not None:
                    yield made


def _made(one: PathStanding, shelf: Library, by: Organisation, now: datetime) -> Attestation | None:
    subject = Subject(shelf.paths[one.path], shelf.cards, shelf.label, shelf.language)
    standing = (record for record in one.records if record.cancelled_on is None)
    try:
        return attestation(subject, by, one.person, finished(standing), now.astimezone().date())
    except NotComplete:
        # A day still to come, from a desk with a wrong clock: it is attested once that day is there.
        return None
