"""Thunderbird at a desk, with an account that sends through a server of our own, and the coach's add-on."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller

from tests.desk import Desk, Program, wait_for
from tests.desk.processes import part

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session

SENDER = "ana@ville.example"


class Post:
    """A loopback mail server: every message that arrived, with whom it was for."""

    def __init__(self) -> None:
        """Nothing has arrived."""
        self.arrived: list[tuple[list[str], bytes]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a message."""
        assert isinstance(envelope.content, bytes)
        self.arrived.append((list(envelope.rcpt_tos), envelope.content))
        return "250 OK"

    def attachment(self, place: int) -> bytes:
        """The attached file of the message that arrived at this place."""
        message = message_from_bytes(self.arrived[place][1], policy=policy.default)
        content = next(iter(message.iter_attachments())).get_content()
        assert isinstance(content, bytes)
        return content


@contextmanager
def post_office() -> Iterator[tuple[Post, int]]:
    """The server and its port, until the block ends."""
    post = Post()
    # The controller wants to be told a port, so one that is free at this moment.
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=port, data_size_limit=64 * 2**20)
    controller.start()
    try:
        yield post, port
    finally:
        controller.stop()


class Thunderbird:
    """The mail program, started on a desk; `addon` is the built file."""

    def __init__(self, desk: Desk, port: int, addon: Path | None) -> None:
        """Start it. `port`: of the server that takes its messages."""
        self.desk = desk
        self.profile = desk.home / "mail-profile"
        (self.profile / "extensions").mkdir(parents=True, exist_ok=True)
        if addon is not None:
            (self.profile / "extensions" / addon.name).write_bytes(addon.read_bytes())
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in _preferences(port).items())
        (self.profile / "user.js").write_text("".join(lines), "utf-8")
        self.program: Program = self._start()

    def _start(self, *arguments: str) -> Program:
        # Its sandbox needs user namespaces, which a container lacks.
        env = {"MOZ_DISABLE_CONTENT_SANDBOX": "1", "NO_AT_BRIDGE": "1", "GNOME_ACCESSIBILITY": "0"}
        return self.desk.spawn("thunderbird", "--profile", str(self.profile), *arguments, **env)

    def compose(self, subject: str, people: list[str], file: Path) -> str:
        """Open a message with an attachment, as a file manager would; the id of its window."""
        message = f"to='{','.join(people)}',subject='{subject}',body='Bonjour',attachment='{file.as_uri()}'"
        self._start("-compose", message)
        return self.window(f"^Write: {subject}")

    def window(self, title: str) -> str:
        """The id of the window whose title fits this pattern, once it is there."""
        return wait_for(lambda: self._window(title), 60, what=f"the window {title!r}")

    def press(self, window: str, *keys: str) -> None:
        """Press keys in a window, once it is drawn and has the keyboard."""
        self._xdotool("windowactivate", "--sync", window)
        self.desk.screen.still(0.5)
        self.desk.screen.key(*keys)

    def add_recipients(self, window: str, people: list[str]) -> None:
        """Write the recipients of an open message by hand."""
        self._xdotool("windowactivate", "--sync", window)
        self.desk.screen.key("alt+o")
        self.desk.screen.type(",".join(people) + ",")

    def send(self, window: str) -> None:
        """Press the keys that send a message."""
        self._xdotool("windowactivate", "--sync", window)
        self.desk.screen.key("ctrl+Return")

    def _window(self, title: str) -> str:
        found = self._xdotool("search", "--name", title).split()
        return found[-1] if found else ""

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            [part("xdotool"), *words], env=self.desk.env, capture_output=True, text=True, check=False
        )
        return done.stdout


def _preferences(port: int) -> dict[str, Any]:
    return {**_QUIET, **_account(port)}


_QUIET = {
    "extensions.autoDisableScopes": 0,
    "extensions.enabledScopes": 15,
    "extensions.startupScanScopes": 15,
    "extensions.update.enabled": False,
    "app.update.enabled": False,
    "app.donation.eoy.version.viewed": 999,
    # The words of windows are those that the tests know, whatever language packs the machine has.
    "intl.locale.requested": "en-US",
    "datareporting.policy.dataSubmissionEnabled": False,
    "mail.compose.attachment_reminder": False,
    "mail.compose.big_attachments.notify": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.rights.version": 1,
    "mail.shell.checkDefaultClient": False,
    "mail.spotlight.firstRunDone": True,
    "mail.SpellCheckBeforeSend": False,
    "mail.warn_on_send_accel_key": False,
    "mailnews.start_page.enabled": False,
}


def _account(port: int) -> dict[str, Any]:
    """An account that never asks for mail: with the local folders alone no message can be written."""
    server, local, identity, smtp = (
        "mail.server.server1.",
        "mail.server.server2.",
        "mail.identity.id1.",
        "mail.smtpserver.smtp1.",
    )
    return {
        "mail.accountmanager.accounts": "account1,account2",
        "mail.accountmanager.defaultaccount": "account1",
        "mail.accountmanager.localfoldersserver": "server2",
        "mail.account.lastKey": 2,
        "mail.account.account1.server": "server1",
        "mail.account.account1.identities": "id1",
        "mail.account.account2.server": "server2",
        server + "type": "imap",
        server + "hostname": "127.0.0.1",
        server + "port": 9,
        server + "userName": "ana",
        server + "name": "ana",
        server + "login_at_startup": False,
        server + "check_new_mail": False,
        local + "type": "none",
        local + "hostname": "Local Folders",
        local + "userName": "nobody",
        local + "name": "Local Folders",
        identity + "fullName": "Ana",
        identity + "useremail": SENDER,
        identity + "valid": True,
        identity + "smtpServer": "smtp1",
        identity + "fcc": False,
        "mail.smtpservers": "smtp1",
        "mail.smtp.defaultserver": "smtp1",
        smtp + "hostname": "127.0.0.1",
        smtp + "port": port,
        smtp + "authMethod": 1,
        smtp + "try_ssl": 0,
        smtp + "username": "",
    }
