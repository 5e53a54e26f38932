"""Workstations as processes: `coach sync` with files and a keyring of its own, and what each believes has arrived."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import or_, select

from coach.store import completions, database, outbox
from coach.store.schema import batch, completion

LESSON = "mes-onglets"
_ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Workstation:
    """A person's desk in a folder.

    `finished`: editions of LESSON that the person has finished here; `arrived`: ids of all completions that the
    desk's own file has ever called arrived; `within`: a command that is given the program's own to run.
    """

    folder: Path
    person: str
    url: str
    within: Sequence[str] = ()
    more: dict[str, str] = field(default_factory=dict)
    finished: set[int] = field(default_factory=set)
    arrived: set[str] = field(default_factory=set)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """`coach sync`, in the middle of whatever else happens."""
        command = [*self.within, sys.executable, "-m", "coach", "sync", *arguments]
        return subprocess.Popen(
            command, cwd=_ROOT, env=os.environ | self._environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def sync(self, *arguments: str) -> tuple[int, str]:
        """`coach sync` to its end: exit status, and all it said."""
        running = self.start(*arguments or ("--now",))
        said, _ = running.communicate(timeout=400)
        return running.returncode, said

    def enrol(self, code: str) -> None:
        """Become a device of the person the code was made for."""
        self.folder.mkdir(exist_ok=True)
        status, said = self.sync("enrol", code)
        assert status == 0, said

    def finish(self, *editions: int, path: str = "") -> None:
        """The person finishes editions of the lesson today; it counts as finished once the file has it."""
        with self.file() as connection:
            for edition in editions:
                completions.record(
                    connection, person=self.person, service="Accueil", path=path, lesson=LESSON,
                    edition=edition, day=datetime.now(UTC).date(), minutes=4,
                )  # fmt: skip
        self.finished.update(editions)

    def look(self) -> set[str]:
        """Take note of what has arrived, as this desk believes; returns the ids."""
        acknowledged = select(batch.c.id).where(batch.c.state == "acked")
        known = or_(completion.c.batch == outbox.KNOWN, completion.c.batch.in_(acknowledged))
        with self.file() as connection:
            found = set(connection.scalars(select(completion.c.id).where(completion.c.refused == "", known)))
        self.arrived |= found
        return found

    def waiting(self) -> int:
        """How many completions wait."""
        with self.file() as connection:
            return outbox.counts(connection, self.person).waiting

    @contextmanager
    def file(self) -> Iterator[database.Connection]:
        """The organisation's file of this desk."""
        before = os.environ.get("COACH_HOME")
        os.environ["COACH_HOME"] = str(self.folder)
        try:
            with database.organisation() as connection:
                yield connection
        finally:
            if before is None:
                del os.environ["COACH_HOME"]
            else:
                os.environ["COACH_HOME"] = before

    def _environment(self) -> dict[str, str]:
        return {
            "COACH_HOME": str(self.folder),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "COACH_POLICY": str(self.folder / "no-policy.toml"),
            "PYTHON_KEYRING_BACKEND": "tests.real.memory_keyring.Keyring",
            "TEST_KEYRING": str(self.folder / "keyring.json"),
            "ORG_URL": self.url,
            "LOGNAME": self.folder.name,
            "LANGUAGE": "en",
            "LC_ALL": "C.UTF-8",
            **self.more,
        }
