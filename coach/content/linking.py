"""Links from lessons to the glossary, made by the program: authors write plain text."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from coach.content.library import Library
from coach.domain.glossary import Term

SCHEME = "glossary:"
# What is no running text of ours: links, addresses, code, headings, what is quoted or stands on a screen.
_ASIDE = r"«[^»]*»|“[^”]*”|\[[^\]]*\]\([^)]*\)|https?://\S+|`[^`]*`|^\#+\ .*$"


@lru_cache(maxsize=1)
def linker(shelf: Library) -> "Linker":
    """The linker of a library. The last one is kept: each step of a lesson asks."""
    return Linker(shelf.terms)


class Linker:
    """Links the first occurrence of each term in the texts of one step.

    Whole words only, the longest spelling first, in the singular or with an s or x for the plural. A spelling with a
    capital letter is only met with that capital: "IA" is no part of a word, and "Pix" no pixel.
    """

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self.terms = terms
        found = [(word, term.id) for term in terms.values() if term.linked for word in term.spellings]
        self._spellings = sorted(found, key=lambda one: -len(one[0]))

    def link(self, *texts: str) -> tuple[Sequence[str], tuple[Term, ...]]:
        """The Markdown texts with `[word](glossary:id)` in them, and the terms that were linked, in their order."""
        met: dict[str, None] = {}
        pattern, ids = self._likely("\n".join(texts).casefold())

        def one(found: re.Match[str]) -> str:
            if found.lastindex is None:
                return found.group()
            term = ids[found.lastindex - 1]
            if term in met:
                return found.group()
            met[term] = None
            return f"[{found.group()}]({SCHEME}{term})"

        marked = [pattern.sub(one, text) for text in texts]
        return marked, tuple(self.terms[name] for name in met)

    def _likely(self, text: str) -> tuple[re.Pattern[str], Sequence[str]]:
        """A pattern of the spellings whose first word is in a text, and their ids: a pattern of all takes 60 ms."""
        likely = [one for one in self._spellings if re.split("[ ’]", one[0])[0].casefold() in text]
        ways = "|".join(f"({_pattern(word)})" for word, _term in likely) or "(?!)"
        whole = rf"{_ASIDE}|(?<![\w-])(?:{ways})(?![\w-])"
        return re.compile(whole, re.MULTILINE), [term for _word, term in likely]


def _pattern(spelling: str) -> str:
    words = (re.escape(word).replace("’", "['’]") + "[sx]?" for word in spelling.split())
    joined = r"[ \u00a0\n]".join(words)
    return joined if spelling != spelling.lower() else f"(?i:{joined})"
