"""A path with a final quiz is finished once that is passed, or once a trainer has seen every lesson of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from coach import org
from coach.content.library import Library
from coach.domain.people import Person
from coach.org import Query, Session, State, Target, cancelling
from coach.org.cancelling import Which
from coach.org.errors import UnknownCompletion
from coach.org.grains import GRAINS
from coach.store import counts
from coach.store.completions import Chosen
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, town

ONE, TWO = AGENTS[0], AGENTS[1]
DAY = timedelta(days=1)


@pytest.fixture
def line(settled: Path, shelf: Library) -> str:
    """Accueil is to follow “bienvenue”, which ends with a quiz; 001 has finished its lessons."""
    assert shelf.paths["bienvenue"].quiz
    (made,) = org.assign(
        TRAINER, shelf, org.Proposal("bienvenue", (org.find_group(TRAINER, "Accueil"),)), NOW
    )
    lessons(shelf, ONE)
    return made


def lessons(shelf: Library, who: Person) -> None:
    with town() as connection:
        for lesson in shelf.paths["bienvenue"].lessons:
            finish(connection, who, lesson, day=TODAY - DAY)


def passes(who: Person, path: str = "bienvenue") -> None:
    with town() as connection:
        assert finish(connection, who, "", path)


def told(shelf: Library, line: str, who: Person = ONE) -> list[str]:
    """The state of a person as each reader tells it: status, group, export, livret."""
    [member] = [one for one in org.status(TRAINER, shelf, line, TODAY).members if one.name == who.name]
    [standing] = org.standing(TRAINER, shelf, org.find_group(TRAINER, who.id), TODAY).lines
    with town() as connection:
        rows = list(GRAINS["person-path"].rows(connection, shelf, Chosen()))
        livret = [row["staff_number"] for row in GRAINS["livret"].rows(connection, shelf, Chosen())]
    [state] = [row["state"] for row in rows if (row["staff_number"], row["path_id"]) == (who.id, "bienvenue")]
    assert standing.state
    return [
        member.state.value,
        standing.state.value,
        str(state).replace("_", " "),
        "finished" if who.id in livret else member.state.value,
    ]


def test_every_lesson_is_not_enough_and_the_quiz_is(line: str, shelf: Library) -> None:
    assert told(shelf, line) == ["started"] * 4
    passes(ONE)
    assert told(shelf, line) == ["finished"] * 4
    [member] = [one for one in org.status(TRAINER, shelf, line, TODAY).members if one.name == ONE.name]
    assert (member.done, member.lessons) == (6, 6)
    with town() as connection:
        [row] = [
            one
            for one in GRAINS["person-path"].rows(connection, shelf, Chosen())
            if one["staff_number"] == ONE.id
        ]
    assert (row["lessons_done"], row["minutes"], row["first_day"], row["finished_on"]) == (
        6,
        18,
        TODAY - DAY,
        TODAY,
    )


def test_the_quiz_alone_or_that_of_another_path_finishes_nothing(line: str, shelf: Library) -> None:
    passes(TWO)
    assert told(shelf, line, TWO)[0] == State.NOT_STARTED.value
    passes(ONE, "web")
    assert told(shelf, line) == ["started"] * 4


def test_the_table_counts_people_who_are_through_with_everything(line: str, shelf: Library) -> None:
    for who in AGENTS[1:6]:
        lessons(shelf, who)
    before = org.team(TRAINER, shelf)
    assert before.summary.finished.kind is org.Shown.LOW
    for who in AGENTS[:6]:
        passes(who)
    after = org.team(TRAINER, shelf)
    assert after.summary.finished.kind is org.Shown.HIGH
    # The cells are about lessons, which a quiz is none of.
    assert after.rows == before.rows


def test_whom_a_trainer_saw_at_every_lesson_is_not_asked_for_a_quiz(line: str, shelf: Library) -> None:
    every = shelf.paths["bienvenue"].lessons
    org.record_session(TRAINER, shelf, Session("bienvenue", every[:4], (TWO.id,), TODAY), NOW)
    assert told(shelf, line, TWO) == ["started"] * 4
    last = org.record_session(TRAINER, shelf, Session("bienvenue", every[4:], (TWO.id, ONE.id), TODAY), NOW)
    assert told(shelf, line, TWO) == ["finished"] * 4
    # 001 has taken the first lessons at a desk, and can take the quiz there.
    assert told(shelf, line, ONE) == ["started"] * 4
    org.undo_session(TRAINER, last)
    assert told(shelf, line, TWO) == ["started"] * 4


def test_a_cancelled_quiz_counts_no_longer_and_may_count_again(line: str, shelf: Library) -> None:
    passes(ONE)
    which = Which(ONE.id, "", "bienvenue")
    cancelling.cancel(HR, which, "Fraude", NOW)
    assert told(shelf, line) == ["started"] * 4
    cancelling.restore(HR, which, "Erreur", NOW + DAY)
    assert told(shelf, line) == ["finished"] * 4
    with pytest.raises(UnknownCompletion):
        cancelling.cancel(HR, Which(TWO.id, "", "bienvenue"), "Rien", NOW)


def test_an_export_per_completion_has_one_more_line(line: str, shelf: Library, tmp_path: Path) -> None:
    passes(ONE)
    org.export(HR, shelf, Target("csv_fr", str(tmp_path / "f.csv")), Query(grain="completion"), NOW)
    lines = (tmp_path / "f.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 1 + 7
    [quiz] = [one for one in lines if "Final quiz" in one]
    assert f";;Final quiz;1;{TODAY:%d/%m/%Y}" in quiz.replace(";23/11/2026;;23", ";23")


def test_hours_and_evidence_know_of_lessons_only(line: str, shelf: Library) -> None:
    with town() as connection:
        before = counts.hours(connection, Chosen()), counts.learnt(connection, Chosen())
    passes(ONE)
    with town() as connection:
        assert (counts.hours(connection, Chosen()), counts.learnt(connection, Chosen())) == before
