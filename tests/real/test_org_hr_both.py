"""What HR does, on a file and through the gateway on a real PostgreSQL: the same answers and the same bytes."""

import csv
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coach import keyring_entry
from coach.commands._paper import typeset
from coach.content.library import Library, library
from coach.domain.errors import NotAllowed, SyncError
from coach.exports import formats, unguarded
from coach.org import Filters, Query, Target, evidence, evidence_files, person_data, records
from coach.org.cancelling import Which, cancel, restore
from coach.org.errors import AlreadySo, NoReason, UnknownCompletion, UnknownGroup
from coach.org.grains import GRAINS
from coach.org.shapes import Group, Kind
from tests.desk.gateway import Gateway
from tests.real.town import HR, TRAINER, Town
from tests.real.two_stores import COHORT, FORMULA, Twins, twins

BOTH = ("file", "server")
FIRST = "veille-ou-arret"
COHORT_GROUP = Group(Kind.COHORT, COHORT.id, COHORT.name, 3)
FILTERS = {
    "everything": Filters(),
    "a period": Filters(since=date(2026, 11, 3), until=date(2026, 11, 30)),
    "a service": Filters(group=Group(Kind.SERVICE, "Voirie", "Voirie", 3)),
    "a cohort": Filters(group=COHORT_GROUP),
    "a person": Filters(group=Group(Kind.PERSON, "001", "Agent 1", 1)),
    "a path": Filters(path="bienvenue"),
    "the service of the day": Filters(service="Accueil"),
    "a hostile one": Filters(service="' OR 1=1 --"),
}


@pytest.fixture(scope="module")
def shelf() -> Library:
    """The lessons in French."""
    return library("fr")


