"""Figures written as they are, where only a fact may be cited: energy, carbon, money, mass, shares."""

import re

_NUMBER = r"\d(?:[\d\s.,]*\d)?"
_SCALE = r"(?:\s*(?:milliers?|millions?|milliards?|thousand|billions?)(?:\s+(?:de|d[’']|of))?)?"
_UNITS = (
    r"[kMGT]?Wh", r"[kMG]?W", r"(?:[kMG]?t|[kmµ]?g|kg)(?:\s?(?:éq\.?\s?)?CO[2₂]e?(?:q)?)?",
    r"tonnes?", r"(?:milli|kilo)?gram(?:me)?s?", r"kilos?",
    r"(?:kilo|m[ée]ga|giga|t[ée]ra)?watts?(?:[\s-]?(?:heures?|hours?))?",
    r"(?:[kM]?€|EUR|euros?|\$|dollars?|£)", r"%", r"pour\scent", r"per\s?cent",
)  # fmt: skip
_BARE = re.compile(rf"(?<![\w.,]){_NUMBER}{_SCALE}[\s-]*(?:{'|'.join(_UNITS)})(?!\w)")
# References and the targets of links are no text.
_ASIDE = re.compile(r"\{[^}]*\}|\]\([^)]*\)")
# An amount of money may stand after its sign.
_MONEY = re.compile(rf"[€$£]\s?{_NUMBER}")


def bare_figures(text: str) -> tuple[str, ...]:
    """Each number with such a unit in a text whose references are not filled in yet.

    Sizes of files, counts, minutes and years are free: they are what a lesson is about, or can be seen at the desk.
    """
    said = _ASIDE.sub("", text)
    return tuple(found.group() for pattern in (_BARE, _MONEY) for found in pattern.finditer(said))
