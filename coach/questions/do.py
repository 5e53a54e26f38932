"""Something to do on one's own computer: verified where the computer can tell, else the person's word."""

from coach.domain.text import N_
from coach.questions._kind import OPEN, Do, Key, QuestionKind, Response
from coach.words import _

DONE, MANAGED, LATER = "done", "managed", "later"
VERIFIABLE = ("nothing", "screen-sleep")
"""What the computer can tell by itself; see `coach.study.verifying`."""


def check(key: Key) -> list[str]:
    """The lesson says what the computer is to verify."""
    if key.get("verify") in VERIFIABLE:
        return []
    return [_("“verify” says what the computer can tell: {known}").format(known=", ".join(VERIFIABLE))]


def misses(key: Key, response: Response) -> tuple[str, ...]:
    """Nothing, unless it is left for later: what the IT department holds is as good as done."""
    return () if response in (DONE, MANAGED) else (LATER,)


KIND = QuestionKind(
    check=check,
    words=lambda key: frozenset({DONE, MANAGED, LATER}),
    form=lambda key, seed: Do((DONE, MANAGED, LATER), str(key["verify"])),
    right=lambda key: DONE,
    score=lambda key, response: float(not misses(key, response)),
    misses=misses,
    # Nobody is caught by it: it tells of a gesture, not of knowledge.
    guess=lambda key: 1 - OPEN,
    interaction="performance",
    own_words={
        DONE: N_("It is done."),
        MANAGED: N_("I cannot: the IT department takes care of it."),
        LATER: N_("Not now."),
    },
)
