"""What the server's front and the system's curl may answer, and how curl is called: a real curl, a small server."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.domain.errors import EnrolmentError, SyncError
from coach.server_client import kerberos
from coach.server_client.client import LaterError


class Front(http.server.ThreadingHTTPServer):
    """Answers everything with `status` and `body`; `paths` were asked for."""

    status, body = 200, b"{}"

    def __init__(self) -> None:
        self.paths: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://localhost:{self.server_port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Front

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.paths.append(self.path)
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *told: Any) -> None:
        """Nothing."""


@pytest.fixture
def front() -> Iterator[Front]:
    """One on loopback."""
    with Front() as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        try:
            yield made
        finally:
            made.shutdown()
            thread.join()


def call(url: str) -> Any:
    return kerberos.call(url, "1.0", "enrol", {"code": ""})


def test_the_value_comes_from_behind_the_door_of_the_front(front: Front) -> None:
    front.body = b'{"device": "d"}'
    assert call(front.url + "/") == {"device": "d"}
    assert front.paths == ["/sso/rpc/enrol"]


@pytest.mark.parametrize("status", [401, 403])
def test_an_account_that_is_not_known_is_told_to_the_person(front: Front, status: int) -> None:
    front.status = status
    with pytest.raises(EnrolmentError, match="does not know the account"):
        call(front.url)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (302, b""),
        (404, b"{}"),
        (500, b"{}"),
        (200, b""),
        (200, b"<html>"),
        (200, b"["),
        (200, b"[" * 100_000),
    ],
)
def test_nonsense_and_redirections_are_another_try_later(front: Front, status: int, body: bytes) -> None:
    front.status, front.body = status, body
    with pytest.raises(LaterError):
        call(front.url)
    assert front.paths == ["/sso/rpc/enrol"]


def test_an_answer_without_end_is_not_read(front: Front) -> None:
    front.body = b" " * 5_000_000
    with pytest.raises(LaterError):
        call(front.url)


def test_nobody_there_is_another_try_later(front: Front) -> None:
    url = front.url
    front.server_close()
    with pytest.raises(LaterError, match="curl"):
        call(url)


@pytest.mark.parametrize(
    "url", ["http://coach.ville.example", "ftp://localhost", "https://", "--output=/tmp/x"]
)
def test_only_a_protected_address_is_asked(url: str) -> None:
    with pytest.raises(SyncError, match="https://"):
        call(url)


def test_a_computer_without_curl_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SyncError, match="curl"):
        call("http://localhost:1")


def test_a_proxy_and_what_it_holds_stay_off_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://ana:secret@proxy.example:3128")
    url = "https://coach.ville.example"
    assert "secret" not in " ".join(kerberos._command(url, "1.0", url))
    assert kerberos._environment(url)["all_proxy"] == "http://ana:secret@proxy.example:3128"
