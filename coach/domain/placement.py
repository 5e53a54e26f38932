"""Which question a placement asks next: one that tells much at this ability, each domain in turn, by some chance."""

import heapq
import random
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coach.domain.rasch import Item, information

LEAST, MOST = 12, 16
"""Questions of a placement: two a domain, within these bounds."""
BEST = 10
"""Chance decides among that many of the most informative ones, so that no question is shown to everybody."""


@dataclass(frozen=True)
class Candidate:
    """A question that may be asked: its name, the domain it belongs to, and what the model knows of it."""

    name: str
    domain: str
    item: Item


def length(candidates: Collection[Candidate]) -> int:
    """How many questions a placement asks of these; 0 when they are too few for one."""
    if len(candidates) < LEAST:
        return 0
    domains = {one.domain for one in candidates}
    return min(len(candidates), max(LEAST, min(MOST, 2 * len(domains))))


def choose(
    left: Sequence[Candidate], asked: Sequence[str], ability: float, of: int, by: random.Random
) -> Candidate:
    """One of the most informative questions of a domain that has not had its share yet.

    The domain is drawn first: of all domains together, the same few questions would be the best for almost everybody.

    Args:
        left: what may still be asked, at least one.
        asked: the domain of each question asked so far.
        ability: the present estimate, in logits.
        of: how many questions the placement has in all.
        by: the chance that decides between equals and among the best.
    """
    counts, domains = Counter(asked), sorted({one.domain for one in left})
    least = min(counts[domain] for domain in domains)
    most = max(of // len({*domains, *asked}), least + 1)
    drawn = by.choice([domain for domain in domains if counts[domain] < most])
    known = [one for one in left if one.domain == drawn]
    by.shuffle(known)
    return by.choice(heapq.nlargest(BEST, known, key=lambda one: information(one.item, ability)))
