"""A question as other programs have it, before it becomes one of ours or after it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Form(StrEnum):
    """What is asked, in the words that GIFT, Moodle XML and CSV share."""

    CHOICE = "choice"
    TRUE_FALSE = "true-false"
    SHORT = "short"
    NUMBER = "number"
    MATCH = "match"
    ORDER = "order"
    GAPS = "gaps"


@dataclass(frozen=True)
class Said:
    """A text and how it is written: html, markdown, plain, or moodle (plain with some HTML)."""

    text: str = ""
    format: str = "plain"


NOTHING = Said()


@dataclass(frozen=True)
class Answer:
    """One answer, with its `share` of the mark in per cent.

    A number lies between `low` and `high`, around `value` if one was named; without bounds it is any other number.
    """

    said: Said
    share: float
    feedback: Said = NOTHING
    low: float | None = None
    high: float | None = None
    value: float | None = None


@dataclass(frozen=True)
class Foreign:
    """One question.

    Attributes:
        line: where it begins in its file, from 1.
        many: several answers may be chosen.
        pairs: of a matching: item and target; a target that is too many has an empty item.
        items: of an ordering, in the right order; of a text with gaps, the words to choose from. Such a text holds
            `[[n]]` where the n-th word belongs.
        general: what is said after any answer.
        extras: what the format cannot say, as our own export left it; anybody may have written it.
    """

    line: int
    form: Form
    text: Said
    id: str = ""
    answers: tuple[Answer, ...] = ()
    many: bool = False
    pairs: tuple[tuple[Said, Said], ...] = ()
    items: tuple[Said, ...] = ()
    general: Said = NOTHING
    extras: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    """A question that is not taken, and why. `line` counts from 1."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Draft:
    """A question of one of our types, without the id it will have in its lesson.

    Attributes:
        wish: the id it would like.
        key: its language-free part, as lesson.toml has it, without id, kind and difficulty.
        choices: the words of each id of the key, and their feedback.
        notes: what was lost on the way.
    """

    line: int
    wish: str
    kind: str
    key: Mapping[str, Any]
    text: str
    hint: str = ""
    reason: str = ""
    choices: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    difficulty: int = 3
    rated: bool = False
    competence: str = ""
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a file gave: questions, refusals, and what was said of the file as a whole."""

    drafts: tuple[Draft, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...] = ()
