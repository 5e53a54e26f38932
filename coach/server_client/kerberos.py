"""Asks the server as whoever has logged in here, by the Kerberos ticket of the session.

The system's own `curl` holds the ticket out: Windows brings one that uses SSPI, Linux one that uses GSSAPI, and a
binding of our own to either would be one more thing to compile. No secret stands on its command line.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from coach.child_environment import child_environment
from coach.domain.errors import EnrolmentError, SyncError
from coach.server_client.client import DEADLINE, LARGEST, SILENCE, LaterError, is_safe
from coach.words import _

DOOR = "/sso"
"""Where the front checks tickets; what lies behind it is the server as everywhere else."""


def call(url: str, version: str, function: str, told: Mapping[str, Any]) -> Any:
    """The value that a function gives to whoever is logged in here.

    Raises:
        EnrolmentError: the server does not know this session's account, or the session has no ticket.
        LaterError: it did not work this time; whether it was done is not known.
        SyncError: a person has to do something first.
    """
    if not is_safe(url):
        raise SyncError(place=url, reason=_("its address must begin with https://"))
    where = f"{url.rstrip('/')}{DOOR}/rpc/{function}"
    done = _asked(_command(url, version, where), json.dumps(told).encode(), _environment(url))
    if done.returncode:
        raise LaterError(f"curl {done.returncode}: {done.stderr.decode(errors='replace')[:200]}")
    content, _line, status = done.stdout.rpartition(b"\n")
    if status in (b"401", b"403"):
        reason = _("it does not know the account that you are logged in with here")
        raise EnrolmentError(place=url, reason=reason)
    if status != b"200":
        raise LaterError(f"status {status.decode(errors='replace')}")
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise LaterError("the answer is no JSON") from error


def _command(url: str, version: str, where: str) -> list[str]:
    command = [
        _curl(url), "--disable", "--silent", "--show-error", "--negotiate", "--user", ":",
        "--proto", "=https,http", "--max-redirs", "0", "--connect-timeout", str(SILENCE), "--max-time", str(DEADLINE),
        "--max-filesize", str(LARGEST), "--header", "Content-Type: application/json",
        "--header", f"Coach-Client: {version}", "--data-binary", "@-", "--write-out", "\n%{http_code}",
    ]  # fmt: skip
    if sys.platform == "win32":
        # A town's own authority often names no list that can be reached from everywhere.
        command.append("--ssl-revoke-best-effort")
    return [*command, where]


def _curl(url: str) -> str:
    if sys.platform == "win32":
        # The system's, not one that happens to stand in a folder of the search path.
        found = os.path.join(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "curl.exe")
        found = found if os.path.exists(found) else ""
    else:
        found = shutil.which("curl") or ""
    if not found:
        reason = _("entering without a code needs “curl”, which this computer does not have")
        raise SyncError(place=url, reason=reason)
    return found


def _environment(url: str) -> dict[str, str]:
    env, host = child_environment(), urlsplit(url).hostname or ""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        env.pop(name, None)
        env.pop(name.upper(), None)
    proxy = getproxies().get(urlsplit(url).scheme, "")
    # In the environment: the address of a proxy may hold a password.
    return env | ({"all_proxy": proxy} if proxy and not proxy_bypass(host) else {})


def _asked(command: list[str], told: bytes, env: Mapping[str, str]) -> "subprocess.CompletedProcess[bytes]":
    quiet = 0
    if sys.platform == "win32":
        # A program without a console would otherwise open one for a moment.
        quiet = subprocess.CREATE_NO_WINDOW
    try:
        return subprocess.run(
            command, input=told, capture_output=True, timeout=DEADLINE + SILENCE, env=env, creationflags=quiet,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LaterError(f"curl: {type(error).__name__}") from error
