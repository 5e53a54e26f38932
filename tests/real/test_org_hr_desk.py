"""HR's commands as real programs on an enrolled desk, beside a learner's desk that hears of it."""

import csv
import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests.desk.gateway import Gateway, gateway
from tests.desk.processes import wait_for
from tests.real.org_desks import code
from tests.real.test_org_gateway import propose
from tests.real.town import Town

ROOT = Path(__file__).parents[2]
LESSON = "veille-ou-arret"
PROGRAM = (sys.executable, "-m", "coach")


@dataclass(frozen=True)
class Desk:
    """A desk: `place` is where its programs run."""

    place: dict[str, Any]

    def __call__(self, *words: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        """`coach` with these words, to its end."""
        done = subprocess.run(
            [*PROGRAM, *words], **self.place, check=False, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == status, (words, done.stdout, done.stderr)
        return done


def desk(folder: Path, person: str, url: str) -> Desk:
    """A desk of somebody, with files and a keyring of its own."""
    folder.mkdir()
    where = os.environ | {
        "COACH_HOME": str(folder / "home"),
        "COACH_POLICY": str(folder / "policy.toml"),
        "COACH_PERSON": person,
        "ORG_URL": url,
        "XDG_STATE_HOME": str(folder / "state"),
        "PYTHON_KEYRING_BACKEND": "tests.real.memory_keyring.Keyring",
        "PYTHONPATH": str(ROOT),
        "TEST_KEYRING": str(folder / "keyring"),
        "LANGUAGE": "en",
        "LC_ALL": "C.UTF-8",
    }
    return Desk({"env": where, "cwd": folder})


def lines(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def learn(store: Town) -> None:
    """001 has finished a lesson, and has a name that means harm."""
    propose(store)
    with psycopg.connect(store.dsn) as connection:
        connection.execute(
            "UPDATE org.person SET name = %s WHERE staff_number = '001'", ("=cmd|'/C calc'!A0",)
        )
        connection.execute(
            "INSERT INTO org.progress (person_id, path_id, lesson_id, edition, tenant_id, finished_on, service_id,"
            " event_id) SELECT person_id, 'bienvenue', %s, 1, tenant_id, current_date, service_id,"
            " org.new_event_id(current_date) FROM org.person WHERE staff_number = '001'",
            (LESSON,),
        )


def test_exported_cancelled_proven_and_the_learner_hears_of_it(
    site: Gateway, store: Town, tmp_path: Path
) -> None:
    learn(store)
    url = site.url
    hr, ana = desk(tmp_path / "hr", "h1", url), desk(tmp_path / "ana", "001", url)
    hr("sync", "enrol", code(store, "h1"))
    ana("sync", "enrol", code(store, "001"))

    told = hr("export", "csv", "--what", "completion", "--out", "all.csv", "--reason", "Bilan", "--sign")
    assert "1 row written" in told.stdout
    (row,) = lines(tmp_path / "hr" / "all.csv")
    assert (row["staff_number"], row["name"], row["state"]) == ("001", "'=cmd|'/C calc'!A0", "finished")
    assert "all.csv" in hr("verify", "all.csv").stdout
    ana("export", "csv", "--out", "mine.csv", status=1)

    hr("cancel", "001", LESSON, "--reason", "=Erreur")
    hr("cancel", "001", LESSON, "--reason", "twice", status=1)
    ana("sync", "--now")
    assert refused(tmp_path / "ana") == ["annulled"]
    hr("export", "csv", "--what", "completion", "--out", "all.csv", "--replace")
    (row,) = lines(tmp_path / "hr" / "all.csv")
    assert (row["state"], row["cancel_reason"]) == ("cancelled", "'=Erreur")

    hr("cancel", "001", LESSON, "--restore", "--reason", "c’était juste")
    ana("sync", "--now")
    assert refused(tmp_path / "ana") == [""]

    hr("people", "data", "001", "--out", "ana.json")
    assert "c’était juste" in (tmp_path / "hr" / "ana.json").read_text("utf-8")


def test_proven_logged_and_not_erased(site: Gateway, store: Town, tmp_path: Path) -> None:
    learn(store)
    hr = desk(tmp_path / "hr", "h1", site.url)
    hr("sync", "enrol", code(store, "h1"))
    hr("export", "csv", "--what", "completion", "--out", "all.csv", "--reason", "Bilan")
    hr("export", "csv", "--what", "livret", "--out", "livret.csv")
    told = hr("export", "csv", "--what", "completion", "--group", "Accueil", "--out", "accueil.csv")
    assert "1 row written" in told.stdout
    hr("export", "csv", "--group", "' OR 1=1", "--out", "none.csv", status=1)
    hr("evidence", "--year", "2026", "--headcount", "412", "--out", "preuves")
    assert "412" in (tmp_path / "hr" / "preuves.html").read_text("utf-8")
    for words in (("people", "erase", "001", "--yes"), ("retention",)):
        assert "coach org erase" in hr(*words, status=1).stderr
    with psycopg.connect(store.dsn) as connection:
        rows = connection.execute(
            "SELECT format, rows, complete, reason, length(sha256) FROM org.export_log ORDER BY exported_at"
        ).fetchall()
    assert [row[:4] for row in rows[:2]] == [("csv", 1, True, "Bilan"), ("csv", 0, True, "")]
    assert rows[-1][0] == "evidence"
    assert {row[4] for row in rows} == {64}


def refused(folder: Path) -> list[str]:
    """What the desk knows of its completions' refusal."""
    with sqlite3.connect(folder / "home" / "organisation.db") as file:
        return [row[0] for row in file.execute("SELECT refused FROM completion")]


def test_a_gateway_that_dies_in_the_middle_leaves_no_half_file(store: Town, tmp_path: Path) -> None:
    with psycopg.connect(store.dsn) as connection:
        connection.execute(
            "INSERT INTO org.progress (person_id, path_id, lesson_id, edition, tenant_id, finished_on, service_id,"
            " event_id) SELECT p.person_id, '', %s, n, p.tenant_id, current_date, p.service_id, gen_random_uuid()"
            " FROM org.person p, generate_series(1, 200000) n WHERE p.staff_number = '001'",
            (LESSON,),
        )
    (tmp_path / "gateway").mkdir()
    hr_folder = tmp_path / "hr"
    with gateway(store.gateway, tmp_path / "gateway") as site:
        hr = desk(hr_folder, "h1", site.url)
        hr("sync", "enrol", code(store, "h1"))
        with subprocess.Popen(
            [*PROGRAM, "export", "csv", "--what", "completion", "--out", "half.csv"],
            **hr.place,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as program:
            wait_for(lambda: any(part.stat().st_size for part in hr_folder.glob(".*.part")), 60, what="rows")
            # Held, it reads no further: the server has more to say than a line takes in when it goes away.
            program.send_signal(signal.SIGSTOP)
            site.stop(signal.SIGKILL)
            program.send_signal(signal.SIGCONT)
            _out, told = program.communicate(timeout=120)
        assert program.returncode == 1, told
        assert "127.0.0.1" in told
    assert not [*hr_folder.glob("*.csv"), *hr_folder.glob(".*.part")]
    assert "127.0.0.1" in hr("export", "csv", "--out", "again.csv", status=1).stderr
    with psycopg.connect(store.dsn) as connection:
        rows = connection.execute("SELECT complete, rows FROM org.export_log").fetchall()
    assert rows == [(False, 0)]
