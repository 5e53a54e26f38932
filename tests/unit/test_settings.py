"""Settings survive nonsense one by one, are written whole, and never lose what was there."""

import dataclasses
import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.errors import DiskFull, ReadOnlyFolder, SettingError, StorageError
from coach.settings import OPTIONS, NudgeSetting, Settings, checked, file_of, parse, read, with_nudge, write
from tests.unit.refusing import folder, refusing

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
OTHER = Settings(
    language="fr",
    theme="dark",
    text_scale=150,
    weekly_goal=5,
    quiet_start="12:00",
    paused_until="2026-11-24T00:00:00+00:00",
    audiences=("it", "hr"),
    name="Zoé D’Arc",
    welcomed=True,
    nudges={"idle": NudgeSetting(True, 600, "2026-11-23", 2)},
)


def put(text: str) -> Path:
    file = Path(file_of("camille"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_without_a_file_everything_is_as_it_comes_and_no_sensor_is_on() -> None:
    assert read("camille") == Settings()
    assert Settings().nudges == {}
    assert not Path(file_of("camille")).exists()


def test_what_is_written_comes_back() -> None:
    write("camille", OTHER)
    assert read("camille") == OTHER
    assert read("somebody-else") == Settings()


@pytest.mark.parametrize("text", ["", "{", "nonsense", "[1]", '"x"', "3", "null", "[" * 100_000, "\ufeff{}"])
def test_a_file_of_nonsense_is_put_aside_and_kept(text: str) -> None:
    file = put(text)
    assert read("camille") == Settings()
    assert Path(f"{file}.unreadable").read_text("utf-8") == text
    assert read("camille") == Settings()


def test_a_file_that_is_not_utf_8_is_put_aside_and_kept() -> None:
    file = put("")
    file.write_bytes(b'{"name": "Zo\xe9"}')
    assert read("camille") == Settings()
    assert Path(f"{file}.unreadable").read_bytes() == b'{"name": "Zo\xe9"}'


NONSENSE: list[Any] = [
    None,
    True,
    -1,
    7,
    10**30,
    1.5,
    "",
    "x",
    [],
    ["x", 3],
    [[]],
    {},
    {"x": 1},
    "25:00",
    "8:00",
    "٠٨:٠٠",
]


@pytest.mark.parametrize("name", [*OPTIONS, "nudges"])
@pytest.mark.parametrize("nonsense", NONSENSE, ids=str)
def test_one_nonsense_value_costs_no_other(name: str, nonsense: Any) -> None:
    write("camille", OTHER)
    file = Path(file_of("camille"))
    values = json.loads(file.read_text("utf-8"))
    put(json.dumps(values | {name: nonsense}))
    found = read("camille")
    for other in dataclasses.fields(Settings):
        if other.name != name:
            assert getattr(found, other.name) == getattr(OTHER, other.name)
    if name != "nudges":
        assert getattr(found, name) == checked(name, getattr(found, name))


def test_an_entry_of_another_version_is_left_alone() -> None:
    put('{"colour_of_the_sky": "blue", "theme": "dark"}')
    assert read("camille") == Settings(theme="dark")


@pytest.mark.parametrize(
    ("row", "setting"),
    [
        (
            {"on": True, "chosen_on": "2026-11-23", "text": 1, "threshold": 60},
            NudgeSetting(True, 60, "2026-11-23", 1),
        ),
        ({"on": True}, NudgeSetting()),
        ({"on": True, "chosen_on": ""}, NudgeSetting()),
        ({"on": True, "chosen_on": "yes"}, NudgeSetting()),
        ({"on": True, "chosen_on": 20261123}, NudgeSetting()),
        ({"on": "true", "chosen_on": "2026-11-23"}, NudgeSetting(chosen_on="2026-11-23")),
        ({"on": 1, "chosen_on": "2026-11-23"}, NudgeSetting(chosen_on="2026-11-23")),
        ({"threshold": 0}, NudgeSetting()),
        ({"threshold": True}, NudgeSetting()),
        ({"threshold": "60", "text": "1"}, NudgeSetting()),
        ({"text": True}, NudgeSetting()),
    ],
)
def test_a_sensor_is_on_only_with_the_day_a_card_was_read(row: dict[str, Any], setting: NudgeSetting) -> None:
    put(json.dumps({"nudges": {"idle": row, "tabs": 3}}))
    assert read("camille").nudges == {"idle": setting}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*OPTIONS, "nudges"]), json_values))
