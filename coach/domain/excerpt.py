"""The part of a text around the words that were looked for, and where these stand in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.domain.fold import fold

BEFORE, BEHIND = 9, 14
_WORD = re.compile(r"[^\W_]+")
_MARKUP = re.compile(r"\*\*|^\s*(?:- |### )", re.MULTILINE)
Place = tuple[int, int]


@dataclass(frozen=True)
class Phrase:
    """Words one after the other, folded; with `open` the last one may go on."""

    words: tuple[str, ...]
    open: bool = True

    @property
    def told(self) -> str:
        """The words in a row."""
        return " ".join(self.words)


@dataclass(frozen=True)
class Excerpt:
    """A text, and the places (first letter, letter behind the last) of the words that were looked for."""

    text: str
    marks: tuple[Place, ...] = ()


def marked(text: str, phrases: Sequence[Phrase]) -> Excerpt:
    """A whole text with each of the phrases marked."""
    words = [(fold(found.group()), found.span()) for found in _WORD.finditer(text)]
    found = sorted(place for phrase in phrases for place in _places(words, phrase))
    marks: list[Place] = []
    for start, end in found:
        if marks and start < marks[-1][1]:
            marks[-1] = marks[-1][0], max(end, marks[-1][1])
        else:
            marks.append((start, end))
    return Excerpt(text, tuple(marks))


def _places(words: Sequence[tuple[str, Place]], phrase: Phrase) -> Iterable[Place]:
    *first, last = phrase.words
    for at in range(len(words) - len(first)):
        run = words[at : at + len(phrase.words)]
        final = run[-1][0]
        if [word for word, _place in run[:-1]] == first and (
            final.startswith(last) if phrase.open else final == last
        ):
            yield run[0][1][0], run[-1][1][1]


def around(text: str, phrases: Sequence[Phrase]) -> Excerpt:
    """Some words before and after the first that is marked; nothing where none is."""
    plain = " ".join(_MARKUP.sub("", text).split())
    found = marked(plain, phrases).marks
    if not found:
        return Excerpt("")
    blanks = [at for at, letter in enumerate(plain) if letter == " "]
    before = [at + 1 for at in blanks if at < found[0][0]][-BEFORE:]
    behind = [at for at in blanks if at >= found[0][1]][:BEHIND]
    start = before[0] if len(before) == BEFORE else 0
    end = behind[-1] if len(behind) == BEHIND else len(plain)
    told = f"{'… ' if start else ''}{plain[start:end]}{' …' if end < len(plain) else ''}"
    return marked(told, phrases)
