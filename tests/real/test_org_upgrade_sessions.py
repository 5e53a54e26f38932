"""A store that an earlier version made is brought up to date with what is in it."""

import uuid
from datetime import UTC, datetime

import psycopg
import pytest
from psycopg.types.json import Jsonb

from coach.content.library import library
from coach.server import install
from coach.server.administration import administration
from coach.server.people import put
from coach.server.publishing import publish
from tests.desk.postgres import Cluster
from tests.real.town import NAME, PEOPLE, Town


def test_a_store_of_an_earlier_revision_takes_sessions_after_an_update(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = install.revisions()
    with postgres.database("older") as dsn:
        with monkeypatch.context() as patch:
            patch.setattr(install, "revisions", lambda: {n: every[n] for n in (1, 2, 3)})
            assert install.install(dsn, NAME).now == 3
        older = Town(dsn, postgres.dsn("older", "coach_gateway"))
        with administration(dsn) as place:
            publish(place, library("fr"))
            put(place, PEOPLE, datetime.now(UTC).date())
        trainer = older.enrol("t1")
        with pytest.raises(psycopg.errors.UndefinedTable):
            older.call(trainer, "sessions")
        done = install.install(dsn, NAME)
        assert (done.before, done.now) == (3, max(every))
        lessons = list(library("fr").paths["bienvenue"].lessons)
        assert older.call(trainer, "record_session", "bienvenue", lessons, ["001"], datetime.now(UTC).date())
        assert [one["people"] for one in older.call(trainer, "sessions")] == [1]


_EARLIER = """
    DROP FUNCTION api_v1.pull(jsonb, text), api_v1.status(uuid, text[]);
    CREATE FUNCTION api_v1.pull(since jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{"earlier": true}'::jsonb $$;
    CREATE FUNCTION api_v1.status(id uuid) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{"earlier": true}'::jsonb $$;
    ALTER FUNCTION api_v1.pull(jsonb) OWNER TO coach_api;
    ALTER FUNCTION api_v1.status(uuid) OWNER TO coach_api;
"""


def test_a_gateway_of_before_goes_on_after_an_update_of_the_store(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It calls functions with the arguments that it knows; one that lost its twin must not be ambiguous."""
    every = install.revisions()
    with postgres.database("before") as dsn:
        with monkeypatch.context() as patch:
            patch.setattr(install, "revisions", lambda: {n: every[n] for n in range(1, 8)})
            install.install(dsn, NAME)
        with psycopg.connect(dsn) as connection:
            connection.execute(_EARLIER)
        before = Town(dsn, postgres.dsn("before", "coach_gateway"))
        with administration(dsn) as place:
            publish(place, library("fr"))
            put(place, PEOPLE, datetime.now(UTC).date())
        trainer = before.enrol("t1")
        assert before.pull(trainer) == {"earlier": True}
        assert install.install(dsn, NAME).before == 7
        assert before.pull(trainer)["me"]["id"] == "t1"
        group = Jsonb([{"target": "service", "id": "Accueil"}])
        (line,) = before.call(trainer, "assign", "bienvenue", group)
        told = before.call(trainer, "status", uuid.UUID(line))
        assert (len(told["members"]), told["more"]) == (6, False)
        assert len(before.call(trainer, "standing", "service", "Accueil")) == 6
        with psycopg.connect(dsn) as connection:
            versions = connection.execute("SELECT app_version FROM org.device").fetchall()
        assert versions == [("1.0",)], "a gateway of before tells no version: the one of the enrolment stays"
