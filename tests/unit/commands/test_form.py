"""`coach form` lists the forms and copies one; it never writes over a file."""

from pathlib import Path

import pytest

from coach import settings, study
from coach.__main__ import main


def coach(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(["form", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.fixture(autouse=True)
def english() -> None:
    """A person who reads English."""
    settings.write(study.whoami().id, settings.Settings(language="en"))


def test_every_shipped_form_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = coach(capsys)
    assert (status, err) == (0, "")
    assert "fiche-de-besoin: Statement of need (odt)\n" in out
    assert "tableau-agec: AGEC tracking sheet (ods)\n" in out


def test_copies_lie_in_this_folder_each_under_its_own_name(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("Statement of need.odt", "Statement of need (2).odt"):
        assert coach(capsys, "fiche-de-besoin") == (0, f"{tmp_path / name}\n", "")
        assert (tmp_path / name).read_bytes().startswith(b"PK")


def test_a_file_that_is_there_stays(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "mine.ods"
    file.write_bytes(b"mine")
    status, out, err = coach(capsys, "AGEC tracking sheet", "--to", str(file))
    assert (status, out) == (1, "")
    assert "there is already a file of that name." in err
    assert file.read_bytes() == b"mine"


def test_an_unknown_form_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = coach(capsys, "../../etc/passwd")
    assert (status, out) == (1, "")
    assert "There is no form “../../etc/passwd”." in err
