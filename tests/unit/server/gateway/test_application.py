"""What is answered, and logged, while the database cannot be reached: everything that needs none is refused first."""

import asyncio
import dataclasses
import gzip
import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from coach.server.gateway import logs
from coach.server.gateway.application import Queue, application
from coach.server.gateway.configuration import Configuration, Database, Limits, Proxy, Tls
from tests.unit.server.gateway.conftest import Site

TOKEN, LOGIN, NAME, NUMBER = "t0ken-of-camille", "camille.roux", "Camille Roux", "A1234"
ADDRESS = "203.0.113.77"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, by every library, while the gateway runs."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.JsonLines())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def configuration(folder: Path, **limits: int) -> Configuration:
    """A gateway whose database is not there."""
    few = {"waiting_seconds": 1} | limits
    return Configuration(
        tenant="Ville",
        database=Database(f"host={folder} dbname=none"),
        proxy=Proxy(identity_header="X-Remote-User"),
        limits=dataclasses.replace(Limits(), **few),
    )


@pytest.fixture
def site(tmp_path: Path, serve: Callable[..., Site]) -> Site:
    return serve(application(configuration(tmp_path)))


def test_the_health_page_says_that_the_database_is_missing(site: Site) -> None:
    found = site.ask("GET", "/health")
    assert found.status == 503
    assert 5 <= int(found.headers["retry-after"]) <= 30
    assert found.told == {"error": "busy"}


def test_a_sync_is_asked_to_come_back(site: Site) -> None:
    found = site.ask("POST", "/rpc/sync", "{}", Authorization=f"Bearer {TOKEN}")
    assert (found.status, found.told) == (503, {"error": "busy"})
    assert "retry-after" in found.headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404), ("POST", "/", 404), ("GET", "/rpc/sync", 405), ("POST", "/health", 405),
        ("POST", "/rpc/enter", 404), ("POST", "/rpc/push", 404), ("POST", "/rpc/enter_login", 404),
        ("POST", "/rpc/pg_sleep", 404), ("POST", "/rpc/api_v1.enter", 404), ("POST", "/rpc/", 404),
        ("POST", "/rpc/sync/", 404), ("POST", "/rpc/a%2Fb", 404), ("POST", "/rpc/%00", 404),
        ("GET", "/content/../../etc/passwd", 404), ("POST", "/rpc/sync", 401), ("POST", "/rpc/people", 401),
        ("GET", "/content/abc", 401),
    ],
)  # fmt: skip
def test_what_nobody_may_ask_never_reaches_the_database(
    site: Site, method: str, path: str, status: int
) -> None:
    found = site.ask(method, path, "{}")
    assert found.status == status
    assert found.told.keys() == {"error"}
    assert ("www-authenticate" in found.headers) == (status == 401)


def test_every_answer_says_that_it_must_not_be_kept(site: Site) -> None:
    for path in ("/health", "/content/abc"):
        found = site.ask("GET", path)
        assert (found.headers["cache-control"], found.headers["x-content-type-options"]) == (
            "no-store",
            "nosniff",
        )
        assert "strict-transport-security" not in found.headers


def test_with_its_own_certificate_browsers_are_told_to_stay_with_tls(
    tmp_path: Path, serve: Callable[..., Site]
) -> None:
    settings = dataclasses.replace(configuration(tmp_path), tls=Tls("a", "b"))
    found = serve(application(settings)).ask("GET", "/health")
    assert found.headers["strict-transport-security"] == "max-age=31536000"


def test_a_body_too_large_is_refused_before_anybody_is_let_in(site: Site) -> None:
    found = site.ask("POST", "/rpc/sync", b"x" * 2_000_000, Authorization=f"Bearer {TOKEN}")
    assert (found.status, found.told) == (413, {"error": "size"})
    assert site.ask("POST", "/rpc/enrol", b"x" * 9_000).status == 413


def test_a_device_that_asks_too_often_is_told_when_to_come_back(
    tmp_path: Path, serve: Callable[..., Site]
) -> None:
    site = serve(application(configuration(tmp_path, requests_of_a_device=2)))
    found = [site.ask("POST", "/rpc/sync", "{}", Authorization=f"Bearer {TOKEN}") for _ in range(3)]
    assert [one.status for one in found] == [503, 503, 429]
    assert 0 < int(found[2].headers["retry-after"]) <= 30


def test_the_log_knows_no_token_name_number_login_or_address(site: Site, log: io.StringIO) -> None:
    said: list[tuple[str, str, Any, dict[str, str]]] = [
        ("POST", "/rpc/sync", json.dumps({"name": NAME}), {"Authorization": f"Bearer {TOKEN}"}),
        (
            "POST",
            "/rpc/people",
            gzip.compress(NAME.encode()),
            {"Content-Encoding": "gzip", "X-Remote-User": LOGIN},
        ),
        ("POST", f"/rpc/{LOGIN}", "{}", {"X-Forwarded-For": ADDRESS}),
        (
            "POST",
            "/rpc/enrol",
            json.dumps({"code": NUMBER}),
            {"X-Forwarded-For": ADDRESS, "User-Agent": NAME},
        ),
        ("GET", f"/content/{NUMBER}?name={LOGIN}", None, {"Authorization": f"Bearer {TOKEN}.x.y"}),
        ("GET", f"/{LOGIN}", None, {"Coach-Client": NUMBER}),
        ("PATCH", f"/{LOGIN}", None, {}),
    ]
    for method, path, body, headers in said:
        assert (
            site.ask(method, path, body, **{k.replace("-", "_"): v for k, v in headers.items()}).status >= 400
        )
    with site.line() as line:
        line.sendall(f"{LOGIN} {NAME}\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 400 ")
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    answered = [line for line in lines if line["event"] == "answered"]
    assert [line["route"] for line in answered] == [
        "rpc/sync", "rpc/people", "rpc", "rpc/enrol", "content", "none", "none",
    ]  # fmt: skip
    for secret in (TOKEN, LOGIN, NAME, NUMBER, ADDRESS, "127.0.0.1"):
        assert secret not in log.getvalue()


def test_whoever_comes_on_top_is_told_at_once_when_to_come_back() -> None:
    going, told = asyncio.Event(), list[dict[str, Any]]()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await going.wait()
        await send({"status": 200})

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        told.append(dict(message))

    async def both() -> None:
        queue, scope = Queue(slow, 1), {"type": "http", "method": "POST", "path": "/rpc/sync"}
        first = asyncio.create_task(queue(scope, receive, send))
        await asyncio.sleep(0)
        await queue(scope, receive, send)
        assert told[0]["status"] == 503
        assert 5 <= int(dict(told[0]["headers"])[b"retry-after"]) <= 30
        assert json.loads(told[1]["body"]) == {"error": "queue"}
        going.set()
        await first
        await queue(scope, receive, send)
        assert [one["status"] for one in told[2:]] == [200, 200]

    asyncio.run(both())
