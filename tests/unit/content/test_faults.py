"""Each kind of fault, as `coach check` tells it: file, line and a plain sentence."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.unit.content.author import LESSON_FOLDER, Author

HERE = f"lessons/{LESSON_FOLDER}"
FAULTS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))[
    "fault"
]


def test_the_folder_has_no_fault(author: Author) -> None:
    assert author.check() == (0, ["0 faults."])


@pytest.mark.parametrize("row", [pytest.param(row, id=row["kind"]) for row in FAULTS])
def test_a_fault(author: Author, row: dict[str, Any]) -> None:
    author.change(row["file"], row["old"], row["new"])
    said = row["says"]
    count = "1 fault." if len(said) == 1 else f"{len(said)} faults."
    assert author.check() == (1, [*said, count])


def test_a_translation_that_lags(author: Author) -> None:
    french = author.file("fr.md")
    french.write_text(french.read_text("utf-8").replace("Par le menu.", "Par le bouton."), "utf-8")
    assert author.check() == (
        1,
        [
            (
                f"{HERE}/en.md line 1: this translation lags behind fr.md:"
                " re-read it, then run “coach check --stamp”"
            ),
            "1 fault.",
        ],
    )


def test_a_translation_that_is_not_there(author: Author) -> None:
    author.file("en.md").unlink()
    assert author.check() == (1, [f"{HERE}/en.md: the words in this language are missing", "1 fault."])


def test_a_translation_that_lacks_a_feedback(author: Author) -> None:
    author.change("en.md", "  feedback: It lives on sun.\n", "")
    assert author.check() == (
        1,
        [f"{HERE}/en.md line 36: question “gestes”: “plante” has no feedback", "1 fault."],
    )


@pytest.mark.parametrize(
    "name", ["label.toml", "facts.toml", "gestures.toml", "paths.toml", "organisation.toml"]
)
def test_a_missing_shared_file(author: Author, name: str) -> None:
    author.file(name).unlink()
    assert author.check() == (1, [f"lessons/{name}: the file is missing", "1 fault."])


def test_a_folder_of_words_without_lesson_toml(author: Author) -> None:
    author.file("lesson.toml").unlink()
    assert author.check() == (
        1,
        [
            "lessons/paths.toml line 6: the path “bienvenue” names the unknown lesson “eteindre-le-soir”",
            f"{HERE}/lesson.toml: the file is missing",
            (
                "note: lessons/forms/forms.toml line 7: the form “releve” is for the lesson"
                " “eteindre-le-soir”, which is not here"
            ),
            "2 faults.",
        ],
    )


def test_no_words_at_all_are_one_fault_a_language(author: Author) -> None:
    for name in ("fr.md", "en.md"):
        author.file(name).unlink()
    assert author.check() == (
        1,
        [
            f"{HERE}/en.md: the words in this language are missing",
            f"{HERE}/fr.md: the words in this language are missing",
            "2 faults.",
        ],
    )


@pytest.mark.parametrize(("name", "line"), [("fr.md", 17), ("lesson.toml", 4), ("facts.toml", 4)])
def test_a_file_that_is_not_utf_8(author: Author, name: str, line: int) -> None:
    file = author.file(name)
    lines = file.read_bytes().split(b"\n")
    lines[line - 1] += " # é".encode("cp1252")
    file.write_bytes(b"\n".join(lines))
    status, said = author.check()
    told = file.relative_to(author.folder.parent).as_posix()
    assert status == 1
    assert f"{told} line {line}: the file is not written in UTF-8" in said


def test_a_drawing_that_is_not_utf_8(author: Author) -> None:
    author.file("cover.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" id="\xe9"/>')
    assert author.check() == (
        1,
        [
            (
                f"{HERE}/cover.svg line 1: this is not a valid drawing:"
                " not well-formed (invalid token): line 1, column 44"
            ),
            f"{HERE}/lesson.toml line 6: the drawing “cover.svg” is not written in UTF-8",
            "2 faults.",
        ],
    )


def test_a_lesson_id_that_stands_twice(author: Author) -> None:
    other = author.folder / "web" / "eteindre-le-soir"
    other.mkdir(parents=True)
    for file in author.file("fr.md").parent.iterdir():
        (other / file.name).write_bytes(file.read_bytes())
    assert author.check() == (
        1,
        [
            "lessons/web/eteindre-le-soir/lesson.toml: the lesson id “eteindre-le-soir” stands twice",
            "1 fault.",
        ],
    )


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(author: Author) -> None:
    for file in author.folder.rglob("*.*"):
        if file.suffix in (".toml", ".md"):
            text = file.read_text("utf-8").replace("\n", "\r\n")
            file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    author.stamp()
    assert author.check() == (0, ["0 faults."])


def test_an_empty_word_of_the_town_is_a_notice_and_no_fault(author: Author) -> None:
    author.change("organisation.toml", '"le 12 34"', '" "')
    assert author.check() == (
        0,
        [
            "note: lessons/organisation.toml line 2: “help_desk” is empty: lessons use a neutral sentence",
            "0 faults.",
        ],
    )


def test_a_fact_to_check_again_is_a_notice_and_no_fault(author: Author) -> None:
    author.change("facts.toml", 'status = "ok"\nreview = "2099-06"', 'status = "ok"\nreview = "2026-06"')
    assert author.check() == (
        0,
        [
            "note: lessons/facts.toml line 15: the fact “screen” was to be checked again by 2026-06",
            "0 faults.",
        ],
    )


def test_faults_come_before_notices(author: Author) -> None:
    author.change("organisation.toml", '"le 12 34"', '""')
    author.change("lesson.toml", "minutes = 2\n", "")
    status, said = author.check()
    assert (status, len(said)) == (1, 3)
    assert said[1].startswith("note: ")


def coach(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coach", "check", *arguments, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("kind", ["a wrong answer key", "an image without a text alternative", "bad TOML"])
def test_the_command_itself_ends_with_status_1_for_a_fault(author: Author, kind: str) -> None:
    (row,) = (row for row in FAULTS if row["kind"] == kind)
    author.change(row["file"], row["old"], row["new"])
    done = coach(author.folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [*row["says"], "1 fault."]


def test_the_command_itself_ends_with_status_0_without_one(author: Author) -> None:
    assert coach(author.folder).returncode == 0


def test_the_command_says_that_there_is_no_such_folder(author: Author) -> None:
    done = coach(author.folder / "none")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"There is no folder {author.folder / 'none'}.\n"


def test_the_command_stamps_what_lags(author: Author) -> None:
    french = author.file("fr.md")
    french.write_text(french.read_text("utf-8").replace("Par le menu.", "Par le bouton."), "utf-8")
    done = coach(author.folder, "--stamp")
    assert (done.returncode, done.stdout) == (0, "1 file stamped.\n0 faults.\n")
    assert coach(author.folder, "--stamp").stdout == "0 files stamped.\n0 faults.\n"
