"""The evidence of a year: people counted once, the headcount beside every figure, no word that judges."""

import re
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coach import org, words
from coach.commands._paper import typeset
from coach.content.library import Library, library
from coach.domain.errors import ExportError, NotAllowed
from coach.org import cancelling, evidence, evidence_files
from coach.org.cancelling import Which
from coach.org.errors import BadHeadcount, BadYear, FileThere
from coach.org.evidence import Evidence
from coach.store import people
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, town


@pytest.fixture(autouse=True)
def _finished(settled: Path) -> None:
    """In 2026 three people finished lessons, one of them twice over and one who left since; one in 2025."""
    with town() as connection:
        for who in AGENTS[:3]:
            finish(connection, who, "veille-ou-arret", day=date(2026, 3, 1))
        finish(connection, AGENTS[0], "veille-ou-arret", "web", day=date(2026, 4, 1))
        finish(connection, AGENTS[0], "mes-onglets", "web", day=date(2026, 12, 31))
        finish(connection, AGENTS[4], "veille-ou-arret", day=date(2025, 12, 31))
        people.leave(connection, [AGENTS[2]], TODAY)


def made(shelf: Library, headcount: int = 412, year: int = 2026, town: str = "=Ville & <Co>") -> Evidence:
    return evidence.evidence(HR, shelf, town, year, headcount, TODAY)


def test_people_are_counted_once_whatever_they_finished(shelf: Library) -> None:
    found = made(shelf)
    by_id = {one.id: one for one in found.criteria}
    assert found.criteria[0].id == "REEN"
    assert by_id["REEN"].trained == 3
    assert by_id["TIR25"].trained == 3
    [taught] = [one for one in by_id["TIR25"].lessons if one.people]
    assert (taught.people, taught.editions) == (3, (1,))
    assert (found.since, found.until) == (date(2026, 1, 1), TODAY)
    assert made(shelf, year=2025).criteria[0].trained == 1


def test_every_criterion_has_a_lesson_and_a_sentence(shelf: Library) -> None:
    found = made(shelf)
    assert len(found.criteria) > 10
    assert all(one.lessons and one.sentence for one in found.criteria)


def test_what_was_cancelled_is_not_counted(shelf: Library) -> None:
    cancelling.cancel(HR, Which("002", "veille-ou-arret"), "x", NOW)
    assert made(shelf).criteria[0].trained == 2


def test_a_headcount_or_year_that_cannot_be(shelf: Library) -> None:
    for headcount in (2, 0, -1):
        with pytest.raises(BadHeadcount):
            made(shelf, headcount)
    for year in (2027, 1999, -5, 10**9):
        with pytest.raises(BadYear):
            made(shelf, year=year)
    with pytest.raises(BadHeadcount):
        made(shelf, 0, 2020)


class Page(HTMLParser):
    """What a screen reader would be told of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def written(tmp_path: Path, shelf: Library) -> tuple[list[str], Page]:
    """Every text of the workbook, and the page."""
    book, page, paper = evidence_files.write(
        HR, made(shelf), str(tmp_path / "2026.xlsx"), typeset, NOW, False
    )
    assert Path(paper).read_bytes().startswith(b"%PDF-")
    sheets = openpyxl.load_workbook(book).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    read = Page()
    read.feed(Path(page).read_text("utf-8"))
    assert read.open == []
    return [str(cell.value) for cell in cells] + [sheet.title for sheet in sheets], read


def test_a_sheet_fits_its_paper_and_each_row_its_words(tmp_path: Path, shelf: Library) -> None:
    book, *_others = evidence_files.write(HR, made(shelf), str(tmp_path / "2026.xlsx"), typeset, NOW, False)
    sheets: Any = openpyxl.load_workbook(book).worksheets
    overview, *criteria = sheets
    for sheet in (overview, *criteria):
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # As many pages as it takes, each one page wide, which is what the format takes for granted.
        assert (sheet.page_setup.fitToWidth or 1, int(sheet.page_setup.fitToHeight)) == (1, 0)
    wide, line = overview.column_dimensions["B"].width, 15
    long = [cell for (cell,) in overview.iter_rows(min_col=2, max_col=2) if len(str(cell.value)) > wide]
    assert long
    for cell in long:
        assert overview.row_dimensions[cell.row].height >= line * len(str(cell.value)) / wide
    for sheet in criteria:
        told = [cell.value for (cell,) in sheet.iter_rows(min_row=3, max_row=7, min_col=2, max_col=2)]
        assert max(len(str(value)) for value in told) <= sheet.column_dimensions["B"].width


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_files_say_the_same_figures_and_judge_nothing(language: str, tmp_path: Path) -> None:
    words.use(language)
    shelf = library(language)
    cells, page = written(tmp_path, shelf)
    said = " ".join(page.said)
    for one in made(shelf).criteria:
        assert one.id in cells
        assert any(one.sentence in cell for cell in cells)
        assert one.sentence in said
    told = "3 of 412 (0.7%)" if language == "en" else "3 sur 412 (0,7 %)"
    for place in (" ".join(cells), said):
        assert told.replace(" ", "") in re.sub(r"\s", "", place)
        assert shelf.label.version in place
        assert shelf.label.wording in place
        assert not re.search(r"\bconformes?\b|\bcompliant\b|certifi", place, re.IGNORECASE)
    assert ("html", {"lang": language}) in page.tags


def test_the_page_is_built_for_screen_readers_and_fetches_nothing(tmp_path: Path, shelf: Library) -> None:
    _cells, page = written(tmp_path, shelf)
    count = {
        tag: sum(one == tag for one, _attributes in page.tags) for tag in ("h1", "h2", "table", "caption")
    }
    assert count == {
        "h1": 1,
        "h2": len(made(shelf).criteria),
        "table": count["caption"],
        "caption": count["table"],
    }
    assert all(attributes.get("scope") for tag, attributes in page.tags if tag == "th")
    assert not [tag for tag, attributes in page.tags if {"src", "href"} & set(attributes)]
    assert "=Ville & <Co>" in page.said


def test_there_is_room_for_documents(tmp_path: Path, shelf: Library) -> None:
    evidence_files.write(HR, made(shelf), str(tmp_path / "x"), typeset, NOW, False)
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["TIR25"]
    rows = [row[0].value for row in sheet.iter_rows(max_col=1)]
    assert sheet.max_row - rows.index("Documents attached") - 1 == 8


def test_it_is_logged_and_replaced_only_when_told(tmp_path: Path, shelf: Library) -> None:
    (tmp_path / "x.html").write_text("precious", "utf-8")
    with pytest.raises(FileThere):
        evidence_files.write(HR, made(shelf), str(tmp_path / "x.xlsx"), typeset, NOW, False)
    assert not (tmp_path / "x.xlsx").exists()
    assert (tmp_path / "x.html").read_text("utf-8") == "precious"
    evidence_files.write(HR, made(shelf), str(tmp_path / "x.xlsx"), typeset, NOW, True)
    [line] = org.history(HR, shelf)
    assert (line.format, line.complete) == ("evidence", True)


def test_without_a_program_that_typesets_nothing_is_written(
    tmp_path: Path, shelf: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere"))
    with pytest.raises(ExportError):
        evidence_files.write(HR, made(shelf), str(tmp_path / "x"), typeset, NOW, False)
    assert not list(tmp_path.glob("x*"))
    assert org.history(HR, shelf) == ()


def test_it_is_for_hr(shelf: Library) -> None:
    for who in (AGENTS[0], TRAINER):
        with pytest.raises(NotAllowed):
            evidence.evidence(who, shelf, "", 2026, 412, TODAY)
