"""The attack list, run against the live store with throw-away people in a transaction that is taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import psycopg

from coach.domain.text import N_
from coach.server.administration import reached
from coach.server.attacks import escalating, reading, structure, writing
from coach.server.attacks._world import Attack, World, as_gateway, build

ATTACKS = (*reading.ATTACKS, *writing.ATTACKS, *escalating.ATTACKS, *structure.ATTACKS)
# What stops an attack. Anything else means that the attack itself went wrong, which proves nothing.
_STOPPED = (
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.InvalidAuthorizationSpecification,
    psycopg.errors.InvalidParameterValue,
)
_ANSWER = "CO001"


class Outcome(StrEnum):
    """How an attack ended."""

    PREVENTED = N_("prevented")
    HOLE = N_("HOLE")
    UNTRIED = N_("could not be tried")


@dataclass(frozen=True)
class Tried:
    """An attack and its outcome; `error` for one that could not be tried."""

    attack: Attack
    outcome: Outcome
    error: str = ""


def attack(dsn: str) -> Iterator[Tried]:
    """Try everything as the gateway could; nothing of it stays.

    Raises:
        ServerError: the database cannot be reached, or holds no store.
    """
    with reached(dsn) as connection:
        try:
            yield from attack_within(connection)
        finally:
            connection.rollback()


def attack_within(connection: psycopg.Connection) -> Iterator[Tried]:
    """Likewise in a transaction that the caller takes back."""
    world = build(connection)
    for one in ATTACKS:
        yield _try(world, one)


def _try(world: World, one: Attack) -> Tried:
    connection = world.connection
    connection.execute("SAVEPOINT attack")
    try:
        as_gateway(connection)
        outcome = Outcome.HOLE if one.run(world) else Outcome.PREVENTED
        return Tried(one, outcome)
    except _STOPPED:
        return Tried(one, Outcome.PREVENTED)
    except psycopg.Error as error:
        stopped = error.sqlstate == _ANSWER
        return Tried(one, Outcome.PREVENTED) if stopped else Tried(one, Outcome.UNTRIED, str(error))
    finally:
        connection.execute("ROLLBACK TO SAVEPOINT attack")
