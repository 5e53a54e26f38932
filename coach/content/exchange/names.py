"""Ids made of words: short, in plain letters, each one once."""

import re

from coach.questions.text import plain

_WORDS, _LONGEST, _READ = 4, 32, 80
_LETTERS_AND_DIGITS = re.compile("[a-z0-9]+")


def plain_id(text: str) -> str:
    """The first words of a text as an id, empty if it has no letter that an id may have."""
    text = text[:_READ]
    words = _LETTERS_AND_DIGITS.findall(text.lower() if text.isascii() else plain(text))
    return "-".join(words[:_WORDS])[:_LONGEST].strip("-")


class Names:
    """Gives every text an id that no other has; those `taken` are given to none."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def new(self, text: str) -> str:
        """An id that was not given before."""
        stem = plain_id(text) or "x"
        name, n = stem, self._last.get(stem, 1)
        while name in self._taken:
            n += 1
            name = f"{stem}-{n}"
        self._last[stem] = n
        self._taken.add(name)
        return name
