"""The Debian package: its programs, its links, its icon, and nothing that starts by itself."""

import configparser
import os
import subprocess
from pathlib import Path

import pytest

from coach import __version__
from coach.places import FOLDER
from tests.frozen.conftest import PROGRAMS, ROOT

PACKAGE = next((ROOT / "dist").glob(f"coach_{__version__}_*.deb"))


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Each path in the package with its mode and owner."""
    told = subprocess.run(
        ["dpkg-deb", "--contents", str(PACKAGE)], capture_output=True, text=True, check=True
    ).stdout
    rows = (line.split(maxsplit=5) for line in told.splitlines())
    return {row[5].removeprefix("."): f"{row[0]} {row[1]}" for row in rows}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package's files, unpacked."""
    folder = tmp_path_factory.mktemp("deb")
    subprocess.run(["dpkg-deb", "--extract", str(PACKAGE), str(folder)], check=True)
    return folder


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_program_is_a_command(program: str, files: dict[str, str]) -> None:
    assert f"/usr/bin/{program} -> /opt/coach/{program}" in files
    assert files[f"/opt/coach/{program}"].startswith("-rwxr-xr-x root/root")


def test_nothing_starts_by_itself(files: dict[str, str]) -> None:
    assert not [name for name in files if "autostart" in name or "systemd" in name or name.startswith("/etc")]


def test_all_belongs_to_root_and_can_be_read_by_everyone(files: dict[str, str]) -> None:
    assert {row.split()[1] for row in files.values()} == {"root/root"}
    assert not [name for name, row in files.items() if row[0] != "l" and row[7] != "r"]


def test_links_open_in_the_window(tree: Path) -> None:
    file = tree / "usr/share/applications" / f"{FOLDER}.desktop"
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # as its documentation says: keys keep their case
    parser.read(file, "utf-8")
    entry = parser["Desktop Entry"]
    assert entry["MimeType"] == "x-scheme-handler/coach;"
    assert entry["Exec"] == "coach-window %u"
    assert (tree / "usr/bin" / entry["Exec"].split()[0]).is_symlink()
    icon = tree / "usr/share/icons/hicolor/scalable/apps" / f"{entry['Icon']}.svg"
    assert "{{" not in icon.read_text("utf-8")


def test_it_asks_for_the_libraries_it_does_not_bring() -> None:
    asked = subprocess.run(
        ["dpkg-deb", "--field", str(PACKAGE), "Depends"], capture_output=True, text=True, check=True
    ).stdout
    assert asked.startswith("libc6 (>= 2.")
    for name in ("libgl1", "libegl1", "libfontconfig1", "libdbus-1-3", "libglib2.0-0", "libxkbcommon0"):
        assert name in asked


def test_the_unpacked_program_runs(tree: Path, tmp_path: Path) -> None:
    told = subprocess.run(
        [str(tree / "opt/coach/coach"), "--version"],
        env={"HOME": str(tmp_path), "PATH": os.defpath},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == f"coach {__version__}\n"
