"""HR's exports: the same rows on the screen and in the file, whole or not at all, each in the log."""

import csv
import errno
import os
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

import openpyxl
import pytest

from coach import exports, org
from coach.content.library import Library
from coach.domain.errors import ExportError, NotAllowed
from coach.domain.people import Person
from coach.exports import Column, Export, Row
from coach.org import FileThere, Filters, Proposal, Query, Target, records
from coach.org.errors import BadPeriod, TooManyRows
from coach.store import people
from coach.words import explain
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, town
from tests.unit.refusing import folder, refusing


@pytest.fixture(autouse=True)
def _finished(settled: Path, shelf: Library) -> None:
    proposal = Proposal("bienvenue", (org.find_group(TRAINER, "Accueil"),), date(2026, 12, 31))
    org.assign(TRAINER, shelf, proposal, NOW)
    with town() as connection:
        finish(connection, AGENTS[0], "veille-ou-arret", day=date(2026, 11, 1))
        finish(connection, AGENTS[6], "veille-ou-arret", day=date(2026, 11, 2))
        finish(connection, AGENTS[0], "mes-onglets", "web", day=date(2026, 11, 3))


def exported(shelf: Library, file: Path, **filters: object) -> list[list[str]]:
    wanted = Filters(**filters)  # type: ignore[arg-type]  # each test gives what the field holds
    later = NOW + timedelta(seconds=len(org.history(HR, shelf)))
    org.export(HR, shelf, Target("csv", str(file)), Query(wanted, "completion"), later)
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def sentence(error: ExportError) -> str:
    return explain(error).what


def test_a_line_of_the_file(tmp_path: Path, shelf: Library) -> None:
    heading, line, *_rest = exported(shelf, tmp_path / "all.csv")
    assert dict(zip(heading, line, strict=True)) == {
        "staff_number": "001",
        "name": "Agent 1",
        "service": "Accueil",
        "cohort": "Pilotes",
        "path_id": "bienvenue",
        "path": shelf.paths["bienvenue"].title,
        "lesson_id": "veille-ou-arret",
        "lesson": shelf.cards["veille-ou-arret"].title,
        "edition": "1",
        "assigned_on": TODAY.isoformat(),
        "due": "2026-12-31",
        "finished_on": "2026-11-01",
        "minutes": "3",
        "mode": "individual",
        "service_today": "Accueil",
        "state": "finished",
        "cancel_reason": "",
    }


def test_the_preview_has_the_columns_and_rows_of_the_file(tmp_path: Path, shelf: Library) -> None:
    found = org.preview(HR, shelf, Query(Filters(), "completion"))
    assert found.count == 3
    assert found.titles[:3] == ("Staff number", "Name", "Service")
    lines = exported(shelf, tmp_path / "all.csv")[1:]
    assert [row[0] for row in found.rows] == [line[0] for line in lines]
    assert found.rows[0][11] == "11/1/26"


def test_the_preview_shows_twenty_rows_and_counts_all(shelf: Library) -> None:
    with town() as connection:
        for n in range(30):
            finish(connection, AGENTS[1], f"lesson-{n}")
    found = org.preview(HR, shelf, Query(Filters(), "completion"))
    assert (len(found.rows), found.count) == (20, 33)


def test_filters_by_day_group_and_path(tmp_path: Path, shelf: Library) -> None:
    voirie = org.find_group(HR, "Voirie")
    pilots = org.find_group(HR, "Pilotes")
    days = {"since": date(2026, 11, 2), "until": date(2026, 11, 2)}
    assert [line[0] for line in exported(shelf, tmp_path / "1.csv", group=voirie)[1:]] == ["007"]
    assert [line[0] for line in exported(shelf, tmp_path / "2.csv", **days)[1:]] == ["007"]
    assert [line[0] for line in exported(shelf, tmp_path / "3.csv", path="web")[1:]] == ["001"]
    assert len(exported(shelf, tmp_path / "4.csv", group=pilots)) == 4
    assert [one.filters for one in org.history(HR, shelf)] == [
        "Pilotes",
        "Browser and web",
        "from November\u00a02,\u00a02026, until November\u00a02,\u00a02026",
        "Voirie",
    ]


def test_a_period_that_ends_before_it_begins(tmp_path: Path, shelf: Library) -> None:
    wrong = Filters(date(2026, 12, 1), date(2026, 11, 1))
    with pytest.raises(BadPeriod):
        org.preview(HR, shelf, Query(wrong))
    with pytest.raises(BadPeriod):
        org.export(HR, shelf, Target("csv", str(tmp_path / "x.csv")), Query(wrong, "completion"), NOW)
    assert list(tmp_path.glob("x*")) == []


def test_every_export_is_logged(tmp_path: Path, shelf: Library) -> None:
    done = org.export(HR, shelf, Target("xlsx", str(tmp_path / "mars")), Query(Filters(), "completion"), NOW)
    assert done == org.Exported(str(tmp_path / "mars.xlsx"), 3)
    [line] = org.history(HR, shelf)
    assert (line.at, line.who, line.format, line.file) == (NOW, "Paul Roy", "xlsx", done.file)
    assert (line.filters, line.rows, line.complete) == ("everything", 3, True)


