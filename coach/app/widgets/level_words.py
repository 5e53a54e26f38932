"""A level in words, with its range."""

from collections.abc import Sequence

from coach.domain.progress import Level
from coach.domain.text import N_
from coach.study.progress import DomainState
from coach.words import _

LEVELS = {
    Level.DISCOVERY: N_("Discovery"),
    Level.UNDER_WAY: N_("On the way"),
    Level.CONFIRMED: N_("Confirmed"),
    Level.SEASONED: N_("Seasoned"),
}


def told_level(domain: DomainState) -> str:
    """The level; that a domain is none of the person's goals, where it is none."""
    return _(LEVELS[domain.level]) if domain.progress.goals else _("not in your goals")


def told_range(domain: DomainState) -> str:
    """Between which levels an estimate lies; empty where it is sure enough, or where there is none."""
    found = domain.told.estimated
    if found is None or not domain.progress.goals or found.low == found.high:
        return ""
    return _("between {low} and {high}").format(low=_(LEVELS[found.low]), high=_(LEVELS[found.high]))


def told_between(level: str, between: Sequence[str]) -> str:
    """Level and range by their names, as a person's own export has them."""
    word, low, high = (_(LEVELS[Level[name.upper()]]) for name in (level, *between))
    return word if low == high else f"{word}, {_('between {low} and {high}').format(low=low, high=high)}"


def told_whole(domain: DomainState) -> str:
    """Domain, level and range, for those who hear it."""
    told = _("{domain}: {level}").format(domain=domain.title, level=told_level(domain))
    spread = told_range(domain)
    return f"{told}, {spread}" if spread else told
