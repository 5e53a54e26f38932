"""`coach settings` shows, reads and changes, and refuses nonsense with whole sentences."""

import dataclasses
from pathlib import Path

import pytest

from coach import settings, study
from coach.__main__ import main
from coach.sensors import sensors


@pytest.fixture(autouse=True)
def _english() -> None:
    settings.write("camille", settings.Settings(language="en"))


def coach(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    status = main(["settings", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_value_is_set_and_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert coach(capsys, "set", "weekly_goal", "3") == (0, "3\n", "")
    assert coach(capsys, "get", "weekly_goal") == (0, "3\n", "")
    assert settings.read("camille").weekly_goal == 3


def test_the_list_names_every_option_of_the_window_and_of_every_sensor(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = coach(capsys, "list")
    assert (status, err) == (0, "")
    names = [line.split(" = ")[0] for line in out.splitlines() if not line.startswith(" ")]
    options = [option.name for option in dataclasses.fields(settings.Settings) if option.name != "nudges"]
    parts = {name: ("on", "threshold", *(["many"] if one.many else [])) for name, one in sensors().items()}
    theirs = [f"nudges.{name}.{part}" for name in parts for part in parts[name]]
    assert names == [*options, *theirs]
    assert (
        "weekly_goal = 2\n    Lessons a week that you wish for; 0 hides the goal.\n"
        "    (the value goes from 0 to 5)\n"
    ) in out


def test_the_list_names_what_the_policy_may_not_decide(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "policy.toml").write_text("[pause]\nforbidden = true\n", "utf-8")
    assert "Ignored in the policy: “pause” is not for the policy to decide\n" in coach(capsys, "list")[1]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("set", "weekly_goal", "9"), "“weekly_goal” cannot be set: the value goes from 0 to 5"),
        (("set", "colour", "red"), "“colour” cannot be set: there is no such setting"),
        (("get", "colour"), "“colour” cannot be set: there is no such setting"),
        (("set", "language", "zz"), "“language” cannot be set: the value is one of: auto, fr, en"),
        (
            ("set", "quiet_start", "evening"),
            "“quiet_start” cannot be set: the value is an hour such as 08:30",
        ),
        (("set", "nudges.idle.on", "1"), "“nudges.idle.on” cannot be set: the value is true or false"),
        (("set", "nudges.idle.colour", "1"), "“nudges.idle.colour” cannot be set: there is no such setting"),
        (("set", "nudges.none.on", "true"), "“nudges.none.on” cannot be set: there is no such setting"),
        (("set", "name", "Zoé\tRoux"), "“name” cannot be set: the value has the wrong type"),
        (
            ("set", "paused_until", "tomorrow"),
            "“paused_until” cannot be set: the value is a moment such as 2026-11-25T18:00, or empty",
        ),
        (
            ("set", "paused_until", "9999-12-31T23:59"),
            "“paused_until” cannot be set: the value is a moment such as 2026-11-25T18:00, or empty",
        ),
        (
            ("set", "audiences", "plumber"),
            "“audiences” cannot be set: the value is one of: {trades}",
        ),
        (("set", "nudges", "true"), "“nudges” cannot be set: there is no such setting"),
        (
            ("set", "nudges.idle.threshold", "0"),
            "“nudges.idle.threshold” cannot be set: the value goes from 1 to 7200",
        ),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], reason: str
) -> None:
    before = settings.read("camille")
    reason = reason.format(trades=", ".join(key for key, _title in study.me().library.label.audiences))
    assert coach(capsys, *arguments) == (
        1,
        "",
        f"The setting {reason}. Nothing was changed. “coach settings list” shows every setting with its values.\n",
    )
    assert settings.read("camille") == before


def test_a_name_and_a_value_are_needed(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("get",), ("set",), ("set", "weekly_goal")):
        assert coach(capsys, *arguments) == (
            2,
            "",
            "Write: coach settings get NAME, or coach settings set NAME VALUE.\n",
        )


def test_switching_a_sensor_keeps_the_day_and_the_version_of_its_card(
    capsys: pytest.CaptureFixture[str],
) -> None:
    card = sensors()["idle"]
    assert coach(capsys, "set", "nudges.idle.on", "true") == (
        2,
        f"{card.reads}\n{card.never_reads}\n",
        "Nothing was switched on. Read this, then add --yes.\n",
    )
    assert "idle" not in settings.read("camille").nudges
    assert coach(capsys, "set", "nudges.idle.on", "true", "--yes") == (0, "true\n", "")
    chosen = settings.read("camille").nudges["idle"]
    assert chosen.on
    assert chosen.chosen_on
    assert chosen.text == sensors()["idle"].text_version


def test_what_the_administrator_fixed_is_shown_and_cannot_be_changed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "policy.toml").write_text(
        'guichet = true\n[settings]\nlanguage = "en"\n[sensors]\nforbidden = ["idle"]\n', "utf-8"
    )
    out = coach(capsys, "list")[1]
    assert "[set by your IT department]" in out
    assert "[switched off by your IT department]" in out
    assert coach(capsys, "get", "guichet") == (0, "true\n", "")
    for name, value in (("language", "fr"), ("guichet", "false"), ("nudges.idle.on", "true")):
        status, _, err = coach(capsys, "set", name, value, "--yes")
        assert status == 1
        assert err.startswith(f"The setting “{name}” cannot be set: it is ")
