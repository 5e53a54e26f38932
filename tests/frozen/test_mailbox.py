"""The frozen watcher asks the frozen `coach` for the login, and that one knows the system's keyring."""

import subprocess
from pathlib import Path

from coach.places import FOLDER
from tests.desk import Desk
from tests.frozen.conftest import FROZEN


def check(desk: Desk) -> int:
    """The status of one try to log in."""
    command = [str(FROZEN / "coach-mailbox"), "--check"]
    return subprocess.run(command, env=desk.env, check=False, timeout=60).returncode


def log(desk: Desk) -> str:
    """The log so far."""
    return (desk.home / ".local/state" / FOLDER / "coach.log").read_text("utf-8")


def test_without_a_login_it_ends_with_a_line_in_the_log(desk: Desk) -> None:
    assert check(desk) == 3
    assert "mail_imap: No server or no password is known" in log(desk)


def test_where_there_is_no_keyring_the_command_says_so(desk: Desk) -> None:
    policy = Path(desk.folder) / "policy.toml"
    policy.write_text('[mail_imap]\nserver = "localhost"\n')
    desk.env["COACH_POLICY"] = str(policy)
    told = desk.run("mailbox", "status", check=True)
    assert "localhost" in told.stdout
    # A desk of the tests has no keyring: the frozen keyring has looked for one, and said so, without a complaint.
    assert "(NoKeyringError)" in told.stdout
    assert told.stderr == ""