@pytest.fixture
def both(site: Gateway, store: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Twins]:
    """The town twice."""
    with twins(site, store, tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture(params=BOTH)
def where(both: Twins, request: pytest.FixtureRequest) -> str:
    """One of the two."""
    both.use(request.param)
    return str(request.param)


def written(shelf: Library, file: Path, query: Query, format: str = "csv") -> bytes:
    """The bytes of an export."""
    records.export(HR, shelf, Target(format, str(file), replace=True), query, datetime.now(UTC))
    return file.read_bytes()


def first_lesson(shelf: Library) -> str:
    return shelf.paths["bienvenue"].lessons[0]


@pytest.mark.parametrize("name", FILTERS)
def test_every_grain_has_the_same_lines(both: Twins, shelf: Library, tmp_path: Path, name: str) -> None:
    told: dict[str, list[bytes]] = {}
    for one in BOTH:
        both.use(one)
        told[one] = [
            written(shelf, tmp_path / "f.csv", Query(FILTERS[name], key, columns=grain.keys), format)
            for key, grain in GRAINS.items()
            for format in ("csv", "csv_fr")
        ]
    assert told["file"] == told["server"]
    if name == "everything":
        assert [text.count(b"\n") > 3 for text in told["server"][:4]] == [True] * 4


@pytest.mark.parametrize("format", ["xapi", "xlsx", "ods"])
def test_every_format_counts_the_same_rows(where: str, shelf: Library, tmp_path: Path, format: str) -> None:
    target = Target(format, str(tmp_path / f"out{formats()[format].suffix}"))
    done = records.export(HR, shelf, target, Query(grain="completion"), datetime.now(UTC))
    assert done.rows == 6 + len(shelf.paths["bienvenue"].lessons)


def test_pseudonyms_titles_and_columns(both: Twins, shelf: Library, tmp_path: Path) -> None:
    query = Query(
        grain="completion",
        columns=("staff_number", "name", "minutes"),
        titles={"name": "=Nom"},
        pseudonyms=True,
    )
    texts = []
    for one in BOTH:
        both.use(one)
        texts.append(written(shelf, tmp_path / "f.csv", query))
    assert texts[0] == texts[1]
    assert b"001" not in texts[1]
    assert texts[1].startswith(b"staff_number,'=Nom,minutes\r\n")


def test_no_cell_is_a_formula_and_no_name_a_command(where: str, shelf: Library, tmp_path: Path) -> None:
    rows = list(
        csv.DictReader(written(shelf, tmp_path / "f.csv", Query()).decode().splitlines(keepends=True))
    )
    (hostile,) = (row for row in rows if row["staff_number"] == FORMULA.id)
    assert (hostile["name"], hostile["service"]) == ("'" + FORMULA.name, "'" + FORMULA.service)
    assert hostile["cohort"] == "'@Pilotes"
    assert [row["name"] for row in rows if row["staff_number"] == "667"] == [
        "O'Neil\"); DROP TABLE org.person;--\nBis"
    ]


@pytest.mark.parametrize("grain", GRAINS)
def test_the_preview_is_the_file(where: str, shelf: Library, tmp_path: Path, grain: str) -> None:
    query = Query(grain=grain)
    told = records.preview(HR, shelf, query)
    lines = list(csv.reader(written(shelf, tmp_path / "f.csv", query).decode().splitlines(keepends=True)))
    assert told.count == len(lines) - 1
    assert len(told.rows) == min(told.count, records.PREVIEW)
    assert [row[0] for row in told.rows] == [unguarded(line[0]) for line in lines[1 : records.PREVIEW + 1]]


def test_the_log_has_who_what_why_and_how_much(where: str, shelf: Library, tmp_path: Path) -> None:
    query = Query(Filters(path="bienvenue", group=COHORT_GROUP), "completion", reason="Bilan <b>")
    records.export(HR, shelf, Target("csv", str(tmp_path / "f")), query, datetime.now(UTC))
    (line,) = records.history(HR, shelf)
    assert (line.who, line.format, line.file) == (HR.name, "csv", str(tmp_path / "f.csv"))
    assert (line.reason, line.complete, line.rows) == ("Bilan <b>", True, 3)
    assert COHORT.name in line.filters
    assert abs((datetime.now(UTC) - line.at).total_seconds()) < 3600


def test_an_export_that_fails_is_in_the_log_and_nowhere_else(
    where: str, shelf: Library, tmp_path: Path
) -> None:
    (tmp_path / "there.csv").write_text("mine", "utf-8")
    with pytest.raises(Exception, match="already a file"):
        records.export(HR, shelf, Target("csv", str(tmp_path / "there.csv")), Query(), datetime.now(UTC))
    assert records.history(HR, shelf) == ()
    assert (tmp_path / "there.csv").read_text("utf-8") == "mine"


def test_a_sealed_export_is_proven(where: str, shelf: Library, tmp_path: Path) -> None:
    from coach.org.proving import check

    target = Target("csv", str(tmp_path / "f.csv"), sealed=True)
    done = records.export(HR, shelf, target, Query(grain="completion"), datetime.now(UTC))
    assert os.path.exists(done.seal)
    assert check(done.file).n == done.rows


def test_annulled_and_counted_again(where: str, shelf: Library, tmp_path: Path) -> None:
    lesson, now = first_lesson(shelf), datetime.now(UTC)
    which = Which("001", lesson)
    with pytest.raises(NoReason):
        cancel(HR, which, "  ", now)
    with pytest.raises(UnknownCompletion):
        cancel(HR, Which("001", "' OR 1=1"), "why", now)
    with pytest.raises(AlreadySo):
        restore(HR, which, "why", now)
    assert cancel(HR, which, "=Saisie\n par  erreur", now).name == "Agent 1"
    with pytest.raises(AlreadySo):
        cancel(HR, which, "twice", now)

    def line() -> dict[str, str]:
        text = written(shelf, tmp_path / "f.csv", Query(grain="completion"))
        rows = csv.DictReader(text.decode().splitlines(keepends=True))
        return next(row for row in rows if (row["staff_number"], row["lesson_id"]) == ("001", lesson))

    assert (line()["state"], line()["cancel_reason"]) == ("cancelled", "'=Saisie par erreur")
    assert restore(HR, which, "c’était juste", now + timedelta(seconds=1)).lesson == lesson
    assert (line()["state"], line()["cancel_reason"]) == ("finished", "")
    cancel(HR, which, "finally", now + timedelta(seconds=2))
    (told,) = (one for one in person_data.everything(HR, "001", now)["finished"] if one["lesson"] == lesson)
    assert [(one["verb"], one["reason"]) for one in told["corrections"]] == [
        ("cancelled", "=Saisie par erreur"),
        ("restored", "c’était juste"),
        ("cancelled", "finally"),
    ]


def test_the_evidence_of_a_year(both: Twins, shelf: Library, tmp_path: Path) -> None:
    pages, now, found = [], datetime.now(UTC), []
    for one in BOTH:
        both.use(one)
        cancel(HR, Which("667", first_lesson(shelf)), "why", now)
        year = evidence.evidence(HR, shelf, "Ville", 2026, 40, date(2026, 12, 31))
        found.append(year)
        _book, page, _paper = evidence_files.write(HR, year, str(tmp_path / one), typeset, now, replace=False)
        pages.append(Path(page).read_bytes())
        assert [line.what for line in records.history(HR, shelf)] == ["Evidence of a year"]
        assert records.history(HR, shelf)[0].complete
    assert pages[0] == pages[1]
    assert found[0].criteria[0].trained == 4


def test_all_that_is_kept_about_somebody(both: Twins, shelf: Library, tmp_path: Path) -> None:
    told, now = [], datetime.now(UTC)
    for one in BOTH:
        both.use(one)
        written(shelf, tmp_path / "f.csv", Query())
        told.append(person_data.everything(HR, FORMULA.id, now))
        assert len(person_data.everything(HR, HR.id, now)["exports_made"]) == 1
        with pytest.raises(UnknownGroup):
            person_data.everything(HR, "nobody", now)
        file = person_data.write(HR, "001", str(tmp_path / f"{one}.json"), now)
        assert len(json.loads(Path(file).read_text("utf-8"))["finished"]) == 2
    ours, theirs = told
    assert theirs.pop("services") == [{"since": "2026-01-01", "service": FORMULA.service}]
    for hidden in ("roles", "login"):
        del ours["person"][hidden]
    assert ours == theirs


def test_only_hr(both: Twins, shelf: Library, tmp_path: Path) -> None:
    for one in BOTH:
        both.use(one)
        with pytest.raises(NotAllowed):
            records.export(TRAINER, shelf, Target("csv", str(tmp_path / "f.csv")), Query(), datetime.now(UTC))


def test_a_desk_without_a_token_is_told_what_to_do(both: Twins, shelf: Library, tmp_path: Path) -> None:
    both.use("server")
    keyring_entry.forget(f"sync {HR.id}")
    with pytest.raises(SyncError, match="not enrolled"):
        records.export(HR, shelf, Target("csv", str(tmp_path / "f.csv")), Query(), datetime.now(UTC))
    assert not list(tmp_path.glob("*.csv"))
