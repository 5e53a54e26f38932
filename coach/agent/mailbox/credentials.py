"""Asks a short child where and as whom to log in: only that child reads policy and keyring, and it ends at once."""

import json
import sys
from dataclasses import dataclass, field

from coach.agent import programs
from coach.agent.mailbox import NOTHING_KEPT
from coach.agent.mailbox.wire import LostError

# Long enough for a person who is asked to unlock the keyring.
_SECONDS = 120.0


class NoCredentialsError(Exception):
    """There is nothing to log in with; the text says what to do."""


class NotNowError(LostError):
    """There may be something to log in with, later: the keyring is locked, or the town's command has no network."""


@dataclass(frozen=True)
class Credentials:
    """Where and as whom to log in. With `token` the secret is an OAuth token instead of a password."""

    server: str
    port: int
    login: str
    secret: str = field(repr=False)
    token: bool


def ask() -> Credentials:
    """What the child tells; it is asked anew for each log-in, so that nothing has to be kept in between.

    Raises:
        NoCredentialsError: the policy names no server, or no password is kept.
        NotNowError: the child has failed otherwise.
    """
    import subprocess

    hidden = 0
    if sys.platform == "win32":
        hidden = subprocess.CREATE_NO_WINDOW
    nothing = False
    try:
        done = subprocess.run(
            programs.coach("mailbox", "secret"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            creationflags=hidden,
            check=False,
        )
        nothing = done.returncode == NOTHING_KEPT
        if not nothing:
            return _read(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, KeyError):
        pass
    # Raised outside the block: as the cause of an error, what was read would travel with it.
    if nothing:
        raise NoCredentialsError("No server or no password is known; “coach mailbox status” says which.")
    raise NotNowError("The login cannot be had at the moment; “coach mailbox status” says why.")


def _read(told: bytes) -> Credentials:
    row = json.loads(told)
    return Credentials(
        server=str(row["server"]),
        port=int(row["port"]),
        login=str(row["login"]),
        secret=str(row["secret"]),
        token=row["auth"] == "xoauth2",
    )
