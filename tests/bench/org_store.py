"""What the organisation's store costs: PostgreSQL's CPU per synchronisation, the trainer's table, HR's export.

20,000 people, 1.2 million completions, a trainer of 500 agents. CPU is the fact: this machine may be busy.
"""

import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import psutil
import psycopg
from psycopg.types.json import Jsonb

from coach.domain.batch import completed
from coach.domain.people import Person, Role
from coach.server.administration import administration
from coach.server.grants import grant
from coach.server.people import put
from tests.desk.gateway import gateway
from tests.desk.postgres import Cluster, cluster
from tests.real.org_desks import code
from tests.real.town import Town, call, event_id, town

PEOPLE, SERVICES, PATHS, SYNCS, EVENTS = 20_000, 200, 60, 200, 20
TAUGHT = 5


def fill(store: Town) -> None:
    """The town, its 60 paths of one lesson proposed to every service, and everybody half-way through."""
    crowd = [Person(f"p{n}", f"Agent {n}", f"Service {n % SERVICES}") for n in range(PEOPLE)]
    roles = (Person("tt", "Trainer", "Service 0"), Person("hh", "HR", "RH", frozenset({Role.HR})))
    with administration(store.dsn) as place:
        put(place, [*crowd, *roles], date(2026, 1, 1))
        grant(place, "tt", "trainer", "Service 0")
        place.connection.execute(_FILL.encode())
    with psycopg.connect(store.dsn, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


_FILL = f"""
    -- The trainer's services are the first few.
    INSERT INTO org.service_scope
        SELECT a.tenant_id, a.service_id, d.service_id FROM org.service a, org.service d
        WHERE a.name = 'Service 0' AND d.name ~ '^Service [1-{TAUGHT - 1}]$';
    INSERT INTO org.lesson
        SELECT tenant_id, 'l' || n, 1, 'Lesson ' || n, 5, d.domain_id
        FROM generate_series(1, {PATHS}) n JOIN org.domain d ON d.position = n % 8;
    INSERT INTO org.path (tenant_id, path_id, title, minutes)
        SELECT tenant_id, 'w' || n, 'Path ' || n, 5 FROM org.tenant, generate_series(1, {PATHS}) n;
    INSERT INTO org.path_lesson
        SELECT tenant_id, 'w' || n, 0, 'l' || n FROM org.tenant, generate_series(1, {PATHS}) n;
    INSERT INTO org.assignment (assignment_id, tenant_id, service_id, path_id, assigned_by)
        SELECT gen_random_uuid(), s.tenant_id, s.service_id, p.path_id, t.person_id
        FROM org.service s, org.path p, org.person t
        WHERE s.name LIKE 'Service %' AND p.path_id ~ '^w[0-9]+$' AND t.staff_number = 'tt';
    INSERT INTO org.progress
        (person_id, path_id, lesson_id, edition, tenant_id, finished_on, service_id, event_id)
        SELECT person_id, 'w' || n, 'l' || n, 1, tenant_id, date '2026-01-01' + n * 5, service_id,
            gen_random_uuid()
        FROM org.person, generate_series(1, {PATHS}) n WHERE hashtext(staff_number || n) % 6 <> 0;
"""


@dataclass(frozen=True)
class Spent:
    """Seconds of PostgreSQL's CPU, and of the clock."""

    cpu: float
    wall: float


def spent(server: Cluster, work: Callable[[], object]) -> Spent:
    """What some work costs the server."""
    before, began = _cpu(server), time.perf_counter()
    work()
    wall = time.perf_counter() - began
    return Spent(_cpu(server) - before, wall)


def _cpu(server: Cluster) -> float:
    time.sleep(0.5)  # a process that has just ended is counted nowhere until its parent has looked
    main = psutil.Process(server.main_process())
    total = 0.0
    for one in (main, *main.children(recursive=True)):
        # One that ends just now is counted among its parent's from here on.
        with contextlib.suppress(psutil.NoSuchProcess):
            times = one.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


def syncs(server: Cluster, store: Town) -> None:
    """20 events pushed and 60 assignments pulled, over one connection as the gateway's pool keeps it."""
    desks = [store.enrol(f"p{n}") for n in random.Random(1).sample(range(PEOPLE), SYNCS)]
    today = date.today()  # noqa: DTZ011 - days of this machine
    with psycopg.connect(store.gateway) as connection:

        def sync(number: int) -> None:
            desk = desks[number]
            events = [completed(today, f"w{n}", f"l{n}", 2, event_id(today)) for n in range(1, EVENTS + 1)]
            text, signature = desk.batch(events)
            connection.execute("SELECT api_v1.enter(%s)", (sha256(desk.token.encode()).digest(),))
            assert call(connection, "push", text, signature)["new"] == EVENTS
            assert len(call(connection, "pull", Jsonb(None))["assignments"]) == PATHS
            connection.commit()

        def all_but_the_first() -> None:
            for number in range(1, SYNCS):
                sync(number)

        sync(0)
        found = spent(server, all_but_the_first)
    each = 1000 * found.cpu / (SYNCS - 1)
    print(f"sync: {each:.2f} ms of PostgreSQL's CPU, {EVENTS} events and {PATHS} assignments (wanted <= 10)")


def table(server: Cluster, store: Town) -> None:
    """The trainer's table, asked five times."""
    trainer = store.enrol("tt")
    store.call(trainer, "team")
    took = [spent(server, lambda: store.call(trainer, "team")) for _turn in range(5)]
    rows = store.call(trainer, "team")["rows"]
    people = sum(row["people"] for row in rows)
    wall, cpu = sorted(one.wall for one in took)[2], sorted(one.cpu for one in took)[2]
    print(
        f"team: {people} agents x {PATHS} lessons of {PEOPLE}: {wall:.3f} s, {cpu:.3f} s of CPU (wanted <= 0.3)"
    )


_DESK = """
import resource, sys
from coach.__main__ import main
assert main(["export", "csv", "--what", "completion", "--out", sys.argv[1]]) == 0
used = resource.getrusage(resource.RUSAGE_SELF)
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak) / 1024, used.ru_utime + used.ru_stime)
"""


def desk(server: Cluster, store: Town) -> None:
    """The same million through the gateway, by the real command on HR's desk, into a file with every column."""
    with tempfile.TemporaryDirectory() as folder, gateway(store.gateway, Path(folder)) as site:
        where = os.environ | {
            "COACH_HOME": f"{folder}/home",
            "COACH_PERSON": "hh",
            "ORG_URL": site.url,
            "PYTHON_KEYRING_BACKEND": "tests.real.memory_keyring.Keyring",
            "TEST_KEYRING": f"{folder}/keyring",
        }
        enrol = [sys.executable, "-m", "coach", "sync", "enrol", code(store, "hh")]
        subprocess.run(enrol, env=where, check=True, capture_output=True)
        line = [sys.executable, "-c", _DESK, f"{folder}/all.csv"]
        told: list[str] = []

        def exported() -> None:
            done = subprocess.run(line, env=where, check=True, capture_output=True, text=True)
            told[:] = done.stdout.splitlines()

        plain, ours = spent(server, lambda: subprocess.run(_psql(store), check=True)), spent(server, exported)
        peak, cpu = (float(one) for one in told[-1].split())
        own = psutil.Process(site.process.pid).cpu_times()
    between = own.user + own.system
    print(told[0])
    print(
        f"desk: ratio to psql {plain.cpu / max(ours.cpu, between, cpu):.2f} by the CPU of the slowest of the three"
        f" that work at once (wanted >= 0.8), {plain.wall / ours.wall:.2f} by the clock of this machine;"
        f" psql {plain.cpu:.1f} s of CPU, ours {ours.cpu:.1f} s in the database, {between:.1f} s in the gateway,"
        f" {cpu:.1f} s on the desk; memory of the desk {peak:.0f} MiB (wanted <= 60)"
    )


def export(server: Cluster, store: Town) -> None:
    """HR's rows under row-level security by COPY, beside the same query by psql as the superuser."""
    hr = store.enrol("hh")
    lines = 0

    def copied() -> None:
        nonlocal lines
        lines = 0
        with store.inside(hr) as connection, connection.cursor() as cursor:
            connection.execute("SET LOCAL statement_timeout = 0")
            with cursor.copy("COPY (SELECT * FROM api_v1.completions()) TO STDOUT WITH (FORMAT csv)") as copy:
                for part in copy:
                    lines += bytes(part).count(b"\n")

    command = _psql(store)
    limit = min(
        (spent(server, lambda: subprocess.run(command, check=True)) for _turn in range(2)),
        key=lambda o: o.wall,
    )
    ours = min((spent(server, copied) for _turn in range(2)), key=lambda one: one.wall)
    peak = max(_memory(server))
    print(
        f"export: {lines} rows, {lines / ours.wall:,.0f} rows/s, psql {lines / limit.wall:,.0f} rows/s,"
        f" ratio {limit.wall / ours.wall:.2f}, by CPU {limit.cpu / ours.cpu:.2f} (wanted >= 0.8);"
        f" largest server process {peak:.0f} MiB"
    )


def _psql(store: Town) -> list[str]:
    """A plain dump of the same query."""
    psql = shutil.which("psql")
    if psql is None:
        sys.exit("psql is missing")
    # Without compiling, as the gateway's role: the two must differ by their rights only.
    dsn = f"{store.dsn} options='-c jit=off'"
    return [psql, "-qX", dsn, "-c", f"\\copy ({_plain_query(store)}) TO /dev/null WITH (FORMAT csv)"]


def _plain_query(store: Town) -> str:
    """The query inside the function, without its checks of who asks."""
    with psycopg.connect(store.dsn) as connection:
        row = connection.execute(
            "SELECT prosrc FROM pg_proc WHERE oid = 'api_v1.completions'::regproc"
        ).fetchone()
    assert row is not None
    text = row[0][row[0].index("WITH who") : row[0].index("LIMIT most")]
    lines = [line.split(" -- ")[0] for line in text.splitlines() if not line.strip().startswith("--")]
    text = " ".join(" ".join(lines).split())
    for name, value in (
        ("completions.since", "NULL::date"),
        ("completions.until", "NULL::date"),
        ("completions.path", "''"),
        ("completions.in_service", "''"),
        ("completions.target_id", "''"),
        ("completions.target", "''"),
        ("SELECT org.scope('hr')", "SELECT service_id FROM org.service"),
        ("org.tenant()", "1"),
    ):
        text = text.replace(name, value)
    return text


def _memory(server: Cluster) -> list[float]:
    main = psutil.Process(server.main_process())
    found = []
    for one in main.children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            found.append(one.memory_full_info().uss / 2**20)
    return found


def main() -> int:
    """Print one line a measurement; asserts no time."""
    with cluster() as server, town(server) as store:
        fill(store)
        for measure in (syncs, table, export, desk):
            measure(server, store)
    return 0


if __name__ == "__main__":
    sys.exit(main())
