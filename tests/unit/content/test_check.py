"""Whatever stands in a lessons folder, the checker tells it, and a lesson opens exactly when it has no fault."""

import contextlib
import re
from datetime import date
from pathlib import Path

import pytest

from coach.content.check import check
from coach.content.faults import Fault
from coach.content.library import Library
from coach.domain.errors import ContentError
from tests.unit.content.author import FILES, LESSON_FOLDER, Author

TODAY = date(2026, 11, 23)
NONSENSE = ("-1", "1.5", '"x"', '""', "[3]", '[["x"]]', '{ a = "x" }')
OWN = [name for name in FILES if name.startswith(LESSON_FOLDER)]


def lesson_opens(folder: Path, language: str) -> bool:
    with contextlib.suppress(ContentError):
        return bool(Library(folder, language).lesson("eteindre-le-soir"))
    return False


def agree(folder: Path) -> None:
    """The checker survives, and the shared files and forms being sound, a lesson opens where it found nothing."""
    found = [fault for fault in check(folder, TODAY) if not fault.notice]
    if any(fault.file.parent in (folder, folder / "forms") for fault in found):
        return
    told = {
        language: [
            fault
            for fault in found
            if fault.file.name != other and "lags" not in fault.sentence and fault.file.suffix != ".svg"
        ]
        for language, other in (("fr", "en.md"), ("en", "fr.md"))
    }
    for language, faults in told.items():
        # A translation with a fault gives way to the French.
        assert lesson_opens(folder, language) == (not faults or not told["fr"]), told


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith((".svg", "en.md", ".odt"))])
def test_any_line_may_be_lost(author: Author, name: str) -> None:
    lines = author.file(name).read_text("utf-8").split("\n")
    for n in range(len(lines)):
        author.write(name, "\n".join(lines[:n] + lines[n + 1 :]))
        agree(author.folder)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".toml")])
def test_any_entry_may_hold_nonsense(author: Author, name: str) -> None:
    text = author.file(name).read_text("utf-8")
    for entry in re.finditer(r"(?m)^(\w+) = (.*)$", text):
        for nonsense in NONSENSE:
            author.write(name, text[: entry.start(2)] + nonsense + text[entry.end(2) :])
            agree(author.folder)


@pytest.mark.parametrize("name", OWN)
def test_any_file_may_be_cut_short(author: Author, name: str) -> None:
    text = author.file(name).read_text("utf-8")
    for length in range(0, len(text), 37):
        author.write(name, text[:length])
        agree(author.folder)


def test_faults_come_in_the_order_of_files_and_lines(author: Author) -> None:
    author.write("fr.md", "")
    author.write("en.md", "")
    found = check(author.folder, TODAY)
    assert found == sorted(found)
    assert len(found) == len(set(found))


def test_a_fault_elsewhere_is_told_by_its_whole_path(tmp_path: Path) -> None:
    fault = Fault(tmp_path / "a.md", 3, "x")
    assert fault.told(tmp_path) == f"{tmp_path.name}/a.md line 3: x"
    assert fault.told(Path("/elsewhere/lessons")) == f"{tmp_path}/a.md line 3: x"
