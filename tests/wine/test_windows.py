"""What Wine can show of Windows: paths, settings, locks, the registry, the idle time, the light programs."""

import json
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.wine.conftest import WindowsDesk


def test_it_is_windows_and_tells_how_long_nobody_was_there(windows: WindowsDesk) -> None:
    told = windows.code("""
import sys, time
from coach.sensors import _idle_windows
before = _idle_windows.input_seconds()
time.sleep(1.2)
print(sys.platform, _idle_windows.input_seconds() - before > 1)
""")
    assert told == "win32 True\n"


def test_what_is_kept_lies_in_folders_with_accents(windows: WindowsDesk) -> None:
    windows.coach("settings", "set", "name", "Zoë Lefèvre")
    assert windows.coach("settings", "get", "name") == "Zoë Lefèvre\n"
    (file,) = windows.home.rglob("settings.json")
    assert json.loads(file.read_text("utf-8"))["name"] == "Zoë Lefèvre"


def test_one_look_of_the_agent(windows: WindowsDesk) -> None:
    off = windows.run("coach.agent", "--once")
    assert b"Traceback" not in off.stderr
    windows.coach("settings", "set", "nudges.idle.on", "true", "--yes")
    windows.coach("settings", "set", "nudges.idle.threshold", "1")
    time.sleep(1.5)
    told = windows.coach("agent", "--once")
    assert "Your screen can go to sleep by itself." in told
    assert "veille-ou-arret" in (windows.kept / "brief.json").read_text("utf-8")


def test_the_session_starts_the_reminders_only_when_asked_to(windows: WindowsDesk) -> None:
    key = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Run"
    windows.code("from coach.study import autostart; autostart.follow(wanted=True)")
    assert "coach" in windows.wine("reg", "query", key).lower()
    windows.code("from coach.study import autostart; autostart.follow(wanted=False)")
    assert "coach" not in windows.wine("reg", "query", key).lower()


def framed(*messages: dict[str, object]) -> bytes:
    """Native messages as a browser on Windows writes them."""
    bodies = [json.dumps(message).encode() for message in messages]
    return b"".join(struct.pack("<I", len(body)) + body for body in bodies)


def answers(data: bytes) -> list[dict[str, Any]]:
    """The messages in what the bridge wrote."""
    found = []
    while data:
        size = struct.unpack_from("<I", data)[0]
        found.append(json.loads(data[4 : 4 + size]))
        data = data[4 + size :]
    return found


def test_the_bridge_speaks_bytes_and_not_text(windows: WindowsDesk) -> None:
    windows.coach("settings", "set", "nudges.tabs.on", "true", "--yes")
    windows.coach("brief")
    # Lengths of 10 and 13 are the bytes of a line's end, which a pipe opened as text would change.
    nonsense = [struct.pack("<I", size) + b"[" + b" " * (size - 2) + b"]" for size in (10, 13, 26)]
    question = framed({"ask": "state"})
    done = windows.run("coach.agent.bridge", given=b"".join([*nonsense, question]))
    told = answers(done.stdout)
    assert ["error" in answer for answer in told] == [True, True, True, False]
    assert (told[3]["tabs"]["on"], told[3]["tabs"]["threshold"]) == (True, 30)


def test_a_message_of_four_gigabytes_ends_the_bridge(windows: WindowsDesk) -> None:
    done = windows.run("coach.agent.bridge", given=b"\xff\xff\xff\xffhello", status=1)
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_ten_bridges_at_once_make_one_nudge(windows: WindowsDesk) -> None:
    windows.coach("settings", "set", "nudges.tabs.on", "true", "--yes")
    windows.coach("brief")
    message = framed({"noticed": "tabs", "value": 34})
    with ThreadPoolExecutor(10) as pool:
        done = list(pool.map(lambda _: windows.run("coach.agent.bridge", given=message), range(10)))
    told = [answers(one.stdout)[0]["nudge"] for one in done]
    assert [nudge["title"] for nudge in told if nudge] == ["34 tabs are open."]


def test_the_add_ons_are_connected_by_the_registry_and_nothing_is_left(windows: WindowsDesk) -> None:
    key = r"HKCU\Software\Mozilla\NativeMessagingHosts\fr.numerique_responsable.coach"
    told = windows.code("""
import os, sys
from coach.study import addons
# This Python stands for coach.exe: the bridge lies beside it, and Firefox is installed.
bridge = os.path.join(os.path.dirname(sys.executable), "coach-bridge.exe")
open(bridge, "wb").close()
os.makedirs(os.path.join(os.environ["PROGRAMFILES"], "Mozilla Firefox"), exist_ok=True)
print(addons.install(system=False))
os.remove(bridge)
""")
    assert told == "['Firefox']\n"
    found = windows.wine("reg", "query", key, "/ve")
    assert "fr.numerique_responsable.coach.mozilla.json" in found
    (file,) = windows.local.rglob("*.mozilla.json")
    manifest = json.loads(file.read_text("utf-8"))
    assert manifest["path"].endswith("coach-bridge.exe")
    assert manifest["allowed_extensions"]

    # One key serves both programs of Mozilla.
    removed = windows.code("from coach.study import addons; print(addons.remove(system=False))")
    assert removed == "['Firefox', 'Thunderbird']\n"
    assert "fr.numerique_responsable.coach" not in windows.wine("reg", "query", key, "/ve")
    assert list(windows.local.rglob("*.mozilla.json")) == []