def test_a_hostile_name_reaches_no_spreadsheet_as_a_formula(tmp_path: Path, shelf: Library) -> None:
    hostile = Person("-1+1", '=HYPERLINK("http://x";"y")', "@SUM(A1)")
    with town() as connection:
        people.put(connection, [hostile])
        finish(connection, hostile, "+1")
    file = tmp_path / "x.xlsx"
    org.export(
        HR,
        shelf,
        Target("xlsx", str(file)),
        Query(Filters(group=org.find_group(HR, "-1+1")), "completion"),
        NOW,
    )
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"'-1+1", '\'=HYPERLINK("http://x";"y")', "'@SUM(A1)", "'+1"} <= {cell.value for cell in cells}


def test_a_file_that_exists_is_replaced_only_when_told(tmp_path: Path, shelf: Library) -> None:
    file = tmp_path / "old.csv"
    file.write_text("precious", "utf-8")
    with pytest.raises(FileThere):
        org.export(HR, shelf, Target("csv", str(file)), Query(Filters(), "completion"), NOW)
    assert file.read_text("utf-8") == "precious"
    assert org.history(HR, shelf) == ()
    org.export(HR, shelf, Target("csv", str(file), True), Query(Filters(), "completion"), NOW)
    assert file.read_text("utf-8").startswith("staff_number,")


def test_places_where_no_file_can_be(tmp_path: Path, shelf: Library) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "folder.csv").mkdir()
    for place, reason in (
        (tmp_path / "file" / "x.csv", "there is no such folder."),
        (tmp_path / "absent" / "x.csv", "there is no such folder."),
        (tmp_path / "folder.csv", "this is a folder, not a file."),
        (tmp_path / ("x" * 300 + ".csv"), os.strerror(errno.ENAMETOOLONG)),
    ):
        with pytest.raises(ExportError) as caught:
            org.export(HR, shelf, Target("csv", str(place)), Query(Filters(), "completion"), NOW)
        assert sentence(caught.value) == f"The export could not be saved to {place}: {reason}"
    assert sorted(child.name for child in tmp_path.iterdir()) == ["file", "folder.csv", "home"]


def test_a_read_only_folder(shelf: Library) -> None:
    with folder() as place:
        (place / "old.csv").write_text("precious", "utf-8")
        for name, replace in (("new.csv", False), ("old.csv", True)):
            with refusing(place), pytest.raises(ExportError) as caught:
                org.export(
                    HR, shelf, Target("csv", str(place / name), replace), Query(Filters(), "completion"), NOW
                )
            told = explain(caught.value)
            assert told.what == (f"The export could not be saved to {place / name}: the folder is read-only.")
            assert (told.safe, told.todo) == ("Your records are intact.", "Choose another folder.")
        assert [child.name for child in place.iterdir()] == ["old.csv"]
        assert (place / "old.csv").read_text("utf-8") == "precious"
    assert org.history(HR, shelf) == ()


def full_disk(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> None:
    out.write(b"half a file")
    for _row in rows:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_old_file_and_no_half_one(
    tmp_path: Path, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.csv"
    file.write_text("precious", "utf-8")
    monkeypatch.setattr(records, "formats", lambda: {"full": Export(".csv", full_disk)})
    with pytest.raises(ExportError) as caught:
        org.export(HR, shelf, Target("full", str(file), True), Query(Filters(), "completion"), NOW)
    assert sentence(caught.value).endswith("there is no room left on the disk.")
    assert file.read_text("utf-8") == "precious"
    assert sorted(child.name for child in tmp_path.iterdir()) == ["home", "x.csv"]
    [line] = org.history(HR, shelf)
    assert (line.rows, line.complete) == (0, False)


def test_a_file_that_takes_the_name_meanwhile_is_not_overwritten(
    tmp_path: Path, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.csv"

    def slow(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> None:
        exports.formats()["csv"].write(columns, rows, out)
        file.write_text("somebody else's", "utf-8")

    monkeypatch.setattr(records, "formats", lambda: {"slow": Export(".csv", slow)})
    with pytest.raises(FileThere):
        org.export(HR, shelf, Target("slow", str(file)), Query(Filters(), "completion"), NOW)
    assert file.read_text("utf-8") == "somebody else's"
    assert [line.complete for line in org.history(HR, shelf)] == [False]


def test_more_rows_than_a_format_holds(
    tmp_path: Path, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Export(".csv", exports.formats()["csv"].write, limit=2)
    monkeypatch.setattr(records, "formats", lambda: {"small": small})
    with pytest.raises(TooManyRows):
        org.export(HR, shelf, Target("small", str(tmp_path / "x.csv")), Query(Filters(), "completion"), NOW)
    assert list(tmp_path.glob("*.csv")) == []


def test_only_hr_sees_and_exports(tmp_path: Path, shelf: Library) -> None:
    for actor in (AGENTS[0], TRAINER):
        with pytest.raises(NotAllowed):
            org.preview(actor, shelf, Query())
        with pytest.raises(NotAllowed):
            org.export(
                actor, shelf, Target("csv", str(tmp_path / "x.csv")), Query(Filters(), "completion"), NOW
            )
        with pytest.raises(NotAllowed):
            org.history(actor, shelf)
    assert list(tmp_path.glob("*.csv")) == []
