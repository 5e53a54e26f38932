"""What every question type says of itself, and the few fields the window can draw."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coach.words import _

Key = Mapping[str, Any]
Response = Any


@dataclass(frozen=True)
class Pick:
    """Choose one of `options` (ids). Response: an id."""

    options: tuple[str, ...]


@dataclass(frozen=True)
class Tick:
    """Choose several of `options` (ids), `count` of which are right. Response: a list of ids."""

    options: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Order:
    """Put `items` (ids) in order. Response: the list of ids."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """Give each of `items` one of `targets` (ids); a target may serve several. Response: {item: target}."""

    items: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Number:
    """A number from `low` to `high` in `unit`, on a logarithmic scale if `log`. Response: a number."""

    low: float
    high: float
    unit: str
    log: bool


@dataclass(frozen=True)
class Gaps:
    """Fill `gaps` (ids) of the text called `text` with `fillers` (ids). Response: {gap: filler}."""

    text: str
    gaps: tuple[str, ...]
    fillers: tuple[str, ...]


@dataclass(frozen=True)
class Write:
    """Write a text, or a number in `unit` if it is `numeric`. Response: a text, or a number."""

    unit: str
    numeric: bool


@dataclass(frozen=True)
class Do:
    """Do something, and say so by one of `options` (ids). `verify`: what the computer can tell of it."""

    options: tuple[str, ...]
    verify: str


Form = Pick | Tick | Order | Match | Number | Gaps | Write | Do

OPEN = 0.01
"""Chance of writing the right answer by luck: small, and not 0, since a logarithm is taken of it."""


def shown(form: Form) -> frozenset[str]:
    """The ids whose words a form shows; what is written by hand shows none."""
    match form:
        case Pick() | Tick() | Do():
            return frozenset(form.options)
        case Order():
            return frozenset(form.items)
        case Match():
            return frozenset((*form.items, *form.targets))
        case Gaps():
            return frozenset((form.text, *form.gaps, *form.fillers))
        case Number() | Write():
            return frozenset()


def taught(form: Form) -> frozenset[str]:
    """The ids of a form whose feedback a lesson must write: what can be chosen, or put in the wrong place."""
    match form:
        case Pick() | Tick():
            return frozenset(form.options)
        case Order() | Match():
            return frozenset(form.items)
        case Gaps():
            return frozenset(form.gaps)
        case Number() | Write() | Do():
            return frozenset()


def _as_json(key: Key, response: Response) -> str:
    return json.dumps(response, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class QuestionKind:
    """One question type. `key` is the language-free part of a question in lesson.toml.

    Attributes:
        check: faults of the key, each a sentence for the author.
        words: ids that every translation must hold.
        form: the field to draw; the seed fixes the shown order for one sitting.
        right: a response that scores 1.
        score: 0..1; 1 is right.
        misses: ids whose feedback tells why this response is not right.
        guess: chance of a right answer by luck, 0..1.
        interaction: the xAPI interaction type.
        canonical: the response as stable JSON, for storage.
        own_words: ids whose text is the program's own where a lesson writes none.
        check_words: faults of the words of one language, by id; asked only if the key has none.
        spelled: ids whose text lists the ways to write them; the reader adds them as `spellings` to the key.
    """

    check: Callable[[Key], list[str]]
    words: Callable[[Key], frozenset[str]]
    form: Callable[[Key, int], Form]
    right: Callable[[Key], Response]
    score: Callable[[Key, Response], float]
    misses: Callable[[Key, Response], tuple[str, ...]]
    guess: Callable[[Key], float]
    interaction: str
    canonical: Callable[[Key, Response], str] = _as_json
    own_words: Mapping[str, str] = field(default_factory=dict)
    check_words: Callable[[Key, Mapping[str, str]], list[str]] = lambda key, words: []
    spelled: Callable[[Key], tuple[str, ...]] = lambda key: ()


def ids(key: Key, name: str) -> tuple[str, ...]:
    """The list of ids under a name of the key; empty if it is missing or no list of texts."""
    value = key.get(name)
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        return ()
    return tuple(value)


def twice(key: Key, *names: str) -> list[str]:
    """A fault for each list of the key that names an id more than once."""
    lists = ((name, ids(key, name)) for name in names)
    return [
        _("“{name}” names an id twice").format(name=name)
        for name, listed in lists
        if len(set(listed)) < len(listed)
    ]


def shuffled(items: Sequence[str], seed: int, avoid: Sequence[str] = ()) -> tuple[str, ...]:
    """The items in an order fixed by the seed, never the order to avoid when there is another one.

    The items themselves are part of the seed: the right answer does not keep its place all through a sitting.
    """
    order = list(items)
    random.Random(f"{seed} {' '.join(items)}").shuffle(order)
    if order == list(avoid) and len(order) > 1:
        order.append(order.pop(0))
    return tuple(order)
