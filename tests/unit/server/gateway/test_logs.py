"""A line is JSON, tells of requests, and nothing of people, whatever a library or an error would like to say."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from coach.server.gateway import logs

SECRETS = ("camille", "A1234", "192.0.2.7", "s3cret")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the log has said, of every logger."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.JsonLines())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logs.LOG.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def read(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_request_is_told_by_route_status_and_time(lines: io.StringIO) -> None:
    logs.answered("rpc/sync", 200, 12.34)
    logs.answered("rpc/sync", 503, 1, "busy")
    first, second = read(lines)
    assert first.keys() == {"time", "level", "source", "event", "route", "status", "ms"}
    assert (first["route"], first["status"], first["ms"], first["level"]) == ("rpc/sync", 200, 12.3, "info")
    assert (second["error"], second["level"]) == ("busy", "error")
    assert first["time"].endswith("+00:00")


def test_a_library_s_arguments_are_left_out(lines: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").warning("%s - lost %s", "192.0.2.7", {"name": "camille"})
    logging.getLogger("psycopg.pool").warning("error connecting in %r: %s", "pool", "user A1234, s3cret")
    logging.getLogger("other").warning({"name": "camille"})
    assert [line["event"] for line in read(lines)] == ["%s - lost %s", "error connecting in %r: %s", "dict"]
    assert not [secret for secret in SECRETS if secret in lines.getvalue()]


def test_an_error_is_told_by_its_kind_and_its_way_through_our_code(lines: io.StringIO) -> None:
    def fail() -> None:
        raise psycopg.errors.UniqueViolation("Key (login)=(camille, A1234) already exists")

    try:
        fail()
    except psycopg.Error:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
    (line,) = read(lines)
    assert (line["kind"], line["sqlstate"], line["event"]) == (
        "UniqueViolation", "23505", "Exception in ASGI application",
    )  # fmt: skip
    assert line["steps"][-1].startswith("fail:")
    assert not [secret for secret in SECRETS if secret in lines.getvalue()]


def test_a_line_break_makes_no_second_line(lines: io.StringIO) -> None:
    logging.getLogger("other").warning('one\n{"level": "info"}')
    assert len(lines.getvalue().splitlines()) == 1
