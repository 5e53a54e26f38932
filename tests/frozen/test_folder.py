"""What lies in the frozen folder: all that is needed, what must be replaceable, and nothing that must stay out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.frozen.conftest import FROZEN, INSIDE, PROGRAMS, ROOT, archived

PLUG_INS = ("app/pages", "commands", "exports", "questions", "sensors")
REPLACEABLE = ("PySide6", "shiboken6", "pynput", "Xlib")
PARTS = (
    *(
        "PySide6_Essentials",
        "shiboken6",
        "SQLAlchemy",
        "alembic",
        "Mako",
        "MarkupSafe",
        "babel",
        "fsrs",
        "rustpy-xlsxwriter",
        "xlsxwriter",
    ),
    *("typing_extensions", "Python", "pyinstaller", "keyring"),
    *(
        ("SecretStorage", "cryptography", "jeepney", "pynput", "python-xlib", "six")
        if sys.platform == "linux"
        else ()
    ),
)
HEAVY = {
    "PySide6",
    "sqlalchemy",
    "alembic",
    "babel",
    "argparse",
    "pathlib",
    "tomllib",
    "rustpy_xlsxwriter",
    "xlsxwriter",
    "ctypes",
}


def names(folder: Path, suffix: str) -> set[str]:
    """The names of the modules in a folder."""
    return {path.stem for path in folder.glob(f"*{suffix}")}


@pytest.mark.parametrize("package", PLUG_INS)
def test_every_plug_in_is_there(package: str) -> None:
    assert names(INSIDE / "coach" / package, ".pyc") == names(ROOT / "coach" / package, ".py")


@pytest.mark.parametrize("folder", ["lessons", "packaging/assets", "i18n"])
def test_every_data_file_is_there_unchanged(folder: str) -> None:
    for path in (ROOT / folder).rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            assert (INSIDE / path.relative_to(ROOT)).read_bytes() == path.read_bytes(), path


def test_every_language_has_its_catalogue_and_its_words() -> None:
    for folder in (ROOT / "i18n").iterdir():
        assert (INSIDE / "i18n" / folder.name / "LC_MESSAGES" / "coach.mo").exists()
        assert (INSIDE / "babel" / "locale-data" / f"{folder.name}.dat").exists()
        assert list(INSIDE.rglob(f"qtbase_{folder.name}.qm"))


def test_the_window_brings_what_plans_the_daily_review() -> None:
    assert {"coach.study.review", "fsrs.scheduler"} <= set(archived("coach-window"))
    assert "fsrs.optimizer" not in archived("coach-window")


def test_what_may_be_replaced_lies_there_as_files() -> None:
    for program in PROGRAMS:
        inside = {name.partition(".")[0] for name in archived(program)}
        assert not inside & set(REPLACEABLE), program
    for part in REPLACEABLE if sys.platform == "linux" else ("PySide6", "shiboken6"):
        assert names(INSIDE / part, ".py*"), part


def test_the_mouse_listener_comes_without_its_keyboard_part() -> None:
    if sys.platform == "win32":
        assert not list(INSIDE.rglob("*pynput*"))
    else:
        assert names(INSIDE / "pynput/mouse", ".py") == {"__init__", "_base", "_xorg"}
        assert names(INSIDE / "pynput/keyboard", ".py") == {"__init__", "_base", "_dummy"}


def test_no_program_can_load_what_it_must_not() -> None:
    assert not {name.partition(".")[0] for name in archived("coach-agent")} & HEAVY
    assert not {name.partition(".")[0] for name in archived("coach-mailbox")} & {*HEAVY, "keyring", "jeepney"}
    assert [program for program in PROGRAMS if "ssl" in archived(program)] == [
        "coach",
        "coach-window",
        "coach-mailbox",
    ]
    assert not {name for name in archived("coach") if name.startswith("coach.app")}
    unwanted = re.compile(r"libssl|libcrypto|Qml|Quick|Qt6Network|QtNetwork|WebEngine|qgtk3|glx-integration")
    assert not [path for path in INSIDE.rglob("*") if unwanted.search(path.name)]


def test_every_library_is_found_and_every_link_leads_somewhere() -> None:
    assert not [path for path in INSIDE.rglob("*") if path.is_symlink() and not path.exists()]
    if sys.platform == "linux":
        binaries = [*INSIDE.rglob("*.so"), *INSIDE.rglob("*.so.*"), *(FROZEN / name for name in PROGRAMS)]
        told = subprocess.run(["ldd", *map(str, binaries)], capture_output=True, text=True, check=False)
        assert not re.findall(r".*not found.*", told.stdout)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_brings_its_licence(part: str) -> None:
    texts = list((INSIDE / "packaging/licences" / part).iterdir())
    assert texts
    assert all(path.stat().st_size > 100 for path in texts)


def test_the_programs_own_licences_are_there() -> None:
    assert (INSIDE / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert (INSIDE / "lessons/LICENSE").exists()
    assert (INSIDE / "packaging/licences/README.md").exists()
