"""Answers put into words: the texts of choices in place of their ids."""

from collections.abc import Mapping
from typing import Any

from coach.domain.lesson import Question
from coach.words import _, number


def two_digits(value: float) -> float:
    """An order of magnitude, without figures that nobody is meant to know."""
    return float(f"{value:.2g}")


def in_words(value: Any, words: Mapping[str, str]) -> str:
    """A response as stored, in words; None is "I don't know"."""
    if value is None:
        return _("I don't know")
    if isinstance(value, dict):
        return "; ".join(f"{in_words(key, words)} → {in_words(one, words)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(in_words(one, words) for one in value)
    return words.get(str(value), str(value))


def told(question: Question, value: Any) -> str:
    """A response to a question, in its words; numbers with their unit."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if question.kind == "estimate":
            value = two_digits(value)
        return f"{number(value, 2)} {question.key.get('unit', '')}".strip()
    return in_words(value, {name: choice.text for name, choice in question.choices.items()})
