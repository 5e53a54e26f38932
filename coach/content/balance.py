"""Whether right answers give themselves away: by place, length, or mostly being “false”, over a whole bank."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coach.domain.lesson import Question
from coach.words import _, ngettext, number

_ASKED, _STATED = "one", "true_false"


@dataclass(frozen=True)
class Balance:
    """Counts over questions with one right answer among several.

    Attributes:
        places: how often the right answer is written at each place, from 1.
        expected: how often it would be the longest, or the shortest, if length told nothing.
        longest: how often it is the longest one, alone.
        shortest: how often it is the shortest one, alone.
        stated: statements to call true or false; `true` of them are.
    """

    kinds: Counter[str]
    difficulties: Counter[int]
    places: Counter[int]
    longest: int
    shortest: int
    expected: float
    asked: int
    stated: int
    true: int


def balance(questions: Iterable[Question]) -> Balance:
    """The counts of a bank."""
    bank = tuple(questions)
    picked = [question for question in bank if question.kind == _ASKED]
    stated = [bool(question.key["right"]) for question in bank if question.kind == _STATED]
    return Balance(
        kinds=Counter(question.kind for question in bank),
        difficulties=Counter(question.difficulty for question in bank),
        places=Counter(_options(question).index(question.key["right"]) + 1 for question in picked),
        longest=sum(right > max(others) for right, others in map(_lengths, picked)),
        shortest=sum(right < min(others) for right, others in map(_lengths, picked)),
        expected=sum(1 / len(_options(question)) for question in picked),
        asked=len(picked),
        stated=len(stated),
        true=sum(stated),
    )


def _options(question: Question) -> list[str]:
    return list(question.key["options"])


def _lengths(question: Question) -> tuple[int, list[int]]:
    """Letters of the right answer, and of the others."""
    lengths = {name: len(question.choices[name].text) for name in _options(question)}
    return lengths.pop(question.key["right"]), list(lengths.values())


def told(found: Balance) -> Iterator[str]:
    """The counts in lines."""
    yield ngettext("{n} question.", "{n} questions.", sum(found.kinds.values()))
    yield _("Types: {types}.").format(types=_listed(found.kinds.most_common()))
    yield _("Difficulties: {difficulties}.").format(difficulties=_listed(sorted(found.difficulties.items())))
    if found.stated:
        line = _("Of {all} statements to call true or false, {true} are true.")
        yield line.format(all=found.stated, true=found.true)
    if not found.asked:
        return
    yield _("Place of the right answer as written: {places}.").format(
        places=_listed(sorted(found.places.items()))
    )
    line = _(
        "The right answer is the longest in {long} of {all}, the shortest in {short}; by chance each would be in"
        " {expected}."
    )
    yield line.format(
        long=found.longest, short=found.shortest, all=found.asked, expected=number(found.expected)
    )


def _listed(rows: Iterable[tuple[object, int]]) -> str:
    return ", ".join(f"{name} × {count}" for name, count in rows)
