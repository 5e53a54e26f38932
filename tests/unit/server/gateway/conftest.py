"""An ASGI application behind the real uvicorn on loopback, and who signs OIDC tokens."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

import pytest
import uvicorn
from starlette.types import ASGIApp

from coach.server.gateway.protocol import patient
from tests.desk.issuer import Issuer, issuer


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        """The JSON of it."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """Where it listens."""

    port: int

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request; headers are written with _ for -."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            # What is refused by its size is refused before it has all been sent; the answer waits to be read.
            with suppress(ConnectionResetError, BrokenPipeError):
                line.request(
                    method, path, body, {name.replace("_", "-"): text for name, text in headers.items()}
                )
            answer = line.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            line.close()

    def line(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)


@contextmanager
def served(app: ASGIApp, header_seconds: float = 10) -> Iterator[Site]:
    """The application, served."""
    listening = socket.create_server(("127.0.0.1", 0))
    settings = uvicorn.Config(
        app, http=patient(header_seconds), ws="none", lifespan="auto", log_config=None, access_log=False
    )
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield Site(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Site]]:
    """Serves applications until the test ends."""
    with ExitStack() as stack:
        yield lambda app, **more: stack.enter_context(served(app, **more))


@pytest.fixture(scope="session")
def shared_issuer() -> Iterator[Issuer]:
    """RSA keys take long to make: one issuer for all, except for those who change it."""
    with issuer() as found:
        yield found
