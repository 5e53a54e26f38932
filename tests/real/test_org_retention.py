"""`coach org retention` on a real PostgreSQL: listed first, then gone, each line after its own months."""

import csv
from datetime import date
from pathlib import Path

from coach.domain.retention import TABLE
from coach.server.administration import administration
from tests.desk.postgres import Cluster
from tests.real.test_org_administration import Typed, busy, rows, typed
from tests.real.town import NAME, Desk, Town

__all__ = ["busy", "typed"]  # the fixtures


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
