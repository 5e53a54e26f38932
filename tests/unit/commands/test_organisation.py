"""The organisation's commands, as somebody types them: what they print, change and refuse."""

from pathlib import Path

import pytest

from coach.__main__ import main
from coach.content.library import library
from coach.store import people
from tests.unit.org.town import AGENTS, HR, TRAINER, finish, finish_path, settle, town

WEB = library("en").paths["web"].lessons

CSV = """matricule;nom;prénom;service;rôles
001;Durand;Zoé;Accueil;
002;Roy;Paul;RH;rh
003;Faure;Inès;Formation;formatrice
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of three people."""
    place = tmp_path / "people.csv"
    place.write_text(CSV, "utf-8")
    return place


class Desk:
    """Commands typed by one person after the other."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.patch, self.capture = patch, capture

    def type(self, person: str, *words: str) -> tuple[int, str, str]:
        """Status, output and errors of a command."""
        self.patch.setenv("COACH_PERSON", person)
        status = main(list(words))
        told = self.capture.readouterr()
        return status, told.out, told.err


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A desk without anybody yet."""
    return Desk(monkeypatch, capsys)


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """The desk of the small town."""
    settle()
    return desk


def listed() -> list[str]:
    with town() as connection:
        return [one.id for one in people.present(connection)]


def test_an_import_shows_then_changes_then_has_nothing_to_do(desk: Desk, file: Path) -> None:
    status, out, _err = desk.type("", "people", "import", str(file))
    assert status == 0
    assert "3 people to add:\n  001  Zoé Durand, Accueil, learner\n" in out
    assert out.endswith(f"To change the list, type: coach people import {file} --apply\n")
    assert listed() == []

    status, out, _err = desk.type("", "people", "import", str(file), "--apply")
    assert (status, out.splitlines()[-1]) == (0, "The list of people is up to date.")
    assert sorted(listed()) == ["001", "002", "003"]

    status, out, _err = desk.type("", "people", "import", str(file), "--apply")
    assert (status, out) == (0, "3 people unchanged.\nThere is nothing to change.\n")


def test_an_import_tells_changes_and_who_left(desk: Desk, file: Path) -> None:
    desk.type("", "people", "import", str(file), "--apply")
    file.write_text(CSV.replace("Accueil", "Voirie").replace("002;Roy;Paul;RH;rh\n", ""), "utf-8")
    _status, out, _err = desk.type("", "people", "import", str(file))
    assert "  001  Zoé Durand: service “Accueil” becomes “Voirie”\n" in out
    assert "1 person no longer listed:\n  002  Paul Roy, RH\n" in out
    desk.type("", "people", "import", str(file), "--apply")
    file.write_text(CSV, "utf-8")
    assert "  002  Paul Roy: is back\n" in desk.type("", "people", "import", str(file))[1]


def test_a_faulty_list_changes_nothing(desk: Desk, file: Path) -> None:
    file.write_text(CSV + "003;Autre;Ana;Voirie;\n", "utf-8")
    status, out, err = desk.type("", "people", "import", str(file), "--apply")
    assert (status, out) == (1, "")
    assert "line 5: “staff number” 003 stands on line 4 already. Nothing was imported." in err
    assert listed() == []


def test_a_windows_list_is_announced(desk: Desk, file: Path) -> None:
    file.write_bytes(CSV.encode("cp1252"))
    _status, out, _err = desk.type("", "people", "import", str(file))
    assert out.startswith("The file is not written in UTF-8 and was read as Windows-1252")
    assert "Zoé Durand" in out


def test_the_list_is_for_trainers_and_hr(busy: Desk) -> None:
    assert busy.type(HR.id, "people", "list")[1].count("\n") == 11
    status, out, err = busy.type(AGENTS[0].id, "people", "list")
    assert (status, out) == (1, "")
    assert "This needs the role “trainer”." in err


