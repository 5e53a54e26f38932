"""Question types, one file each; none knows how it is drawn."""

from functools import cache

from coach.questions._kind import Do, Form, Gaps, Match, Number, Order, Pick, QuestionKind, Tick, Write
from coach.registry import load

__all__ = [
    "Do",
    "Form",
    "Gaps",
    "Match",
    "Number",
    "Order",
    "Pick",
    "QuestionKind",
    "Tick",
    "Write",
    "kinds",
]


@cache
def kinds() -> dict[str, QuestionKind]:
    """Every question type, by the name of its file."""
    return load("coach.questions", "KIND", QuestionKind)
