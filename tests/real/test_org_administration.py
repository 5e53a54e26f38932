"""`coach org` and `coach people` on a real PostgreSQL, typed as an administrator types them."""

import csv
import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from coach.content.library import library
from coach.domain.retention import TABLE
from coach.server.administration import administration
from coach.server.install import revisions
from tests.desk.postgres import Cluster
from tests.real.test_org_trainer import LESSONS, assigned
from tests.real.town import NAME, Desk, Town, finished
from tests.real.typed import Typed

TODAY = datetime.now(UTC).date()
CSV = """matricule;nom;prénom;service;rôles
001;Durand;Zoé;Accueil;
002;Roy;Paul;RH;rh
003;Faure;Inès;Formation;formatrice
"""


def rows(store: Town, query: str) -> list[tuple[object, ...]]:
    """What the superuser sees."""
    with psycopg.connect(store.dsn) as connection:
        return connection.execute(query).fetchall()


def test_from_nothing_to_people_roles_and_codes(postgres: Cluster, typed: Typed, tmp_path: Path) -> None:
    people, codes = tmp_path / "people.csv", tmp_path / "codes.csv"
    people.write_text(CSV, "utf-8")
    with postgres.database("new") as dsn:
        at = ("--dsn", dsn)
        assert typed("people", "list", *at)[0] == 1, "there is no organisation yet"
        status, out, _err = typed("org", "init", "--organisation", "Ville", *at)
        assert (status, f"revision {max(revisions())}" in out) == (0, True)
        assert f"{len(library('fr').cards)} lessons" in out
        assert "ready already" in typed("org", "init", "--organisation", "Ville", *at)[1]
        assert "3 people to add" in typed("people", "import", str(people), *at)[1]
        assert typed("people", "list", *at)[1] == "", "a dry run changes nothing"
        assert typed("people", "import", str(people), "--apply", *at)[0] == 0
        assert "nothing to change" in typed("people", "import", str(people), "--apply", *at)[1]
        people.write_text(CSV.replace("002;Roy;Paul;RH;rh\n", "").replace("Accueil", "Voirie"), "utf-8")
        out = typed("people", "import", str(people), "--apply", *at)[1]
        assert "service “Accueil” becomes “Voirie”" in out
        assert "1 person no longer listed" in out
        assert typed("org", "grant", "001", "--role", "hr", "--service", "Voirie", *at)[1] == "Done.\n"
        assert "so already" in typed("org", "grant", "001", "--role", "hr", "--service", "Voirie", *at)[1]
        assert "Zoé Durand, hr, Voirie" in typed("org", "grant", *at)[1]
        assert typed("people", "import", str(people), "--apply", *at)[0] == 0
        assert "hr, Voirie" in typed("org", "grant", *at)[1], "a file takes no granted role back"
        assert typed("org", "grant", "001", "--role", "hr", "--service", "Voirie", "--revoke", *at)[0] == 0
        assert ", hr," not in typed("org", "grant", *at)[1]
        assert typed("org", "codes", "--out", str(codes), *at)[0] == 0
        assert stat.S_IMODE(os.stat(codes).st_mode) == 0o600
        assert len(codes.read_text("utf-8").splitlines()) == 2
        assert typed("org", "codes", "--out", str(codes), *at)[0] == 1, "another file is never written over"
        assert typed("org", "codes", "001", *at)[1].count("-") == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("grant", "nobody", "--role", "hr"), "nobody with the staff number"),
        (("grant", "001", "--role", "hr", "--service", "Nulle part"), "no service"),
        (("codes", "--organisation", "Autre ville"), "no organisation"),
        (("erase", "nobody", "--yes"), "nobody with the staff number"),
        (("retention", "--apply"), "listed in a file first"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(
    store: Town, typed: Typed, words: tuple[str, ...], told: str
) -> None:
    status, _out, err = typed("org", *words, "--dsn", store.dsn)
    assert (status, told in err) == (1, True), err


def test_no_error_repeats_a_password(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    for dsn in ("postgres:s3cret@nowhere", "host=/nowhere dbname=x password=s3cret"):
        status, out, err = typed("org", "codes", "--dsn", dsn)
        assert (status, "s3cret" in out + err) == (1, False)
    assert "--dsn" in typed("org", "codes")[2]
    monkeypatch.setenv("COACH_ORG_DSN", "host=/nowhere dbname=x")
    assert "cannot be used" in typed("org", "codes")[2]


def test_a_code_works_once_for_a_while_and_a_new_one_ends_the_old(store: Town, typed: Typed) -> None:
    def code() -> str:
        return typed("org", "codes", "001", "--dsn", store.dsn)[1].split()[0]

    def enrol(text: str) -> object:
        with psycopg.connect(store.gateway) as connection:
            row = connection.execute("SELECT api_v1.enrol(%s, %s, '1')", (text, "A" * 43 + "=")).fetchone()
            return row and row[0]

    first, second = code(), code()
    assert enrol(first) is None
    assert enrol(second.lower().replace("-", " ")) is not None
    assert enrol(second) is None
    third = code()
    with psycopg.connect(store.dsn) as connection:
        connection.execute(
            "UPDATE org.code SET expires_at = now() - interval '1 second' WHERE used_at IS NULL"
        )
    assert enrol(third) is None
    assert enrol("") is None


@pytest.fixture
def busy(store: Town) -> Desk:
    """Agent 001 has finished a lesson of an assigned path."""
    assigned(store, store.enrol("t1"), "person", "001")
    ana = store.enrol("001")
    assert store.push(ana, finished(LESSONS[0]))["new"] == 1
    return ana


def test_an_erased_person_is_gone_and_the_chain_still_proves_order(
    store: Town, busy: Desk, typed: Typed, tmp_path: Path
) -> None:
    before = rows(store, "SELECT hash, prev, signature FROM org.batch")
    note = tmp_path / "erased"
    at = ("--dsn", store.dsn)
    assert typed("org", "erase", "001", *at)[0] == 2, "without --yes nothing is erased"
    assert typed("org", "erase", "001", "--yes", "--note", str(note), *at)[0] == 0
    for table in ("event", "progress", "posting WHERE person_id IN (SELECT person_id FROM org.erased)"):
        assert rows(store, f"SELECT FROM org.{table}") == [], table
    assert rows(store, "SELECT hash, prev, signature FROM org.batch") == before
    assert rows(store, "SELECT body FROM org.batch") == [(None,)]
    dump = str(rows(store, "SELECT to_jsonb(p) FROM org.person p")) + str(
        rows(store, "SELECT to_jsonb(a) FROM org.assignment a")
    )
    assert "Agent 1" not in dump
    with psycopg.connect(store.gateway) as connection:
        row = connection.execute("SELECT api_v1.enter(sha256(%s))", (busy.token.encode(),)).fetchone()
    assert row == (None,)
    assert "001" not in typed("people", "list", *at)[1]
    with psycopg.connect(store.dsn) as connection:  # as a backup from before would have it
        connection.execute(
            "UPDATE org.person SET name = 'Agent 1', left_on = NULL"
            " WHERE person_id = (SELECT person_id FROM org.erased)"
        )
    assert "1 person erased again" in typed("org", "erase", "--again", str(note), *at)[1]
    assert rows(store, "SELECT FROM org.person WHERE name = 'Agent 1'") == []


def test_what_is_too_old_is_listed_before_it_goes(
    postgres: Cluster, store: Town, busy: Desk, typed: Typed, tmp_path: Path
) -> None:
    at = ("--dsn", store.dsn)
    assert "nothing to delete" in typed("org", "retention", *at)[1]
    with administration(store.dsn) as place:
        place.connection.execute("SELECT org.add_partitions('2020-05-01', 2)")
        old = date(2020, 5, 7)
        place.connection.execute(
            "INSERT INTO org.event (event_id, tenant_id, person_id, verb, object, edition, day, recorded_on)"
            " SELECT org.new_event_id(%s), tenant_id, person_id, 'completed', object, 1, %s, %s FROM org.event",
            (old, old, old),
        )
        place.connection.execute("UPDATE org.batch SET received_on = %s", (old,))
    file = tmp_path / "bordereau.csv"
    out = typed("org", "retention", *at)[1]
    assert "events received from desks" in out
    assert "Nothing was deleted" in out
    assert all(f"{one.what}: kept for {one.months} months." in out for one in TABLE if one.ours)
    out = typed("org", "retention", "--list", str(file), "--apply", *at)[1]
    assert "2 rows deleted" in out
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.reader(opened, delimiter=";"))
    assert [(line[0], line[2], line[3], line[5], line[6]) for line in lines[1:]] == [
        (NAME, "contents of batches", "07/05/2020", "1", "72"),
        (NAME, "events received from desks", "07/05/2020", "1", "72"),
    ]
    assert len(rows(store, "SELECT FROM org.event")) == 1
    assert rows(store, "SELECT body FROM org.batch") == [(None,)]
    assert rows(store, "SELECT to_regclass('org.event_2020_05')") == [(None,)]
    assert typed("org", "retention", "--list", str(file), "--apply", *at)[0] == 1, "no list is written over"


def test_each_line_of_the_table_goes_after_its_own_months(
    postgres: Cluster, store: Town, busy: Desk, typed: Typed, tmp_path: Path
) -> None:
    at, old = ("--dsn", store.dsn), date(2020, 5, 7)
    with administration(store.dsn) as place:
        place.connection.execute(
            "INSERT INTO org.progress"
            " (person_id, path_id, lesson_id, edition, tenant_id, finished_on, service_id, event_id)"
            " SELECT person_id, 'bienvenue', 'old', 1, tenant_id, %s, service_id, gen_random_uuid()"
            " FROM org.person WHERE staff_number = '002'",
            (old,),
        )
        place.connection.execute("UPDATE org.person SET left_on = %s WHERE staff_number = '002'", (old,))
        place.connection.execute(
            "INSERT INTO org.assignment (assignment_id, tenant_id, service_id, path_id, assigned_by, assigned_on,"
            " withdrawn_on) SELECT gen_random_uuid(), tenant_id, service_id, 'bienvenue', person_id, %s, gone"
            " FROM org.person, unnest(ARRAY[%s, NULL]) AS gone WHERE staff_number = 't1'",
            (old, old),
        )
        place.connection.execute(
            "INSERT INTO org.export_log (tenant_id, person_id, exported_at, format, file, filters, rows)"
            " SELECT tenant_id, person_id, now() - ago * interval '1 month', 'csv', 'x', '{}', 1"
            " FROM org.person, unnest(ARRAY[11, 13]) AS ago WHERE staff_number = 'h1'"
        )
        standing = rows(store, "SELECT FROM org.assignment")
    assert "3 rows deleted" in typed("org", "retention", "--list", str(tmp_path / "1.csv"), "--apply", *at)[1]
    assert rows(store, "SELECT FROM org.progress WHERE lesson_id = 'old'") == []
    assert len(rows(store, "SELECT FROM org.export_log")) == 1
    assert len(rows(store, "SELECT FROM org.assignment")) == len(standing) + 1, "one that stands is in use"
    # Nothing of the person is kept any more: the name goes with the next list.
    out = typed("org", "retention", "--list", str(tmp_path / "2.csv"), "--apply", *at)[1]
    assert "people who left: name, service, staff number, May" in out
    assert rows(store, "SELECT FROM org.person WHERE staff_number = '002'") == []
    assert "nothing to delete" in typed("org", "retention", *at)[1]


def test_months_are_made_ahead(store: Town) -> None:
    ahead = TODAY + timedelta(days=3 * 365)
    for day in (TODAY - timedelta(days=400), TODAY, ahead - timedelta(days=31)):
        assert rows(store, f"SELECT to_regclass('org.event_{day:%Y_%m}') IS NOT NULL") == [(True,)], day
    assert rows(store, "SELECT org.add_partitions(current_date, 36)") == [(0,)]
