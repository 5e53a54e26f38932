"""PostgreSQL as the gateway meets it: connections that are lent for one transaction, and its errors as refusals."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
from psycopg import AsyncConnection
from psycopg.conninfo import make_conninfo
from psycopg_pool import AsyncConnectionPool, PoolTimeout, TooManyRequests

from coach.domain.errors import GatewayError
from coach.server.gateway.configuration import Configuration
from coach.server.gateway.refusal import Refused, busy

# By the beginning of PostgreSQL's own codes: who is not let in, what makes no sense, what will pass by itself.
_STATUS = (
    ("28", 401, "token"),
    ("42501", 403, "right"),
    ("22", 400, "arguments"),
    ("23", 400, "arguments"),
    ("42883", 400, "arguments"),
    ("P0001", 400, "arguments"),
    ("P0002", 404, "unknown"),
)
_FOR_A_PERSON = "CO001"
# PostgreSQL's own codes for a session that it has ended, or a connection that broke, which mostly has no code.
_BROKEN = "08006"
_ENDED = ("08", "57P")
_PASSING = ("08", "40", "53", "55P03", "57", "58", "25006")


def connection_string(configuration: Configuration) -> str:
    """What libpq needs to know; the password, if a file holds it, goes no further than there.

    Raises:
        GatewayError: the file with the password cannot be read.
    """
    database, limits = configuration.database, configuration.limits
    options = f"-c statement_timeout={limits.database_seconds}s -c idle_in_transaction_session_timeout=60s"
    more: dict[str, Any] = {"options": options, "application_name": "coach-gateway", "connect_timeout": 10}
    if database.password_file:
        try:
            more["password"] = Path(database.password_file).read_text("utf-8").strip()
        except (OSError, ValueError) as error:
            raise GatewayError(reason=f"{database.password_file}: {error}") from error
    return make_conninfo(database.dsn, **more)


def pool(configuration: Configuration) -> AsyncConnectionPool[AsyncConnection[Any]]:
    """Connections for the gateway's whole life; none is open yet."""
    limits = configuration.limits
    return AsyncConnectionPool(
        connection_string(configuration),
        min_size=min(2, configuration.database.connections),
        max_size=configuration.database.connections,
        timeout=limits.waiting_seconds,
        # Of itself it would look for a database that has come back less and less often: the next request does it.
        reconnect_timeout=limits.waiting_seconds,
        max_waiting=limits.waiting,
        open=False,
    )


@asynccontextmanager
async def transaction(
    lent: AsyncConnectionPool[AsyncConnection[Any]], pipeline: bool = False
) -> AsyncIterator[AsyncConnection[Any]]:
    """A connection for one transaction: kept if all went well, undone otherwise.

    In a pipeline commands wait for each other's answers only where one is read, which a COPY cannot.

    Raises:
        Refused: the database is not there, is too busy, or refuses.
    """
    try:
        async with lent.connection() as connection, connection.pipeline() if pipeline else nullcontext():
            yield connection
    except (PoolTimeout, TooManyRequests) as error:
        raise busy() from error
    except UnicodeEncodeError as error:
        raise Refused(400, "arguments") from error
    except psycopg.Error as error:
        if isinstance(error, psycopg.OperationalError) and (error.sqlstate or _BROKEN).startswith(_ENDED):
            # A database that was started anew has ended all of them: only this request is to hear of it.
            await lent.check()
        raise refused(error) from error


def refused(error: psycopg.Error) -> Refused:
    """What to answer to an error of the database; its message stays here, since it may quote a row.

    Only what the functions say to a person goes out: the name of an error of ours, and its facts.
    """
    state = error.sqlstate or ""
    if state == _FOR_A_PERSON:
        return Refused(
            422, error.diag.message_primary or "", facts=json.loads(error.diag.message_detail or "{}")
        )
    for beginning, status, told in _STATUS:
        if state.startswith(beginning):
            return Refused(status, told)
    if isinstance(error, psycopg.DataError):
        return Refused(400, "arguments")
    # Without a code the connection itself was lost.
    if not state or state.startswith(_PASSING):
        return busy("database")
    return Refused(500, "database", 60)
