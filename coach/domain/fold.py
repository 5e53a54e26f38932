"""Texts as they are compared: without case, accents and typographic letters."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """A text without case, accents and typographic letters, to compare with."""
    folded = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def folded_words(text: str) -> list[str]:
    """The words of a text, folded, without what stands between them."""
    return _WORD.findall(fold(text))
