"""What this computer itself can tell of a gesture that somebody says was done. Nothing of it is kept."""

from coach.domain.lesson import Question
from coach.questions._kind import Response
from coach.questions.do import DONE
from coach.workstation import screen_sleep, sentences


def contradiction(question: Question, response: Response) -> str:
    """A sentence on what the computer sees instead of what was said; nothing where it agrees or cannot tell."""
    if response != DONE or question.key.get("verify") != "screen-sleep":
        return ""
    now = screen_sleep.state()
    return "" if not now.known or now.soon_enough else sentences.holds(now)
