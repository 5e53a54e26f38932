"""What human resources type: exports as they want them, cancellations, and checks of a signed file."""

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coach.store import completions
from coach.store.completions import Chosen
from tests.unit.commands.test_organisation import Desk
from tests.unit.org.town import AGENTS, HR, TRAINER, finish, settle, town


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kept_keys: Path) -> Desk:
    """The small town, where everybody has finished two lessons of “bienvenue”."""
    settle()
    with town() as connection:
        for who in AGENTS:
            finish(connection, who, "veille-ou-arret")
            finish(connection, who, "piece-jointe-ou-lien")
    return Desk(monkeypatch, capsys)


def lines(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def test_a_line_per_person_and_path_without_asking_for_it(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    assert desk.type(HR.id, "export", "csv", "--out", str(file))[0] == 0
    assert len(lines(file)) == 10


def test_columns_titles_and_reason_and_the_same_again_by_its_name(desk: Desk, tmp_path: Path) -> None:
    one, two = tmp_path / "1.csv", tmp_path / "2.csv"
    columns = "staff_number=Matricule, minutes"
    status, _out, _err = desk.type(
        HR.id, "export", "csv", "--out", str(one), "--columns", columns, "--reason", "payroll",
        "--save-profile", "Payroll",
    )  # fmt: skip
    assert (status, lines(one)[0]) == (0, ["Matricule", "minutes"])
    status, _out, _err = desk.type(HR.id, "export", "--profile", "Payroll", "--out", str(two))
    assert (status, lines(two)) == (0, lines(one))
    status, _out, err = desk.type(HR.id, "export", "--profile", "Pay", "--out", str(two))
    assert (status, "The profiles are: Payroll." in err) == (1, True)


def test_neither_a_format_nor_a_profile(desk: Desk, tmp_path: Path) -> None:
    status, out, err = desk.type(HR.id, "export", "--out", str(tmp_path / "x"))
    assert (status, out, err.startswith("Write: coach export FORMAT")) == (2, "", True)


def test_a_column_that_is_none(desk: Desk, tmp_path: Path) -> None:
    status, _out, err = desk.type(HR.id, "export", "csv", "--out", str(tmp_path / "x"), "--columns", "score")
    assert (status, "There is no column “score” here." in err) == (1, True)


def test_statements_by_pseudonym(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    assert desk.type(HR.id, "export", "xapi", "--out", str(file), "--pseudonyms")[0] == 0
    names = {one["actor"]["account"]["name"] for one in json.loads(file.read_text("utf-8"))}
    assert len(names) == 9
    assert not names & {one.id for one in AGENTS}


def test_signed_verified_proven_and_changed(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    status, out, _err = desk.type(HR.id, "export", "csv", "--out", str(file), "--sign")
    assert (status, out.splitlines()[1]) == (0, f"Signed: {file}.seal.json. Keep both files together.")
    status, out, _err = desk.type(AGENTS[0].id, "verify", str(file))
    assert (status, "x.csv is what h1 exported on" in out, "(9 rows), byte for byte" in out) == (
        0,
        True,
        True,
    )
    assert "It does not prove that a person did a lesson" in out
    assert desk.type(AGENTS[0].id, "verify", str(file), "--line", "2")[0] == 0
    proof = f"{file}.2.proof.json"
    status, out, _err = desk.type(AGENTS[0].id, "verify", proof)
    assert (status, "Agent 1" in out, "Agent 2" in out) == (0, True, False)
    file.write_text(file.read_text("utf-8").replace("Agent 1", "Agent 7"), "utf-8")
    status, out, err = desk.type(AGENTS[0].id, "verify", str(file))
    assert (status, out, "the file was changed after it was sealed." in err) == (1, "", True)


def test_cancelled_and_counted_again(desk: Desk) -> None:
    words = ("cancel", "001", "veille-ou-arret", "--reason", "tried by a colleague")
    status, out, _err = desk.type(HR.id, *words)
    assert (status, out.startswith("“veille-ou-arret”, finished by Agent 1 on")) == (0, True)
    with town() as connection:
        told = [one for one in completions.records(connection, Chosen()) if one.cancelled_on]
    assert [one.cancel_reason for one in told] == ["tried by a colleague"]
    assert "already cancelled" in desk.type(HR.id, *words)[2]
    assert "counts again" in desk.type(HR.id, *words, "--restore")[1]


def test_only_hr(desk: Desk) -> None:
    for who in (AGENTS[0], TRAINER):
        status, _out, err = desk.type(who.id, "cancel", "001", "veille-ou-arret", "--reason", "x")
        assert (status, "This needs the role “human resources”." in err) == (1, True)


def test_what_is_due_is_told_listed_and_purged(desk: Desk, tmp_path: Path) -> None:
    with town() as connection:
        finish(connection, AGENTS[0], "mes-onglets", "web", day=date(2010, 1, 1))
    status, out, _err = desk.type(HR.id, "retention")
    assert (status, "1 from before" in out, out.count("nothing is due")) == (0, True, 3)
    assert desk.type(HR.id, "retention", "--purge")[0] == 2
    file = tmp_path / "list.csv"
    status, out, _err = desk.type(HR.id, "retention", "--purge", "--out", str(file))
    assert (status, out) == (0, f"1 line purged. The list is in {file}.\n")
    assert desk.type(HR.id, "retention")[1].count("nothing is due") == 4


def test_the_data_of_a_person_and_the_evidence_of_a_year(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "data.csv"
    assert desk.type(HR.id, "people", "data", "001", "--out", str(file))[0] == 0
    assert "Agent 1" in file.read_text("utf-8-sig")
    year = str(datetime.now(UTC).year)
    out = str(tmp_path / "evidence")
    status, told, _err = desk.type(HR.id, "evidence", "--year", year, "--headcount", "9", "--out", out)
    assert (status, told) == (0, f"Written to {out}.xlsx, {out}.html and {out}.pdf. The export is logged.\n")
    assert desk.type(HR.id, "evidence", "--year", year, "--headcount", "0", "--out", out)[0] == 1
