"""What a GIFT file holds, as it stands there, and how its texts are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coach.content.exchange.foreign import Said

# Escaped signs become characters that stand for nothing in Unicode, so that what is left of them divides the text.
_ESCAPED = dict(zip("~=#{}:\\n", "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7", strict=True))
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_SHOWN = str.maketrans({hidden: sign for sign, hidden in _ESCAPED.items() if sign != "n"} | {"\ufdd7": "\n"})
_SPACES = re.compile(r"[ \t\r\f\v]{2,}")
_FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")


@dataclass(frozen=True)
class Number:
    """A number from `low` to `high`, around `value` if one was named. Without bounds: any number."""

    low: float | None
    high: float | None
    value: float | None = None


@dataclass(frozen=True)
class Choice:
    """An answer as it stands: `=` or `~`, its weight in per cent if it has one, its text or number, its feedback."""

    right: bool
    weight: float | None
    said: Said
    feedback: Said | None
    number: Number | None = None


@dataclass(frozen=True)
class Block:
    """One block.

    Attributes:
        kind: category, description, essay, true-false, choice, short, number or match.
        tail: the text after the answers, which fill a gap then.
        feedbacks: of true-false: what is said to a wrong answer, then to a right one.
        pairs: of match.
    """

    line: int
    kind: str
    title: str = ""
    head: Said | None = None
    tail: Said | None = None
    choices: tuple[Choice, ...] = ()
    truth: bool = False
    feedbacks: tuple[Said | None, Said | None] = (None, None)
    pairs: tuple[tuple[Said, str], ...] = ()
    general: Said | None = None
    id: str = ""
    tags: tuple[str, ...] = ()
    extras: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stem(self) -> Said:
        """The whole text; a gap is shown where the answers stood."""
        if self.tail is None:
            return self.head or Said("", "moodle")
        before = f"{self.head.text} " if self.head else ""
        return Said(f"{before}_____ {self.tail.text}", (self.head or self.tail).format)


class Fault(Exception):
    """A block cannot be read. `at` is the place in its text."""

    def __init__(self, sentence: str, at: int = 0) -> None:
        super().__init__(sentence)
        self.sentence, self.at = sentence, at


def hidden(text: str) -> str:
    """The text with its escaped signs out of the way."""
    return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], text)


def shown(text: str) -> str:
    """The text with its escaped signs as people read them."""
    return text.translate(_SHOWN)


def joined(text: str) -> str:
    """The text on one line, without spaces beside spaces."""
    return _SPACES.sub(" ", text.replace("\n", " "))


def said(text: str, format: str) -> Said | None:
    """A text with its format; None if there is none."""
    text = text.strip()
    if text[:1] == "[" and (found := _FORMAT.match(text)):
        format, text = found[1], text[found.end() :].strip()
    if not text:
        return None
    if format not in ("html", "markdown"):
        text = joined(text)
    return Said(shown(text), format)
