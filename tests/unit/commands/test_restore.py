"""`coach restore`: what it says."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach import study
from coach.__main__ import main
from coach.study import notebook, own_data

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system speaks English."""
    monkeypatch.setenv("LANGUAGE", "en")


def test_it_says_what_was_added_and_then_that_all_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.json"
    who = study.whoami()
    notebook.note(who, "", "Close the tabs", "done", NOW.date(), NOW)
    study.rename("Camille")
    own_data.export(who, str(file), NOW)
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "new"))
    assert main(["restore", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "0 attempts at lessons",
        "0 answers",
        "1 line of the notebook",
        "Settings: name",
        "Reminders stay as they are here: each is switched on by hand.",
    ]
    assert main(["restore", str(file)]) == 0
    assert capsys.readouterr().out == "Everything in this file is here already.\n"


def test_what_is_no_export_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "photo.json"
    file.write_bytes(b"\xff\xd8\xff")
    assert main(["restore", str(file)]) == 1
    told = capsys.readouterr().err
    assert "it is no export of this program" in told
    assert "Nothing was changed." in told
    assert "Traceback" not in told
