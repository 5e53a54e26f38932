"""The part of a text around the words that were looked for, and where these stand in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.domain.fold import fold

AROUND = 9
_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"\*\*|^\s*(?:- |### )", re.MULTILINE)


@dataclass(frozen=True)
class Excerpt:
    """A text, and the places (first letter, letter behind the last) of the words that were looked for."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()


def marked(text: str, starts: Sequence[str]) -> Excerpt:
    """A whole text with each word marked that begins, folded, with one of these."""
    places = [
        found.span()
        for found in _WORD.finditer(text)
        if any(fold(found.group()).startswith(start) for start in starts)
    ]
    return Excerpt(text, tuple(places))


def around(text: str, starts: Sequence[str]) -> Excerpt:
    """Some words before and after the first that is marked; nothing where none is."""
    plain = " ".join(_MARKUP.sub("", text).split())
    found = marked(plain, starts).marks
    if not found:
        return Excerpt("")
    blanks = [at for at, letter in enumerate(plain) if letter == " "]
    before = [at + 1 for at in blanks if at < found[0][0]][-AROUND:]
    behind = [at for at in blanks if at >= found[0][1]][: AROUND + 5]
    start = before[0] if len(before) == AROUND else 0
    end = behind[-1] if len(behind) == AROUND + 5 else len(plain)
    told = f"{'… ' if start else ''}{plain[start:end]}{' …' if end < len(plain) else ''}"
    return marked(told, starts)
