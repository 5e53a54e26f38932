"""An error carries its facts, and what the system refuses becomes one of ours."""

import errno
import os

import pytest

from coach.domain.errors import (
    CoachError,
    ContentError,
    DiskFull,
    ReadOnlyFolder,
    StorageError,
    UnknownLink,
    refused,
)


def test_an_error_is_readable_in_a_log() -> None:
    error = UnknownLink(name="x")
    assert error.facts == {"name": "x"}
    assert str(error) == "This link leads to “x”, which is not among the installed lessons."
    assert isinstance(error, ContentError)


def test_the_family_can_be_caught_as_one() -> None:
    for error in (DiskFull(file="f"), UnknownLink(name="x")):
        assert isinstance(error, CoachError)


@pytest.mark.parametrize(
    ("number", "ours"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, ReadOnlyFolder),
        (errno.EPERM, ReadOnlyFolder),
        (errno.EROFS, ReadOnlyFolder),
        (errno.EIO, StorageError),
    ],
)
def test_what_the_system_refuses(number: int, ours: type[StorageError]) -> None:
    error = refused(OSError(number, os.strerror(number)), "/x/records.db")
    assert type(error) is ours
    assert error.facts["file"] == "/x/records.db"


def test_an_error_without_a_number_keeps_its_words() -> None:
    assert str(refused(OSError("odd"), "f")) == "The records in f cannot be used: odd"
