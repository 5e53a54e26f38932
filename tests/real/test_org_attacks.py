"""The attack list against a real PostgreSQL, also with the gateway's own login; holes made on purpose are found."""

import json
import threading
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from psycopg.types.json import Jsonb

from coach.__main__ import main
from coach.server.attacks import ATTACKS, Outcome, attack, attack_within
from tests.real.town import Desk, Town, call, finished

LESSON = "mes-onglets"


def test_every_attack_is_prevented_and_leaves_nothing(store: Town) -> None:
    with psycopg.connect(store.dsn) as connection:
        before = connection.execute(
            "SELECT count(*), (SELECT count(*) FROM org.person) FROM org.tenant"
        ).fetchone()
        tried = list(attack(store.dsn))
        after = connection.execute(
            "SELECT count(*), (SELECT count(*) FROM org.person) FROM org.tenant"
        ).fetchone()
    assert [(one.attack.told, one.error) for one in tried if one.outcome is not Outcome.PREVENTED] == []
    assert len(tried) == len(ATTACKS) > 80
    assert before == after


HOLES = {
    "GRANT USAGE ON SCHEMA org TO coach_gateway; GRANT SELECT ON org.person TO coach_gateway;"
    " DROP POLICY seen ON org.person; CREATE POLICY seen ON org.person USING (true)": "read the table person",
    "ALTER TABLE org.progress DISABLE ROW LEVEL SECURITY": "without forced row-level security",
    "DROP POLICY own ON org.batch; CREATE POLICY own ON org.batch TO coach_api USING (device_id = org.device())":
        "row by row",
    "ALTER TABLE org.progress ADD score integer": "room for a score",
    "ALTER TABLE org.event ADD at timestamptz": "an hour",
    "GRANT coach_owner TO coach_gateway": "a role that can do more",
    "GRANT TEMPORARY ON DATABASE town TO coach_gateway": "temporary table",
    "GRANT EXECUTE ON FUNCTION pg_catalog.lo_from_bytea(oid, bytea) TO PUBLIC": "large object",
    "ALTER FUNCTION api_v1.push(text, bytea) RESET search_path": "without a search path",
    "CREATE OR REPLACE FUNCTION org.sealed(tenant text, person text, device text) RETURNS text"
    " LANGUAGE sql STABLE AS $$ SELECT current_setting('coach.seal', true) $$": "by a setting",
    "CREATE OR REPLACE FUNCTION org.must_hold(VARIADIC roles text[]) RETURNS void LANGUAGE sql AS ''":
        "not for agents",
    "DROP POLICY seen ON org.progress; CREATE POLICY seen ON org.progress FOR SELECT TO coach_api USING (true);"
    " CREATE OR REPLACE FUNCTION org.event_fault(event jsonb, today date) RETURNS text LANGUAGE sql AS 'SELECT '''''":
        "date a completion",
}  # fmt: skip


@pytest.mark.parametrize(("hole", "told"), HOLES.items())
def test_a_hole_made_on_purpose_is_found(store: Town, hole: str, told: str) -> None:
    """The hole and the list share a transaction, so that the hole does not stay either."""
    with psycopg.connect(store.dsn) as connection:
        connection.execute(hole.encode())
        tried = list(attack_within(connection))
        connection.rollback()
    assert [one for one in tried if one.outcome is Outcome.HOLE and told in one.attack.told]


