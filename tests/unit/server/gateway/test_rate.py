"""Who knocks too often waits, and only as long as it takes."""

from coach.server.gateway import rate
from coach.server.gateway.rate import Rate


def test_the_allowed_number_passes_at_once_and_the_next_one_waits() -> None:
    limit = Rate(5)
    for _ in range(5):
        assert limit.wait("place", 100.0) == 0
        limit.count("place", 100.0)
    assert limit.wait("place", 100.0) == 12
    assert limit.wait("place", 111.9) == 1
    assert limit.wait("place", 112.0) == 0


def test_another_key_is_not_held_back() -> None:
    limit = Rate(1)
    limit.count("one", 0.0)
    assert (limit.wait("one", 0.0), limit.wait("other", 0.0)) == (60, 0)


def test_what_is_given_back_counts_no_more_and_never_makes_more_than_allowed() -> None:
    limit = Rate(2)
    limit.count("place", 0.0)
    for _ in range(9):
        limit.give_back("place", 0.0)
    for _ in range(2):
        assert limit.wait("place", 0.0) == 0
        limit.count("place", 0.0)
    assert limit.wait("place", 0.0) == 30


def test_counting_on_while_one_must_wait_makes_the_wait_longer() -> None:
    limit = Rate(60)
    for _ in range(70):
        limit.count("place", 0.0)
    assert limit.wait("place", 0.0) == 11


def test_a_flood_of_keys_takes_no_more_memory_than_the_most() -> None:
    limit = Rate(1)
    for number in range(rate._MOST_KEYS + 50):
        limit.count(str(number), 0.0)
    assert len(limit._left) == rate._MOST_KEYS
    assert limit.wait(str(rate._MOST_KEYS), 0.0) == 60
