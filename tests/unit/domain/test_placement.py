"""Which question comes next: much to learn from it, every domain in its turn, and some chance."""

import random
from collections import Counter

import pytest

from coach.domain.placement import BEST, LEAST, MOST, Candidate, choose, length
from coach.domain.rasch import information, written


def bank(count: int, domains: int) -> list[Candidate]:
    by = random.Random(5)
    return [Candidate(f"q{n}", f"d{n % domains}", written(by.randint(1, 5), 0.25)) for n in range(count)]


def asked(candidates: list[Candidate], of: int, seed: int = 1, ability: float = 0) -> list[Candidate]:
    left, by = list(candidates), random.Random(seed)
    found: list[Candidate] = []
    while len(found) < of:
        found.append(choose(left, [one.domain for one in found], ability, of, by))
        left.remove(found[-1])
    return found


@pytest.mark.parametrize(
    ("count", "domains", "expected"),
    [
        (0, 1, 0),
        (11, 8, 0),
        (12, 1, 12),
        (100, 6, 12),
        (100, 7, 14),
        (100, 8, 16),
        (13, 8, 13),
        (100, 12, 16),
    ],
)
def test_two_questions_a_domain_within_twelve_and_sixteen_and_none_where_there_are_too_few(
    count: int, domains: int, expected: int
) -> None:
    assert length(bank(count, domains)) == expected
    assert expected == 0 or LEAST <= expected <= MOST


@pytest.mark.parametrize("domains", [1, 5, 6, 7, 8])
def test_every_domain_gets_its_share(domains: int) -> None:
    of = length(bank(120, domains))
    counts = Counter(one.domain for one in asked(bank(120, domains), of))
    assert len(counts) == domains
    assert max(counts.values()) - min(counts.values()) <= 1


def test_a_domain_with_one_question_gets_that_one_and_the_others_the_rest() -> None:
    candidates = [*bank(60, 5), Candidate("only", "small", written(5, 0.5))]
    found = asked(candidates, 12)
    assert [one.name for one in found if one.domain == "small"] == ["only"]
    assert len({one.name for one in found}) == 12


def test_the_question_is_one_of_the_most_informative() -> None:
    candidates = bank(80, 1)
    best = sorted((information(one.item, 1.5) for one in candidates), reverse=True)[BEST - 1]
    for seed in range(40):
        assert information(asked(candidates, 1, seed, ability=1.5)[0].item, 1.5) >= best


def test_people_alike_get_different_questions() -> None:
    first = Counter(asked(bank(150, 8), 1, seed)[0].name for seed in range(300))
    assert len(first) >= BEST
    assert max(first.values()) < 0.2 * 300


def test_the_same_chance_asks_the_same() -> None:
    assert asked(bank(60, 6), 12, 3) == asked(bank(60, 6), 12, 3)
