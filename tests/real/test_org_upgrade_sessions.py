"""A store that an earlier version made is brought up to date with what is in it."""

from datetime import UTC, datetime

import psycopg
import pytest

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
