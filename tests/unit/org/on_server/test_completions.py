"""Exports from a server that answers well, badly, or not to the end: whole and true, or a sentence and no file."""

import csv
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from coach import org
from coach.content.library import Library
from coach.domain.errors import CoachError, NotAllowed, SyncError
from coach.org import Exported, Filters, Group, Kind, Query, Target
from coach.org.grains import GRAINS
from tests.unit.org.on_server.conftest import NAMES, ROW, Answers
from tests.unit.org.town import HR, NOW, TODAY


def export(shelf: Library, folder: Path, grain: str = "completion") -> Exported:
    return org.export(HR, shelf, Target("csv", str(folder / "f.csv")), Query(grain=grain, reason="why"), NOW)


def test_rows_go_into_the_file_and_the_log_is_told(answers: Answers, shelf: Library, tmp_path: Path) -> None:
    done = export(shelf, tmp_path)
    with open(done.file, encoding="utf-8", newline="") as opened:
        (row,) = csv.DictReader(opened)
    assert (row["name"], row["service"], row["service_today"]) == ("Ana", "Accueil", "Voirie")
    assert (row["state"], row["minutes"], row["finished_on"], row["due"]) == (
        "finished",
        "4",
        "2026-11-02",
        "",
    )
    begun, ended = answers.told("log_export")
    assert begun == {
        "format": "csv",
        "file": done.file,
        "filters": {"grain": "completion", "reason": "why"},
        "reason": "why",
    }
    assert ended == {"id": "line", "rows": 1, "sha256": sha256(Path(done.file).read_bytes()).hexdigest()}
    assert [path for path, _headers, _body in answers.asked] == [
        "/rpc/log_export",
        "/rpc/completions",
        "/rpc/log_export",
    ]


def test_what_is_chosen_is_asked_for(answers: Answers, shelf: Library) -> None:
    group = Group(Kind.COHORT, "c1", "Pilotes", 2)
    filters = Filters(since=TODAY, until=TODAY, group=group, path="bienvenue", service="Accueil")
    assert org.preview(HR, shelf, Query(filters, "completion")).count == 1
    asked = {
        "since": TODAY.isoformat(),
        "until": TODAY.isoformat(),
        "target": "cohort",
        "target_id": "c1",
        "path": "bienvenue",
        "in_service": "Accueil",
    }
    assert answers.told("completions") == [{**asked, "most": 20}]
    assert answers.told("count_completions") == [asked]


def test_cells_that_the_server_guards_are_told_as_they_are(answers: Answers, shelf: Library) -> None:
    answers.csv["completions"] = NAMES + ROW.replace("Ana", "'=1+1").replace("Voirie", '"O\'Neil\n""x"""')
    (row,) = org.preview(HR, shelf, Query(grain="completion", columns=("name", "service_today"))).rows
    assert row == ("=1+1", 'O\'Neil\n"x"')


BAD = {
    "no names": "",
    "other names": "a,b\n1,2\n",
    "too few cells": NAMES + "001,Ana\n",
    "too many cells": NAMES + ROW.strip() + ",x\n",
    "no day": NAMES + ROW.replace("2026-11-02", "soon"),
    "no number": NAMES + ROW.replace(",4,", ",many,"),
    "no UTF-8": None,
    "an open quotation": NAMES + ROW + '"',
    "page": "<html>",
}


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("what", BAD)
def test_nonsense_is_a_sentence_and_no_file(
    answers: Answers, shelf: Library, tmp_path: Path, what: str, grain: str
) -> None:
    text = BAD[what]
    answers.csv["completions"] = NAMES + ROW + "\udcff" if text is None else text
    if text is None:
        answers.raw = lambda handler: _bytes(answers, handler)
    with pytest.raises(SyncError):
        export(shelf, tmp_path, grain)
    assert not list(tmp_path.glob("*f.csv*"))
    assert not list(tmp_path.glob(".*"))
    assert len(answers.told("log_export")) == 1, "begun, and never said to be whole"


def _bytes(answers: Answers, handler: BaseHTTPRequestHandler) -> None:
    from tests.unit.sync.server import reply

    if handler.path == "/rpc/completions":
        reply(handler, 200, (NAMES + ROW).encode() + b"\xff", "text/csv")
    else:
        answers.say(handler)


@pytest.mark.parametrize("grain", GRAINS)
def test_a_line_that_is_cut_is_no_file(answers: Answers, shelf: Library, tmp_path: Path, grain: str) -> None:
    answers.cut = True
    with pytest.raises(SyncError, match="try again in a moment"):
        export(shelf, tmp_path, grain)
    assert not list(tmp_path.iterdir()) or not list(tmp_path.glob("*f.csv"))
    assert len(answers.told("log_export")) == 1


@pytest.mark.parametrize(
    ("function", "status", "error"),
    [
        ("completions", 403, NotAllowed),
        ("completions", 401, SyncError),
        ("completions", 503, SyncError),
        ("completions", 302, SyncError),
        ("log_export", 403, NotAllowed),
        ("log_export", 500, SyncError),
    ],
)
def test_a_refusal_is_a_sentence_and_no_file(
    answers: Answers, shelf: Library, tmp_path: Path, function: str, status: int, error: type[CoachError]
) -> None:
    answers.status[function] = status
    with pytest.raises(error):
        export(shelf, tmp_path)
    assert not list(tmp_path.glob("*f.csv"))


def test_a_log_that_fails_at_the_end_leaves_no_file(answers: Answers, shelf: Library, tmp_path: Path) -> None:
    def say(handler: BaseHTTPRequestHandler) -> None:
        if len(answers.told("log_export")) > 1:
            answers.status["log_export"] = 503
        answers.say(handler)

    answers.raw = say
    with pytest.raises(SyncError):
        export(shelf, tmp_path)
    assert not list(tmp_path.glob("*f.csv"))


@pytest.mark.parametrize("told", [None, "many", [], {"id": 1}])
def test_a_count_that_is_none(answers: Answers, shelf: Library, told: object) -> None:
    answers.json["count_completions"] = told
    with pytest.raises(SyncError, match="makes no sense"):
        org.preview(HR, shelf, Query(grain="completion"))


@pytest.mark.parametrize("told", [None, "x", [None], [{}], [{"at": "never"}], {"at": 1}])
def test_a_log_that_is_none(answers: Answers, shelf: Library, told: object) -> None:
    answers.json["export_log"] = told
    with pytest.raises(SyncError, match="makes no sense"):
        org.history(HR, shelf)


def test_a_server_that_is_not_there(
    answers: Answers, shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORG_URL", "http://127.0.0.1:9")
    with pytest.raises(SyncError):
        export(shelf, tmp_path)
    with pytest.raises(SyncError):
        org.history(HR, shelf)
    assert not list(tmp_path.glob("*f.csv"))
