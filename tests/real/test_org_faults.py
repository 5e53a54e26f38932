"""A line that fails in every way between a real desk and the real gateway, then a good one: all is there once."""

import random
from collections.abc import Iterator

import psycopg
import pytest

from coach.__main__ import main
from coach.commands import _sync_rounds
from coach.server_client import client
from tests.desk import faulty_line as faults
from tests.desk.faulty_line import Fault, FaultyLine, faulty_line
from tests.desk.gateway import Gateway
from tests.real.org_desks import Sit, code, finish, waiting
from tests.real.town import Town

LESSON = "mes-onglets"
LATER = "Everything stays on this computer and is sent later."


@pytest.fixture
def line(site: Gateway, sit: Sit, store: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyLine]:
    """The line of an enrolled desk, which gives up soon and then at once."""
    monkeypatch.setattr(client, "SILENCE", 1)
    monkeypatch.setattr(_sync_rounds, "PATIENCE", 0)
    with faulty_line(site.port) as made:
        monkeypatch.setenv("ORG_URL", f"http://127.0.0.1:{made.port}")
        sit("first")
        assert main(["sync", "enrol", code(store)]) == 0
        yield made


def lesson(edition: int) -> None:
    """One that the person chose to share."""
    finish(LESSON, "", edition)


def editions(store: Town, table: str) -> list[int]:
    """All that the store has, in order."""
    with psycopg.connect(store.dsn) as connection:
        rows = connection.execute(f"SELECT edition FROM org.{table} ORDER BY edition").fetchall()
        return [row[0] for row in rows]


def there_once(store: Town, *wanted: int) -> bool:
    """Whether exactly these are in the store, once, and nothing waits at the desk."""
    return editions(store, "event") == editions(store, "progress") == sorted(wanted) and waiting() == 0


def name(fault: Fault) -> str:
    """Of a fault."""
    return str(getattr(fault, "__name__", fault))


@pytest.mark.parametrize("fault", faults.HARD, ids=name)
def test_after_a_fault_all_is_sent_once(
    line: FaultyLine, store: Town, capsys: pytest.CaptureFixture[str], fault: Fault
) -> None:
    lesson(1)
    capsys.readouterr()
    line.faults = [fault]
    assert main(["sync", "--now"]) == _sync_rounds.LATER
    told = capsys.readouterr()
    assert LATER in told.out
    assert told.err == ""
    line.settle()
    assert waiting() == 1
    lesson(2)
    assert main(["sync", "--now"]) == 0
    assert there_once(store, 1, 2)


@pytest.mark.parametrize("fault", faults.SOFT, ids=name)
def test_what_a_desk_does_not_notice_changes_nothing(line: FaultyLine, store: Town, fault: Fault) -> None:
    lesson(1)
    line.faults = [fault]
    assert main(["sync", "--now"]) == 0
    line.settle()
    assert there_once(store, 1)


def test_an_old_request_that_arrives_after_newer_ones_changes_nothing(line: FaultyLine, store: Town) -> None:
    lesson(1)
    line.faults = [faults.request_is_kept_for_later]
    assert main(["sync", "--now"]) == _sync_rounds.LATER
    lesson(2)
    assert main(["sync", "--now"]) == 0
    lesson(3)
    line.faults = [faults.old_requests_again]
    assert main(["sync", "--now"]) == 0
    assert there_once(store, 1, 2, 3)


def test_an_old_answer_in_place_of_the_new_one_marks_nothing_as_arrived(
    line: FaultyLine, store: Town
) -> None:
    lesson(1)
    line.faults = [faults.answer_is_kept_for_later]
    assert main(["sync", "--now"]) == 0
    lesson(2)
    line.faults = [faults.answer_of_before] * 3
    main(["sync", "--now"])
    line.faults = []
    assert main(["sync", "--now"]) == 0
    assert there_once(store, 1, 2)


def test_a_storm_of_faults_loses_and_doubles_nothing(
    line: FaultyLine, store: Town, capsys: pytest.CaptureFixture[str], sit: Sit
) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    quick = [one for one in (*faults.HARD, *faults.SOFT) if one is not faults.request_comes_late]
    for edition in range(1, 16):
        lesson(edition)
        line.faults = chance.choices(quick, k=chance.randint(0, 3))
        assert main(["sync", "--now"]) in (0, _sync_rounds.LATER), seed
    line.faults = []
    line.settle()
    assert main(["sync", "--now"]) == 0
    assert there_once(store, *range(1, 16)), seed
    assert capsys.readouterr().err == ""
