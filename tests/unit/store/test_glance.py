"""The first page reads with plain sqlite3 exactly what SQLAlchemy wrote."""

import dataclasses
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coach import places
from coach.domain.errors import NetworkFolder
from coach.domain.people import Person, Role
from coach.domain.progress import Answered
from coach.store import assignments, attempts, database, gestures, glance, migrate, people

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def answer(attempt: attempts.Attempt, question: str, score: float, tries: int, at: datetime) -> None:
    given = attempts.NewAnswer(
        attempt.id, attempt.lesson, question, "00000000", "trier", "null", score, tries
    )
    with database.records("camille") as connection:
        attempts.keep(connection, given, at)


def begin(lesson: str, at: datetime, edition: int = 1) -> attempts.Attempt:
    with database.records("camille") as connection:
        return attempts.begin(connection, lesson, edition, ("q1", "q2"), at)


def finish(attempt: attempts.Attempt, at: datetime) -> None:
    with database.records("camille") as connection:
        attempts.finish(connection, attempt, at)


def learning() -> glance.Learning:
    return glance.learning(places.records("camille"))


def test_without_a_file_nothing_was_learnt_and_no_file_is_made() -> None:
    assert learning() == glance.Learning()
    assert glance.everything(places.records("camille")) == {}
    assert not Path(places.records("camille")).exists()


def test_a_lesson_begun_tells_how_far() -> None:
    attempt = begin("mes-onglets", NOW)
    with database.records("camille") as connection:
        attempts.reach(connection, attempt.id, 3)
        attempts.reach(connection, attempt.id, 2)
    assert learning().open == {("mes-onglets", 1): 3}
    assert learning().finished == {}


def test_a_lesson_finished_twice_keeps_its_first_day() -> None:
    for at in (NOW, NOW + MINUTE):
        finish(begin("mes-onglets", at), at)
    assert learning().finished == {"mes-onglets": NOW}
    assert learning().open == {}


def test_each_edition_is_passed_on_its_own_day() -> None:
    finish(begin("mes-onglets", NOW), NOW)
    finish(begin("mes-onglets", NOW), NOW + MINUTE)
    finish(begin("mes-onglets", NOW, edition=2), NOW + 2 * MINUTE)
    begin("mes-onglets", NOW, edition=3)
    assert set(learning().passed) == {
        glance.Passed("mes-onglets", 1, NOW),
        glance.Passed("mes-onglets", 2, NOW + 2 * MINUTE),
    }


def test_known_is_right_at_the_first_try_the_last_time_asked() -> None:
    first = begin("mes-onglets", NOW)
    answer(first, "q1", 0.5, 1, NOW)
    answer(first, "q1", 1.0, 2, NOW + MINUTE)
    answer(first, "q2", 1.0, 1, NOW)
    assert set(learning().answers) == {
        Answered("mes-onglets", "q1", "trier", known=False),
        Answered("mes-onglets", "q2", "trier", known=True),
    }
    second = begin("mes-onglets", NOW + 2 * MINUTE)
    answer(second, "q1", 1.0, 1, NOW + 2 * MINUTE)
    answer(second, "q2", 0.0, 1, NOW + 2 * MINUTE)
    assert set(learning().answers) == {
        Answered("mes-onglets", "q1", "trier", known=True),
        Answered("mes-onglets", "q2", "trier", known=False),
    }


def test_the_same_question_id_in_two_lessons_is_two_questions() -> None:
    answer(begin("mes-onglets", NOW), "q1", 1.0, 1, NOW)
    answer(begin("veille-ou-arret", NOW), "q1", 0.0, 1, NOW + MINUTE)
    assert len(learning().answers) == 2


def test_the_notebook_comes_newest_first() -> None:
    with database.records("camille") as connection:
        for n, day in enumerate((date(2026, 11, 1), date(2026, 11, 3), date(2026, 11, 2), date(2026, 11, 3))):
            gestures.add(connection, "", f"ligne {n}", "done", day, NOW + n * MINUTE)
    assert [note.words for note in learning().notes] == ["ligne 3", "ligne 1", "ligne 2", "ligne 0"]


def test_a_file_without_tables_yet_tells_nothing() -> None:
    Path(places.records("camille")).parent.mkdir(parents=True)
    Path(places.records("camille")).touch()
    assert learning() == glance.Learning()
    assert glance.everything(places.records("camille")) == {}


def test_reading_never_writes() -> None:
    begin("mes-onglets", NOW)
    before = Path(places.records("camille")).read_bytes()
    learning()
    assert Path(places.records("camille")).read_bytes() == before


def test_records_on_a_share_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("os.path.exists", lambda _: True)
        with pytest.raises(NetworkFolder):
            glance.learning("//server/share/records.db")


def test_everything_is_every_row_of_every_table() -> None:
    attempt = begin("mes-onglets", NOW)
    answer(attempt, "q1", 1.0, 1, NOW)
    finish(attempt, NOW)
    with database.records("camille") as connection:
        gestures.add(connection, "", "Éteindre", "done", NOW.date(), NOW)
    found = glance.everything(places.records("camille"))
    with closing(sqlite3.connect(places.records("camille"))) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert set(found) == set(tables) - {"alembic_version"}
    assert {name: len(rows) for name, rows in found.items()} == dict.fromkeys(found, 1)
    assert found["answer"][0]["attempt"] == attempt.id


def put(*everybody: Person) -> None:
    with database.organisation() as connection:
        people.put(connection, everybody)


def test_a_person_is_found_by_number_or_login() -> None:
    ines = Person(
        "t1", "Inès Faure", "Formation", frozenset({Role.LEARNER, Role.TRAINER}), login="ines.faure"
    )
    put(ines)
    file = places.organisation()
    assert glance.person(file, person_id="t1") == ines
    assert glance.person(file, login="ines.faure") == ines
    assert glance.person(file, person_id="ines.faure") is None
    assert glance.person(file, login="t1") is None


