"""The organisation’s own server, where there is one: asked instead of this desk’s file, it holds every right."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from coach import __version__, policy, settings
from coach.domain.errors import CoachError, EnrolmentError, NotAllowed, SyncError
from coach.domain.people import Person, Role
from coach.domain.text import N_
from coach.org import errors
from coach.org.rights import ROLES
from coach.server_client import credentials, silence
from coach.server_client.client import Client, LaterError, RefusedError
from coach.server_client.place import is_folder, place
from coach.words import _, day

_COHORT = {
    "nameless": N_("it has no name."),
    "taken": N_("a service or cohort has this name already."),
    "strangers": N_("these are not on the list: {who}."),
    "unknown": N_("there is no such cohort."),
}
_SESSION = {
    "lessons": N_("choose at least one lesson of the path."),
    "nobody": N_("nobody is ticked."),
    "stranger": N_("“{number}” is not on the list."),
    "day": N_("it takes sessions of today and of the 400 days before."),
}


@dataclass(frozen=True)
class Server:
    """The way there for one person; `token` is never shown to another address."""

    url: str
    token: str = field(repr=False)

    def ask(self, function: str, **told: object) -> Any:
        """The value that a function of `coach/server/sql` gives.

        Raises:
            CoachError: of `coach.org.errors` what the function refuses; NotAllowed; SyncError if it cannot be asked.
        """
        with _told(self.url):
            return Client(self.url, __version__, self.token).call(function, told)[1]

    def rows(self, function: str, **told: object) -> Iterator[list[str]]:
        """The rows a function gives, names first, as text; nothing is held back. Raises as `ask` does."""
        with _told(self.url):
            lines = Client(self.url, __version__, self.token).lines(function, told)
            yield from csv.reader((line.decode("utf-8") for line in lines), strict=True)


def server(actor: Person) -> Server | None:
    """The server of this desk's organisation; None where the organisation is a file of this desk or a folder.

    Raises:
        SyncError: there is one, and this desk is not enrolled there, or its keyring stays locked.
    """
    where = address(actor)
    return _enrolled(actor.id, where) if where else None


def address(actor: Person) -> str:
    """Where the server of this desk's organisation is; empty where the organisation is a file or a folder."""
    where = place(policy.read(), settings.read(actor.id), os.environ)
    return "" if is_folder(where) else where


@lru_cache(maxsize=1)
def _enrolled(person: str, url: str) -> Server:
    # The keyring is a process of its own and may ask for a password: once a program is enough.
    own = credentials.kept(person, url)
    if own is None:
        reason = _("this desk is not enrolled there yet")
        raise EnrolmentError(place=url, reason=reason)
    return Server(own.url, own.token)


@contextmanager
def _told(url: str) -> Iterator[None]:
    """What went wrong, in sentences for whoever waits."""
    try:
        yield
    except LaterError as error:
        told = _("{reason}; try again in a moment").format(reason=silence.reason(error))
        raise SyncError(place=url, reason=told) from error
    except RefusedError as error:
        raise _understood(error, url) from error
    except SyncError:
        _enrolled.cache_clear()
        raise
    except (csv.Error, UnicodeDecodeError) as error:
        raise nonsense(url) from error


def _understood(refused: RefusedError, url: str) -> CoachError:
    """The refusal in sentences; one whose facts do not fit is no answer of our server."""
    try:
        error = refusal(refused)
        f"{error.what}{error.safe}{error.todo}".format_map(error.facts)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return nonsense(url)
    return error


def refusal(refused: RefusedError) -> CoachError:
    """The error class of that name, with its facts in this person's language."""
    facts, kind = refused.facts, getattr(errors, refused.error, None)
    if refused.error == "NotAllowed":
        return NotAllowed(role=_(ROLES[Role.TRAINER]))
    if not (isinstance(kind, type) and issubclass(kind, CoachError)):
        return SyncError(place="-", reason=_("it refuses, and this version of the program does not know why"))
    # The server knows neither our words nor what a person may choose instead.
    given = {"near": "–"} | {name: str(value)[:200] for name, value in facts.items()}
    if kind is errors.CohortError:
        who = ", ".join(f"“{one}”" for one in facts.get("who", [])[:8])
        given["reason"] = _(_COHORT.get(given.get("reason", ""), _COHORT["unknown"])).format(who=who)
    elif kind is errors.SessionNotKept:
        number = given.get("number", "")
        given["reason"] = _(_SESSION.get(given.get("reason", ""), _SESSION["day"])).format(number=number)
    elif kind is errors.UnknownPath:
        # This desk knows it, or it would not have asked.
        return errors.PathNotPublished(name=given["name"])
    elif kind is errors.DayOver:
        given["day"] = day(date.fromisoformat(given["day"]))
    elif kind is errors.UnknownCompletion:
        given["name"] = f"{given.get('number', '')}, {given.get('lesson', '')}"
    return kind(**given)


@contextmanager
def reading(server: Server) -> Iterator[None]:
    """Around the reading of an answer: one wrong type, and none of it counts; raises SyncError."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise nonsense(server.url) from error


def nonsense(url: str) -> SyncError:
    """An answer that is none of our server's."""
    return SyncError(place=url, reason=_("its answer makes no sense to this version of the program"))
