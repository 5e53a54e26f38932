"""A small lessons folder without a fault, and an author who breaks one thing in it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.__main__ import main
from coach.content.check import stamp

SOUND = Path(__file__).parents[2] / "lessons"
LESSON_FOLDER = "poste/eteindre-le-soir"
FILES = sorted(file.relative_to(SOUND).as_posix() for file in SOUND.rglob("*.*"))


@dataclass(frozen=True)
class Author:
    """Changes files of a lessons folder; the files of the one lesson are named without their folder."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def file(self, name: str) -> Path:
        """Where a file lies."""
        shared = self.folder / name
        return shared if shared.exists() or "/" in name else self.folder / LESSON_FOLDER / name

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the one place where a text stands; what changes in French is translated at once."""
        text = self.file(name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def write(self, name: str, text: str) -> None:
        """Write a whole file."""
        self.file(name).write_text(text, "utf-8")
        self.stamp()

    def stamp(self) -> None:
        """Mark every translation as up to date."""
        stamp(self.folder)

    def check(self) -> tuple[int, list[str]]:
        """Exit status of `coach check`, and the lines it printed."""
        self.capsys.readouterr()
        status = main(["check", str(self.folder)])
        out, err = self.capsys.readouterr()
        assert err == ""
        return status, out.splitlines()


def make_folder(place: Path) -> Path:
    """A copy of the folder without a fault."""
    folder = place / "lessons"
    shutil.copytree(SOUND, folder)
    stamp(folder)
    return folder
