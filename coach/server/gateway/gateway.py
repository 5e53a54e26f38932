"""The gateway itself: no rule and no record of its own, only who asks, how much, and the database's answer.

Each request is one transaction: name who asks (`api_v1.enter`), call one function, give back what it gave. A gateway
that is killed loses nothing, and any number may run side by side.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from psycopg import AsyncConnection
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from coach.server.gateway import arguments, body, database, functions, identity, oidc
from coach.server.gateway.configuration import Configuration
from coach.server.gateway.doors import Doors
from coach.server.gateway.functions import Function
from coach.server.gateway.identity import Asker, Device
from coach.server.gateway.push_and_pull import sync
from coach.server.gateway.refusal import Refused, busy
from coach.server.gateway.rows import Rows

_ROOM = 256 * 1_048_576
_ENROL_BYTES = 8_192


class Gateway:
    """Three doors: `/rpc/<function>`, `/content/<hash>`, `/health`."""

    def __init__(self, configuration: Configuration) -> None:
        """Nothing is opened yet."""
        self._configuration, self._limits = configuration, configuration.limits
        self._pool = database.pool(configuration)
        self._keys = oidc.Keys(configuration.oidc)
        self._doors = Doors(configuration.limits)
        self._room = body.Room(_ROOM)
        self._functions: Mapping[str, Function] = {}
        self._streams = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """While it runs; the database need not be there yet."""
        await self._pool.open()
        try:
            yield
        finally:
            await self._pool.close()

    async def health(self, request: Request) -> Response:
        """Whether the database answers us."""
        async with database.transaction(self._pool) as connection:
            await connection.execute("SELECT api_v1.health()")
        return JSONResponse({"status": "ok"})

    async def content(self, request: Request) -> Response:
        """A signed pack of lessons, by its hash."""
        told = request.path_params["hash"]
        async with self._asking(request) as who, database.transaction(self._pool) as connection:
            await self._enter(connection, who)
            row = await (
                await connection.execute("SELECT api_v1.content(%s)", (told,), binary=True)
            ).fetchone()
            if row is None or row[0] is None:
                raise Refused(404, "content")
            return Response(bytes(row[0]), media_type="application/octet-stream")

    async def rpc(self, request: Request) -> Response | Rows:
        """One function."""
        name = request.path_params["name"]
        if name not in functions.OPEN:
            raise Refused(404, "function")
        most = _ENROL_BYTES if name == "enrol" else self._limits.body_bytes
        async with self._asking(request, nobody=name == "enrol") as who:
            with self._room.share() as take:
                sent = await body.received(request, most, self._limits.body_seconds, take)
                if "text/csv" in request.headers.get("accept", ""):
                    return await self._rows(request, name, who, sent)
                return await self._result(request, name, who, sent)

    async def _result(self, request: Request, name: str, who: Asker, sent: bytes) -> Response:
        async with database.transaction(self._pool, pipeline=True) as connection:
            entered, told = await self._entered(connection, request, who, sent)
            if name == "sync":
                text = await sync(connection, told, entered, _client(request))
            else:
                text = await self._call(connection, name, who, told)
            return Response(text, media_type="application/json")

    async def _call(
        self, connection: AsyncConnection[Any], name: str, who: Asker, told: Mapping[str, Any]
    ) -> str:
        given = arguments.enrolment(told, vouched=who is not None) if name == "enrol" else told
        function = await self._function(connection, name)
        query, values = functions.call(function, given)
        row = await (await connection.execute(functions.as_json(function, query), values)).fetchone()
        text = row[0] if row and row[0] is not None else "null"
        if name == "enrol" and text == "null":
            raise Refused(401, "code")
        return str(text)

    async def _rows(self, request: Request, name: str, who: Asker, sent: bytes) -> Rows:
        if self._streams >= self._limits.csv_streams:
            raise busy("streams")
        async with AsyncExitStack() as stack:
            self._streams += 1
            stack.callback(self._stream_ended)
            connection = await stack.enter_async_context(database.transaction(self._pool))
            _entered, told = await self._entered(connection, request, who, sent)
            function = await self._function(connection, name)
            query, values = functions.call(function, told)
            await connection.execute(functions.patience(self._limits.csv_seconds))
            cursor = await stack.enter_async_context(connection.cursor())
            copy = await stack.enter_async_context(cursor.copy(functions.as_csv(function, query), values))
            # The line of names comes before the function is even called: with the next one it is known to answer.
            first = bytes(await copy.read()) + bytes(await copy.read())
            return Rows(first, copy, stack.pop_all(), self._limits.csv_seconds)
        raise AssertionError

    def _stream_ended(self) -> None:
        self._streams -= 1

    @asynccontextmanager
    async def _asking(self, request: Request, nobody: bool = False) -> AsyncIterator[Asker]:
        """Who asks, let in and counted; `nobody` may ask as well only where that is said."""
        place = identity.address(request, self._configuration.proxy)
        who: Asker = None
        try:
            who = await identity.asker(request, self._configuration, self._keys)
            if who is None and not nobody:
                raise Refused(401, "token")
            self._doors.knock(who, place)
            yield who
        except Refused as refusal:
            if refusal.status == 401:
                self._doors.wrong(who, place)
            elif refusal.status >= 500:
                self._doors.unheard(who, place)
            raise
        self._doors.right(who, place)

    async def _entered(
        self, connection: AsyncConnection[Any], request: Request, who: Asker, sent: bytes
    ) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """What the door said, and what was sent: it is unpacked and read only for who was let in."""
        entered = await self._enter(connection, who)
        arguments.current(_client(request), entered)
        coding = request.headers.get("content-encoding", "")
        return entered, body.parsed(body.inflated(sent, coding, self._limits.inflated_bytes))

    async def _function(self, connection: AsyncConnection[Any], name: str) -> Function:
        if name not in self._functions:
            # An upgrade of the schema may have brought it since.
            self._functions = await functions.read(connection)
        if name not in self._functions:
            raise Refused(404, "function")
        return self._functions[name]

    async def _enter(self, connection: AsyncConnection[Any], who: Asker) -> Mapping[str, Any]:
        if who is None:
            return {}
        values: tuple[object, ...]
        if isinstance(who, Device):
            query, values = "SELECT api_v1.enter(%s)", (who.token_sha256,)
        else:
            query, values = "SELECT api_v1.enter_login(%s, %s)", (self._configuration.tenant, who.login)
        row = await (await connection.execute(query, values)).fetchone()
        if row is None or row[0] is None:
            raise Refused(401, "token")
        entered: Mapping[str, Any] = row[0]
        return entered


def _client(request: Request) -> str:
    """What the desk says of its version, such as "0.3.1"; empty if nothing."""
    return str(request.headers.get("coach-client", ""))
