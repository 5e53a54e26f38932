"""A session in a room counts as finished lessons, marked as such, and can be undone without a trace."""

import csv
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy import text

from coach import org
from coach.content.library import Library
from coach.domain.errors import ExportError, NotAllowed
from coach.org import Query, Session, SessionNotKept, Target
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, town

WEB = Session("web", ("mes-onglets",), ("001", "007"), TODAY)


def rows(shelf: Library, file: Path) -> list[dict[str, str]]:
    query = Query(grain="completion")
    org.export(HR, shelf, Target("csv", str(file), replace=True), query, NOW)
    with file.open(encoding="utf-8", newline="") as opened:
        return sorted(csv.DictReader(opened), key=lambda row: row["staff_number"])


def test_it_is_exported_as_a_group_session(settled: Path, shelf: Library, tmp_path: Path) -> None:
    org.record_session(TRAINER, shelf, WEB, NOW)
    found = rows(shelf, tmp_path / "out.csv")
    assert [(row["staff_number"], row["lesson_id"], row["service"], row["mode"]) for row in found] == [
        ("001", "mes-onglets", "Accueil", "group"),
        ("007", "mes-onglets", "Voirie", "group"),
    ]
    [held] = org.sessions(TRAINER, shelf)
    assert (held.title, held.held_on, held.by, held.people) == (
        shelf.paths["web"].title,
        TODAY,
        "Inès Faure",
        2,
    )


def test_it_counts_for_the_trainer_and_waits_for_no_batch(settled: Path, shelf: Library) -> None:
    line = org.assign(TRAINER, shelf, org.Proposal("web", (org.find_group(TRAINER, "Voirie"),)), NOW)[0]
    name = org.record_session(TRAINER, shelf, WEB, NOW)
    assert [one.done for one in org.status(TRAINER, shelf, line, TODAY).members] == [1, 0, 0]
    with town() as connection:
        found = connection.execute(text("SELECT batch, session FROM completion")).fetchall()
    assert [tuple(row) for row in found] == [(0, name), (0, name)]


def test_undoing_leaves_what_was_finished_before(settled: Path, shelf: Library, tmp_path: Path) -> None:
    with town() as connection:
        finish(connection, AGENTS[0], "mes-onglets", "web")
    name = org.record_session(TRAINER, shelf, WEB, NOW)
    assert [row["mode"] for row in rows(shelf, tmp_path / "a.csv")] == ["individual", "group"]
    org.undo_session(TRAINER, name)
    assert [row["mode"] for row in rows(shelf, tmp_path / "b.csv")] == ["individual"]
    assert org.sessions(TRAINER, shelf) == ()


def test_two_sessions_of_one_day_are_two(settled: Path, shelf: Library) -> None:
    first = org.record_session(TRAINER, shelf, WEB, NOW)
    second = org.record_session(TRAINER, shelf, replace(WEB, people=("001", "002")), NOW)
    org.undo_session(TRAINER, second)
    assert [held.id for held in org.sessions(TRAINER, shelf)] == [first]


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (replace(WEB, people=()), "nobody is ticked"),
        (replace(WEB, people=("001", "999")), "“999” is not on the list"),
        (replace(WEB, lessons=()), "choose at least one lesson"),
        (replace(WEB, lessons=("veille-ou-arret",)), "choose at least one lesson"),
        (replace(WEB, held_on=TODAY + timedelta(1)), "is still to come"),
    ],
)
def test_what_makes_no_sense_is_refused_whole(
    settled: Path, shelf: Library, wanted: Session, why: str
) -> None:
    with pytest.raises(SessionNotKept) as caught:
        org.record_session(TRAINER, shelf, wanted, NOW)
    assert why in str(caught.value)
    assert org.sessions(TRAINER, shelf) == ()
    with town() as connection:
        assert connection.execute(text("SELECT count(*) FROM completion")).scalar_one() == 0


def test_only_trainers_attest(settled: Path, shelf: Library) -> None:
    with pytest.raises(NotAllowed):
        org.record_session(HR, shelf, WEB, NOW)
    with pytest.raises(NotAllowed):
        org.undo_session(HR, "any")


class Tree(HTMLParser):
    """Tags in order, and whether each that was opened was closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.scopes: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.scopes += [value or "" for key, value in attrs if key == "scope"]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_sheet_is_a_table_with_headers_in_the_order_of_names() -> None:
    sheet = org.sign_in_sheet(TRAINER, "Web", TODAY, AGENTS[:2][::-1])
    tree = Tree(sheet)
    assert tree.open == []
    assert tree.tags.count("h1") == tree.tags.count("caption") == 1
    assert tree.scopes == ["col"] * 4 + ["row"] * 2
    assert tree.tags.count("tr") == 1 + 2 + 4
    assert sheet.index("Agent 1") < sheet.index("Agent 2")
    assert 'lang="en"' in sheet
    assert "led by Inès Faure" in sheet


def test_hostile_names_are_words_on_the_sheet(tmp_path: Path) -> None:
    bad = replace(AGENTS[0], name="<script>alert(1)</script>&\ud800", service='"><td>')
    sheet = org.sign_in_sheet(TRAINER, "{0} {rows} <b>", TODAY, [bad])
    assert "<script>" not in sheet
    assert Tree(sheet).tags.count("td") == 2 + 1 + 4 * 4
    file = tmp_path / "sheet.html"
    org.save_sign_in_sheet(str(file), sheet)
    assert "&lt;script&gt;" in file.read_text("utf-8")
    with pytest.raises(ExportError):
        org.save_sign_in_sheet(str(tmp_path / "none" / "sheet.html"), sheet)
