"""Names as people type them: accents, case and punctuation aside."""

import difflib
import re
import unicodedata
from collections.abc import Sequence

NEAR = 5


def plain(text: str) -> str:
    """The name in lower case without accents, `_` for anything between words: `Rôles  ` becomes `roles`."""
    bare = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    letters = "".join(char for char in bare if not unicodedata.combining(char)).casefold()
    return re.sub(r"[\W_]+", "_", letters).strip("_")


def near(text: str, names: Sequence[str]) -> str:
    """Up to five names close to a text, closest first; without any, the first five."""
    by_plain = {plain(name): name for name in reversed(names)}
    found = difflib.get_close_matches(plain(text), by_plain, NEAR, 0.5)
    chosen = [by_plain[name] for name in found] or names[:NEAR]
    return ", ".join(f"“{name}”" for name in chosen)
