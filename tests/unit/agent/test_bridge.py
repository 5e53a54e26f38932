"""The bridge as a program: real processes on real pipes, hostile ones too."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coach import handover, places
from coach.agent.bridge.__main__ import MESSAGES, THUNDERBIRD
from coach.agent.rounds import local_now
from tests.unit.agent.conftest import rule, write_brief

BRIDGE = (sys.executable, "-m", "coach.agent.bridge")


def frame(body: bytes) -> bytes:
    """A message with its length."""
    return len(body).to_bytes(4, sys.byteorder) + body


def frames(*messages: dict[str, Any]) -> bytes:
    """Messages as an add-on sends them."""
    return b"".join(frame(json.dumps(message).encode()) for message in messages)


def bridge(sent: bytes, *arguments: str, **env: str) -> tuple[int, list[Any], str]:
    """Exit status, answers and standard error of one bridge."""
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    bare |= {"DBUS_SESSION_BUS_ADDRESS": "disabled:", **env}
    done = subprocess.run(
        [*BRIDGE, *arguments], env=bare, input=sent, capture_output=True, timeout=60, check=False
    )
    return done.returncode, answered(done.stdout), done.stderr.decode()


def answered(out: bytes) -> list[Any]:
    """The answers in what a bridge wrote; nothing else may stand there."""
    found = []
    while out:
        length = int.from_bytes(out[:4], sys.byteorder)
        found.append(json.loads(out[4 : 4 + length]))
        out = out[4 + length :]
    return found


def log() -> str:
    """The log so far."""
    return Path(places.log()).read_text("utf-8") if Path(places.log()).exists() else ""


@pytest.fixture
def on() -> None:
    """Tabs are on."""
    write_brief(sensors={"tabs": rule("tabs")})


def test_each_message_is_answered_by_one_until_the_pipe_closes(on: None) -> None:
    status, answers, said = bridge(
        frames({"ask": "state"}, {"noticed": "tabs", "value": 34}), "chrome-extension://x/"
    )
    assert status == 0
    assert [answers[0]["tabs"]["threshold"], answers[1]["nudge"]["title"]] == [30, "34 tabss."]
    assert (said, log()) == ("", "")


def test_without_a_brief_everything_is_off() -> None:
    off = {"tabs": {"on": False}, "mail": {"on": False}}
    assert bridge(frames({"ask": "state"})) == (0, [off], "")
    assert bridge(b"") == (0, [], "")


def test_the_mail_program_is_told_from_webmail() -> None:
    write_brief(sensors={"mail": rule("mail")}, webmail="https://mail.ville.example")
    bridge(frames({"ask": "state"}), "/some/manifest.json", THUNDERBIRD)
    bridge(frames({"ask": "state"}), "/some/manifest.json", "web@elsewhere")
    assert list(handover.sources_looked_at(local_now()).values()) == [("mail.addon", "mail.webmail")]


@pytest.mark.parametrize(
    ("sent", "answers"),
    [
        (b"\xff\xff\xff\xff" + b"x" * 100_000, []),
        (b"\x05", []),
        (frame(b"{}")[:5], []),
        (frame(b"{") + b"\xff\xff\xff\xff", [{"error": "no JSON"}]),
    ],
)
def test_a_frame_that_is_none_ends_it_with_a_line_in_the_log(
    on: None, sent: bytes, answers: list[Any]
) -> None:
    status, got, said = bridge(sent)
    assert (status, got, said) == (1, answers, "")
    assert "An add-on was not understood" in log()


def test_nonsense_is_answered_and_the_next_message_understood(on: None) -> None:
    secret = frame(b'{"url": "https://secret.example"}') + frame(b'{"secret": ')
    status, answers, said = bridge(secret + frames({"noticed": "tabs", "value": 29}))
    assert (status, said) == (0, "")
    assert answers == [{"error": "unknown message"}, {"error": "no JSON"}, {"nudge": None}]
    assert "secret" not in log()


def test_a_flood_ends_and_fills_no_file(on: None) -> None:
    flood = frame(b"[]") + frame(b"{")
    status, answers, said = bridge(flood * 5000)
    assert (status, len(answers), said) == (1, MESSAGES, "")
    assert len(log()) < 64 * 1024


def test_a_folder_that_refuses_is_an_error_and_no_traceback(on: None) -> None:
    status, answers, said = bridge(
        frames({"ask": "state"}, {"answer": "tabs", "refused": True}),
        XDG_STATE_HOME="/proc/nothing",
    )
    off = {"tabs": {"on": False}, "mail": {"on": False}}
    assert (status, answers) == (0, [off, {"error": "not possible now"}])
    assert "Traceback" not in said


def test_a_browser_that_has_gone_is_no_fault(on: None) -> None:
    process = subprocess.Popen(BRIDGE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    process.stdin.write(frames({"ask": "state"}))
    process.stdin.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(30) == 0


def test_twenty_bridges_at_the_same_instant_make_one_nudge(on: None) -> None:
    bare = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "disabled:", "DISPLAY": ""}
    started = [
        subprocess.Popen(BRIDGE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=bare) for _ in range(20)
    ]
    message = frames({"noticed": "tabs", "value": 34})
    # All wait at their pipes by then, so that they go off together.
    for process in started:
        assert process.stdin
        process.stdin.write(frames({"ask": "state"}))
        process.stdin.flush()
    for process in started:
        assert process.stdout
        process.stdout.read(4)
    for process in started:
        assert process.stdin
        process.stdin.write(message)
        process.stdin.flush()
    nudges = []
    for process in started:
        assert process.stdin
        assert process.stdout
        process.stdin.close()
        with process.stdout:
            nudges.append(b'"moment": "tabs"' in process.stdout.read())
        assert process.wait(30) == 0
    assert sum(nudges) == 1
    assert [type_ for type_, _ in handover.recent(local_now())] == ["tabs"]
