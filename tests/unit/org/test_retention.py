"""What was kept long enough is listed first and goes then; nothing goes that the list does not name."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach import org
from coach.content.library import Library
from coach.domain.errors import ExportError, NotAllowed
from coach.domain.retention import TABLE
from coach.org import Filters, Query, Target, cancelling, retention
from coach.org.cancelling import Which
from coach.org.errors import FileThere
from coach.store import assignments, completions, people
from coach.store.completions import Chosen
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, town

OLD = date(2020, 11, 22)
TOWN = {"name": "=Ville"}


@pytest.fixture(autouse=True)
def _aged(settled: Path) -> None:
    """One completion a day too old, one on the last day that is kept, one of today."""
    with town() as connection:
        finish(connection, AGENTS[0], "veille-ou-arret", day=OLD)
        finish(connection, AGENTS[1], "veille-ou-arret", day=OLD + timedelta(days=1))
        finish(connection, AGENTS[1], "mes-onglets", "web")


def counts(settings: dict[str, str] | None = None) -> dict[str, int]:
    return {one.kept.key: one.count for one in retention.due(HR, settings or {}, TODAY)}


def kept() -> list[tuple[str, date]]:
    with town() as connection:
        return [(one.staff_number, one.finished_on) for one in completions.records(connection, Chosen())]


def test_what_is_due() -> None:
    assert counts() == {"completions": 1, "assignments": 0, "exports": 0, "people": 0}
    assert counts({"retention_completions": "1"})["completions"] == 2
    for nonsense in ("0", "-3", "x", "", "99999999999"):
        assert counts({"retention_completions": nonsense})["completions"] == 1


def test_the_list_is_written_and_then_it_goes(tmp_path: Path) -> None:
    cancelling.cancel(HR, Which("001", "veille-ou-arret"), "x", NOW)
    file, gone = retention.purge(HR, TOWN, str(tmp_path / "list"), NOW)
    assert [one.count for one in gone] == [1]
    heading, line = list(csv.reader(Path(file).read_text("utf-8-sig").splitlines(), delimiter=";"))
    told = dict(zip(heading, line, strict=True))
    assert (told["First day"], told["Last day"], told["Number"]) == ("22/11/2020", "22/11/2020", "1")
    assert (told["Organisation"], told["Kept for (months)"], told["Visa of the archives"]) == (
        "'=Ville",
        "72",
        "",
    )
    assert [who for who, _day in kept()] == ["002", "002"]
    assert counts()["completions"] == 0


def test_without_a_list_nothing_goes(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("precious", "utf-8")
    with pytest.raises(FileThere):
        retention.purge(HR, TOWN, str(tmp_path / "list.csv"), NOW)
    with pytest.raises(ExportError):
        retention.purge(HR, TOWN, str(tmp_path / "absent" / "list.csv"), NOW)
    assert len(kept()) == 3


def test_a_person_goes_only_after_all_that_is_theirs(tmp_path: Path) -> None:
    with town() as connection:
        people.leave(connection, [AGENTS[0], AGENTS[2]], OLD)
    assert counts()["people"] == 1
    retention.purge(HR, TOWN, str(tmp_path / "1"), NOW)
    with town() as connection:
        left = {one.person.id for one in people.listed(connection)}
    assert (AGENTS[0].id in left, AGENTS[2].id in left) == (True, False)
    assert counts()["people"] == 1
    retention.purge(HR, TOWN, str(tmp_path / "2"), NOW)
    with town() as connection:
        assert AGENTS[0].id not in {one.person.id for one in people.listed(connection)}


def test_a_proposal_that_stands_is_never_due() -> None:
    with town() as connection:
        new = assignments.New("bienvenue", "service", "Accueil", None, "", TRAINER.id)
        line = assignments.add(connection, new, NOW - timedelta(days=3000))
        assert counts()["assignments"] == 0
        assignments.withdraw(connection, line, TODAY)
    assert counts()["assignments"] == 1


def test_the_log_of_exports_is_kept_a_year(tmp_path: Path, shelf: Library) -> None:
    for n, ago in enumerate((365, 366, 500)):
        target = Target("csv", str(tmp_path / f"{n}.csv"))
        org.export(HR, shelf, target, Query(Filters()), NOW - timedelta(days=ago))
    assert counts()["exports"] == 2


def test_it_is_for_hr(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        retention.due(TRAINER, {}, TODAY)
    with pytest.raises(NotAllowed):
        retention.purge(AGENTS[0], {}, str(tmp_path / "x"), NOW)


def test_each_line_of_the_table_says_something_of_its_own() -> None:
    assert len({one.key for one in TABLE}) == len({one.what for one in TABLE})
    assert all(one.months for one in TABLE if one.ours)
    assert all(retention.sentence(one) for one in retention.due(HR, {}, TODAY))
