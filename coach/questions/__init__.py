"""Question types, one file each; none knows how it is drawn."""

from functools import cache

from coach.questions._kind import Form, Match, Number, Order, Pick, QuestionKind, Tick
from coach.registry import load

__all__ = ["Form", "Match", "Number", "Order", "Pick", "QuestionKind", "Tick", "kinds"]


@cache
def kinds() -> dict[str, QuestionKind]:
    """Every question type, by the name of its file."""
    return load("coach.questions", "KIND", QuestionKind)
