"""True or false, as a newcomer would add it: copied to `coach/questions/verdict.py` by the journey."""

from coach.questions._kind import Key, Pick, QuestionKind, Response


def check(key: Key) -> list[str]:
    """The right answer is true or false."""
    return [] if key.get("right") in ("true", "false") else ["“right” is “true” or “false”"]


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """The verdict given, if it is not the right one."""
    return () if response == key["right"] else (str(response),)


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset({"true", "false"}),
    form=lambda key, seed: Pick(("true", "false")),
    right=lambda key: key["right"],
    score=lambda key, response: float(response == key["right"]),
    misses=misses,
    guess=lambda key: 0.5,
    interaction="true-false",
)
