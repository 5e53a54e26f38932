"""The gateway as an ASGI application: its three routes, one log line for each answer, and no answer without JSON."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from coach.server.gateway import functions, logs
from coach.server.gateway.configuration import Configuration
from coach.server.gateway.gateway import Gateway
from coach.server.gateway.refusal import Refused, busy
from coach.server.gateway.rows import Rows

Answer = Callable[[Request], Awaitable[Response | Rows]]


class Queue:
    """Lets so many requests in at once; whoever comes on top is told without delay when to come back.

    Were all let in, each would wait for the others' turn, and desks hang up after 20 seconds without a word.
    """

    def __init__(self, inner: ASGIApp, most: int) -> None:
        """Nobody is in yet."""
        self._inner, self._most, self._inside = inner, most, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the server's own beginning and end."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
        elif self._inside >= self._most:
            refusal = busy("queue")
            logs.answered("none", refusal.status, 0, refusal.error)
            await refusal.response()(scope, receive, send)
        else:
            self._inside += 1
            try:
                await self._inner(scope, receive, send)
            finally:
                self._inside -= 1


def application(configuration: Configuration) -> Starlette:
    """The application. Its connections are opened when it starts and closed when it ends."""
    gateway = Gateway(configuration)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with gateway.open():
            yield

    routes = [
        Route("/rpc/{name}", _told(gateway.rpc, configuration), methods=["POST"]),
        Route("/content/{hash}", _told(gateway.content, configuration), methods=["GET"]),
        Route("/health", _told(gateway.health, configuration), methods=["GET"]),
    ]
    found = Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers={HTTPException: _no_route, Exception: _fault},
    )
    # It would send a desk, with its token, to wherever a Host header says.
    found.router.redirect_slashes = False
    found.add_middleware(Queue, most=configuration.limits.waiting)
    return found


def _told(answer: Answer, configuration: Configuration) -> Answer:
    async def answered(request: Request) -> Response | Rows:
        began, status, error = time.monotonic(), 500, "fault"
        try:
            response = await answer(request)
            status, error = response.status_code, ""
        except Refused as refusal:
            response = refusal.response()
            status, error = refusal.status, refusal.error
        finally:
            logs.answered(_route(request), status, (time.monotonic() - began) * 1000, error)
        return _closed(response, configuration)

    return answered


def _route(request: Request) -> str:
    # What somebody typed as a function's name could be a person's.
    name = request.path_params.get("name")
    if name is None:
        return request.url.path.split("/")[1]
    return f"rpc/{name}" if name in functions.OPEN else "rpc"


def _closed(response: Response | Rows, configuration: Configuration) -> Response | Rows:
    if isinstance(response, Response):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        if configuration.tls.certificate:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


async def _no_route(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    logs.answered("none", status, 0)
    return Refused(status, "route").response()


async def _fault(request: Request, error: Exception) -> Response:
    return Refused(500, "fault", 60).response()
