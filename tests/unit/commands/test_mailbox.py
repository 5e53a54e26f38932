"""`coach mailbox`: the login goes into the keyring and nowhere else, and only to the program that logs in."""

import json
import os
import sys
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordDeleteError

from coach import places, settings
from coach.__main__ import main
from coach.agent import programs
from coach.agent.mailbox import NOTHING_KEPT
from coach.commands import _keyring
from coach.commands._keyring import Login

LOGIN = Login("imap.ville.example", "ana", "s3cret")


class Memory(KeyringBackend):
    """A keyring for one test."""

    priority = 1

    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class Locked(Memory):
    """A keyring that the person does not unlock."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("s3cret")


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A keyring of its own, and a mail server in the policy."""
    settings.write("camille", settings.Settings(language="en"))
    Memory.kept.clear()
    _use(Memory, monkeypatch)
    named()


def _use(backend: type[KeyringBackend], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend())


def named(more: str = "") -> None:
    """The policy."""
    Path(places.policy()).write_text(f'[mail_imap]\nserver = "imap.ville.example"\n{more}', "utf-8")


def coach(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """One command."""
    capsys.readouterr()
    status = main(["mailbox", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def checked(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    """A person at a terminal types a password; the server takes it or not."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _: "s3cret")
    monkeypatch.setattr(programs, "mailbox", lambda: [sys.executable, "-c", f"raise SystemExit({status})"])


def test_what_is_kept_is_found_again_and_forgotten() -> None:
    assert _keyring.kept() is None
    _keyring.keep(LOGIN)
    assert _keyring.kept() == LOGIN
    assert "s3cret" not in repr(LOGIN)
    assert [_keyring.forget(), _keyring.forget()] == [True, False]
    assert _keyring.kept() is None


def test_a_login_that_works_is_kept_in_the_keyring_and_in_no_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    checked(monkeypatch, 0)
    status, out, err = coach(capsys, "connect", "--login", "ana")
    assert (status, err) == (0, "")
    assert "imap.ville.example" in out
    assert "The reminder itself is off" in out
    assert _keyring.kept() == LOGIN
    written = [
        file for folder in (home, Path(places.local())) for file in folder.rglob("*") if file.is_file()
    ]
    assert written
    assert not [file for file in written if b"s3cret" in file.read_bytes()]


@pytest.mark.parametrize(
    ("status", "told"), [(4, "refuses the login"), (5, "certificate"), (6, "cannot be reached")]
)
def test_a_login_that_does_not_work_leaves_the_one_before(
    status: int, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Login("imap.ville.example", "ana", "older")
    _keyring.keep(before)
    checked(monkeypatch, status)
    code, _, err = coach(capsys, "connect", "--login", "ana")
    assert code == 1
    assert told in err
    assert _keyring.kept() == before


def test_a_password_is_taken_from_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    status, _, err = coach(capsys, "connect", "--login", "ana")
    assert status == 1
    assert "on a terminal" in err


def test_the_program_that_logs_in_is_told_all_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    _keyring.keep(LOGIN)
    status, out, _ = coach(capsys, "secret")
    assert status == 0
    assert json.loads(out) == {
        "server": "imap.ville.example", "port": 993, "auth": "password", "login": "ana", "secret": "s3cret",
    }  # fmt: skip


def test_a_password_never_goes_to_another_server(capsys: pytest.CaptureFixture[str]) -> None:
    _keyring.keep(Login("old.ville.example", "ana", "s3cret"))
    status, out, err = coach(capsys, "secret")
    # The status of a keyring that fails for now is another one: nobody need ask again here.
    assert (status, out) == (NOTHING_KEPT, "")
    assert "no login is kept for this server" in err


def test_no_person_sees_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    _keyring.keep(LOGIN)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    status, out, err = coach(capsys, "secret")
    assert (status, "s3cret" in out + err) == (1, False)


def test_a_token_comes_from_the_town_s_own_program(capsys: pytest.CaptureFixture[str]) -> None:
    _keyring.keep(Login("imap.ville.example", "ana", ""))
    command = json.dumps([sys.executable, "-c", "print('t0ken')"])
    named(f'auth = "xoauth2"\ntoken_command = {command}')
    row = json.loads(coach(capsys, "secret")[1])
    assert (row["auth"], row["secret"]) == ("xoauth2", "t0ken")
    named('auth = "xoauth2"\ntoken_command = ["/nowhere/token"]')
    status, out, err = coach(capsys, "secret")
    assert (status, out) == (1, "")
    assert "token_command" in err


def test_with_a_token_command_no_password_is_asked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(monkeypatch, 0)
    named('auth = "xoauth2"\ntoken_command = ["token"]')
    assert coach(capsys, "connect", "--login", "ana")[0] == 0
    assert _keyring.kept() == Login("imap.ville.example", "ana", "")


def test_the_state_is_told_in_a_few_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert coach(capsys, "status") == (
        0, "Mail server: imap.ville.example, port 993\nLogin: none; “coach mailbox connect”\nReminder: off\n", "",
    )  # fmt: skip
    _keyring.keep(LOGIN)
    main(["settings", "set", "nudges.mail_imap.on", "true", "--yes"])
    out = coach(capsys, "status")[1]
    assert ("Login: ana\nReminder: on" in out, "s3cret" in out) == (True, False)


def test_forgetting_says_whether_there_was_something(capsys: pytest.CaptureFixture[str]) -> None:
    _keyring.keep(LOGIN)
    assert coach(capsys, "forget")[1] == "Login and password are forgotten.\n"
    assert coach(capsys, "forget")[1] == "No login was kept.\n"


def test_without_a_server_in_the_policy_nothing_is_possible(capsys: pytest.CaptureFixture[str]) -> None:
    os.remove(places.policy())
    assert "has named no mail server" in coach(capsys, "status")[1]
    for action, expected in (("connect", 1), ("secret", NOTHING_KEPT)):
        status, out, err = coach(capsys, action)
        assert (status, out) == (expected, "")
        assert "has named no mail server" in err
    assert main(["settings", "set", "nudges.mail_imap.on", "true", "--yes"]) == 1


@pytest.mark.parametrize("backend", [fail.Keyring, Locked])
def test_without_a_keyring_it_says_so(
    backend: type[KeyringBackend], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _use(backend, monkeypatch)
    status, out, err = coach(capsys, "secret")
    assert (status, out) == (1, "")
    assert "offers no keyring" in err
    assert "s3cret" not in err
    assert "offers no keyring" in coach(capsys, "status")[1]
