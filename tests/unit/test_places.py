"""Every person gets one plain folder, and nothing of what was noticed follows `COACH_HOME`."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import places

HOSTILE = [
    "../x",
    "",
    "a/b",
    "con.",
    "CON",
    "nul",
    "com1",
    ".",
    "..",
    "a\\b",
    "C:",
    "x\0y",
    "\udcff",
    " ",
    "é",
    "a.",
]
anybody = st.text(max_size=40) | st.sampled_from(HOSTILE)


def folder(person: str) -> str:
    return places.person(person)


@pytest.mark.parametrize("person", HOSTILE)
def test_a_hostile_identifier_makes_one_plain_folder_inside_the_home(home: Path, person: str) -> None:
    made = Path(folder(person))
    assert made.parent == home / "people"
    made.mkdir(parents=True)
    assert [one.name for one in (home / "people").iterdir()] == [made.name]


@given(anybody)
def test_any_identifier_makes_a_name_that_every_system_takes(person: str) -> None:
    name = os.path.basename(folder(person))
    assert name.isascii()
    assert not set(name) & set('<>:"/\\|?*. \0')
    assert name.upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert os.path.dirname(folder(person)) == os.path.join(places.home(), "people")


@given(anybody, anybody)
def test_two_people_never_share_a_folder(one: str, other: str) -> None:
    assert (folder(one) == folder(other)) == (one == other)


def test_files_of_a_person(home: Path) -> None:
    assert places.records("camille") == str(home / "people" / "camille" / "records.db")
    assert places.organisation() == str(home / "organisation.db")


def test_coach_home_moves_records_and_never_what_was_noticed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = places.local()
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "elsewhere"))
    assert places.home() == str(tmp_path / "elsewhere")
    assert places.local() == before == str(tmp_path / "state" / places.FOLDER)
    assert places.log().startswith(before)


def test_a_relative_home_does_not_move_with_the_working_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", "here")
    assert places.home() == str(Path.cwd() / "here")


@pytest.mark.parametrize(
    ("platform", "variables", "home", "local"),
    [
        ("linux", {}, "~/.local/share", "~/.local/state"),
        ("linux", {"XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s"}, "/d", "/s"),
        ("win32", {"APPDATA": "C:/Roaming", "LOCALAPPDATA": "C:/Local"}, "C:/Roaming", "C:/Local"),
        ("win32", {}, "~/AppData/Roaming", "~/AppData/Local"),
        ("darwin", {}, "~/Library/Application Support", "~/Library/Caches"),
    ],
)
def test_the_platform_says_where(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], home: str, local: str
) -> None:
    for name in ("COACH_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert places.home() == os.path.join(os.path.expanduser(home), places.FOLDER)
    assert places.local() == os.path.join(os.path.expanduser(local), places.FOLDER)


def test_a_policy_lies_where_only_an_administrator_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COACH_POLICY")
    assert places.policy() == f"/etc/{places.FOLDER}/policy.toml"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("PROGRAMDATA", "C:/ProgramData")
    assert places.policy() == os.path.join("C:/ProgramData", places.FOLDER, "policy.toml")


def test_what_is_shipped_lies_beside_the_program_and_in_the_frozen_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (Path(places.lessons()) / "facts.toml").is_file()
    assert (Path(places.catalogues()) / "fr").is_dir()
    assert (Path(places.assets()) / "fonts").is_dir()
    with monkeypatch.context() as patch:
        patch.setattr("sys._MEIPASS", "/opt/coach/_internal", raising=False)
        assert places.lessons() == "/opt/coach/_internal/lessons"
