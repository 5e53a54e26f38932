"""The spreadsheets that HR exports, opened by the real LibreOffice without a screen."""

import csv
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from coach import words
from coach.exports import Row, columns, formats, guarded
from coach.words import _

KEYS = ("staff_number", "name", "finished_on", "minutes", "hours", "mode", "cohort")
NAMES = (
    "Élise  d’Été",
    "=1+1",
    '=HYPERLINK("http://x";"y")',
    "007",
    "1e5",
    "@SUM(A1)",
    "a;b \"c\" <d> & 'e'",
    " x ",
)


def rows() -> list[Row]:
    """One line a name; numbers and days of several kinds."""
    return [
        {
            "staff_number": f"{n:03}",
            "name": name,
            "finished_on": date(2026, 1, n + 1),
            "minutes": n * 1000,
            "hours": n + 0.25,
            "mode": "group",
            "cohort": "one\nline\tand another" if n % 2 else "",
        }
        for n, name in enumerate(NAMES)
    ]


@pytest.fixture(scope="module")
def office() -> str:
    """The program."""
    found = shutil.which("soffice")
    assert found, "make test-real installs it"
    return found


def reread(office: str, file: Path) -> list[list[str]]:
    """The file's sheet, as LibreOffice writes it to CSV: formulas as such, text in quotation marks."""
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1036,true,true,false,true"
    command = [
        office,
        f"-env:UserInstallation=file://{file.parent}/profile",
        "--headless",
        "--convert-to",
        options,
    ]
    subprocess.run(
        [*command, "--outdir", str(file.parent), str(file)], check=True, timeout=120, capture_output=True
    )
    with file.with_suffix(".csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


@pytest.mark.parametrize("name", ["ods", "xlsx"])
def test_libreoffice_reads_what_was_written(name: str, office: str, tmp_path: Path) -> None:
    words.use("fr")
    file = tmp_path / f"export.{name}"
    with file.open("wb") as out:
        formats()[name].write(columns(KEYS), iter(rows()), out)
    heading, *found = reread(office, file)
    assert heading == [_(column.title) for column in columns(KEYS)]
    for row, line in zip(rows(), found, strict=True):
        day = row["finished_on"]
        assert isinstance(day, date)
        # A workbook names no language: without a French system its days are shown the American way.
        shown = f"{day:%d/%m/%Y}" if name == "ods" else f"{day:%m/%d/%Y}"
        assert line[:3] == [row["staff_number"], guarded(str(row["name"])), shown]
        assert (float(line[3]), float(line[4])) == (row["minutes"], row["hours"])
        assert line[5] == _("group session")
        assert line[6].replace("\t", " ") == str(row["cohort"]).replace("\t", " ")