def test_the_command_says_so(
    store: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    assert main(["org", "check", "--dsn", store.dsn]) == 0
    out = capsys.readouterr().out
    assert out.count("prevented  ") == len(ATTACKS)
    assert "No hole was found." in out
    with psycopg.connect(store.dsn, autocommit=True) as connection:
        connection.execute("GRANT CREATE ON SCHEMA public TO coach_gateway")
        try:
            assert main(["org", "check", "--brief", "--dsn", store.dsn]) == 1
        finally:
            connection.execute("REVOKE CREATE ON SCHEMA public FROM coach_gateway")
    assert "HOLE  a stolen gateway: make a table in public" in capsys.readouterr().out
    from coach import words

    words.use("en")


@pytest.fixture
def ana(store: Town) -> Desk:
    """Agent 001 with a completion."""
    desk = store.enrol("001")
    store.push(desk, finished(LESSON, ""))
    return desk


@pytest.fixture
def gateway(store: Town) -> Iterator[psycopg.Connection]:
    """The gateway's own login, as a thief of it would use it."""
    with psycopg.connect(store.gateway) as connection:
        yield connection


@pytest.mark.parametrize(
    "query",
    [
        "SET ROLE coach_owner",
        "SET ROLE coach_api",
        "SET ROLE coach_door",
        "SET SESSION AUTHORIZATION postgres",
        "SELECT * FROM org.seal",
        "SELECT org.me()",
        "SELECT * FROM org.taught",
        "CREATE TEMP VIEW person AS SELECT 1",
        "ALTER FUNCTION api_v1.pull(jsonb, text) SECURITY INVOKER",
        "LOCK TABLE org.event",
    ],
)
def test_the_gateway_s_login_can_do_nothing_but_call(gateway: psycopg.Connection, query: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        gateway.execute(query.encode())


def test_a_seal_holds_for_one_transaction_of_one_connection(
    store: Town, ana: Desk, gateway: psycopg.Connection
) -> None:
    names = ("coach.tenant", "coach.person", "coach.device", "coach.seal")
    with store.inside(ana) as connection:
        kept = [connection.execute("SELECT current_setting(%s)", (name,)).fetchone() for name in names]
        connection.commit()
        with pytest.raises(psycopg.errors.InvalidAuthorizationSpecification):
            call(connection, "pull", Jsonb(None))
        connection.rollback()
        for other in (connection, gateway):
            for name, value in zip(names, kept, strict=True):
                assert value is not None
                other.execute("SELECT set_config(%s, %s, false)", (name, value[0]))
            with pytest.raises(psycopg.errors.InvalidAuthorizationSpecification):
                call(other, "pull", Jsonb(None))
            other.rollback()


def test_a_revoked_desk_and_somebody_who_left_stay_outside(store: Town, ana: Desk) -> None:
    def comes_in() -> bool:
        with psycopg.connect(store.gateway) as connection:
            token = sha256(ana.token.encode()).digest()
            return connection.execute("SELECT api_v1.enter(%s)", (token,)).fetchone() != (None,)

    assert comes_in()
    with psycopg.connect(store.dsn, autocommit=True) as connection:
        connection.execute("UPDATE org.device SET revoked_on = current_date")
        assert not comes_in()
        connection.execute("UPDATE org.device SET revoked_on = NULL")
        connection.execute("UPDATE org.person SET left_on = current_date WHERE staff_number = '001'")
        assert not comes_in()


def test_policies_ask_who_is_there_once_a_statement(store: Town) -> None:
    """PostgreSQL calls this an InitPlan; row by row it would cost fifty times as much."""
    with psycopg.connect(store.dsn) as connection:
        connection.execute("SET ROLE coach_api")
        tables = connection.execute(
            "SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'org' AND roles = '{coach_api}'"
        ).fetchall()
        assert len(tables) > 15
        for (table,) in tables:
            query = SQL("EXPLAIN (FORMAT JSON, VERBOSE) SELECT count(*) FROM org.{}").format(
                Identifier(table)
            )
            row = connection.execute(query).fetchone()
            assert row is not None
            assert "InitPlan" in json.dumps(row[0]), table
            assert not [text for text in _filters(row[0]) if "org." in text], table


def _filters(plan: Any) -> Iterator[str]:
    """What is asked for every row of a plan."""
    if isinstance(plan, dict):
        if "Filter" in plan:
            yield plan["Filter"]
        plan = list(plan.values())
    if isinstance(plan, list):
        for part in plan:
            yield from _filters(part)


def test_eight_writers_and_no_row_missed(store: Town) -> None:
    """Trainers propose while a desk pulls by its cursor: what it gathers is all that was committed."""
    trainer, ana = store.enrol("t1"), store.enrol("001")
    told = store.pull(ana)
    seen: set[str] = {one["id"] for one in told["assignments"]}
    made: list[str] = []

    def write(number: int) -> None:
        # In the town's own tables, since one path stands once for a group; each is its own transaction.
        with psycopg.connect(store.dsn) as connection:
            for _turn in range(60):
                row = connection.execute(
                    "INSERT INTO org.assignment (assignment_id, tenant_id, person_id, path_id, assigned_by)"
                    " SELECT gen_random_uuid(), a.tenant_id, a.person_id, 'web', t.person_id"
                    " FROM org.person a, org.person t WHERE a.staff_number = '001' AND t.staff_number = 't1'"
                    " RETURNING assignment_id::text"
                ).fetchone()
                connection.execute("SELECT pg_sleep(%s)", (0.002 * (number % 4),))
                connection.commit()
                assert row is not None
                made.append(row[0])

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for one in writers:
        one.start()
    pulls = 0
    while any(one.is_alive() for one in writers):
        told = store.pull(ana, told["cursor"])
        assert told["full"] is False
        seen.update(one["id"] for one in told["assignments"])
        pulls += 1
    seen.update(one["id"] for one in store.pull(ana, told["cursor"])["assignments"])
    assert len(made) == 8 * 60
    assert pulls > 3
    assert set(made) - seen == set()
    assert len(store.call(trainer, "assignments")) == len(made)
