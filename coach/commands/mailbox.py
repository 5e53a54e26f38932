"""`coach mailbox connect | forget | status`: the login with which large attachments are noticed over IMAP."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_
from coach.policy import MailServer
from coach.words import _

_SENSOR = "mail_imap"
# What `coach-mailbox --check` returns.
_CHECKED = {
    3: N_("no login is kept for this server."),
    4: N_("the mail server refuses the login or the password."),
    5: N_("the mail server does not prove that it is the right one: its certificate is refused."),
    7: N_(
        "the login cannot be had at the moment: the keyring stays locked, or the policy's token_command fails."
    ),
}
_UNCHECKED = N_("the mail server cannot be reached, or has no folder for drafts or sent messages.")


def arguments(parser: ArgumentParser) -> None:
    """What to do."""
    choice = parser.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    told = _("ask for login and password, try them, and keep them in the system's keyring")
    connect = choice.add_parser("connect", help=told, description=told)
    connect.add_argument("--login", metavar=_("LOGIN"), help=_("the login at the mail server"))
    told = _("take login and password out of the keyring")
    choice.add_parser("forget", help=told, description=told)
    told = _("show server and login, and what is missing")
    choice.add_parser("status", help=told, description=told)
    # Without help it is not listed: it speaks to a program, never to a person.
    choice.add_parser("secret")


def run(chosen: Namespace) -> int:
    """Do it."""
    return {"connect": _connect, "forget": _forget, "status": _status, "secret": _secret}[chosen.action](
        chosen
    )


def _connect(chosen: Namespace) -> int:
    from coach.commands import _keyring
    from coach.domain.errors import MailboxError

    server = _server()
    if not sys.stdin.isatty():
        # Through a pipe the password would have stood in a file or a command line before.
        raise MailboxError(reason=_("login and password are asked for on a terminal"))
    sys.stdout.write(
        _("Mail server, named by your IT department: {server}").format(server=server.server) + "\n"
    )
    before = _keyring.kept()
    login = chosen.login or input(_("Login:") + " ").strip()
    _keyring.keep(_keyring.Login(server.server, login, _password(server)))
    fault = _check()
    if fault:
        _keyring.forget()
        if before is not None:
            _keyring.keep(before)
        raise MailboxError(reason=fault)
    _brief()
    sys.stdout.write(_("It works. The password is kept in this computer's keyring.") + "\n")
    _say_if_off()
    return 0


def _forget(chosen: Namespace) -> int:
    from coach.commands import _keyring

    gone = _keyring.forget()
    _brief()
    sys.stdout.write((_("Login and password are forgotten.") if gone else _("No login was kept.")) + "\n")
    return 0


def _status(chosen: Namespace) -> int:
    sys.stdout.write("\n".join(_lines()) + "\n")
    return 0


def _secret(chosen: Namespace) -> int:
    """For `coach-mailbox` alone: where and as whom to log in."""
    from coach.agent.mailbox import NOTHING_KEPT
    from coach.commands import _keyring
    from coach.domain.errors import MailboxError
    from coach.words import explain

    if sys.stdout.isatty():
        raise MailboxError(reason=_("a password is shown to nobody"))
    try:
        server = _server()
    except MailboxError as error:
        sys.stderr.write(f"{explain(error)}\n")
        return NOTHING_KEPT
    login = _keyring.kept()
    if login is None or login.server != server.server:
        sys.stderr.write(f"{explain(MailboxError(reason=_(_CHECKED[3])))}\n")
        return NOTHING_KEPT
    secret = _token(server.token_command) if server.token_command else login.secret
    row = {"server": server.server, "port": server.port, "auth": server.auth}
    sys.stdout.write(json.dumps(row | {"login": login.login, "secret": secret}))
    return 0


def _lines() -> Iterator[str]:
    from coach import study
    from coach.commands import _keyring
    from coach.domain.errors import MailboxError

    refusal = study.me().policy.why_not(_SENSOR)
    if refusal:
        yield _("Not possible: {reason}.").format(reason=refusal)
        return
    server = _server()
    yield _("Mail server: {server}, port {port}").format(server=server.server, port=server.port)
    try:
        login = _keyring.kept()
    except MailboxError as error:
        yield str(error.facts["reason"])
        return
    known = login is not None and login.server == server.server
    yield _("Login: {login}").format(
        login=login.login if login and known else _("none; “coach mailbox connect”")
    )
    told = _("on") if study.setting(f"nudges.{_SENSOR}.on") == "true" else _("off")
    yield _("Reminder: {state}").format(state=told)


def _server() -> MailServer:
    from coach import study
    from coach.domain.errors import MailboxError

    decided = study.me().policy
    if decided.mailbox is None or decided.forbids(_SENSOR):
        raise MailboxError(reason=decided.why_not(_SENSOR))
    return decided.mailbox


def _password(server: MailServer) -> str:
    from getpass import getpass

    if server.token_command:
        return ""
    asked = _("Password:") if server.auth == "password" else _("OAuth token:")
    return getpass(f"{asked} ")


def _token(command: tuple[str, ...]) -> str:
    """What the town's own program prints: tokens last an hour, and how to renew them is its matter."""
    import subprocess

    from coach.domain.errors import MailboxError

    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise MailboxError(reason=_("the policy's token_command has failed")) from error
    return done.stdout.decode("utf-8", "replace").strip()


def _check() -> str:
    """Why the server does not let us in, as the program that speaks with it finds; nothing if it does."""
    import subprocess

    from coach.agent import programs

    status = subprocess.run(
        [*programs.mailbox(), "--check"], stdin=subprocess.DEVNULL, check=False
    ).returncode
    return _(_CHECKED.get(status, _UNCHECKED)) if status else ""


def _brief() -> None:
    from coach import study

    # The agent starts the watcher anew when its brief is.
    study.brief_agent(datetime.now(UTC))


def _say_if_off() -> None:
    from coach import study

    if study.setting(f"nudges.{_SENSOR}.on") != "true":
        sys.stdout.write(_("The reminder itself is off: the page Privacy has its card.") + "\n")


COMMAND = Command(N_("Connect the mailbox, so that large attachments are noticed there."), run, arguments)
