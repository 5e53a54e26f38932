"""Lessons, questions, paths and gestures as the program knows them, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A drawing of a step. `svg` holds `{{token}}` placeholders for colours; labels are already words."""

    svg: str
    alternative: str
    caption: str


@dataclass(frozen=True)
class Step:
    """One idea: at most 120 words of Markdown; perhaps a figure with the `rest` below it, and a note."""

    id: str
    title: str
    body: str
    rest: str = ""
    note: str = ""
    figure: Figure | None = None
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One option, item or target of a question, with what it teaches."""

    id: str
    text: str
    feedback: str = ""


@dataclass(frozen=True)
class Question:
    """A question of a lesson. `key` is what its kind reads, in no language: options, right answer."""

    id: str
    kind: str
    difficulty: int
    competence: str
    key: Mapping[str, Any]
    text: str
    hint: str
    reason: str
    choices: Mapping[str, Choice] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    hash: str = ""

    def feedback(self, choice: str) -> str:
        """What an answer teaches, or an empty text."""
        return self.choices[choice].feedback if choice in self.choices else ""


@dataclass(frozen=True)
class Lesson:
    """A whole lesson. `language` may differ from the one asked for when a translation is missing."""

    id: str
    shelf: str
    edition: int
    minutes: int
    language: str
    title: str
    summary: str
    learnt: str
    competences: tuple[str, ...]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    ask: int
    gesture: str
    nudges: tuple[str, ...] = ()
    cover: str = ""


@dataclass(frozen=True)
class Card:
    """What a list of lessons shows of one lesson, cheap to read. `screens` counts its steps and questions."""

    id: str
    title: str
    summary: str
    minutes: int
    domain: str
    competences: tuple[str, ...]
    nudges: tuple[str, ...]
    gesture: str
    edition: int
    screens: int
    cover: str


@dataclass(frozen=True)
class Path:
    """An ordered list of lessons, perhaps with a final quiz at its end."""

    id: str
    title: str
    summary: str
    lessons: tuple[str, ...]
    audiences: tuple[str, ...]
    edition: int = 1
    quiz: bool = False


@dataclass(frozen=True)
class Way:
    """How to do a gesture with one system or program. `name` is empty where there is nothing to choose from."""

    name: str
    clicks: tuple[str, ...]


@dataclass(frozen=True)
class Gesture:
    """A thing to do at the desk. `fact` gives its order of magnitude; without one it is not measurable.

    `how` is empty where nothing has to be explained; `it_may_hold` tells of a setting that IT may have taken over.
    """

    id: str
    text: str
    domain: str
    daily: bool
    group: str
    fact: str = ""
    how: tuple[Way, ...] = ()
    it_may_hold: bool = False
