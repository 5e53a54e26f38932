"""The tabs of the real Firefox, counted in its own session file, without any add-on."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import ALL_DAY, Desk, wait_for
from tests.real.firefox import Firefox, firefox

THRESHOLD = 10
COUNT = (sys.executable, "-m", "coach.sensors._firefox_session")
# The agent as it is, but for the quarter of an hour that a test cannot wait.
AGENT = """
import sys
from coach.agent.__main__ import main
from coach.sensors import _firefox_count
_firefox_count.EVERY = 2
sys.exit(main([]))
"""


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk without quiet hours, whose person wants to hear of ten tabs, at once, and whose Firefox is found."""
    chosen = ALL_DAY | {"tabs_at_once": "true"}
    chosen |= {"nudges.tabs_session.threshold": str(THRESHOLD), "nudges.tabs_session.on": "true"}
    with Desk() as one:
        one.set(chosen)
        one.run("brief", check=True)
        # Started by `--profile`, Firefox does not add the profile to its list by itself.
        known = one.home / ".mozilla" / "firefox"
        known.mkdir(parents=True)
        profile = one.home / "firefox-profile"
        (known / "profiles.ini").write_text(f"[Profile0]\nName=test\nIsRelative=0\nPath={profile}\n")
        yield one


def counted(desk: Desk) -> str:
    """What the program that counts says now."""
    done = subprocess.run(COUNT, env=desk.env, capture_output=True, text=True, check=True, timeout=30)
    assert done.stderr == ""
    return done.stdout.strip()


def session_file(desk: Desk) -> Path:
    """Where Firefox writes its session."""
    return desk.home / "firefox-profile" / "sessionstore-backups" / "recovery.jsonlz4"


def open_so_many(desk: Desk, browser: Firefox, count: int) -> None:
    """Open tabs until there are so many, and wait until Firefox has written that."""
    opened = int(browser.run("return gBrowser.tabs.length"))
    started = time.time()
    browser.open(count - opened)
    wait_for(
        lambda: session_file(desk).exists() and session_file(desk).stat().st_mtime > started,
        40,
        what="Firefox's session file",
    )


def test_twelve_tabs_are_counted_as_twelve_and_none_once_firefox_has_gone(desk: Desk) -> None:
    assert counted(desk) == "-"
    with firefox(desk) as browser:
        open_so_many(desk, browser, 12)
        wait_for(lambda: counted(desk) == "12", 40, what="12 tabs")
        browser.close(5)
        wait_for(lambda: counted(desk) == "7", 40, what="7 tabs")
        # An hour of rest in front of it: the file grows old, and the lock tells that Firefox still runs.
        an_hour_ago = time.time() - 3600
        os.utime(session_file(desk), (an_hour_ago, an_hour_ago))
        assert counted(desk) == "7"
    assert counted(desk) == "-"


def test_the_agent_reminds_once_of_the_tabs_and_keeps_no_address(desk: Desk) -> None:
    with firefox(desk) as browser:
        open_so_many(desk, browser, 12)
        agent = desk.spawn(sys.executable, "-c", AGENT)
        shown = desk.notifications.wait_for(30)
        assert shown.summary == "12 onglets sont ouverts."
        assert "Mes onglets" in shown.body
        told = desk.run("doctor").stdout
        assert "12 onglets" in told
        assert agent.stop() == 0
    kept = desk.home / ".local/state/coach-numerique-responsable"
    noted = [json.loads(line) for line in (kept / "nudges.jsonl").read_text("utf-8").splitlines()]
    assert [row["type"] for row in noted] == ["tabs"]
    assert "data:text" not in "".join(one.read_text("utf-8", "replace") for one in kept.iterdir())
