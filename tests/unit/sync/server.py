"""A real HTTP server on this computer, before the receiver of the tests, or before whatever a hostile one answers."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from coach.domain import batch
from coach.store.outbox import Stored
from tests.unit.sync.receiver import Receiver

Raw = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Served:
    """What stands behind the address.

    `raw` answers in place of the receiver; `pack` is published there; `asked` is all that was asked.
    """

    url: str = ""
    receiver: Receiver | None = None
    code: str = "ABCD-EFGH-JKLM"
    person: dict[str, Any] = field(default_factory=dict)
    device: str = "0d2f4a5e-1111-4222-8333-444455556666"
    token: str = "s3cret-t0ken"
    raw: Raw | None = None
    pack: bytes = b""
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)

    def answer(self, path: str, told: Any, authorization: str) -> tuple[int, Any]:
        """Status and JSON."""
        if path == "/rpc/enrol":
            if told["code"] != self.code:
                return 200, None
            assert self.receiver is not None
            self.receiver.devices[self.device] = told["public_key"]
            return 200, {"device": self.device, "token": self.token, "person": self.person}
        if authorization != f"Bearer {self.token}":
            return 401, {"error": "token"}
        assert self.receiver is not None
        sent = [Stored(0, 0, 0, "", one["body"], one["signature"]) for one in told["batches"]]
        cursor = json.dumps(told["cursor"]) if told["cursor"] else None
        answered = self.receiver._answer(sent, cursor)
        answered["pull"]["me"] = self.person
        if self.pack:
            answered["pull"]["content"] = {"version": 1, "hash": batch.digest(self.pack)}
        return 200, answered


@contextmanager
def serving(served: Served) -> Iterator[Served]:
    """The server, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            served.asked.append((self.path, dict(self.headers), json.loads(body)))
            if served.raw is not None:
                served.raw(self)
                return
            status, told = served.answer(self.path, json.loads(body), self.headers.get("Authorization", ""))
            reply(self, status, json.dumps(told).encode())

        def do_GET(self) -> None:
            served.asked.append((self.path, dict(self.headers), None))
            reply(self, 200, served.pack or b"{}", "application/octet-stream")

        def log_message(self, format: str, *arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def reply(
    handler: BaseHTTPRequestHandler,
    status: int,
    body: bytes,
    kind: str = "application/json",
    **headers: str,
) -> None:
    """One answer; `Retry_After` among the headers is Retry-After."""
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)
