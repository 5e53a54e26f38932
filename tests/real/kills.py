"""Workstations, gateway and PostgreSQL killed at random moments, and the account that is drawn up in the end."""

import contextlib
import random
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg

from tests.desk.gateway import Gateway, gateway
from tests.desk.postgres import Cluster
from tests.desk.processes import wait_for
from tests.real.org_desks import code
from tests.real.town import Town
from tests.real.workstations import Workstation

# Two desks of one person and one of another.
_PEOPLE = ("001", "001", "002")
# After that a desk waits for its next try; it is killed in its pause rather than waited for.
_PATIENCE = 3.0
# So often the moment is chosen by chance from the tenth of a second after a desk has called the gateway: most of a
# synchronisation is the start of a program, and little can be lost there.
_IN_THE_MIDDLE = 0.6
VICTIMS = ("workstation", "gateway", "PostgreSQL", "a session of PostgreSQL")


@dataclass
class Shambles:
    """All that is killed, and what was seen: `seen` counts kills by victim and answers that never reached a desk."""

    cluster: Cluster
    town: Town
    folder: Path
    chance: random.Random
    desks: list[Workstation] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    span: float = 2.0
    _stack: ExitStack = field(default_factory=ExitStack)
    _port: int = 0
    _site: Gateway | None = None
    _edition: int = 0

    def set_up(self) -> None:
        """The gateway listens, the desks are enrolled, and it is known how long a synchronisation takes."""
        self._port = _free_port()
        self._open()
        for number, person in enumerate(_PEOPLE):
            desk = Workstation(self.folder / f"desk{number}", person, f"http://127.0.0.1:{self._port}")
            desk.enrol(code(self.town, person))
            self.desks.append(desk)
        began = time.monotonic()
        assert self._all_come_to_their_end()
        self.span = time.monotonic() - began

    def round(self, victim: str) -> None:
        """Lessons are finished, every desk synchronises, one of VICTIMS is killed meanwhile and comes back."""
        self._finish()
        running = [desk.start("--now") for desk in self.desks]
        if self.chance.random() < _IN_THE_MIDDLE:
            self._wait_until_one_speaks(running)
            time.sleep(self.chance.uniform(0, 0.1))
        else:
            time.sleep(self.chance.uniform(0.2, 1.1) * self.span)
        self.seen[f"{victim} killed"] += self._kill(victim, running)
        for process in running:
            try:
                process.communicate(timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate(timeout=60)
                self.seen["workstation killed in its pause"] += 1
        self._compare()

    def settle(self) -> None:
        """Every desk synchronises until nothing waits: all of them twice, since two learn from each other."""
        for _ in range(2):
            wait_for(self._all_come_to_their_end, 600, what="the last synchronisation")
        self._compare()

    def account(self) -> list[str]:
        """What is wrong in the end, in sentences; nothing if each completion is there exactly once."""
        faults = [f"{desk.waiting()} wait at {desk.folder.name}" for desk in self.desks if desk.waiting()]
        for person in sorted({desk.person for desk in self.desks}):
            own = [desk for desk in self.desks if desk.person == person]
            finished = Counter(edition for desk in own for edition in desk.finished)
            arrived = set().union(*(desk.arrived for desk in own))
            for table, key in (("event", "object"), ("progress", "lesson_id")):
                rows = self._rows(
                    f"SELECT t.event_id, edition FROM org.{table} t JOIN org.person p USING (person_id)"
                    f" WHERE staff_number = %s AND {key} <> ''",
                    person,
                )
                if Counter(edition for _, edition in rows) != finished:
                    faults.append(f"org.{table} has {len(rows)} lines of {person}, finished: {len(finished)}")
                if not arrived <= {str(identifier) for identifier, _ in rows}:
                    faults.append(f"org.{table} lacks what {person} was told has arrived")
        return faults

    def _all_come_to_their_end(self) -> bool:
        running = [desk.start("--now") for desk in self.desks]
        for process in running:
            process.communicate(timeout=400)
        return not any(process.returncode for process in running)

    def _finish(self) -> None:
        for desk in self.desks:
            many = self.chance.randint(0, 4)
            desk.finish(*range(self._edition + 1, self._edition + many + 1))
            self._edition += many

    def _wait_until_one_speaks(self, running: list[subprocess.Popen[str]]) -> None:
        while any(process.poll() is None for process in running):
            for process in running:
                with contextlib.suppress(psutil.Error):
                    lines = psutil.Process(process.pid).net_connections("tcp4")
                    if any(line.raddr[1:] == (self._port,) for line in lines):
                        return
            time.sleep(0.002)

    def _kill(self, victim: str, running: list[subprocess.Popen[str]]) -> int:
        """Kill and bring back; returns 1, or 0 when it had ended just before."""
        if victim == "workstation":
            alive = [process for process in running if process.poll() is None]
            if alive:
                self.chance.choice(alive).kill()
            return bool(alive)
        if victim == "gateway":
            assert self._site
            self._site.stop(signal.SIGKILL)
            self._open()
            return 1
        if victim == "PostgreSQL":
            self.cluster.kill()
            return 1
        with psycopg.connect(self.town.dsn) as connection:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE usename = 'coach_gateway' ORDER BY state = 'idle', random()"
            ).fetchone()
        if found:
            self.cluster.kill_session(found[0])
        return bool(found)

    def _open(self) -> None:
        self._stack.close()
        self._site = self._stack.enter_context(
            gateway(self.town.gateway, self.folder, listen=f"127.0.0.1:{self._port}")
        )

    def _compare(self) -> None:
        """What any desk was told has arrived must be there at every moment, and is looked for after every kill."""
        there = {str(row[0]) for row in self._rows("SELECT event_id FROM org.event")}
        for desk in self.desks:
            lost = desk.look() - there
            assert not lost, f"{desk.folder.name} was told that {lost} arrived"
            with desk.file() as connection:
                sent = connection.exec_driver_sql(
                    "SELECT c.id FROM completion c JOIN batch b ON b.id = c.batch WHERE b.state = 'sent'"
                ).scalars()
                self.seen["answers that a desk never heard"] += any(one in there for one in sent)

    def _rows(self, query: str, *values: object) -> list[tuple[str, int]]:
        with psycopg.connect(self.town.dsn) as connection:
            return connection.execute(query, values).fetchall()


@contextmanager
def shambles(cluster: Cluster, town: Town, folder: Path, seed: int) -> Iterator[Shambles]:
    """All of it, set up; every process is ended afterwards."""
    made = Shambles(cluster, town, folder, random.Random(seed))
    with made._stack:
        made.set_up()
        yield made


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])
