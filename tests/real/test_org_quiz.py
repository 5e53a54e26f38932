"""A path's final quiz behind a real gateway: pushed, counted for the trainer, told to HR, pulled by another desk."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach import org
from coach.content.library import library
from coach.org import Session
from tests.real.both_stores import TODAY, Store, desk_alone, kept, server_desk
from tests.real.town import AGENTS, HR, TRAINER, Town, finished

__all__ = ["desk_alone", "kept", "server_desk"]
NOW = datetime.now(UTC)
SHELF = library("en")
LESSONS = SHELF.paths["bienvenue"].lessons


@pytest.fixture
def line(kept: Store) -> str:
    """Accueil is to follow the path."""
    kept.sit(TRAINER)
    group = org.find_group(TRAINER, "Accueil")
    (made,) = org.assign(TRAINER, SHELF, org.Proposal("bienvenue", (group,)), NOW)
    return made


def states(line: str) -> list[tuple[str, str, int]]:
    found = org.status(TRAINER, SHELF, line, TODAY).members[:3]
    return [(one.name, one.state.value, one.done) for one in found]


def test_the_lessons_are_not_enough_and_the_quiz_is(kept: Store, line: str) -> None:
    kept.finish(AGENTS[0], *LESSONS)
    kept.finish(AGENTS[1], *LESSONS, "")
    kept.finish(AGENTS[2], "")
    assert states(line) == [
        ("Agent 1", "started", 6),
        ("Agent 2", "finished", 6),
        ("Agent 3", "not started", 0),
    ]
    told = org.standing(TRAINER, SHELF, org.find_group(TRAINER, "Accueil"), TODAY).lines
    assert [one.state for one in told[:3]] == [
        org.State.STARTED,
        org.State.FINISHED,
        org.State.NOT_STARTED,
    ]
    summary = org.team(TRAINER, SHELF).summary
    assert (summary.people, summary.finished) == (6, org.Cell(org.Shown.SHARE, 17))


def test_whom_the_trainer_saw_at_every_lesson_is_not_asked(kept: Store, line: str) -> None:
    kept.finish(AGENTS[0], LESSONS[0])
    for lessons in (LESSONS[:3], LESSONS[3:]):
        org.record_session(TRAINER, SHELF, Session("bienvenue", lessons, ("001", "002"), TODAY), NOW)
    assert states(line)[:2] == [("Agent 1", "started", 6), ("Agent 2", "finished", 6)]
    assert org.team(TRAINER, SHELF).summary.finished == org.Cell(org.Shown.SHARE, 17)
    kept.finish(AGENTS[0], "")
    assert states(line)[0] == ("Agent 1", "finished", 6)
    assert org.team(TRAINER, SHELF).summary.finished == org.Cell(org.Shown.SHARE, 33)


@pytest.mark.parametrize("grain", ["completion", "person-path", "livret"])
def test_human_resources_are_told(kept: Store, line: str, tmp_path: Path, grain: str) -> None:
    kept.finish(AGENTS[0], *LESSONS)
    kept.finish(AGENTS[1], *LESSONS, "")
    kept.sit(HR)
    query = org.Query(grain=grain)
    org.export(HR, SHELF, org.Target("csv", str(tmp_path / "f.csv")), query, NOW)
    with open(tmp_path / "f.csv", encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    if grain == "completion":
        assert [row["staff_number"] for row in rows if not row["lesson_id"]] == ["002"]
        assert {row["lesson"] for row in rows if not row["lesson_id"]} == {"Final quiz"}
        assert len(rows) == 13
        return
    finished = {row["staff_number"] for row in rows if row.get("state", "finished") == "finished"}
    assert finished == {"002"}


def test_a_missed_one_cannot_count_and_a_passed_one_comes_to_a_new_desk(store: Town) -> None:
    first = store.enrol("001")
    missed = finished("") | {"passed": 0}
    trainer = store.enrol("t1")
    store.call(trainer, "assign", "bienvenue", _groups("001"))
    assert store.push(first, missed)["refused"] == []
    assert store.pull(first)["completions"] == []
    passed = finished("")
    assert store.push(first, passed)["new"] == 1
    second = store.enrol("001")
    assert store.pull(second)["completions"] == [
        {
            "id": passed["id"],
            "path": "bienvenue",
            "lesson": "",
            "edition": 1,
            "day": passed["day"],
            "removed": False,
        }
    ]
    assert store.push(second, finished("", "web"))["refused"][0]["reason"] == "not-assigned"


def _groups(number: str) -> object:
    from psycopg.types.json import Jsonb

    return Jsonb([{"target": "person", "id": number}])
