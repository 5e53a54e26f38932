"""The one command: a default, links, and sentences instead of traces."""

import argparse
import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from coach import __version__, places, settings, words
from coach.__main__ import main

TO_PROGRAMMERS = {
    "%r is not callable",
    ".__call__() not defined",
    "'required' is an invalid argument for positionals",
    'argument "-" with mode %r',
    "can't open '%(filename)s': %(error)s",
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "conflicting option string: %s",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
    "unexpected option string: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)",
}
"""What argparse says only of a parser that is built wrongly, or of kinds of arguments that no command has."""


@pytest.fixture(autouse=True)
def _english() -> None:
    settings.write("camille", settings.Settings(language="en"))


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["--version"])
    assert raised.value.code == 0
    assert capsys.readouterr().out == f"coach {__version__}\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["assign", "--no-such"], "arguments inconnus\u00a0: --no-such"),
        (["import"], "il manque\u00a0: "),
        (["export", "csv", "--out"], "--out\u00a0: une valeur est attendue"),
        (["nonsense"], "'nonsense' n’est pas un choix"),
    ],
)
def test_the_parser_speaks_the_person_s_language(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.write("camille", settings.Settings(language="fr"))
    with pytest.raises(SystemExit) as raised:
        main(given)
    assert raised.value.code == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.startswith("utilisation\u00a0: coach")


def test_everything_that_the_parser_tells_a_person_is_translated() -> None:
    words.use("fr")
    said = {
        ast.literal_eval(call.args[0])
        for call in ast.walk(ast.parse(inspect.getsource(argparse)))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "ngettext")
        if isinstance(call.args[0], ast.Constant)
    }
    left = {text for text in said if words._(text) == text and words.ngettext(text, text, 1) == text}
    assert left - {"options"} <= TO_PROGRAMMERS
    assert "unrecognized arguments: %s" in said - left


@pytest.mark.parametrize("name", ["organisation", "settings"])
def test_a_command_that_needs_no_records_runs_beside_damaged_ones(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    if name == "organisation":
        Path(places.organisation()).write_bytes(b"no database" * 400)
    else:
        Path(settings.file_of("camille")).write_text("{", "utf-8")
    assert main(["check", places.lessons()]) == 0
    assert capsys.readouterr().err == ""


def test_a_command_that_needs_damaged_records_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path(places.organisation()).write_bytes(b"no database" * 400)
    assert main(["settings", "list"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert places.organisation() in err


def test_help_lists_every_command_without_loading_a_room(capsys: pytest.CaptureFixture[str]) -> None:
    code = (
        "import sys\nfrom coach.__main__ import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit(bool({'PySide6', 'sqlalchemy', 'coach.org', 'coach.exports'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for name in ("window", "open", "check", "settings", "agent", "people", "assign", "export"):
        assert name in done.stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    line = f"{sys.executable} -m coach settings list | head -1"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("language = ")
    assert "Traceback" not in done.stderr


def test_a_link_is_opened_like_a_lesson_and_no_command_is_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def become(program: list[str]) -> int:
        started.append(program)
        return 0

    for command in ("open", "window"):
        monkeypatch.setattr(f"coach.commands.{command}.become", become)
    for arguments in (["coach://lesson/veille-ou-arret"], ["open", "veille-ou-arret"], []):
        assert main(arguments) == 0
    assert [program[-1] for program in started[:2]] == ["coach://lesson/veille-ou-arret", "veille-ou-arret"]
    assert started[2] == started[0][:-1]
