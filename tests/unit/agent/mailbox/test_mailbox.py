"""A mailbox over the hours: rests that grow, a log of one line, and no password that stays."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach import places
from coach.agent import programs
from coach.agent.mailbox import NOTHING_KEPT, credentials, mailbox
from coach.agent.mailbox import __main__ as program
from coach.agent.mailbox.credentials import Credentials, NoCredentialsError, NotNowError
from coach.agent.mailbox.mailbox import Mailbox
from coach.agent.mailbox.session import RefusedError
from coach.agent.mailbox.wire import CertificateError, EndedError, LostError

KEPT = Credentials("imap.ville.example", 993, "ana", "s3cret", token=False)


def log() -> list[str]:
    """The lines of the log."""
    file = Path(places.log())
    return file.read_text("utf-8").splitlines() if file.exists() else []


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The rests; nobody waits for them."""
    found: list[float] = []
    monkeypatch.setattr(mailbox, "sleep", lambda seconds, _: found.append(seconds))
    monkeypatch.setattr(mailbox, "ask", lambda: KEPT)
    return found


def failing(monkeypatch: pytest.MonkeyPatch, *errors: Exception) -> None:
    """Connections that fail in turn; then the parent ends."""
    left = [*errors, EndedError()]

    def secure(*_: object) -> None:
        raise left.pop(0)

    monkeypatch.setattr(mailbox, "secure", secure)


def test_after_each_loss_it_rests_longer_up_to_half_an_hour(
    slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, *[LostError("The server does not answer.")] * 8)
    with pytest.raises(EndedError):
        Mailbox(None, lambda _: None).live()
    assert slept == [60, 120, 240, 480, 960, 1800, 1800, 1800]
    assert [line[11:] for line in log()] == ["mail_imap: The server does not answer."]


def test_a_wrong_certificate_is_a_loss_like_others(
    slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, CertificateError("Its certificate is refused: expired"), LostError("x"))
    with pytest.raises(EndedError):
        Mailbox(None, lambda _: None).live()
    assert slept == [60, 120]
    assert len(log()) == 2


def test_a_refused_login_is_not_tried_again(slept: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, RefusedError("The server refuses the login or the password."))
    with pytest.raises(RefusedError):
        Mailbox(None, lambda _: None).live()
    assert slept == []


def test_a_keyring_that_stays_locked_for_now_is_asked_again_but_not_each_minute(
    slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Exception] = [NotNowError("locked"), NotNowError("locked"), NoCredentialsError("none")]

    def ask() -> Credentials:
        raise answers.pop(0)

    monkeypatch.setattr(mailbox, "ask", ask)
    with pytest.raises(NoCredentialsError):
        Mailbox(None, lambda _: None).live()
    assert slept == [600, 600]
    assert [line[11:] for line in log()] == ["mail_imap: locked"]


def test_without_a_network_nobody_asks_for_the_password_again(
    slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def ask() -> Credentials:
        asked.append(1)
        return KEPT

    monkeypatch.setattr(mailbox, "ask", ask)
    failing(monkeypatch, *[LostError("x")] * 20)
    one = Mailbox(None, lambda _: None)
    with pytest.raises(EndedError):
        one.live()
    assert len(asked) == 1
    assert "s3cret" not in repr(vars(one))


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (EndedError(), 0),
        (BrokenPipeError(), 0),
        (NoCredentialsError("none"), 3),
        (RefusedError("refused"), 4),
        (CertificateError("certificate"), 5),
        (NotNowError("locked"), 7),
        (LostError("lost"), 6),
        (RuntimeError("s3cret"), 1),
    ],
)
def test_each_end_has_its_status_and_the_log_nothing_that_was_read(
    error: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Mailbox) -> None:
        raise error

    monkeypatch.setattr(Mailbox, "check", fail)
    assert program.main(["--check"]) == status
    assert len(log()) == (1 if status else 0)
    assert "s3cret" not in "".join(log())


def child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """What is asked for the login runs this instead."""
    monkeypatch.setattr(programs, "coach", lambda *_: [sys.executable, "-c", f"import os, sys; {code}"])


@pytest.mark.parametrize(
    "code",
    [
        "",
        "sys.stdout.write('{')",
        "sys.stdout.write('[]')",
        """sys.stdout.write('{"server": "x", "port": "y"}')""",
        "sys.exit(1)",
        "os.kill(os.getpid(), 9)",
        "raise MemoryError",
    ],
)
def test_a_child_that_fails_may_do_better_later(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, code)
    with pytest.raises(NotNowError) as caught:
        credentials.ask()
    assert caught.value.__context__ is None


def test_a_program_that_cannot_be_started_may_be_so_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "coach", lambda *_: ["/nowhere/coach"])
    with pytest.raises(NotNowError):
        credentials.ask()


def test_where_nothing_is_kept_nobody_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, f"sys.exit({NOTHING_KEPT})")
    with pytest.raises(NoCredentialsError) as caught:
        credentials.ask()
    assert caught.value.__context__ is None


def test_a_child_tells_where_and_as_whom_to_log_in(monkeypatch: pytest.MonkeyPatch) -> None:
    row = '{"server": "imap.ville.example", "port": 993, "auth": "password", "login": "ana", "secret": "s3cret"}'
    monkeypatch.setattr(programs, "coach", lambda *_: [sys.executable, "-c", f"print({row!r})"])
    assert credentials.ask() == KEPT


def test_the_program_ends_with_its_input_and_loads_nothing_heavy() -> None:
    code = """
import sys
from coach.agent.mailbox import mailbox, __main__ as program
def live(self):
    heavy = {"imaplib", "email", "http", "urllib.request", "asyncio", "threading", "keyring", "jeepney",
             "argparse", "tomllib", "pathlib", "PySide6", "sqlalchemy", "babel", "coach.policy", "coach.settings"}
    sys.stderr.write(str(sorted(heavy & sys.modules.keys())))
    mailbox.sleep(60, self._parent)
mailbox.Mailbox.live = live
sys.exit(program.main([]))
"""
    reader, writer = os.pipe()
    process = subprocess.Popen([sys.executable, "-c", code], stdin=reader, stderr=subprocess.PIPE, text=True)
    os.close(reader)
    assert process.stderr is not None
    assert process.stderr.read(2) == "[]"
    os.close(writer)
    assert process.wait(10) == 0
    process.stderr.close()
