"""Files read again by the programs that will open them hold what was written, and never a formula."""

import csv
import errno
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell
from openpyxl.utils.escape import unescape

from coach.exports import COLUMNS, Column, Row, columns, formats, guarded, shown, unguarded

FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://x";"y")',
    "+33 4 50 00 00 00",
    "-cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "＝1+1",
    "＠SUM(A1)",
    "'=1+1",
    '"=1+1',
    ";=1+1",
    "x\r\n=1+1",
    '<r><t>x</t></r></is></c><c r="Z9"><f>1+1</f><v>2</v></c><c r="Z8" t="inlineStr"><is><r><t>y</t></r>',
)
PLAIN = ("O'Neil", "D’Arc", "Œuvre d’été", "Anne-Marie = chef", "007", "1e5", "a;b,c\td", 'dit "Zo"', "", "'")
TEXT = Column("text", "Text", 20)
NUMBER = Column("number", "Number", 9)
DAY = Column("day", "Day", 12)
CODE = Column("code", "Mode", 9, {"group": "group session"})


def written(name: str, columns: Iterable[Column], rows: Iterable[Row]) -> bytes:
    out = io.BytesIO()
    formats()[name].write(tuple(columns), iter(rows), out)
    return out.getvalue()


def cells(content: bytes) -> list[list[Cell]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows()]  # type: ignore[arg-type]  # no merged cells here


def texts(name: str, content: bytes) -> list[str]:
    """The first column without its heading, as a program reads it."""
    if name == "xlsx":
        return [unescape(str(row[0].value or "")) for row in cells(content)[1:]]
    encoding, separator = ("utf-8-sig", ";") if name == "csv_fr" else ("utf-8", ",")
    text = io.StringIO(content.decode(encoding), newline="")
    return [row[0] for row in csv.reader(text, delimiter=separator, strict=True)][1:]


def test_the_formats_are_the_files() -> None:
    assert {name: export.suffix for name, export in formats().items()} == {
        "csv": ".csv",
        "csv_fr": ".csv",
        "ods": ".ods",
        "xapi": ".json",
        "xlsx": ".xlsx",
    }


def test_the_columns_begin_with_those_of_the_decision() -> None:
    assert [column.key for column in COLUMNS[:14]] == (
        "staff_number name service cohort path_id path lesson_id lesson edition assigned_on due finished_on"
        " minutes mode"
    ).split()


def test_columns_are_chosen_in_any_order_with_titles_of_ones_own() -> None:
    chosen = columns(["minutes", "name"], {"name": "NOM"})
    assert [(one.key, one.heading) for one in chosen] == [("minutes", "Minutes (published)"), ("name", "NOM")]


def test_csv_for_french_offices_to_the_byte() -> None:
    row: Row = {"text": "Élise ; Œ", "number": 2.5, "day": date(2026, 1, 9), "code": "group"}
    nothing: Row = {"text": "", "number": None, "day": None, "code": "unknown"}
    assert written("csv_fr", (TEXT, NUMBER, DAY, CODE), [row, nothing]) == (
        b"\xef\xbb\xbfText;Number;Day;Mode\r\n"
        + '"Élise ; Œ";2,5;09/01/2026;group session\r\n'.encode()
        + b";;;unknown\r\n"
    )


def test_csv_for_programs_to_the_byte() -> None:
    row: Row = {"text": 'Élise, "Zo"', "number": 2.5, "day": date(2026, 1, 9), "code": "group"}
    assert written("csv", (TEXT, NUMBER, DAY, CODE), [row]) == (
        b"text,number,day,code\r\n" + '"Élise, ""Zo""",2.5,2026-01-09,group\r\n'.encode()
    )


def test_a_workbook_has_typed_cells_and_a_heading_that_stays() -> None:
    row: Row = {"text": "007", "number": 3, "day": date(2026, 1, 9), "code": "group"}
    content = written("xlsx", (TEXT, NUMBER, DAY, CODE), [row])
    heading, [text, number, day, code] = cells(content)

    assert [cell.value for cell in heading] == ["Text", "Number", "Day", "Mode"]
    assert (text.value, text.data_type) == ("007", "s")
    assert (number.value, number.data_type) == (3, "n")
    assert (str(day.value), day.is_date, day.number_format) == ("2026-01-09 00:00:00", True, "dd/mm/yyyy")
    assert code.value == "group session"
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D2")


