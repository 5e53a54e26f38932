"""160 workstations at the same instant before a gateway with few open files; `tests.bench.org_crowd` has 2,000."""

from pathlib import Path

from tests.desk.gateway import gateway
from tests.real.crowd import at_the_same_instant, events, move_in, packed
from tests.real.town import Town

DESKS, EVENTS = 160, 3
# Far fewer than desks, and one connection of PostgreSQL for ten of them that may wait: the others must be told so.
NARROW = "connections = 1\n[limits]\nwaiting = 10\n"
FEW_FILES = ("prlimit", "--nofile=96:")


def test_all_are_served_and_nobody_is_turned_away_without_a_word(store: Town, tmp_path: Path) -> None:
    desks = move_in(store, DESKS, 5)
    with gateway(store.gateway, tmp_path, NARROW, within=FEW_FILES) as site:
        seen, _ = at_the_same_instant(site.port, [packed(desk, EVENTS) for desk in desks])
        assert not [line for line in site.log if line["event"] not in ("listening", "answered", "ended")]
    assert seen["served"] == DESKS, seen
    assert seen["refused or cut"] == 0, seen
    assert seen["told with 503 when to come back"] > 0, seen
    assert events(store) == DESKS * EVENTS
