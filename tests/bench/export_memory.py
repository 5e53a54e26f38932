"""Peak memory of an export of 100,000 completions beside that of 10,000, through the real command and query.

`python -m tests.bench.export_memory` prints megabytes, seconds of CPU and the ratio for each format.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

FEW, MANY = 10_000, 100_000
FORMATS = ("csv_fr", "xlsx")
# VmHWM is the peak of this very program; ru_maxrss would begin at that of the process it was started from.
_EXPORT = """
import sys, time
from coach.__main__ import main
status = main(["export", sys.argv[1], "--out", sys.argv[2], "--what", "completion"])
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(status, peak, time.process_time())
"""


def build(count: int) -> None:
    """A town in `COACH_HOME` with so many completions: every lesson each, thirty services, cohorts, proposals."""
    from coach.content.library import library
    from coach.domain.people import Person, Role
    from coach.store import assignments, completions, database, people

    now, first = datetime.now(UTC), date(2026, 1, 1)
    shelf = library("fr")
    lessons = [(path.id, lesson) for path in shelf.paths.values() for lesson in path.lessons]
    crowd = [
        Person(f"{n:06d}", f"Prénom{n} Nom{n}", f"Service {n % 30}") for n in range(count // len(lessons) + 1)
    ]
    with database.organisation() as connection:
        people.put(connection, [*crowd, Person("hr", "Paul Roy", "RH", frozenset({Role.HR}))])
        for n in range(10):
            members = tuple(one.id for one in crowd[n::40])
            people.put_cohort(connection, people.Cohort(f"c{n}", f"Cohorte {n}", members))
        for n in range(30):
            new = assignments.New(
                "bienvenue", "service", f"Service {n}", first + timedelta(days=300), "", "hr"
            )
            assignments.add(connection, new, now)
        for n in range(count):
            who, (path, lesson) = crowd[n // len(lessons)], lessons[n % len(lessons)]
            completions.record(
                connection,
                person=who.id,
                service=who.service,
                path=path,
                lesson=lesson,
                edition=1,
                day=first + timedelta(days=n * 7 % 300),
                minutes=3,
            )


def measure(count: int, folder: Path) -> dict[str, tuple[int, float]]:
    """Peak resident memory in KiB and CPU in seconds, by format."""
    where = os.environ | {"COACH_HOME": str(folder / str(count)), "COACH_PERSON": "hr"}
    subprocess.run([sys.executable, __file__, str(count)], env=where, check=True)
    found = {}
    for name in FORMATS:
        line = [sys.executable, "-c", _EXPORT, name, str(folder / f"{count}-{name}")]
        done = subprocess.run(line, env=where, check=True, capture_output=True, text=True)
        status, peak, seconds = done.stdout.splitlines()[-1].split()
        if status != "0":
            sys.exit(done.stderr)
        found[name] = int(peak), float(seconds)
    return found


def main() -> int:
    """Print one line a format; asserts nothing."""
    with tempfile.TemporaryDirectory() as name:
        few, many = measure(FEW, Path(name)), measure(MANY, Path(name))
    for kind in FORMATS:
        (small, _cpu), (large, seconds) = few[kind], many[kind]
        print(
            f"export {kind}: {FEW} rows {small / 1024:.1f} MiB, {MANY} rows {large / 1024:.1f} MiB"
            f" ({seconds:.1f} s CPU), ratio {large / small:.3f} (wanted <= 1.1)"
        )
    return 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        build(int(sys.argv[1]))
    else:
        sys.exit(main())