def test_a_workbook_takes_what_no_cell_can_hold() -> None:
    old, long = date(476, 9, 4), "x" * 40_000
    content = written("xlsx", [TEXT, DAY], [{"text": long, "day": old}])
    [text, day] = cells(content)[1]
    assert (text.value, day.value) == (long[:32_767], "0476-09-04")


def test_two_columns_of_one_title_are_two_columns() -> None:
    content = written(
        "xlsx",
        [TEXT, replace(NUMBER, own="Text"), replace(DAY, own="Text")],
        [{"text": "one", "number": 1, "day": date(2026, 1, 9)}],
    )
    heading, [text, number, day] = cells(content)
    assert [str(cell.value).strip() for cell in heading] == ["Text"] * 3
    assert (text.value, number.value, day.is_date) == ("one", 1, True)


def test_a_disk_that_fills_up_under_a_workbook_is_heard_as_such(tmp_path: Path) -> None:
    code = """
import io, resource, signal, sys
from coach.exports import columns, formats
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
row = {"name": "n" * 200}
try:
    formats()["xlsx"].write(columns(["name"]), (row for _ in range(int(sys.argv[1]))), io.BytesIO())
except OSError as error:
    print(error.errno)
"""
    for rows in ("100", "100000"):
        line = [sys.executable, "-c", code, rows]
        where = os.environ | {"TMPDIR": str(tmp_path)}
        done = subprocess.run(line, env=where, capture_output=True, text=True, check=True)
        assert int(done.stdout) == errno.EFBIG
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["csv", "csv_fr", "xlsx"])
def test_text_is_never_a_formula(name: str) -> None:
    content = written(name, [TEXT], [{"text": text} for text in (*FORMULAS, *PLAIN)])
    found = texts(name, content)

    assert [unguarded(text) for text in found] == [*FORMULAS, *PLAIN]
    assert not [text for text in found if text.lstrip(" \u00a0")[:1] in tuple("=+-@\t\r\n＝＠")]


def test_a_workbook_holds_no_formula_at_all() -> None:
    content = written("xlsx", [TEXT], [{"text": text} for text in FORMULAS])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    assert {cell.data_type for row in cells(content) for cell in row} == {"s"}
    assert all(len(row) == 1 for row in cells(content))


@pytest.mark.parametrize("name", ["csv", "csv_fr", "xlsx"])
def test_a_file_without_rows_has_its_heading(name: str) -> None:
    assert texts(name, written(name, [TEXT], [])) == []


@pytest.mark.parametrize("name", ["csv", "csv_fr", "ods", "xlsx"])
def test_rows_that_fail_are_heard_and_the_file_stays_open(name: str) -> None:
    def rows() -> Iterable[Row]:
        yield {"text": "one"}
        raise ConnectionError

    out = io.BytesIO()
    with pytest.raises(ConnectionError):
        formats()[name].write([TEXT], rows(), out)
    assert not out.closed


def test_the_lines_of_a_csv_file_are_its_records() -> None:
    rows: list[Row] = [{"text": text} for text in ("one", 'two\r\n"lines"', "", "é\n\n;")]
    for name in ("csv", "csv_fr"):
        content, lines = written(name, [TEXT, TEXT], rows), formats()[name].lines
        assert lines is not None
        found = list(lines(io.BytesIO(content)))
        assert b"".join(found) == content
        assert len(found) == 5
        assert all(line.endswith(b"\r\n") for line in found)


@given(st.text())
def test_the_guard_can_be_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.sampled_from("=+-@\t\r\n\0＝＋－＠"), st.text(" '\u00a0"), st.text())
def test_nothing_dangerous_comes_first(sign: str, before: str, after: str) -> None:
    assert guarded(before + sign + after)[0] == "'"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")), max_size=5))
def test_every_name_survives_the_csv_files(names: list[str]) -> None:
    for name in ("csv", "csv_fr"):
        found = texts(name, written(name, [TEXT], [{"text": text} for text in names]))
        assert [unguarded(text) for text in found] == names


def test_the_screen_shows_the_same_values_in_words() -> None:
    row: Row = {"day": date(2026, 1, 9), "number": 3, "code": "group", "text": None}
    assert [shown(column, row) for column in (NUMBER, CODE, TEXT)] == ["3", "group session", ""]
    assert shown(DAY, row) == "1/9/26"