def test_an_empty_login_is_nobody_even_if_the_list_has_people_without_one() -> None:
    put(Person("1", "Ana", "Voirie"))
    assert glance.person(places.organisation(), login="") is None
    assert glance.person(places.organisation()) is None


def test_who_has_left_is_no_longer_found() -> None:
    ana = Person("1", "Ana", "Voirie", login="ana")
    put(ana)
    with database.organisation() as connection:
        people.leave(connection, [ana], date(2026, 11, 1))
    assert glance.person(places.organisation(), login="ana") is None


def test_what_was_proposed_directly_by_service_or_by_cohort() -> None:
    ana, bob = Person("1", "Ana", "Voirie"), Person("2", "Bob", "Accueil")
    put(ana, bob, Person("t1", "Inès Faure", "Formation"))
    with database.organisation() as connection:
        people.put_cohort(connection, people.Cohort("c1", "Pilotes", ("1",)))
        for path, target, due in (
            ("late", ("service", "Voirie"), date(2026, 12, 24)),
            ("whenever", ("person", "1"), None),
            ("soon", ("cohort", "c1"), date(2026, 12, 1)),
            ("other", ("person", "2"), None),
        ):
            assignments.add(connection, assignments.New(path, *target, due, "Bonjour", "t1"), NOW)
    found = glance.assigned(places.organisation(), ana)
    assert [(one.path, one.due) for one in found] == [
        ("soon", date(2026, 12, 1)),
        ("late", date(2026, 12, 24)),
        ("whenever", None),
    ]
    assert {(one.assigned_by, one.message, one.assigned_on) for one in found} == {
        ("Inès Faure", "Bonjour", date(2026, 11, 23))
    }
    assert [one.path for one in glance.assigned(places.organisation(), bob)] == ["other"]


def test_reading_loads_no_sqlalchemy() -> None:
    begin("mes-onglets", NOW)
    code = (
        "import sys; from coach.store import glance; "
        f"print(len(glance.learning({places.records('camille')!r}).open)); "
        "sys.exit('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "1"), done.stderr


def test_a_review_and_a_quiz_are_no_lessons_but_their_answers_are_told() -> None:
    lesson = begin("mes-onglets", NOW)
    finish(lesson, NOW)
    with database.records("camille") as connection:
        review = attempts.begin(connection, "", 1, ("mes-onglets/q1",), NOW + MINUTE, "review")
        quiz = attempts.begin(connection, "web", 1, ("f1",), NOW + MINUTE, "quiz")
    for attempt, question, minutes, home in (
        (lesson, "q1", 0, "mes-onglets"), (review, "q1", 2, "mes-onglets"), (quiz, "f1", 3, "web"),
    ):  # fmt: skip
        given = attempts.NewAnswer(attempt.id, home, question, "00000000", "trier", "null", minutes / 3, 1)
        with database.records("camille") as connection:
            attempts.keep(connection, given, NOW + minutes * MINUTE)
    finish(review, NOW + MINUTE)
    known = learning()
    assert (list(known.finished), known.open) == (["mes-onglets"], {})
    assert known.answers == (Answered("mes-onglets", "q1", "trier", known=False),)
    told = glance.answers(places.records("camille"))
    assert [(row.kind, row.lesson, row.question, row.score) for row in told] == [
        ("lesson", "mes-onglets", "q1", 0), ("review", "mes-onglets", "q1", 2 / 3), ("quiz", "web", "f1", 1),
    ]  # fmt: skip
    assert [row.at for row in told] == [NOW, NOW + 2 * MINUTE, NOW + 3 * MINUTE]


def test_a_file_of_an_earlier_program_is_read_as_it_is_and_brought_up_to_date_by_the_next_writer() -> None:
    file = Path(places.records("camille"))
    file.parent.mkdir(parents=True)
    migrate.upgrade("records", str(file), {1: migrate.revisions("records")[1]})
    with closing(sqlite3.connect(file)) as connection:
        at = NOW.isoformat()
        connection.execute(
            "INSERT INTO attempt VALUES ('a1', 'mes-onglets', 1, '[\"q1\"]', 4, ?, ?)", (at, at)
        )
        connection.execute(
            "INSERT INTO answer VALUES ('n1', 'a1', 'q1', '00000000', 'trier', 'null', 1, 1, ?)", (at,)
        )
        connection.commit()
    before = (learning(), glance.answers(str(file)))
    assert before[0].answers == (Answered("mes-onglets", "q1", "trier", known=True),)
    begin("veille-ou-arret", NOW)
    assert glance.answers(str(file)) == before[1]
    assert learning().finished == before[0].finished


def test_the_review_begun_last_is_told_with_how_far_it_came() -> None:
    file = places.records("camille")
    assert glance.last_review(file) is None
    finish(begin("mes-onglets", NOW), NOW)
    assert glance.last_review(file) is None
    with database.records("camille") as connection:
        attempts.begin(connection, "", 0, ("mes-onglets/q1",), NOW + MINUTE, "review")
        last = attempts.begin(connection, "", 0, ("mes-onglets/q2", "un/q1"), NOW + 2 * MINUTE, "review")
        attempts.reach(connection, last.id, 1)
    told = glance.LastReview(last.id, ("mes-onglets/q2", "un/q1"), 1, NOW + 2 * MINUTE, finished=False)
    assert glance.last_review(file) == told
    finish(last, NOW + 3 * MINUTE)
    assert glance.last_review(file) == dataclasses.replace(told, finished=True)
