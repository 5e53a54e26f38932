"""Reads single values of an answer; one that is not what it should be raises ValueError, KeyError or TypeError."""

from collections.abc import Mapping
from datetime import date
from typing import Any

LONGEST = 2000

Row = Mapping[str, Any]


def rows(value: object) -> list[Row]:
    """A list of objects."""
    if not isinstance(value, list):
        raise TypeError(value)
    return [row(one) for one in value]


def row(value: object) -> Row:
    """An object."""
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def text(told: Row, key: str) -> str:
    """A text that may be empty."""
    return _text(told[key])


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(_text(one) for one in value)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError(value)
    return value


def count(value: object) -> int:
    """How many."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(value)
    return value


def yes(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def on(told: Row, key: str) -> date | None:
    """A day, or none."""
    return None if told[key] is None else date.fromisoformat(text(told, key))


def day(told: Row, key: str) -> date:
    """A day."""
    return date.fromisoformat(text(told, key))
