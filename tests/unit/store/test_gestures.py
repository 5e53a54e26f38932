"""Lines of the notebook come back as written, and a removed one can be put back."""

import dataclasses
from datetime import UTC, date, datetime

import pytest

from coach import places
from coach.domain.errors import StorageError
from coach.store import database, gestures, glance
from coach.store.glance import Notebook

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


def add(state: str = "planned") -> Notebook:
    with database.records("camille") as connection:
        made = gestures.add(connection, "regler-la-veille", "", state, DAY, NOW)
    return Notebook(made, "regler-la-veille", "", state, DAY)


def lines() -> tuple[Notebook, ...]:
    return glance.learning(places.records("camille")).notes


def test_a_line_comes_back_as_written() -> None:
    line = add()
    assert lines() == (line,)


def test_a_line_changes() -> None:
    changed = dataclasses.replace(add(), gesture="", words="À midi", state="habit", day=date(2026, 1, 2))
    with database.records("camille") as connection:
        gestures.change(connection, changed)
    assert lines() == (changed,)


def test_a_removed_line_can_be_put_back() -> None:
    line = add()
    with database.records("camille") as connection:
        gestures.remove(connection, line.id)
    assert lines() == ()
    with database.records("camille") as connection:
        gestures.restore(connection, line)
    assert lines() == (line,)


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(StorageError):
        add("someday")
    assert lines() == ()
