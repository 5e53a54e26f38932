"""What a line of an export can be: every person and path once, counts without what was cancelled."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach import org
from coach.content.library import Library
from coach.domain.people import Person
from coach.exports import COLUMNS, Row
from coach.org import Filters, Proposal, Query, Target, cancelling
from coach.org.cancelling import Which
from coach.org.errors import UnknownColumn
from coach.org.grains import GRAINS
from coach.store import people
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, town

ONE, TWO, SEVEN = AGENTS[0], AGENTS[1], AGENTS[6]


@pytest.fixture(autouse=True)
def _finished(settled: Path, shelf: Library) -> None:
    """Accueil and the pilots are to follow “bienvenue”: 001 has finished it, 002 one lesson, 007 none."""
    groups = (org.find_group(TRAINER, "Accueil"), org.find_group(TRAINER, "Pilotes"))
    org.assign(TRAINER, shelf, Proposal("bienvenue", groups, date(2026, 12, 31)), NOW)
    with town() as connection:
        for n, lesson in enumerate(shelf.paths["bienvenue"].lessons):
            finish(connection, ONE, lesson, day=date(2026, 11, 1 + n))
        finish(connection, ONE, "", day=date(2026, 11, 6))
        finish(connection, TWO, "veille-ou-arret", day=date(2026, 11, 9))


def rows(shelf: Library, grain: str, **filters: object) -> list[Row]:
    wanted = Filters(**filters)  # type: ignore[arg-type]  # each test gives what the field holds
    with town() as connection:
        return list(GRAINS[grain].rows(connection, shelf, wanted.chosen()))


def states(shelf: Library, **filters: object) -> dict[object, object]:
    return {row["staff_number"]: row["state"] for row in rows(shelf, "person-path", **filters)}


@pytest.mark.parametrize("name", GRAINS)
def test_every_row_has_every_column_of_the_registry(name: str, shelf: Library) -> None:
    grain, known = GRAINS[name], {column.key for column in COLUMNS}
    assert set(grain.keys) <= known
    assert len(set(grain.keys)) == len(grain.keys)
    found = rows(shelf, name)
    assert found
    assert all(set(grain.keys) <= set(row) for row in found)


def test_one_line_per_person_and_path(shelf: Library) -> None:
    assert states(shelf) == {
        **{one.id: "not_started" for one in AGENTS[:7]},
        ONE.id: "finished",
        TWO.id: "started",
    }
    [whole] = [row for row in rows(shelf, "person-path") if row["staff_number"] == ONE.id]
    assert whole["finished_on"] == date(2026, 11, 6)
    assert whole["first_day"] == date(2026, 11, 1)
    assert (whole["minutes"], whole["lessons_done"], whole["lessons"]) == (18, 6, 6)
    [part] = [row for row in rows(shelf, "person-path") if row["staff_number"] == TWO.id]
    assert (part["finished_on"], part["minutes"], part["lessons_done"]) == (None, 3, 1)


def test_a_person_who_left_keeps_what_was_finished_and_nothing_else(shelf: Library) -> None:
    with town() as connection:
        people.leave(connection, [ONE, AGENTS[2]], TODAY)
    found = states(shelf)
    assert found[ONE.id] == "finished"
    assert AGENTS[2].id not in found


def test_the_service_is_that_of_the_day_and_todays_stands_beside_it(shelf: Library) -> None:
    with town() as connection:
        people.put(connection, [Person(ONE.id, ONE.name, "Culture")])
    [row] = [row for row in rows(shelf, "person-path") if row["staff_number"] == ONE.id]
    assert (row["service"], row["service_today"]) == ("Accueil", "Culture")
    accueil, culture = org.find_group(HR, "Accueil"), org.find_group(HR, "Culture")
    assert ONE.id in states(shelf, group=accueil)
    assert ONE.id not in states(shelf, group=culture)
    assert ONE.id in states(shelf, service="Accueil")


def test_filters(shelf: Library) -> None:
    assert set(states(shelf, group=org.find_group(HR, "Pilotes"))) == {ONE.id, SEVEN.id}
    assert set(states(shelf, group=org.find_group(HR, "002"))) == {TWO.id}
    assert set(states(shelf, since=date(2026, 11, 7))) == {TWO.id}
    assert set(states(shelf, until=date(2026, 11, 7))) == {ONE.id}
    assert states(shelf, path="web") == {}


def test_a_path_that_is_gone_is_neither_finished_nor_lost(shelf: Library) -> None:
    with town() as connection:
        finish(connection, SEVEN, "old-lesson", "old-path")
    [row] = [row for row in rows(shelf, "person-path") if row["path_id"] == "old-path"]
    assert (row["path"], row["state"], row["lessons"]) == ("old-path", "started", 0)


def test_who_is_assigned_what(shelf: Library) -> None:
    mine = [row for row in rows(shelf, "enrolment") if row["staff_number"] == ONE.id]
    assert {row["assigned_to"] for row in mine} == {"Accueil", "Pilotes"}
    assert {row["assigned_by"] for row in mine} == {TRAINER.name}
    assert {row["state"] for row in mine} == {"finished"}
    [line] = [one for one in org.assignments(TRAINER, shelf) if one.group.name == "Pilotes"]
    org.withdraw(TRAINER, shelf, line.id, NOW)
    assert len([row for row in rows(shelf, "enrolment") if row["staff_number"] == ONE.id]) == 1
    assert SEVEN.id not in {row["staff_number"] for row in rows(shelf, "enrolment")}


def test_hours_count_a_lesson_once_a_person(shelf: Library) -> None:
    with town() as connection:
        finish(connection, TWO, "veille-ou-arret", path="web", day=TODAY)
    [accueil] = rows(shelf, "hours")
    assert accueil == {"service": "Accueil", "people": 2, "lessons_done": 7, "minutes": 21, "hours": 0.35}


def test_the_livret_has_what_is_finished_and_how(shelf: Library) -> None:
    [line] = rows(shelf, "livret")
    assert (line["staff_number"], line["nature"], line["minutes"]) == (ONE.id, "distance", 18)


def test_counts_leave_out_what_was_cancelled_and_exports_show_it(shelf: Library) -> None:
    cancelling.cancel(HR, Which(TWO.id, "veille-ou-arret"), "wrong person", NOW)
    assert states(shelf)[TWO.id] == "cancelled"
    assert rows(shelf, "hours")[0]["people"] == 1
    told = {row["staff_number"]: row for row in rows(shelf, "completion")}[TWO.id]
    assert (told["state"], told["cancel_reason"], told["cancelled_on"]) == (
        "cancelled",
        "wrong person",
        TODAY,
    )
    [status] = [one for one in org.assignments(TRAINER, shelf) if one.group.name == "Accueil"]
    assert (status.started, status.finished) == (0, 1)
    cancelling.cancel(HR, Which(ONE.id, "veille-ou-arret"), "tried by a colleague", NOW)
    assert states(shelf)[ONE.id] == "started"
    assert rows(shelf, "livret") == []


def exported(shelf: Library, file: Path, query: Query) -> list[list[str]]:
    org.export(HR, shelf, Target("csv", str(file)), query, NOW)
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


@pytest.mark.parametrize("grain", GRAINS)
def test_the_file_is_the_preview_for_every_kind_of_line(grain: str, tmp_path: Path, shelf: Library) -> None:
    query = Query(grain=grain)
    lines = exported(shelf, tmp_path / "x.csv", query)
    found = org.preview(HR, shelf, query, "csv")
    assert lines[0] == list(GRAINS[grain].columns)
    assert (len(lines) - 1, len(found.titles)) == (found.count, len(lines[0]))
    assert [row[0] for row in found.rows] == [line[0] for line in lines[1:21]]


def test_columns_of_ones_own(tmp_path: Path, shelf: Library) -> None:
    query = Query(columns=("minutes", "staff_number"), titles={"staff_number": "=MATRICULE"})
    assert exported(shelf, tmp_path / "x.csv", query)[:2] == [["minutes", "'=MATRICULE"], ["18", "001"]]
    for wrong in (
        Query(columns=("password",)),
        Query(titles={"score": "x"}),
        Query(columns=("completion_id",)),
    ):
        with pytest.raises(UnknownColumn):
            org.export(HR, shelf, Target("csv", str(tmp_path / "y.csv")), wrong, NOW)
    assert not (tmp_path / "y.csv").exists()


@pytest.fixture
def hidden(kept_keys: Path, tmp_path: Path, shelf: Library) -> str:
    """All that an export of every kind with pseudonyms says."""
    said = []
    for n, grain in enumerate(GRAINS):
        org.export(
            HR,
            shelf,
            Target("csv", str(tmp_path / f"{grain}.csv")),
            Query(grain=grain, columns=GRAINS[grain].keys, pseudonyms=True),
            NOW + timedelta(seconds=n),
        )
        said.append((tmp_path / f"{grain}.csv").read_text("utf-8"))
    return "".join(said)


def test_pseudonyms_leave_no_number_and_no_name(hidden: str, tmp_path: Path) -> None:
    assert not [one.name for one in AGENTS if one.name in hidden]
    assert "\r\n001," not in hidden
    lines = list(csv.reader((tmp_path / "completion.csv").read_text("utf-8").splitlines()))
    [number] = {line[0] for line in lines[1:7]}
    assert len(number) == 16
    assert number in (tmp_path / "person-path.csv").read_text("utf-8")


def test_the_log_says_what_was_exported_and_why(tmp_path: Path, shelf: Library) -> None:
    query = Query(Filters(service="Accueil"), "hours", reason="annual report")
    org.export(HR, shelf, Target("csv", str(tmp_path / "x.csv")), query, NOW)
    [line] = org.history(HR, shelf)
    assert line.what == "Training hours per service (published durations)"
    assert (line.filters, line.reason) == ("Accueil", "annual report")


def test_statements_are_always_told_of_completions(tmp_path: Path, shelf: Library) -> None:
    done = org.export(HR, shelf, Target("xapi", str(tmp_path / "x.json")), Query(grain="hours"), NOW)
    assert done.rows == 8
