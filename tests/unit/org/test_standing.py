"""A group's page says who was proposed what, whether it is finished, and how old that is."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from coach import org
from coach.content.library import Library
from coach.domain.errors import NotAllowed
from coach.org import PathCount, Standing, State, groups
from coach.org.freshness import Heard, heard_of
from coach.store import hearing
from coach.store.schema import box, device
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, finish_path, town

LIVE = Heard(live=True)


def desk(name: str, person: str) -> dict[str, object]:
    """Another desk's box in the shared folder."""
    return {
        "device": name,
        "person": person,
        "public_key": "",
        "registered_on": "2026-11-01",
        "serial": 0,
        "told": "",
    }


def propose(shelf: Library, path: str, *names: str) -> None:
    groups = tuple(org.find_group(TRAINER, name) for name in names)
    org.assign(TRAINER, shelf, org.Proposal(path, groups), NOW)


def test_a_cohort_shows_each_path_of_each_person_once(settled: Path, shelf: Library) -> None:
    propose(shelf, "web", "Accueil", "001")
    propose(shelf, "bienvenue", "Pilotes")
    with town() as connection:
        finish_path(connection, AGENTS[0], shelf, "web")
        finish(connection, AGENTS[6], "veille-ou-arret")
    welcome, web = shelf.paths["bienvenue"].title, shelf.paths["web"].title
    assert org.standing(TRAINER, shelf, org.find_group(TRAINER, "Pilotes"), TODAY).lines == (
        Standing("Agent 1", "001", welcome, State.NOT_STARTED, LIVE),
        Standing("Agent 1", "001", web, State.FINISHED, LIVE),
        Standing("Agent 7", "007", welcome, State.STARTED, LIVE),
    )


def _line(shelf: Library, path: str) -> org.Assigned:
    [line] = [one for one in org.assignments(TRAINER, shelf) if one.path == path]
    return line


def test_counts_are_of_the_whole_group_and_a_search_finds_who_is_not_told(
    settled: Path, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups, "MOST_PEOPLE", 2)
    propose(shelf, "web", "Voirie")
    propose(shelf, "bienvenue", "009")
    with town() as connection:
        finish_path(connection, AGENTS[8], shelf, "web")
        connection.execute(box.insert(), [desk("d1", "007")])
        hearing.note(connection, "d1", TODAY)
    welcome, web = shelf.paths["bienvenue"].title, shelf.paths["web"].title
    voirie, line = org.find_group(TRAINER, "Voirie"), _line(shelf, "web")
    for words, numbers, more in (("", ["007", "008"], True), ("9", ["009"], False), ("x", [], False)):
        found = org.standing(TRAINER, shelf, voirie, TODAY, words)
        assert (found.people, found.silent, found.more) == (3, 2, more)
        assert found.paths == (PathCount(welcome, 1, 0, 0), PathCount(web, 2, 0, 1))
        assert list(dict.fromkeys(one.number for one in found.lines)) == numbers
        status = org.status(TRAINER, shelf, line.id, TODAY, words)
        assert (status.assigned, status.silent, status.more) == (line, 2, more)
        assert [one.number for one in status.members] == numbers


def test_who_was_proposed_nothing_is_there_too(settled: Path, shelf: Library) -> None:
    propose(shelf, "web", "007")
    org.withdraw(TRAINER, shelf, org.assignments(TRAINER, shelf)[0].id, NOW)
    found = org.standing(TRAINER, shelf, org.find_group(TRAINER, "Voirie"), TODAY).lines
    assert [(one.number, one.path, one.told) for one in found] == [
        ("007", "", ""),
        ("008", "", ""),
        ("009", "", ""),
    ]


def test_it_tells_how_old_the_data_are(settled: Path, shelf: Library) -> None:
    propose(shelf, "web", "Voirie")
    with town() as connection:
        connection.execute(box.insert(), [desk("d1", "007"), desk("d2", "007"), desk("d3", "008")])
        hearing.note(connection, "d1", TODAY - timedelta(20))
        hearing.note(connection, "d2", TODAY - timedelta(7))
    found = {
        one.number: one.heard
        for one in org.standing(TRAINER, shelf, org.find_group(TRAINER, "Voirie"), TODAY).lines
    }
    assert found == {"007": Heard(False, TODAY - timedelta(7)), "008": Heard(False), "009": Heard(False)}
    assert [found["007"].old(TODAY + timedelta(n)) for n in (0, 1)] == [False, True]
    assert found["007"].told(TODAY + timedelta(1)).startswith("older than 7 days (")
    assert found["008"].told(TODAY) == "nothing received yet"
    line = org.assignments(TRAINER, shelf)[0].id
    assert [one.heard for one in org.status(TRAINER, shelf, line, TODAY).members] == list(found.values())


def test_an_enrolled_desk_was_heard_when_it_last_synced(settled: Path) -> None:
    row = {
        "id": "e1",
        "url": "https://coach.ville.example",
        "person": "001",
        "chain": 1,
        "enrolled_on": "2026-11-01",
        "client": "0.1",
        "last_sync": "2026-11-20T08:00:00+00:00",
        "trainer_key": "",
    }
    with town() as connection:
        connection.execute(device.insert(), [row])
        assert hearing.heard(connection) == {"001": date(2026, 11, 20)}


def test_where_all_write_to_one_file_everything_is_up_to_date() -> None:
    assert heard_of({}, "001") == LIVE
    assert LIVE.told(date(2030, 1, 1)) == "up to date"


def test_only_trainers_may_look(settled: Path, shelf: Library) -> None:
    with pytest.raises(NotAllowed):
        org.standing(HR, shelf, org.find_group(TRAINER, "Voirie"), TODAY)
