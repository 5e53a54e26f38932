"""Whatever is sent, lost, repeated, restored or forked, in any order: each completion arrives, and arrives once."""

import shutil
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coach import places
from coach.server_client.client import LaterError
from coach.store import database
from coach.sync.exchange import exchange
from tests.unit.sync.receiver import Receiver
from tests.unit.sync.town import DESK, NOW, TODAY, credentials, finish, settle

FAULTS = st.sampled_from(["", "", "request lost", "answer lost", "twice"])
# Days by which the desk's clock is wrong.
CLOCKS = st.sampled_from([0, 0, 365, 800, -330])


class Town(RuleBasedStateMachine):
    """One person's desk and a server; both have backups, and the desk's clock may be wrong."""

    def __init__(self) -> None:
        super().__init__()
        # In memory where there is such a folder: thousands of small transactions each wait for the disk.
        self.folder = TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("COACH_HOME", f"{self.folder.name}/home")
        settle()
        self.own = credentials()
        self.server = Receiver(TODAY, {self.own.device: self.own.public_key})
        # What `records.db` knows; the organisation's file is filled from it at each start.
        self.learnt: dict[str, date] = {}
        self.saved: dict[str, date] = {}
        self.clock, self.number = 0, 0

    @initialize()
    def begin(self) -> None:
        """Both have an early backup."""
        self.save_desk()
        self.server.save()

    @property
    def now(self) -> datetime:
        """As the desk's clock has it."""
        return NOW + timedelta(days=self.clock)

    @rule(many=st.sampled_from([1, 1, 3, 120]))
    def learn(self, many: int) -> None:
        """Lessons are finished."""
        for _ in range(many):
            self.number += 1
            self.learnt[f"lesson-{self.number}"] = self.now.date()
        self.share()

    def share(self) -> None:
        """As each start of the window does."""
        for lesson, day in self.learnt.items():
            finish(lesson, day)

    @rule(fault=FAULTS)
    def sync(self, fault: str) -> None:
        """The desk synchronises, over a line that may fail."""
        self.server.fault = fault
        with suppress(LaterError):
            exchange(DESK, self.own, self.server, self.now)
            assert fault in ("", "twice")

    @rule(days=CLOCKS)
    def set_clock(self, days: int) -> None:
        """The desk's clock is set."""
        self.clock = days

    @rule()
    def save_desk(self) -> None:
        """The desk's file is backed up."""
        shutil.copy(places.organisation(), f"{self.folder.name}/backup.db")
        self.saved = dict(self.learnt)

    @rule(whole=st.booleans())
    def restore_desk(self, whole: bool) -> None:
        """The desk goes back to its backup: the shared file alone, or with what was learnt since."""
        database.close()
        for file in Path(places.home()).glob("organisation.db*"):
            file.unlink()
        shutil.copy(f"{self.folder.name}/backup.db", places.organisation())
        if whole:
            self.learnt = dict(self.saved)
        self.share()

    @rule()
    def save_server(self) -> None:
        """The server is backed up."""
        self.server.save()

    @rule()
    def restore_server(self) -> None:
        """The server goes back to its backup."""
        self.server.restore()

    @invariant()
    def nothing_is_there_twice(self) -> None:
        """At no time does the server hold a completion twice."""
        assert max(self.server.keys().values(), default=1) == 1

    def teardown(self) -> None:
        """The line and the clock are right again: all that was learnt is there."""
        try:
            self.clock = 0
            self.share()
            exchange(DESK, self.own, self.server, self.now)
            exchange(DESK, self.own, self.server, self.now)
            missing = {("bienvenue", lesson, 1) for lesson in self.learnt} - set(self.server.keys())
            assert not missing
            self.nothing_is_there_twice()
        finally:
            database.close()
            self.patch.undo()
            self.folder.cleanup()


TestTown = Town.TestCase
TestTown.settings = settings(max_examples=20, stateful_step_count=12, deadline=None)
