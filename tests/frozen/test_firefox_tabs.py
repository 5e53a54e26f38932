"""The frozen agent's program counts Firefox's tabs by itself, where its sensor asks for that."""

import subprocess

from tests.desk import Desk
from tests.frozen.conftest import FROZEN
from tests.unit.sensors.firefox_files import Profiles, packed, windows


def count(desk: Desk) -> tuple[int, str, str]:
    """Status and both outputs."""
    command = [str(FROZEN / "coach-agent"), "--firefox-tabs"]
    done = subprocess.run(command, env=desk.env, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr


def test_it_counts_says_a_number_and_ends(desk: Desk) -> None:
    assert count(desk) == (0, "-\n", "")
    profile = Profiles(desk.home).put(packed(windows(12)))
    assert count(desk) == (0, "12\n", "")
    (profile / "sessionstore-backups/recovery.jsonlz4").write_bytes(b"mozLz40\0")
    assert count(desk) == (0, "nonsense\n", "")


def test_the_doctor_tells_what_it_sees(desk: Desk) -> None:
    Profiles(desk.home).put(packed(windows(12)))
    desk.set({"nudges.tabs_session.on": "true"})
    assert "12 onglets" in desk.run("doctor").stdout
