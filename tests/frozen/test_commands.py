"""The frozen commands, as somebody types them on a machine that has no Python."""

import os
import shutil
from pathlib import Path

import pytest

from coach import __version__
from coach.commands import commands
from coach.exports import formats
from coach.sensors import sensors
from tests.desk import Desk
from tests.frozen.conftest import INSIDE


@pytest.fixture(autouse=True)
def _no_python(desk: Desk) -> None:
    desk.env["PATH"] = os.pathsep.join(("/usr/bin", "/bin"))


def test_it_tells_its_version(desk: Desk) -> None:
    assert desk.run("--version", check=True).stdout == f"coach {__version__}\n"


def test_the_shipped_lessons_are_sound(desk: Desk) -> None:
    done = desk.run("check", LANG="en_GB.UTF-8")
    assert done.returncode == 0, done.stdout
    assert "0 faults." in done.stdout


def test_a_faulty_lesson_is_reported(desk: Desk) -> None:
    lessons = shutil.copytree(INSIDE / "lessons", desk.folder / "lessons")
    faulty = next(lessons.glob("*/*/lesson.toml"))
    faulty.write_text(faulty.read_text("utf-8") + "\nedition = ", "utf-8")
    done = desk.run("check", str(lessons))
    assert done.returncode == 1
    assert f"{faulty.parent.name}/lesson.toml" in done.stdout


def test_every_command_is_offered(desk: Desk) -> None:
    told = desk.run("--help", check=True).stdout
    assert all(name in told.split() for name in commands())


def test_every_export_format_is_offered(desk: Desk) -> None:
    told = desk.run("export", "--help", check=True).stdout
    assert all(name in told for name in formats())


def test_every_setting_is_listed(desk: Desk) -> None:
    told = desk.run("settings", "list", check=True).stdout
    assert all(f"nudges.{name}.on" in told for name in sensors())


def test_an_unknown_setting_gets_a_french_sentence(desk: Desk) -> None:
    done = desk.run("settings", "get", "nonsense")
    assert done.returncode == 1
    assert "réglage" in done.stderr
    assert "Traceback" not in done.stderr


def test_people_are_imported_and_an_export_is_written(desk: Desk) -> None:
    people = desk.folder / "people.csv"
    people.write_text("matricule;nom;service;rôles\n1;Zoé Durand;Accueil;\n2;Paul Roy;RH;hr\n", "utf-8")
    desk.run("people", "import", str(people), "--apply", check=True)
    out: Path = desk.folder / "completions.xlsx"
    desk.run("export", "xlsx", "--out", str(out), check=True, COACH_PERSON="2")
    assert out.read_bytes().startswith(b"PK")
