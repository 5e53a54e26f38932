"""A real Dovecot on loopback: a mailbox of its own, a private authority, and a relay that counts what is said."""

from __future__ import annotations

import contextlib
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from tests.desk import wait_for
from tests.desk.processes import start, stop
from tests.real.tokens import Tokens

LOGIN, PASSWORD = "ana", "mot de passe d’été"
_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/localhost.pem
ssl_key = <{folder}/localhost.key
log_path = {folder}/log
mail_location = maildir:{folder}/mail
first_valid_uid = 1
{own}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
auth_mechanisms = plain xoauth2
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  mechanisms = plain
  args = {folder}/users
}}
userdb {{
  driver = passwd-file
  args = {folder}/users
}}
namespace inbox {{
  inbox = yes
  mailbox Drafts {{
    auto = subscribe
    special_use = \\Drafts
  }}
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
}}
"""
DRAFTS, SENT = "Drafts", "Sent"


class Authority:
    """A private certificate authority in a folder."""

    def __init__(self, folder: Path) -> None:
        """Make it, and one certificate for localhost, one for another name."""
        self.folder = folder
        self.file = folder / "authority.pem"
        _openssl(
            *("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test authority"),
            *("-keyout", folder / "authority.key", "-out", self.file),
        )
        for name in ("localhost", "mail.ailleurs.example"):
            self._issue(name)

    def served(self, name: str = "localhost") -> ssl.SSLContext:
        """A server's side that shows the certificate of a name."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        return context

    def trusted(self) -> ssl.SSLContext:
        """A client's side that trusts this authority only."""
        return ssl.create_default_context(cafile=str(self.file))

    def _issue(self, name: str) -> None:
        key, request, more = (self.folder / f"{name}.{kind}" for kind in ("key", "csr", "ext"))
        more.write_text(f"subjectAltName=DNS:{name}\n")
        _openssl(
            *("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}"),
            *("-keyout", key, "-out", request),
        )
        _openssl(
            *("x509", "-req", "-in", request, "-days", "2", "-extfile", more, "-CAcreateserial"),
            *("-CA", self.file, "-CAkey", self.folder / "authority.key"),
            *("-out", self.folder / f"{name}.pem"),
        )


@dataclass
class Relay:
    """Takes TLS on a port of its own and speaks TLS to the server: between them it sees what is said."""

    target: int
    authority: Authority
    name: str = "localhost"
    said: list[tuple[str, bytes]] = field(default_factory=list)
    refused: int = 0

    def __post_init__(self) -> None:
        """Listen."""
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take nobody any more."""
        self._server.close()

    def up(self) -> bytes:
        """All that the client has said."""
        return b"".join(data for way, data in self.said if way == "up")

    def logged_in(self) -> bool:
        """Whether the server has let somebody in, who now waits."""
        return any(way == "up" and data.endswith(b" IDLE\r\n") for way, data in self.said)

    def looks(self) -> int:
        """How often the client has asked for the structure of new messages."""
        return self.up().count(b" BODYSTRUCTURE\r\n")

    def after_login(self) -> int:
        """Octets both ways after the answer to the log-in."""
        ended = next(
            i for i, (way, data) in enumerate(self.said) if way == "down" and b" Logged in\r\n" in data
        )
        return sum(len(data) for _, data in self.said[ended + 1 :])

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                plain, _ = self._server.accept()
                threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        try:
            client = self.authority.served(self.name).wrap_socket(plain, server_side=True)
        except OSError:
            self.refused += 1
            return
        server = self.authority.trusted().wrap_socket(
            socket.create_connection(("127.0.0.1", self.target)), server_hostname="localhost"
        )
        back = threading.Thread(target=self._pump, args=(server, client, "down"), daemon=True)
        back.start()
        self._pump(client, server, "up")
        back.join(5)
        for one in (client, server):
            one.close()

    def _pump(self, source: ssl.SSLSocket, target: ssl.SSLSocket, way: str) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self.said.append((way, data))
                target.sendall(data)
            target.shutdown(socket.SHUT_RDWR)


class Dovecot:
    """The server; `put` lays messages into its folders as a mail program does."""

    def __init__(self) -> None:
        """Start it. Raises LookupError where Dovecot is not installed."""
        program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
        if program is None or shutil.which("openssl") is None:
            raise LookupError("install dovecot-imapd and openssl")
        # Not in pytest's folder, which each run of pytest closes to all but its owner: Dovecot is several accounts.
        folder = self._folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        folder.chmod(0o755)
        self.authority = Authority(folder)
        self.port = _free_port()
        self.tokens = Tokens()
        _configure(folder, self.port, self.tokens)
        self._process = start([program, "-F", "-c", str(folder / "dovecot.conf")], os.environ, folder / "out")
        wait_for(self._answers, 20, what="Dovecot")

    def stop(self) -> None:
        """End it."""
        stop(self._process)
        self.tokens.stop()
        shutil.rmtree(self._folder)

    def put(self, folder: str, megabytes: float) -> None:
        """A message with an attachment of so many MB."""
        message = EmailMessage()
        message["From"], message["To"] = "ana@ville.example", "bob@ville.example"
        message["Subject"] = "Rapport confidentiel"
        message.set_content("Bonjour,\nvoici le rapport.\n")
        content = os.urandom(int(megabytes * 1_000_000))
        message.add_attachment(content, maintype="application", subtype="pdf", filename="plan 2026.pdf")
        with self._joined() as mail:
            told, _ = mail.append(folder, "", "", message.as_bytes().replace(b"\n", b"\r\n"))
            assert told == "OK"

    def empty(self, folder: str) -> None:
        """Take every message out of a folder."""
        with self._joined() as mail:
            _, (held,) = mail.select(folder)
            if held != b"0":
                mail.store("1:*", "+FLAGS", r"\Deleted")
                mail.expunge()

    @contextlib.contextmanager
    def _joined(self) -> Iterator[imaplib.IMAP4_SSL]:
        with imaplib.IMAP4_SSL("localhost", self.port, ssl_context=self.authority.trusted()) as mail:
            mail.authenticate("PLAIN", lambda _: f"\0{LOGIN}\0{PASSWORD}".encode())
            yield mail

    def _answers(self) -> bool:
        with contextlib.suppress(OSError), self._joined():
            return True
        return False


def _configure(folder: Path, port: int, tokens: Tokens) -> None:
    root = os.geteuid() == 0
    account = pwd.getpwnam("mail") if root else pwd.getpwuid(os.getuid())
    names = ("default_internal_user", "default_login_user", "default_internal_group")
    own = "" if root else "\n".join(f"{name} = {account.pw_name}" for name in names)
    (folder / "mail").mkdir()
    os.chown(folder / "mail", account.pw_uid, account.pw_gid)
    (folder / "users").write_text(
        f"{LOGIN}:{{PLAIN}}{PASSWORD}:{account.pw_uid}:{account.pw_gid}::{folder}::\n", "utf-8"
    )
    asked = (
        f"tokeninfo_url = http://127.0.0.1:{tokens.port}/tokeninfo?token=\nusername_attribute = username\n"
    )
    (folder / "oauth2.conf").write_text(asked, "utf-8")
    text = _CONFIGURATION.format(folder=folder, port=port, own=own)
    (folder / "dovecot.conf").write_text(text, "utf-8")


def _openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port
