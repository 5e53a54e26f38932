"""The one-time code by which a desk becomes a person's: how it is made of letters, and read however it was typed."""

import unicodedata

# No letter that looks like another one, or like a digit: no I, L, O, Q, S, Z, B; no vowel that makes words.
ALPHABET = "ACDEFGHJKMNPRTUVWXY"
LENGTH = 12
# What stands in no code can only be a misread letter.
_MEANT = str.maketrans("0OQ46", "DDDAG")


def written(letters: str) -> str:
    """Twelve letters as they are shown: ABCD-EFGH-JKLM."""
    return "-".join(letters[place : place + 4] for place in range(0, LENGTH, 4))


def read(typed: str) -> str | None:
    """A code as it is shown, whatever its capitals, spaces, dashes or accents; None for what is none.

    Empty when nothing was typed.
    """
    plain = unicodedata.normalize("NFKD", typed).upper()
    letters = "".join(one for one in plain if one.isascii() and one.isalnum()).translate(_MEANT)
    if not letters:
        return "" if not typed.strip() else None
    return written(letters) if len(letters) == LENGTH else None
