"""Of a path's final quiz a desk tells that it was passed, once; of one that was missed nothing leaves in any way."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach import settings, study
from coach.domain.batch import SENT, event_fault
from coach.store import assignments, database
from coach.study import final_quiz, sitting
from coach.sync.exchange import exchange
from tests.unit.sync.commune import NOAH, Town
from tests.unit.sync.receiver import Receiver
from tests.unit.sync.town import CAMILLE, DESK, TODAY, credentials, finish, settle

NOW = datetime.now(UTC)


@pytest.fixture
def learnt() -> datetime:
    """The path was proposed to Camille, who has finished its lessons."""
    settings.write(CAMILLE.id, settings.Settings(language="fr", name="Camille"))
    settle()
    with database.organisation() as connection:
        new = assignments.New("bienvenue", "person", CAMILLE.id, None, "", "ines")
        assignments.add(connection, new, NOW)
    for lesson in study.me().library.paths["bienvenue"].lessons:
        taken = sitting.open_lesson(CAMILLE, study.me().library.lesson(lesson), NOW)
        sitting.finish(taken, NOW)
    return NOW


def take(right: int, now: datetime) -> bool:
    who = study.me()
    sat = final_quiz.open_quiz(who, "bienvenue", now)
    for n, question in enumerate(sat.questions):
        known = sitting.kind_of(question).right(question.key) if n < right else None
        sat = final_quiz.answer(sat, question, known, now)
    return final_quiz.conclude(who, sat, now).passed


def test_a_missed_quiz_leaves_no_trace_and_a_passed_one_leaves_the_keys_of_the_list(learnt: datetime) -> None:
    own = credentials()
    tomorrow = learnt + timedelta(days=1)
    server = Receiver(tomorrow.astimezone().date(), {own.device: own.public_key})
    assert not take(7, learnt)
    exchange(DESK, own, server, learnt)
    events = [event for body in server.bodies for event in json.loads(body)["events"]]
    assert {event["verb"] for event in events} == {"completed"}
    assert len(events) == 6
    assert take(9, tomorrow)
    exchange(DESK, own, server, tomorrow)
    (passed,) = json.loads(server.bodies[-1])["events"]
    day = tomorrow.astimezone().date()
    assert event_fault(passed, day) == ""
    assert {key: value for key, value in passed.items() if key != "id"} == {
        "verb": "passed",
        "path": "bienvenue",
        "edition": 1,
        "day": day.isoformat(),
        "passed": 1,
    }
    for body in server.bodies:
        for event in json.loads(body)["events"]:
            assert set(event) == set(SENT[event["verb"]])
        for secret in ("failed", "right", "asked", "threshold", "score", "0.8"):
            assert secret not in body
    exchange(DESK, own, server, tomorrow)
    assert len(server.bodies) == 2


def test_in_a_shared_folder_it_reaches_the_trainer_and_comes_back_to_a_new_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(tmp_path, monkeypatch)
    town.sit(CAMILLE)
    finish("")
    town.desk(CAMILLE)
    town.meet(CAMILLE)
    report = town.trainer()["camille"]
    assert (report.taken, report.faults) == (1, ())
    assert town.known() == ["camille "]
    assert town.trainer()["camille"].taken == 0
    town.desk(CAMILLE)
    town.sit(NOAH)
    assert "passed" not in Path(town.box(CAMILLE) / "consignes.json").read_text("utf-8")


def event(path: str = "bienvenue", **more: object) -> dict[str, object]:
    from coach.domain import batch
    from coach.store.identifiers import uuid7_of

    return batch.passed(TODAY, path, 1, uuid7_of(TODAY)) | more


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (event(), ""),
        (event(""), "unknown"),
        (event("web"), "not-assigned"),
        (event(passed=0), None),
        (event(passed="1"), None),
        (event(edition="x"), "form"),
        (event(score=9), "form"),
        (event(verb="failed"), None),
    ],
)
def test_what_the_trainer_s_program_takes_of_it(told: dict[str, object], fault: str | None) -> None:
    from coach.sync import boxes

    assert boxes._fault(told, set(), {"", "bienvenue"}, {"veille-ou-arret": 4}, TODAY) == fault
