"""A statement that is true or false."""

from coach.domain.text import N_
from coach.questions._kind import Key, Pick, QuestionKind, Response
from coach.words import _

TRUE, FALSE = "true", "false"


def _right(key: Key) -> str:
    return TRUE if key["right"] else FALSE


def check(key: Key) -> list[str]:
    """The right answer is true or false."""
    return [] if isinstance(key.get("right"), bool) else [_("“right” needs true or false")]


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """The answer given, if it is not the right one."""
    return () if response == _right(key) else (str(response),)


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset({TRUE, FALSE}),
    # People look for “true” first: chance would only slow them down.
    form=lambda key, seed: Pick((TRUE, FALSE)),
    right=_right,
    score=lambda key, response: float(response == _right(key)),
    misses=misses,
    guess=lambda key: 0.5,
    interaction="true-false",
    own_words={TRUE: N_("True"), FALSE: N_("False")},
)
