"""Attestations of the frozen programs: a page everywhere, a PDF once the part for it lies beside the libraries."""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach import __version__
from coach.content.library import library
from coach.proof.marks import is_whole
from coach.store import attempts, database
from tests.frozen.conftest import FROZEN, ROOT

PART = ROOT / "dist" / "coach-pdf" / "typst"
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Somebody who has finished a path on a desk without an organisation."""
    told = {
        "COACH_HOME": str(tmp_path / "home"),
        "COACH_PERSON": "camille",
        "COACH_POLICY": str(tmp_path / "policy.toml"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "LANGUAGE": "fr",
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    with database.records("camille") as connection:
        for lesson in library("fr").paths["pour-l-accueil"].lessons:
            begun = attempts.begin(connection, lesson, 1, (), NOW)
            attempts.finish(connection, begun, NOW)
    database.close()
    return os.environ | told


def made(
    programs: Path, out: Path, environment: dict[str, str], *kinds: str
) -> subprocess.CompletedProcess[str]:
    asked = [word for kind in kinds for word in ("--as", kind)]
    command = [str(programs / "coach"), "attestation", "pour-l-accueil", "--out", str(out), *asked]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_without_the_part_there_is_the_page_and_a_sentence(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    done = made(FROZEN, tmp_path / "out", environment)
    assert done.returncode == 0, done.stderr
    assert [file.suffix for file in (tmp_path / "out").iterdir()] == [".html"]
    refused = made(FROZEN, tmp_path / "other", environment, "pdf")
    assert (refused.returncode, "typst" in refused.stderr) == (1, True)


def test_with_the_part_there_is_a_pdf_too(tmp_path: Path, environment: dict[str, str]) -> None:
    programs = tmp_path / "coach"
    shutil.copytree(FROZEN, programs, symlinks=True)
    shutil.copytree(PART, programs / "_internal" / "typst")
    done = made(programs, tmp_path / "out", environment)
    assert done.returncode == 0, done.stderr
    [file] = (tmp_path / "out").glob("*.pdf")
    assert is_whole(file.read_bytes())
    checked = subprocess.run(
        [str(programs / "coach"), "verify", str(file)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, "exactement le même document" in checked.stdout) == (0, True)


def test_the_package_goes_beside_the_libraries_of_this_version() -> None:
    [package] = (ROOT / "dist").glob(f"coach-pdf_{__version__}_*.deb")
    listed = subprocess.run(
        ["dpkg-deb", "--contents", str(package)], capture_output=True, text=True, check=True
    )
    assert "./opt/coach/_internal/typst/__init__.py" in listed.stdout
    assert "/usr/share/doc/coach-pdf/LICENSE" in listed.stdout
    field = subprocess.run(
        ["dpkg-deb", "--field", str(package), "Depends"], capture_output=True, text=True, check=True
    )
    assert field.stdout.startswith(f"coach (= {__version__}), libc6 (>= ")
    assert not (FROZEN / "_internal" / "typst").exists()
