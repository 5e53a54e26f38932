"""How a gesture is done, click by click, with what the desks of the town have."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from coach.domain.lesson import Way
from coach.domain.text import N_
from coach.words import _

DESK = "desk"
"""The table of organisation.toml that says which of the variants the town has."""
VARIANTS: Mapping[str, Mapping[str, str]] = {
    "system": {"windows": "Windows 11", "gnome": "GNOME"},
    "mail": {"outlook": "Outlook", "thunderbird": "Thunderbird", "webmail": N_("Webmail")},
    "browser": {"edge": "Edge", "firefox": "Firefox"},
    "office": {"libreoffice": "LibreOffice", "office": "Microsoft Office"},
}
ANY = "any"
MOST_CLICKS = 5
_PARTS = {variant: part for part, names in VARIANTS.items() for variant in names}


def desk(tables: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The variant that the town has of each part of a desk; what is empty or unknown is left out."""
    rows = [row for table in tables if isinstance(row := table.get(DESK), dict)]
    return {
        part: variant for row in rows for part, variant in row.items() if _PARTS.get(str(variant)) == part
    }


def ways(how: object, chosen: Mapping[str, str], language: str) -> tuple[Way, ...]:
    """The ways to show: those of the town, and each one with its name where the town has not said."""
    rows = how if isinstance(how, dict) else {}
    return tuple(
        Way(
            "" if variant == ANY or _PARTS[variant] in chosen else _(VARIANTS[_PARTS[variant]][variant]),
            clicks,
        )
        for variant, row in rows.items()
        if variant == ANY or (variant in _PARTS and chosen.get(_PARTS[variant], variant) == variant)
        if (clicks := _clicks(row, language) or _clicks(row, "fr"))
    )


def _clicks(row: object, language: str) -> tuple[str, ...]:
    listed = row.get(language) if isinstance(row, dict) else None
    return tuple(map(str, listed)) if isinstance(listed, list) else ()


def how_faults(how: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs (variant, sentence) for what is wrong with the ways of one gesture."""
    for variant, row in how.items():
        if variant != ANY and variant not in _PARTS:
            yield (
                variant,
                _("“{key}” is one of: {values}").format(key=variant, values=", ".join((ANY, *_PARTS))),
            )
            continue
        counts = [len(_clicks(row, language)) for language in ("fr", "en")]
        if not 1 <= min(counts) == max(counts) <= MOST_CLICKS:
            told = _("“{key}” needs as many clicks in “fr” as in “en”, from 1 to {most}")
            yield variant, told.format(key=variant, most=MOST_CLICKS)


def desk_faults(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs (key, sentence) for what the desks of a town cannot have."""
    for part, variant in row.items():
        if part not in VARIANTS:
            yield part, _("“{key}” is one of: {values}").format(key=part, values=", ".join(VARIANTS))
        elif variant != "" and _PARTS.get(str(variant)) != part:
            known = ", ".join(VARIANTS[part])
            yield part, _("“{key}” is one of: {values}").format(key=part, values=known)