def test_a_path_is_proposed_looked_at_withdrawn_and_restored(busy: Desk) -> None:
    status, out, _err = busy.type(
        TRAINER.id, "assign", "web", "--group", "accueil", "--group", "007", "--due", "31/12/2099"
    )
    assert status == 0
    assert "proposed to 2 groups: 7 people, wished for December\u00a031,\u00a02099." in out
    [line] = [row[:8] for row in out.splitlines() if "| Accueil |" in row]

    with town() as connection:
        finish_path(connection, AGENTS[0], library("en"), "web")
    _status, out, _err = busy.type(TRAINER.id, "assign", "--status", line)
    assert (
        f"| 1 of 6 finished, 0 under way\n  Agent 1, Accueil: finished, {len(WEB)} of {len(WEB)} lessons\n"
        in out
    )
    assert f"  Agent 2, Accueil: not started, 0 of {len(WEB)} lessons\n" in out

    assert (
        "| withdrawn on "
        in busy.type(TRAINER.id, "assign", "--withdraw", line)[1]
        + busy.type(TRAINER.id, "assign", "--list")[1]
    )
    busy.type(TRAINER.id, "assign", "--restore", line)
    assert "withdrawn" not in busy.type(TRAINER.id, "assign")[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("bienvenu", "--group", "Accueil"), "There is no path “bienvenu”."),
        (("web", "--group", "Acceuil"), "Choose for instance: “Accueil”."),
        (("web", "--group", "Accueil", "--due", "2026-02-30"), "“2026-02-30” is not a day."),
        (("web", "--group", "Accueil", "--due", "2020-01-01"), "The wished day is already over"),
        (("--withdraw", "12345678"), "There is no proposal “12345678”."),
    ],
)
def test_nonsense_is_told_and_proposes_nothing(words: tuple[str, ...], sentence: str, busy: Desk) -> None:
    status, out, err = busy.type(TRAINER.id, "assign", *words)
    assert (status, out) == (1, "")
    assert sentence in err
    assert busy.type(TRAINER.id, "assign", "--list")[1] == "Nothing was proposed yet.\n"


def test_half_a_proposal_is_told_how_to_go_on(busy: Desk) -> None:
    assert busy.type(TRAINER.id, "assign", "web") == (
        2,
        "",
        "Write: coach assign PATH --group GROUP --due DATE.\n",
    )


def test_a_cohort_by_hand(busy: Desk) -> None:
    assert busy.type(TRAINER.id, "cohort", "create", "Ambassadeurs", "--people", "001,002", "003")[1] == (
        "Cohort “Ambassadeurs”: 3 people.\n"
    )
    assert busy.type(TRAINER.id, "cohort", "change", "Ambassadeurs", "--people", "001")[0] == 0
    assert busy.type(HR.id, "cohort", "list")[1] == "Ambassadeurs: 001\nPilotes: 001, 007\n"
    status, _out, err = busy.type(TRAINER.id, "cohort", "create", "Neuf", "--people", "999")
    assert (status, "not on the list: “999”" in err) == (1, True)


def test_an_export_and_its_filters(busy: Desk, tmp_path: Path) -> None:
    with town() as connection:
        for who in AGENTS:
            finish(connection, who, "mes-onglets", "web")
    file = tmp_path / "out.csv"
    status, out, _err = busy.type(
        HR.id, "export", "csv_fr", "--out", str(file), "--since", "01/11/2026", "--until", "2026-11-30",
        "--group", "voirie", "--path", "web", "--what", "completion",
    )  # fmt: skip
    assert (status, out) == (0, f"3 rows written to {file}. The export is logged.\n")
    lines = file.read_bytes().split(b"\r\n")
    assert lines[0].startswith(b"\xef\xbb\xbfStaff number;Name;")
    assert sorted(line[:3] for line in lines[1:4]) == [b"007", b"008", b"009"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--since", "2026-12-01", "--until", "2026-11-01"), "The period ends before it begins"),
        (("--since", "hier"), "“hier” is not a day."),
        (("--group", "Nulle part"), "There is no service, cohort or staff number “Nulle part”."),
        (("--path", "nulle-part"), "There is no path “nulle-part”."),
    ],
)
def test_a_nonsense_filter_exports_nothing(
    words: tuple[str, ...], sentence: str, busy: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "out.csv"
    status, out, err = busy.type(HR.id, "export", "csv", "--out", str(file), *words)
    assert (status, out, sentence in err) == (1, "", True)
    assert not file.exists()


def test_a_trainer_exports_nothing(busy: Desk, tmp_path: Path) -> None:
    status, _out, err = busy.type(TRAINER.id, "export", "csv", "--out", str(tmp_path / "x.csv"))
    assert (status, "This needs the role “human resources”." in err) == (1, True)


def test_the_help_names_every_format(busy: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "one of: csv, csv_fr, ods, xapi, xlsx" in " ".join(capsys.readouterr().out.split())
    with pytest.raises(SystemExit):
        main(["export", "pdf", "--out", "x"])
    assert "choose from 'csv', 'csv_fr', 'ods', 'xapi', 'xlsx'" in capsys.readouterr().err
