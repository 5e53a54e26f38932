"""What proves a finished path: the facts of one attestation, its number and its verification code.

The number and the code follow from the facts alone: whoever has the same facts, the learner or human resources,
issues the same document under the same number.
"""

import json
import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

VERSION = 1
MOST = 300
"""Letters of one text: no name is longer, and none can hide a document of its own in this one."""
# Crockford's: without the letters that are taken for digits.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True)
class Organisation:
    """Who attests. Each text may be empty but the name; `responsible` is a person with a function."""

    name: str
    siret: str = ""
    unit: str = ""
    responsible: str = ""


@dataclass(frozen=True)
class Followed:
    """A lesson of the path: its title, edition, and the local day it was finished."""

    title: str
    edition: int
    on: date


@dataclass(frozen=True)
class QuizPassed:
    """The path's final quiz: the day it was passed, and the per cent of right answers it asks for; never a score."""

    on: date
    threshold: int


@dataclass(frozen=True)
class Attestation:
    """The facts.

    Attributes:
        language: code of the language that the document is written in.
        organisation: who attests; None for what a person states about lessons that no organisation knows of.
        person: name of the learner; may be empty.
        staff_number: of the learner; without an organisation, the login.
        path: the path's id.
        title: the path's title.
        edition: of the path.
        aim: what the path is for, in a sentence.
        lessons: in the path's order.
        minutes: published, never measured.
        goals: titles of the competences that the lessons name.
        levels: of those competences, each once, ascending: 1 awareness, 2 practice, 3 lead.
        quiz: None for a path that ends without one.
    """

    language: str
    organisation: Organisation | None
    person: str
    staff_number: str
    path: str
    title: str
    edition: int
    aim: str
    lessons: tuple[Followed, ...]
    minutes: int
    goals: tuple[str, ...]
    levels: tuple[int, ...]
    quiz: QuizPassed | None = None

    @property
    def first(self) -> date:
        """The first day of the path."""
        return min(one.on for one in self.lessons)

    @property
    def last(self) -> date:
        """The day on which the path was complete: that of issue too, or a copy could not be the same."""
        days = [one.on for one in self.lessons]
        return max([*days, self.quiz.on] if self.quiz else days)

    @cached_property
    def content(self) -> bytes:
        """The facts as canonical JSON: sorted keys, no spaces, UTF-8."""
        told = {"v": VERSION, **asdict(self)}
        found = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_day)
        return found.encode()

    @property
    def digest(self) -> bytes:
        """SHA-256 of the content."""
        return sha256(self.content).digest()

    @property
    def number(self) -> str:
        """Year of issue and eight letters or digits, such as `2026-7F3K-9QWX`."""
        value = int.from_bytes(self.digest[:5], "big")
        letters = "".join(_LETTERS[value >> 5 * place & 31] for place in reversed(range(8)))
        return f"{self.last.year}-{letters[:4]}-{letters[4:]}"

    @property
    def code(self) -> str:
        """The verification code: the first half of the digest, hexadecimal, in groups of four."""
        told = self.digest.hex()[:32]
        return " ".join(told[place : place + 4] for place in range(0, 32, 4))


def _day(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()


def plain(text: str) -> str:
    """A text on one line that can be printed, at most `MOST` letters: no control, direction mark or half a letter."""
    shown = "".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)
    seen = "".join(one for one in shown if unicodedata.category(one) not in ("Cf", "Cs", "Co", "Cn"))
    # By hand: split() would take the no-break spaces of French for ordinary ones.
    return " ".join(part for part in seen.split(" ") if part)[:MOST].rstrip(" ")


def read(content: bytes) -> Attestation:
    """The attestation of a content.

    Raises:
        ValueError: it is none of ours, or not in its canonical form.
    """
    try:
        told = json.loads(content)
        if told.pop("v") != VERSION:
            raise ValueError("version")
        found = _attestation(told)
        good = bool(found.lessons) and found.content == content
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not an attestation") from error
    if not good:
        raise ValueError("not canonical")
    return found


def _attestation(told: dict[str, Any]) -> Attestation:
    organisation, quiz = told["organisation"], told["quiz"]
    lessons = tuple(Followed(**{**one, "on": date.fromisoformat(one["on"])}) for one in told["lessons"])
    return Attestation(
        **{
            **told,
            "organisation": None if organisation is None else Organisation(**organisation),
            "lessons": lessons,
            "goals": tuple(told["goals"]),
            "levels": tuple(told["levels"]),
            "quiz": None if quiz is None else QuizPassed(date.fromisoformat(quiz["on"]), quiz["threshold"]),
        }
    )
