"""Hostile bodies: too long, too slow, bombs, nonsense."""

import contextlib
import gzip
import json
import time
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from coach.server.gateway import body
from coach.server.gateway.refusal import Refused
from tests.unit.server.gateway.conftest import Site

MOST = 1000


def status(ask: Callable[[], object]) -> int:
    with pytest.raises(Refused) as found:
        ask()
    return found.value.status


@pytest.mark.parametrize("content", [b"{}", b'{"a": [1, null, "\xc3\xa9"]}', b""])
def test_an_object_is_read(content: bytes) -> None:
    assert body.parsed(content) == json.loads(content or b"{}")


@pytest.mark.parametrize(
    "content",
    [
        b"[]", b"1", b'"text"', b"null", b"{", b"{'a': 1}", b'{"a": NaN}', b'{"a": -Infinity}', b"\xff\xfe", b"\x00",
        b'{"a": ' + b"9" * 5000 + b"}", b"[" * 200_000, b'{"a":' * 200_000, b'{"a": 1} trailing',
        b'\xef\xbb\xbf{"a": 1}',
    ],
    ids=range(15),
)  # fmt: skip
def test_what_is_no_object_is_refused(content: bytes) -> None:
    assert status(lambda: body.parsed(content)) == 400


def test_a_packed_body_is_unpacked_up_to_the_limit_to_the_byte() -> None:
    assert body.inflated(gzip.compress(b"x" * MOST), "gzip", MOST) == b"x" * MOST
    assert status(lambda: body.inflated(gzip.compress(b"x" * (MOST + 1)), "gzip", MOST)) == 413
    assert body.inflated(b"plain", " Identity ", MOST) == b"plain"


def test_a_bomb_stays_packed() -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    assert len(bomb) < 200_000
    tracemalloc.start()
    try:
        assert status(lambda: body.inflated(bomb, "gzip", 100_000)) == 413
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "content",
    [b"", b"no gzip", gzip.compress(b"{}")[:-3], gzip.compress(b"{}") + b"more", gzip.compress(b"{}") * 2,
     zlib.compress(b"{}"), gzip.compress(b"{}" * 50)[:20]],
    ids=range(7),
)  # fmt: skip
def test_what_is_no_whole_gzip_is_refused(content: bytes) -> None:
    assert status(lambda: body.inflated(content, "gzip", MOST)) == 400


@pytest.mark.parametrize("coding", ["br", "deflate", "gzip, gzip", "x"])
def test_another_packing_is_refused(coding: str) -> None:
    assert status(lambda: body.inflated(b"{}", coding, MOST)) == 415


def test_the_room_for_all_bodies_is_given_back_whatever_happened() -> None:
    room = body.Room(100)
    with room.share() as take:
        take(60)
        with room.share() as other:
            assert status(lambda: other(41)) == 503
            other(40)
    with pytest.raises(Refused), room.share() as take:
        take(101)
    with room.share() as take:
        take(100)


@pytest.fixture
def site(serve: Callable[..., Site]) -> Site:
    """Tells how long each body was."""
    room = body.Room(5 * MOST)

    async def answer(request: Request) -> Response:
        try:
            with room.share() as take:
                return PlainTextResponse(str(len(await body.received(request, MOST, 0.5, take))))
        except Refused as refusal:
            return refusal.response()

    return serve(Starlette(routes=[Route("/", answer, methods=["POST"])]))


def test_a_body_arrives_whole_up_to_the_limit_and_no_further(site: Site) -> None:
    assert site.ask("POST", "/", b"x" * MOST).body == b"1000"
    found = site.ask("POST", "/", b"x" * (MOST + 1))
    assert (found.status, found.headers["connection"]) == (413, "close")


def test_a_body_that_hides_its_length_is_cut_at_the_limit(site: Site) -> None:
    assert site.ask("POST", "/", iter([b"x" * 400] * 2)).body == b"800"
    assert site.ask("POST", "/", iter([b"x" * 400] * 3)).status == 413


def test_a_length_announced_too_large_is_refused_before_a_byte_of_it(site: Site) -> None:
    with site.line() as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000000\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")


def test_a_slow_sender_is_not_waited_for(site: Site) -> None:
    with site.line() as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\nx")
        answer = b""
        while part := line.recv(1000):
            answer += part
            line.settimeout(10)
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_a_silent_head_is_cut_off_however_often_a_letter_comes(serve: Callable[..., Site]) -> None:
    async def never(scope: object, receive: object, send: object) -> None:
        raise AssertionError

    site = serve(never, header_seconds=0.5)
    with site.line() as silent, site.line() as dripping:
        assert silent.recv(10) == b""
        try:
            for (
                letter
            ) in b"POST / HTTP/1.1\r\nX-Long-Header: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":
                dripping.sendall(bytes([letter]))
                time.sleep(0.05)
            cut = dripping.recv(10) == b""
        except ConnectionError:
            cut = True
    assert cut


def test_a_head_without_end_is_cut_off(serve: Callable[..., Site]) -> None:
    async def never(scope: object, receive: object, send: object) -> None:
        raise AssertionError

    site, sent = serve(never, header_seconds=60), 0
    with site.line() as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
        with contextlib.suppress(ConnectionError):
            while sent < 100_000_000:
                line.sendall(b"X-More: " + b"a" * 8000 + b"\r\n")
                sent += 8000
            assert line.recv(10) == b""
    assert sent < 100_000_000


def test_a_second_request_on_one_line_has_its_own_deadline(serve: Callable[..., Site]) -> None:
    async def answer(request: Request) -> Response:
        return PlainTextResponse("yes")

    site = serve(Starlette(routes=[Route("/", answer)]), header_seconds=2)
    with site.line() as line:
        for _ in range(3):
            line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            answered = line.recv(1000)
            while not answered.endswith(b"yes"):
                answered += line.recv(1000)
            time.sleep(0.8)
        line.sendall(b"GET / HT")
        assert line.recv(1000) == b""
