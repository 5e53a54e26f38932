"""The frozen bridge: it answers on its pipes, has loaded nothing heavy, and stays small to its end."""

import json
import subprocess
import sys

from tests.bench.bridge import ASK, GOAL_MIB, MANY, once
from tests.desk import ALL_DAY, Desk
from tests.frozen.conftest import FROZEN, archived
from tests.frozen.test_folder import HEAVY

BRIDGE = (str(FROZEN / "coach-bridge"),)


def test_its_archive_holds_nothing_heavy() -> None:
    assert not {name.partition(".")[0] for name in archived("coach-bridge")} & HEAVY


def test_it_answers_and_stays_small(desk: Desk) -> None:
    desk.set(ALL_DAY | {"nudges.tabs.on": "true"})
    desk.run("brief", check=True)
    assert max(once(BRIDGE, message, desk.env).pss for message in (ASK, MANY)) <= GOAL_MIB
    shown = desk.home / ".local/state/coach-numerique-responsable/nudges.jsonl"
    assert json.loads(shown.read_text("utf-8"))["type"] == "tabs"


def test_the_length_of_four_gigabytes_ends_it_at_once(desk: Desk) -> None:
    sent = b"\xff\xff\xff\xff" + b"x" * 100_000
    done = subprocess.run(BRIDGE, input=sent, env=desk.env, capture_output=True, timeout=20, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
    log = desk.home / ".local/state/coach-numerique-responsable/coach.log"
    assert "An add-on was not understood: too long." in log.read_text("utf-8")


def test_the_console_connects_the_bridge_beside_it(desk: Desk) -> None:
    (desk.home / ".config/chromium").mkdir(parents=True)
    desk.run("addons", "install", check=True)
    (manifest,) = (desk.home / ".config/chromium").rglob("*.json")
    suffix = ".exe" if sys.platform == "win32" else ""
    assert json.loads(manifest.read_text("utf-8"))["path"] == str(FROZEN / f"coach-bridge{suffix}")
