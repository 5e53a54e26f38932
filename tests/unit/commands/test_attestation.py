"""What is typed for attestations, and what `coach verify` says of them."""

from pathlib import Path

import pytest

from coach.content.library import Library, library
from tests.unit.commands.test_organisation import Desk
from tests.unit.org.town import AGENTS, HR, TRAINER, finish_path, settle, town

NAME = '[org]\nname = "Ville d’Été"\n'


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def desk(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kept_keys: Path, tmp_path: Path
) -> Desk:
    """The small town with a name, where 001 has finished “web” with its quiz."""
    (tmp_path / "policy.toml").write_text(NAME, "utf-8")
    settle()
    with town() as connection:
        finish_path(connection, AGENTS[0], library("en"), "web")
    return Desk(monkeypatch, capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


def only(folder: Path, ending: str) -> Path:
    [file] = folder.glob(f"*{ending}")
    return file


def test_ones_own_line_is_printed(desk: Desk) -> None:
    status, out, _err = desk.type("001", "attestation", "web")
    assert (status, out.count("\n")) == (0, 1)
    assert out.startswith("Training: “Browser and web”")
    assert "Ville d’Été" in out


def test_learner_and_hr_write_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    assert desk.type("001", "attestation", "web", "--out", str(mine))[0] == 0
    status, out, _err = desk.type("h1", "attestation", "--group", "all", "--out", str(theirs))
    assert (status, out.startswith("1 attestation in ")) == (0, True)
    for ending in (".html", ".pdf"):
        assert only(mine, ending).name == only(theirs, ending).name
        assert only(mine, ending).read_bytes() == only(theirs, ending).read_bytes()
    number = only(mine, ".html").stem.removeprefix("attestation-001-")
    again = tmp_path / "again"
    assert desk.type("h1", "attestation", "--number", number, "--out", str(again), "--as", "page")[0] == 0
    assert only(again, ".html").read_bytes() == only(mine, ".html").read_bytes()


def test_a_copy_in_french_has_a_number_of_its_own(desk: Desk, folder: Path, tmp_path: Path) -> None:
    desk.type("001", "attestation", "web", "--out", str(folder), "--as", "page")
    desk.type("001", "attestation", "web", "--out", str(tmp_path / "fr"), "--as", "page", "--language", "fr")
    assert only(folder, ".html").name != only(tmp_path / "fr", ".html").name
    assert 'lang="fr"' in only(tmp_path / "fr", ".html").read_text("utf-8")


@pytest.mark.parametrize("ending", [".html", ".pdf"])
def test_verify_tells_the_facts_and_that_nobody_signed(ending: str, desk: Desk, folder: Path) -> None:
    desk.type("001", "attestation", "web", "--out", str(folder))
    file = only(folder, ending)
    status, out, _err = desk.type("001", "verify", str(file))
    assert status == 0
    assert "Ville d’Été attests that Agent 1 has followed the whole path “Browser and web”" in out
    assert "this program writes the very same document" in out
    assert "Nobody signed this file" in out
    assert "cancelled after it was made" in out
    status, _out, err = desk.type("001", "verify", str(file), "--key", "a" * 32)
    assert (status, "nobody signed it" in err) == (1, True)


def test_verify_tells_who_signed(desk: Desk, folder: Path) -> None:
    desk.type(
        "h1", "attestation", "--group", "001", "--out", str(folder), "--sign", "--as", "page", "--as", "badge"
    )
    status, out, _err = desk.type("001", "verify", str(only(folder, ".html")))
    assert status == 0
    assert "byte for byte, signed with the key" in out
    assert "Nobody signed" not in out
    status, badge, _err = desk.type("001", "verify", str(only(folder, ".badge.json")))
    assert (status, "An Open Badge: “Browser and web”" in badge) == (0, True)
    key = badge.partition("Signed with the key ")[2][:32]
    assert f"signed with the key {key}" in out
    assert desk.type("001", "verify", str(only(folder, ".badge.json")), "--key", key)[0] == 0
    status, _out, err = desk.type("001", "verify", str(only(folder, ".badge.json")), "--key", "a" * 32)
    assert (status, "another key" in err) == (1, True)


@pytest.mark.parametrize("kind", ["page", "pdf", "line", "badge"])
def test_verify_refuses_what_was_changed(kind: str, desk: Desk, folder: Path) -> None:
    desk.type("h1", "attestation", "--group", "all", "--out", str(folder), "--as", kind)
    [file] = [one for one in folder.iterdir() if one.suffix != ".csv"]
    content = file.read_bytes()
    place = content.index(b"2026-")
    file.write_bytes(content[:place] + b"2027-" + content[place + 5 :])
    status, out, err = desk.type("001", "verify", str(file))
    assert (status, out) == (1, "")
    assert "is not proven" in err
    assert "fresh copy" in err


def test_verify_of_something_else_says_so(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 somebody's own")
    status, _out, err = desk.type("001", "verify", str(tmp_path / "x.pdf"))
    assert (status, "is not proven" in err) == (1, True)


@pytest.mark.parametrize(
    ("who", "words", "told"),
    [
        ("001", ("attestation",), "Write: coach attestation PATH"),
        ("h1", ("attestation", "--group", "all"), "Say where to"),
        ("001", ("attestation", "bienvenue"), "not finished"),
        ("001", ("attestation", "nowhere"), "There is no path"),
        (TRAINER.id, ("attestation", "--group", "all", "--out", "x"), "human resources"),
        (HR.id, ("attestation", "--number", "2026-0000-0000", "--out", "x"), "No attestation"),
        (HR.id, ("attestation", "--group", "002", "--out", "x"), "Nobody among"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    who: str, words: tuple[str, ...], told: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    status, out, err = desk.type(who, *words)
    assert status != 0
    assert (out, told in err) == ("", True), err
    assert sorted(tmp_path.iterdir()) == before


def test_every_path_can_be_attested(desk: Desk) -> None:
    shelf: Library = library("en")
    with town() as connection:
        for path in shelf.paths:
            finish_path(connection, AGENTS[2], shelf, path)
    for name in shelf.paths:
        status, out, err = desk.type("003", "attestation", name)
        assert (status, out.startswith("Training: ")) == (0, True), err
