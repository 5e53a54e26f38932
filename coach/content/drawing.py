"""A lesson's drawings: words put in, colours left to the theme."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.content.toml_file import read_text
from coach.words import _

# Colours a drawing may name; the window's themes define each of them (house test).
TOKENS = frozenset(
    "i_sky i_sky2 i_hill1 i_hill2 i_hill3 i_pine i_lake i_lake2 i_sun i_sand i_clay i_paper i_shade i_ink"
    " sunken line control ink ink2 accent on_accent soft surface".split()
)
_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")


@dataclass(frozen=True)
class Drawing:
    """A drawing with its words.

    Attributes:
        svg: with `{{token}}` where the theme puts a colour.
        faults: what is wrong with the drawing.
        unsaid: what is wrong with the words, which are in another file.
    """

    svg: str
    faults: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()


def read_drawing(file: Path, words: Mapping[str, str], tokens: frozenset[str]) -> Drawing:
    """Read a drawing and put the words of one language in."""
    try:
        svg = read_text(file)
    except OSError:
        return Drawing("", (_("the drawing “{file}” is missing").format(file=file.name),))
    except UnicodeDecodeError:
        return Drawing("", (_("the drawing “{file}” is not written in UTF-8").format(file=file.name),))
    faults: list[str] = []
    unsaid: list[str] = []

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        if name.startswith("label:"):
            text = words.get(name.removeprefix("label:"), "")
            if not text:
                unsaid.append(
                    _("the label “{id}” of {file} has no words").format(id=name[6:], file=file.name)
                )
            return text.replace("&", "&amp;").replace("<", "&lt;")
        if name not in tokens:
            faults.append(_("{file} uses the unknown colour “{id}”").format(file=file.name, id=name))
        return found[0]

    return Drawing(_PLACEHOLDER.sub(fill, svg), tuple(faults), tuple(unsaid))
