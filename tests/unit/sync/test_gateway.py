"""A hostile or broken server, a captive portal, an endless answer: a line for the log and a later try, no more."""

import gzip
import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from coach.domain.errors import SyncError
from coach.server_client import client
from coach.server_client.client import LaterError, is_safe
from coach.sync.gateway import Gateway
from tests.unit.sync.server import Raw, Served, reply, serving

PULL = {"cursor": {"xid": 1}, "full": True, "me": None, "assignments": [], "completions": [], "content": None}
GOOD = json.dumps({"push": [], "pull": PULL}).encode()


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A server, and a desk without a proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with serving(Served()) as made:
        yield made


def ask(served: Served, token: str = "s3cret") -> object:
    """One exchange."""
    return Gateway(served.url, "0.1.0", token).sync([], None)


def answering(body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> Raw:
    """The same to everybody."""
    return lambda handler: reply(handler, status, body, kind, **headers)


def test_a_good_answer_is_taken_and_so_is_a_packed_one(served: Served) -> None:
    served.raw = answering(GOOD)
    ask(served)
    served.raw = answering(gzip.compress(GOOD), Content_Encoding="gzip")
    ask(served)
    path, headers, told = served.asked[0]
    assert (path, told) == ("/rpc/sync", {"batches": [], "cursor": None})
    assert (headers["Authorization"], headers["Coach-Client"]) == ("Bearer s3cret", "0.1.0")


def test_beside_its_batches_a_desk_tells_its_version_and_nothing_else(served: Served) -> None:
    """What `packaging/dpo/registre.md` and Confidentialité say; the rest is HTTP's own."""
    served.raw = answering(GOOD)
    ask(served)
    headers = served.asked[0][1]
    http = {
        "Host",
        "Connection",
        "Content-Type",
        "Content-Length",
        "Content-Encoding",
        "Accept",
        "Accept-Encoding",
    }
    assert set(headers) - http == {"Authorization", "Coach-Client", "User-Agent"}
    assert (headers["Coach-Client"], headers["User-Agent"]) == ("0.1.0", "coach/0.1.0")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html>Welcome to the hotel</html>", "text/html"),
        (b"<html>", "application/json"),
        (b"", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"null", "application/json"),
        (b"[]", "application/json"),
        (b'{"push": [{}], "pull": {}}', "application/json"),
        (GOOD.replace(b"[]", b"5"), "application/json"),
        (GOOD.replace(b'"completions": []', b'"completions": [1]'), "application/json"),
        (b'{"x": "' + b"a" * client.LARGEST + b'"}', "application/json"),
    ],
)
def test_nonsense_is_for_later(served: Served, body: bytes, kind: str) -> None:
    served.raw = answering(body, kind=kind)
    with pytest.raises(LaterError) as raised:
        ask(served)
    assert "s3cret" not in str(raised.value)


def test_a_packed_answer_that_unpacks_to_too_much_is_left(served: Served) -> None:
    served.raw = answering(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    with pytest.raises(LaterError, match="too long"):
        ask(served)
    served.raw = answering(b"no gzip", Content_Encoding="gzip")
    with pytest.raises(LaterError, match="gzip"):
        ask(served)


def test_an_answer_without_an_end_is_left(served: Served) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        with suppress(OSError):
            while True:
                handler.wfile.write(b" " * 65536)

    served.raw = endless
    with pytest.raises(LaterError, match="too long"):
        ask(served)


def test_an_answer_that_drips_is_left(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    going = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        with suppress(OSError):
            while not going.wait(0.02):
                handler.wfile.write(b" ")

    monkeypatch.setattr(client, "DEADLINE", 0.2)
    served.raw = drip
    with pytest.raises(LaterError, match="too slow"):
        ask(served)
    going.set()


def test_silence_and_half_an_answer_are_for_later(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    monkeypatch.setattr(client, "SILENCE", 0.2)

    def silent(handler: BaseHTTPRequestHandler) -> None:
        done.wait(5)

    served.raw = silent
    with pytest.raises(LaterError):
        ask(served)
    done.set()

    def half(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(GOOD)

    served.raw = half
    # The connection ends early: what came is whole JSON by chance, and still not the answer that was announced.
    with pytest.raises(LaterError):
        ask(served)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirection_is_followed(served: Served, status: int) -> None:
    with serving(Served()) as other:
        served.raw = answering(b"", status, Location=f"{other.url}/rpc/sync")
        with pytest.raises(LaterError, match=str(status)):
            ask(served)
        assert other.asked == []


@pytest.mark.parametrize(("status", "wait"), [(429, "30"), (503, "7200"), (500, "x"), (404, ""), (413, "-1")])
def test_whoever_is_busy_or_broken_is_asked_later(served: Served, status: int, wait: str) -> None:
    served.raw = answering(b"{}", status, Retry_After=wait)
    with pytest.raises(LaterError) as raised:
        ask(served)
    assert raised.value.seconds == {"30": 30, "7200": 3600}.get(wait, 0)


@pytest.mark.parametrize(("status", "told"), [(401, "not enrolled"), (409, "too old")])
def test_what_a_person_must_do_is_said(served: Served, status: int, told: str) -> None:
    served.raw = answering(b"{}", status)
    with pytest.raises(SyncError, match=told):
        ask(served)


def test_nobody_there_is_for_later() -> None:
    with pytest.raises(LaterError, match="refused"):
        Gateway("http://127.0.0.1:9", "0.1.0", "s3cret").sync([], None)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://coach.ville.example", True),
        ("https://coach.ville.example:8443/", True),
        ("http://127.0.0.1:8080", True),
        ("http://localhost", True),
        ("http://coach.ville.example", False),
        ("https://coach.ville.example/path", False),
        ("https://user:word@coach.ville.example", False),
        ("https://coach.ville.example?x", False),
        ("file:///etc/passwd", False),
        ("ftp://coach.ville.example", False),
        ("https://", False),
        ("https://[", False),
        ("https://coach:99999", False),
        ("", False),
    ],
)
def test_only_an_address_with_tls_is_asked(url: str, safe: bool) -> None:
    assert is_safe(url) is safe
    if not safe:
        with pytest.raises(SyncError):
            Gateway(url, "0.1.0")


def test_the_system_s_proxy_is_asked(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", served.url)
    monkeypatch.delenv("no_proxy", raising=False)
    served.raw = answering(GOOD)
    Gateway("http://localhost:1", "0.1.0", "s3cret").sync([], None)
    assert served.asked[0][0] == "http://localhost:1/rpc/sync"


def test_a_certificate_that_the_system_does_not_know_is_refused(tmp_path: Path) -> None:
    pem, key = tmp_path / "own.pem", tmp_path / "own.key"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    subprocess.run([*command, "-keyout", key, "-out", pem], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    with Tls(context) as port:
        address = f"https://localhost:{port}"
        with pytest.raises(LaterError, match="CERTIFICATE_VERIFY_FAILED"):
            Gateway(address, "0.1.0", "s3cret").sync([], None)
        with pytest.MonkeyPatch.context() as patch:
            # A town's own authority, as the system's store would have it.
            patch.setenv("SSL_CERT_FILE", str(pem))
            Gateway(address, "0.1.0", "s3cret").sync([], None)


class Tls:
    """A server that speaks TLS and gives the good answer."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context

    def __enter__(self) -> int:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                reply(self, 200, GOOD)

            def log_message(self, format: str, *arguments: object) -> None:
                return

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that does not trust the certificate goes away."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._server.socket = self._context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return int(self._server.server_address[1])

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