@settings(max_examples=200)
def test_any_json_is_read(values: dict[str, Any]) -> None:
    put(json.dumps(values))
    found = read("camille")
    for name in OPTIONS:
        assert checked(name, getattr(found, name)) == getattr(found, name)


def test_a_power_cut_while_writing_leaves_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    write("camille", OTHER)

    class PowerCutError(BaseException):
        pass

    def cut(_: int) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", cut)
        with pytest.raises(PowerCutError):
            write("camille", Settings(name="new"))
    assert read("camille") == OTHER


@pytest.mark.parametrize(("number", "ours"), [(errno.ENOSPC, DiskFull), (errno.EIO, StorageError)])
def test_a_disk_that_refuses_is_told_and_leaves_no_litter(
    monkeypatch: pytest.MonkeyPatch, number: int, ours: type[StorageError]
) -> None:
    write("camille", OTHER)

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(ours):
            write("camille", Settings(name="new"))
    assert read("camille") == OTHER
    assert os.listdir(os.path.dirname(file_of("camille"))) == ["settings.json"]


def test_a_read_only_folder_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with folder() as place:
        monkeypatch.setenv("COACH_HOME", str(place))
        write("camille", OTHER)
        with refusing(place), pytest.raises(ReadOnlyFolder):
            write("camille", Settings())
        assert read("camille") == OTHER


def test_a_file_that_may_not_be_read_is_told_and_not_thrown_away() -> None:
    file = put("")
    file.unlink()
    file.mkdir()
    with pytest.raises(StorageError):
        read("camille")
    assert file.is_dir()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("letter_keys", "yes", True),
        ("letter_keys", "FALSE", False),
        ("weekly_goal", "0", 0),
        ("text_scale", "150", 150),
        ("audiences", " it, hr ,,", ("it", "hr")),
        ("audiences", "", ()),
        ("quiet_start", "23:59", "23:59"),
        ("name", "", ""),
    ],
)
def test_words_become_values(name: str, text: str, value: Any) -> None:
    assert parse(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("colour", "red", "there is no such setting"),
        ("nudges", "{}", "there is no such setting"),
        ("letter_keys", "perhaps", "the value is true or false"),
        ("weekly_goal", "two", "the value is a whole number"),
        ("weekly_goal", "2.5", "the value is a whole number"),
        ("weekly_goal", "9" * 5000, "the value is a whole number"),
        ("weekly_goal", "-1", "the value goes from 0 to 5"),
        ("text_scale", "110", "the value is one of: 0, 100, 125, 150, 175, 200"),
        ("theme", "pink", "the value is one of: auto, light, dark, contrast-light, contrast-dark"),
        ("quiet_end", "8:00", "the value is an hour such as 08:30"),
        ("quiet_end", "24:00", "the value is an hour such as 08:30"),
        ("name", "Zo\udce9", "the value has the wrong type"),
        ("audiences", "it,\udce9", "the value has the wrong type"),
    ],
)
def test_nonsense_is_refused_with_a_reason(name: str, text: str, reason: str) -> None:
    with pytest.raises(SettingError) as raised:
        parse(name, text)
    assert raised.value.facts == {"name": name, "reason": reason}


def test_the_window_may_not_pass_another_type() -> None:
    for name, value in (("weekly_goal", True), ("name", 3), ("letter_keys", 1), ("audiences", "it")):
        with pytest.raises(SettingError):
            checked(name, value)
    assert checked("audiences", ["it"]) == ("it",)


def test_switching_a_sensor_keeps_day_text_and_threshold() -> None:
    on = with_nudge(Settings(), "idle", on=True, text=2, now=NOW, threshold=600)
    assert on.nudges["idle"] == NudgeSetting(True, 600, "2026-11-23", 2)
    off = with_nudge(on, "idle", on=False, text=2, now=NOW)
    assert off.nudges["idle"] == NudgeSetting(False, 600, "2026-11-23", 2)
    assert with_nudge(on, "tabs", on=True, text=1, now=NOW).nudges["idle"] == on.nudges["idle"]


def test_every_option_says_what_it_is() -> None:
    for option in OPTIONS.values():
        assert option.metadata["help"].endswith(".")
        assert checked(option.name, option.default) == option.default
