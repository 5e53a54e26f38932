"""A server's answer, read as if anybody could have written it: one wrong type, and none of it counts."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from coach.domain import batch
from coach.domain.people import Person, Role
from coach.store.outbox import Finished
from coach.store.pulled import Proposed

T = TypeVar("T")
MOST_ROWS = 20_000
LONGEST = 2000


class NonsenseError(ValueError):
    """An answer is none of our server's; the text says where, for the log."""


@dataclass(frozen=True)
class Verdict:
    """What was said of one batch; `refused` are pairs of event id and reason."""

    status: batch.Verdict
    last: int
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Pulled:
    """What was told. `cursor` is JSON, only given back; `full`: everything was told, not what changed only."""

    cursor: str
    full: bool
    me: Person | None
    proposed: tuple[Proposed, ...]
    completions: tuple[Finished, ...]
    annulled: tuple[Finished, ...]
    content: str


@dataclass(frozen=True)
class Answer:
    """The answer to one exchange."""

    verdicts: tuple[Verdict, ...]
    pulled: Pulled


@dataclass(frozen=True)
class Enrolled:
    """The answer to an enrolment."""

    device: str
    token: str
    person: Person


def exchanged(told: object, count: int) -> Answer:
    """The answer to `count` batches.

    Raises:
        NonsenseError: it is none.
    """
    row = _row(told, "answer")
    verdicts = _each(row.get("push"), "push", verdict)
    if len(verdicts) != count:
        raise NonsenseError("push: not one verdict for each batch")
    return Answer(verdicts, pulled(row.get("pull")))


def enrolled(told: object) -> Enrolled:
    """The answer to an enrolment; raises NonsenseError."""
    row = _row(told, "answer")
    token = _text(row, "token")
    if not token or not token.isascii() or not token.isprintable():
        raise NonsenseError("token")
    return Enrolled(_uuid(row, "device"), token, _person(row.get("person")))


def pulled(told: object) -> Pulled:
    """What a server or a trainer tells; raises NonsenseError."""
    row = _row(told, "pull")
    lines = _each(row.get("completions"), "completions", _finished)
    content = row.get("content")
    return Pulled(
        cursor=json.dumps(_row(row.get("cursor"), "cursor"), sort_keys=True),
        full=row.get("full") is True,
        me=_person(row["me"]) if row.get("me") is not None else None,
        proposed=_each(row.get("assignments"), "assignments", _proposed),
        completions=tuple(line for line, removed in lines if not removed),
        annulled=tuple(line for line, removed in lines if removed),
        content=_hash(_row(content, "content")) if content is not None else "",
    )


def verdict(told: object) -> Verdict:
    """What was said of one batch; raises NonsenseError."""
    row = _row(told, "verdict")
    try:
        status = batch.Verdict(_text(row, "status"))
    except ValueError as error:
        raise NonsenseError("status") from error
    last = _number(row, "last")
    return Verdict(status, last, _each(row.get("refused", []), "refused", _refused))


def _refused(told: object) -> tuple[str, str]:
    row = _row(told, "refused")
    # An event without an id of its own is refused too, and then has none to tell.
    return str(row.get("id"))[:LONGEST], _text(row, "reason")


def _person(told: object) -> Person:
    row = _row(told, "person")
    number = _line(row, "id")
    if not number:
        raise NonsenseError("person: id")
    known = set(Role)
    return Person(
        id=number,
        name=_line(row, "name"),
        service=_line(row, "service"),
        # Roles of a later version, or the administrator's, mean nothing at a desk.
        roles=frozenset(Role(role) for role in _texts(row, "roles") if role in known) | {Role.LEARNER},
        audiences=frozenset(_texts(row, "audiences")) | {"all-staff"},
    )


def _proposed(told: object) -> Proposed:
    row = _row(told, "assignment")
    return Proposed(
        id=_uuid(row, "id"),
        path=_line(row, "path"),
        due=_day(row, "due") if row.get("due") is not None else None,
        message=_line(row, "message"),
        assigned_on=_day(row, "assigned_on"),
        by=_line(row, "assigned_by"),
        removed=row.get("removed") is True,
    )


def _finished(told: object) -> tuple[Finished, bool]:
    row = _row(told, "completion")
    line = Finished(
        _uuid(row, "id"), _line(row, "path"), _line(row, "lesson"), _number(row, "edition"), _day(row, "day")
    )
    return line, row.get("removed") is True


def _row(told: object, name: str) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise NonsenseError(name)
    return told


def _each(told: object, name: str, read: Callable[[object], T]) -> tuple[T, ...]:
    if not isinstance(told, list) or len(told) > MOST_ROWS:
        raise NonsenseError(name)
    return tuple(read(one) for one in told)


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if (
        not isinstance(value, str)
        or len(value) > LONGEST
        or any("\ud800" <= sign <= "\udfff" for sign in value)
    ):
        raise NonsenseError(key)
    return value


def _line(row: dict[str, Any], key: str) -> str:
    """One line of text: what a window shows has no place for others."""
    return " ".join(_text(row, key).split())


def _texts(row: dict[str, Any], key: str) -> list[str]:
    return [_text({key: one}, key) for one in _each(row.get(key), key, lambda one: one)]


def _number(row: dict[str, Any], key: str) -> int:
    value = row.get(key)
    if type(value) is not int or not 0 <= value < 2**31:
        raise NonsenseError(key)
    return value


def _day(row: dict[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(_text(row, key))
    except ValueError as error:
        raise NonsenseError(key) from error


def _hash(row: dict[str, Any]) -> str:
    """It becomes a part of an address, and a file's name in a shared folder."""
    value = _text(row, "hash")
    if not re.fullmatch("[0-9a-f]{64}", value):
        raise NonsenseError("hash")
    return value


def _uuid(row: dict[str, Any], key: str) -> str:
    try:
        return str(UUID(_text(row, key)))
    except ValueError as error:
        raise NonsenseError(key) from error
