"""A private PostgreSQL: Debian's server as an unprivileged user, in a temporary folder, by a Unix socket only."""

from __future__ import annotations

import contextlib
import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.desk.processes import MissingPart, wait_for

SUPERUSER = "postgres"
# A power cut is not what the tests of rights are about; those that kill the server ask for `safe`.
_FAST = ("-c fsync=off", "-c full_page_writes=off", "-c synchronous_commit=off")


@dataclass(frozen=True)
class Cluster:
    """A running server. Its folder holds the socket, the data and the log."""

    folder: Path
    options: tuple[str, ...]

    def dsn(self, database: str = "postgres", user: str = SUPERUSER) -> str:
        """What libpq needs to log in, without a password: only our own user reaches the socket."""
        return f"host={self.folder} dbname={database} user={user}"

    @contextlib.contextmanager
    def database(self, name: str) -> Iterator[str]:
        """An empty database with that name; gives the superuser's DSN, and drops it again."""
        self.execute(f'CREATE DATABASE "{name}"')
        try:
            yield self.dsn(name)
        finally:
            self.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def execute(self, command: str) -> None:
        """One command of the superuser, on a line of its own: the server may have ended since the last one."""
        import psycopg

        with psycopg.connect(self.dsn(), autocommit=True) as connection:
            connection.execute(command)

    def dump(self, name: str) -> Path:
        """A backup of a database, as the manual for administrators says."""
        file = self.folder / f"{name}.dump"
        _run(self.folder, "pg_dump", "--format=custom", "--file", str(file), self.dsn(name))
        return file

    def restore(self, name: str, file: Path) -> None:
        """The database anew from a backup; whoever is in it is thrown out."""
        self.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        self.execute(f'CREATE DATABASE "{name}"')
        _run(self.folder, "pg_restore", "--exit-on-error", "--dbname", self.dsn(name), str(file))

    def start(self) -> None:
        """Start the server, also again after `stop`."""
        options = " ".join(
            ("-c listen_addresses=''", f"-c unix_socket_directories={self.folder}", *self.options)
        )
        # -W would not wait: the first connection must find it.
        self._control("-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """End the server: `fast`, or `immediate` as a crash would."""
        self._control("-m", how, "-w", "stop")

    def kill(self) -> None:
        """Kill the server as `kill -9` does, and start it again."""
        os.kill(self.main_process(), signal.SIGKILL)
        # Until its last session has seen that, the shared memory belongs to the dead server.
        wait_for(self._starts, 60, what="PostgreSQL after a crash")

    def kill_session(self, process: int) -> None:
        """Kill the process of one session: the server ends all the others, recovers and goes on."""
        started = self._recovered()
        os.kill(process, signal.SIGKILL)
        wait_for(lambda: self._recovered() != started, 60, what="the recovery")

    def main_process(self) -> int:
        """The server's process id, for a test that kills it."""
        return int((self.folder / "data" / "postmaster.pid").read_text("ascii").split()[0])

    def _starts(self) -> bool:
        try:
            self.start()
        except subprocess.CalledProcessError:
            return False
        return True

    def _recovered(self) -> int:
        """How often it was ready for connections; once more after each crash."""
        return (self.folder / "log").read_text("utf-8", "replace").count("ready to accept connections")

    def _control(self, *arguments: str) -> None:
        _run(self.folder, "pg_ctl", "-D", str(self.folder / "data"), *arguments)


@contextlib.contextmanager
def cluster(safe: bool = False, connections: int = 100) -> Iterator[Cluster]:
    """A server with nothing in it; `safe` keeps what was committed through a crash.

    Raises:
        MissingPart: PostgreSQL is not installed.
    """
    _programs()
    with tempfile.TemporaryDirectory(prefix="coach-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # Programs of other users of the tests come to the socket; the data below stays closed.
        folder.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(folder, *_unprivileged())
        _run(
            folder, "initdb", "-D", str(folder / "data"), "-U", SUPERUSER, "-A", "trust", "--no-sync",
            "-E", "UTF8", "--locale=C.UTF-8",
        )  # fmt: skip
        found = Cluster(folder, (f"-c max_connections={connections}", *(() if safe else _FAST)))
        found.start()
        try:
            yield found
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                found.stop("immediate")


def _programs() -> str:
    """The folder of the newest server's programs."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    if found:
        return os.path.dirname(found[-1])
    here = shutil.which("initdb")
    if here is None:
        raise MissingPart("These tests need the package: postgresql")
    return os.path.dirname(here)


def _unprivileged() -> tuple[int, int]:
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _run(folder: Path, program: str, *arguments: str) -> None:
    """Run a program of the server; it refuses to work for root, so root lends it the user `nobody`."""
    lent: Mapping[str, Any] = {}
    if os.geteuid() == 0:
        user, group = _unprivileged()
        lent = {"user": user, "group": group, "extra_groups": []}
    command = (os.path.join(_programs(), program), *arguments)
    # What the server has to say stands in its log; what pg_ctl says is in the error.
    subprocess.run(command, check=True, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, **lent)
