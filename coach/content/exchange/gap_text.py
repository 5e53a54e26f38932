"""The text of a question with gaps: `[[2]]` where the second word belongs becomes `[gap-1]`, and back."""

import re
from collections.abc import Mapping, Sequence

from coach.content.exchange.plain_text import Unfit
from coach.words import _

_NUMBERED = re.compile(r"\[\[(\d{1,3})\]\]")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def gap_text(text: str, fillers: Sequence[str], question: object) -> tuple[str, str, dict[str, str]]:
    """What is asked, the text with our gaps, and the right filler of each gap.

    `question` is what was asked, if our own export put it before the text.

    Raises:
        Unfit: it has no gap, or one without a word.
    """
    asked = _("Fill in the gaps.")
    if isinstance(question, str) and question and text.startswith(question):
        asked, text = question, text.removeprefix(question).strip()
    right: dict[str, str] = {}

    def gap(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if not 0 <= place < len(fillers):
            raise Unfit(_("the gap {gap} has no word").format(gap=found.group()))
        name = f"gap-{len(right) + 1}"
        right[name] = fillers[place]
        return f"[{name}]"

    text = _NUMBERED.sub(gap, text)
    if not right:
        raise Unfit(_("its text has no gap"))
    return asked, text, right


def numbered(text: str, gaps: Mapping[str, int]) -> str:
    """A text of ours with `[[n]]` in the place of each gap; `gaps` gives the place of its word, from 1."""
    return _BRACKETS.sub(lambda found: f"[[{gaps[found[1]]}]]" if found[1] in gaps else found.group(), text)
