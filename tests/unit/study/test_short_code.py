"""A short code is kept as a slow hash; five wrong tries are free, then each waits longer, whatever happens."""

import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.errors import StorageError
from coach.study import short_code
from coach.study.short_code import FREE_TRIES, LONGEST_WAIT, Tried

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.mark.parametrize("code", ["", "123", "12a4", "123456789", "1 34", "١٢٣٤", "-123"])
def test_a_code_is_four_to_eight_digits(code: str) -> None:
    assert short_code.fault(code) == "Choose 4 to 8 digits."


@pytest.mark.parametrize("code", ["0000", "1234", "87654321"])
def test_what_everybody_tries_first_is_no_code(code: str) -> None:
    assert short_code.fault(code) == "This code is too easy to guess."


def test_the_right_code_opens_and_stands_in_no_file() -> None:
    assert short_code.fault("4071") == ""
    assert not short_code.has("001")
    short_code.keep("001", "4071")
    assert short_code.has("001")
    assert not short_code.has("002")
    assert short_code.try_code("001", "4071", NOW) == Tried(True)
    assert short_code.try_code("001", "4072", NOW) == Tried(False)
    file = Path(short_code.file_of("001"))
    assert "4071" not in file.read_text("ascii")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    row = json.loads(file.read_text("ascii"))
    short_code.keep("002", "4071")
    assert json.loads(Path(short_code.file_of("002")).read_text("ascii"))["hash"] != row["hash"]


def test_five_wrong_tries_then_a_wait_that_grows() -> None:
    short_code.keep("001", "4071")
    now, waits = NOW, []
    for _try in range(FREE_TRIES + 8):
        came = short_code.try_code("001", "0000", now)
        waits.append(came.wait)
        now += came.wait
    assert waits[: FREE_TRIES - 1] == [timedelta()] * (FREE_TRIES - 1)
    grown = waits[FREE_TRIES - 1 :]
    assert grown[0] == timedelta(seconds=30)
    assert grown == sorted(grown)
    assert grown[-1] == LONGEST_WAIT
    # The right code opens once the wait is over, and forgives.
    assert short_code.try_code("001", "4071", now) == Tried(True)
    assert short_code.try_code("001", "0000", now) == Tried(False)


def test_while_it_waits_not_even_the_right_code_opens_and_no_try_is_counted() -> None:
    short_code.keep("001", "4071")
    for _try in range(FREE_TRIES):
        short_code.try_code("001", "0000", NOW)
    before = Path(short_code.file_of("001")).read_bytes()
    soon = NOW + timedelta(seconds=10)
    assert short_code.try_code("001", "4071", soon) == Tried(False, timedelta(seconds=20))
    assert Path(short_code.file_of("001")).read_bytes() == before
    # A clock set back by a year locks nobody out for a year.
    assert short_code.try_code("001", "4071", NOW - timedelta(days=365)).wait == timedelta(seconds=30)
    assert short_code.try_code("001", "4071", NOW + timedelta(seconds=30)) == Tried(True)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "nonsense",
        "[" * 2000,
        '{"salt": "zz", "hash": "", "wrong": 0, "until": ""}',
        '{"salt": "", "hash": "", "wrong": "many", "until": ""}',
        '{"salt": "00", "hash": "00", "wrong": 9, "until": "2026-11-26T09:00:00"}',
    ],
)
def test_a_damaged_file_opens_to_nobody_and_is_no_first_time(content: str) -> None:
    short_code.keep("001", "4071")
    Path(short_code.file_of("001")).write_text(content, "utf-8")
    assert short_code.has("001")
    assert short_code.try_code("001", "4071", NOW) == Tried(False)
    assert short_code.try_code("001", "", NOW) == Tried(False)


def test_a_try_that_cannot_be_written_down_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    short_code.keep("001", "4071")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError):
        short_code.try_code("001", "4071", NOW)
