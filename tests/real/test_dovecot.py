"""A real mail server: a large draft is noticed, few octets are said for it, and no wrong server is trusted."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from coach.places import FOLDER
from tests.desk import ALL_DAY, Desk, wait_for
from tests.real.dovecot import DRAFTS, LOGIN, PASSWORD, SENT, Dovecot, Relay
from tests.real.watcher import ALLOWED, Watcher


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    """The server."""
    found = Dovecot()
    yield found
    found.stop()


@pytest.fixture
def relay(dovecot: Dovecot) -> Iterator[Relay]:
    """What is said to it."""
    found = Relay(dovecot.port, dovecot.authority)
    yield found
    found.close()


@pytest.fixture
def desk(dovecot: Dovecot) -> Iterator[Desk]:
    """A desk without quiet hours, whose system trusts the private authority, with a keyring."""
    with Desk() as found:
        found.env |= {
            "SSL_CERT_FILE": str(dovecot.authority.file),
            "PYTHON_KEYRING_BACKEND": "tests.real.memory_keyring.Keyring",
            "TEST_KEYRING": str(found.folder / "keyring"),
            "COACH_POLICY": str(found.folder / "policy.toml"),
        }
        yield found


def named_by_policy(desk: Desk, port: int, more: str = "") -> None:
    """The administrator names the server; nothing is quiet."""
    policy = f'[mail_imap]\nserver = "localhost"\nport = {port}\n{more}'
    Path(desk.env["COACH_POLICY"]).write_text(policy, "utf-8")
    desk.set(ALL_DAY)


def connect(desk: Desk, password: str = PASSWORD) -> tuple[int, str]:
    """`coach mailbox connect` on a terminal; its status and what the terminal shows."""
    ours, theirs = pty.openpty()
    command = [*desk.program, "mailbox", "connect", "--login", LOGIN]
    process = subprocess.Popen(
        command,
        env=desk.env,
        cwd=desk.home,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    try:
        while data := os.read(ours, 4096):
            shown += data
            if b"Mot de passe" in data:
                os.write(ours, f"{password}\n".encode())
    except OSError:
        # The terminal ends with its last program.
        pass
    os.close(ours)
    return process.wait(60), shown.decode("utf-8", "replace")


def local(desk: Desk, name: str) -> Path:
    """A file of the local folder."""
    return desk.home / ".local/state" / FOLDER / name


def log(desk: Desk) -> str:
    """The log so far."""
    return local(desk, "coach.log").read_text("utf-8") if local(desk, "coach.log").exists() else ""


def test_a_draft_of_17_mb_makes_a_nudge_and_takes_less_than_a_kilobyte(
    desk: Desk, dovecot: Dovecot, relay: Relay, capsys: pytest.CaptureFixture[str]
) -> None:
    named_by_policy(desk, relay.port)
    status, shown = connect(desk)
    assert status == 0, shown
    assert PASSWORD not in shown
    desk.set({"nudges.mail_imap.on": "true"})
    relay.said.clear()
    agent = desk.start("agent")
    wait_for(relay.logged_in, 30, what="the watcher")

    dovecot.put(DRAFTS, 17.2)
    shown_nudge = desk.notifications.wait_for(20)
    assert "17\u00a0Mo" in shown_nudge.summary
    octets = relay.after_login()
    row = json.loads(local(desk, "nudges.jsonl").read_text("utf-8"))
    assert (row.keys(), row["type"]) == ({"type", "day"}, "mail")
    with capsys.disabled():
        sys.stdout.write(f"\nmailbox: {octets} octets after the log-in, both ways\n")
    assert octets < 1000
    said = [line for line in relay.up().split(b"\r\n") if line]
    assert [line for line in said if not ALLOWED.fullmatch(line)] == []
    looked = json.loads(local(desk, "looked.json").read_text("utf-8"))
    assert looked == {row["day"]: ["mail_imap.imap"]}
    files = [file for file in local(desk, "").iterdir() if file.is_file()]
    for word in (PASSWORD, f'"{LOGIN}"', "plan 2026", "Rapport confidentiel"):
        assert not [file.name for file in files if word in file.read_text("utf-8", "replace")], word

    desk.set({"nudges.mail_imap.on": "false"})
    wait_for(lambda: not _watchers(agent.pid), 20, what="the end of the watcher")
    assert agent.stop() == 0


def test_with_the_agent_killed_the_watcher_ends(desk: Desk, relay: Relay) -> None:
    named_by_policy(desk, relay.port)
    assert connect(desk)[0] == 0
    desk.set({"nudges.mail_imap.on": "true"})
    relay.said.clear()
    agent = desk.start("agent")
    wait_for(relay.logged_in, 30, what="the watcher")
    (watcher,) = _watchers(agent.pid)
    agent.kill()
    wait_for(lambda: _has_ended(watcher), 20, what="the end of the watcher")


def send(dovecot: Dovecot, relay: Relay, megabytes: float) -> None:
    """Save a draft, and some time later send it: a draft that goes at once, Dovecot tells nobody of."""
    looks = relay.looks()
    dovecot.put(DRAFTS, 0.4)
    wait_for(lambda: relay.looks() > looks, 30, what="the look at the draft")
    dovecot.put(SENT, megabytes)
    dovecot.empty(DRAFTS)


def test_a_sent_message_is_noticed_when_its_draft_goes_and_a_small_one_is_not(
    desk: Desk, dovecot: Dovecot, relay: Relay
) -> None:
    named_by_policy(desk, relay.port)
    assert connect(desk)[0] == 0
    dovecot.empty(DRAFTS)
    relay.said.clear()
    watcher = Watcher(desk.env)
    wait_for(relay.logged_in, 30, what="the watcher")
    send(dovecot, relay, 0.4)
    assert watcher.told(8) == b""
    send(dovecot, relay, 6.3)
    assert watcher.told() == b"6\n"
    assert watcher.end() == 0
    assert log(desk) == ""


def test_a_certificate_for_another_name_is_refused_and_nothing_is_said(desk: Desk, dovecot: Dovecot) -> None:
    relay = Relay(dovecot.port, dovecot.authority)
    named_by_policy(desk, relay.port)
    assert connect(desk)[0] == 0
    relay.name = "mail.ailleurs.example"
    relay.said.clear()
    status, shown = connect(desk)
    assert status == 1
    assert "certificat" in shown
    # The login that worked before stays.
    watcher = Watcher(desk.env)
    wait_for(
        lambda: "Its certificate is refused: Hostname mismatch" in log(desk), 20, what="the line in the log"
    )
    assert watcher.process.poll() is None
    assert watcher.end() == 0
    relay.close()
    assert (relay.said, relay.refused) == ([], 2)


def test_an_authority_that_the_system_does_not_know_is_refused(desk: Desk, relay: Relay) -> None:
    named_by_policy(desk, relay.port)
    del desk.env["SSL_CERT_FILE"]
    status, shown = connect(desk)
    assert (status, relay.said) == (1, [])
    assert "certificat" in shown
    assert "aucun" in desk.run("mailbox", "status", check=True).stdout


def test_a_wrong_password_is_told_and_not_kept(desk: Desk, relay: Relay) -> None:
    named_by_policy(desk, relay.port)
    status, shown = connect(desk, "faux")
    assert status == 1
    assert "refuse" in shown
    assert "faux" not in Path(desk.env["TEST_KEYRING"]).read_text("utf-8")
    watcher = Watcher(desk.env)
    assert watcher.process.wait(30) == 3
    watcher.end()


def test_the_real_keyring_keeps_the_password_and_no_file_holds_it(desk: Desk, relay: Relay) -> None:
    del desk.env["PYTHON_KEYRING_BACKEND"]
    command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
    with subprocess.Popen(command, env=desk.env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as keyring:
        assert keyring.stdin is not None
        keyring.stdin.write(b"of the session")
        keyring.stdin.close()
        try:
            named_by_policy(desk, relay.port)
            wait_for(
                lambda: "aucun ;" in _spaces(desk.run("mailbox", "status").stdout), 20, what="the keyring"
            )
            assert connect(desk)[0] == 0
            assert f"Identifiant : {LOGIN}" in _spaces(desk.run("mailbox", "status").stdout)
            files = [file for file in desk.folder.rglob("*") if file.is_file()]
            assert not [file for file in files if PASSWORD.encode() in file.read_bytes()]
            desk.run("mailbox", "forget", check=True)
            assert "aucun ;" in _spaces(desk.run("mailbox", "status").stdout)
        finally:
            keyring.terminate()


def _spaces(text: str) -> str:
    return text.replace("\u00a0", " ")


def _watchers(agent: int) -> list[psutil.Process]:
    """The children of the agent that watch a mailbox."""
    found = []
    for child in psutil.Process(agent).children():
        with suppress(psutil.Error):
            found += [child] if "mailbox" in " ".join(child.cmdline()) else []
    return found


def _has_ended(process: psutil.Process) -> bool:
    """Whether it runs no more, even where nobody has fetched its status."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_token_of_the_town_opens_the_mailbox_and_one_that_has_run_out_does_not(
    desk: Desk, dovecot: Dovecot, relay: Relay
) -> None:
    token = desk.folder / "token"
    token.write_text("of-this-hour", "utf-8")
    dovecot.tokens.held = {"of-this-hour": LOGIN}
    named_by_policy(desk, relay.port, f'auth = "xoauth2"\ntoken_command = ["/bin/cat", "{token}"]\n')
    status, shown = connect(desk)
    assert status == 0, shown
    assert "Mot de passe" not in shown
    relay.said.clear()
    watcher = Watcher(desk.env)
    wait_for(relay.logged_in, 30, what="the watcher")
    dovecot.put(DRAFTS, 9.1)
    assert watcher.told() == b"9\n"
    assert watcher.end() == 0
    assert "of-this-hour" in dovecot.tokens.asked

    # The town's command fails for a while, as without a network: the watcher stays, to ask again.
    token.unlink()
    watcher = Watcher(desk.env)
    wait_for(lambda: "The login cannot be had at the moment" in log(desk), 20, what="the line in the log")
    assert watcher.process.poll() is None
    assert watcher.end() == 0

    token.write_text("of-yesterday", "utf-8")
    status, shown = connect(desk)
    assert status == 1
    assert "refuse" in shown
    assert "of-yesterday" not in shown + log(desk)
