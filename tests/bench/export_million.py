"""A million completions exported through the real command, beside a plain dump of the same table.

`python -m tests.bench.export_million [rows]` prints, for CSV, the ratio of CPU to `sqlite3` + `csv` alone and to
`sqlite3`'s own look-ups; for workbooks, rows a CPU-second; and the peak memory of each.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.export_memory import build

ROWS = 1_000_000
NARROW = "staff_number,name,service,path_id,lesson_id,edition,finished_on,minutes,mode"
_MEASURED = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), time.process_time())
"""
_EXPORT = f"""
import sys, time
from coach.__main__ import main
assert main(["export", *sys.argv[1:]]) == 0
{_MEASURED}
"""
# What nobody can do without: the same nine columns, joined and ordered the same way, into the same kind of file.
_DUMP = f"""
import csv, sqlite3, sys, time
query = '''SELECT c.person, p.name, c.service, c.path, c.lesson, c.edition, c.finished_on, c.minutes, c.mode
FROM completion c JOIN person p ON p.id = c.person ORDER BY c.finished_on, c.id'''
with open(sys.argv[2], "w", encoding="utf-8", newline="") as out:
    csv.writer(out).writerows(sqlite3.connect(sys.argv[1]).execute(query))
{_MEASURED}
"""


def many(home: Path, rows: int) -> None:
    """A town in `home` whose completions are multiplied until there are so many."""
    os.environ["COACH_HOME"] = str(home)
    build(10_000)
    with sqlite3.connect(home / "organisation.db") as file:
        file.execute("CREATE TEMP TABLE seed AS SELECT * FROM completion")
        names = [row[1] for row in file.execute("PRAGMA table_info(completion)")]
        told = ", ".join("printf('%s-%d', id, n)" if one == "id" else one for one in names)
        told = told.replace("edition", "edition + n")
        for n in range(1, rows // 10_000):
            file.execute(f"INSERT INTO completion SELECT {told} FROM (SELECT *, {n} AS n FROM seed)")


def measure(code: str, *arguments: str) -> tuple[float, float]:
    """Peak memory in MiB and CPU in seconds of one program."""
    where = os.environ | {"COACH_PERSON": "hr"}
    line = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(line, env=where, check=True, capture_output=True, text=True)
    peak, seconds = done.stdout.splitlines()[-1].split()
    return int(peak) / 1024, float(seconds)


def main() -> int:
    """Print one line a way; asserts nothing."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        many(home, rows)
        memory, plain = measure(_DUMP, str(home / "organisation.db"), f"{folder}/plain.csv")
        print(f"plain sqlite3 + csv: {rows / plain:,.0f} rows per CPU-second, {memory:.1f} MiB")
        ways = {
            "csv, the same nine columns": ("csv", "--columns", NARROW),
            "csv, all the columns": ("csv",),
            "csv, a line per person and path": ("csv", "--what", "person-path"),
            "xlsx, nine columns": ("xlsx", "--columns", NARROW),
            "ods, nine columns": ("ods", "--columns", NARROW),
        }
        for n, (name, words) in enumerate(ways.items()):
            what = () if "--what" in words else ("--what", "completion")
            memory, seconds = measure(_EXPORT, *words, *what, "--out", f"{folder}/{n}")
            ratio = f"{plain / seconds:.2f} of the plain dump" if "csv" in name else ""
            print(f"{name}: {rows / seconds:,.0f} rows per CPU-second, {memory:.1f} MiB {ratio}".rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
