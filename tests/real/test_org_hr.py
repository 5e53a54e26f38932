"""What HR takes out of the real store, annuls and leaves in the log."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from coach.server.administration import administration
from coach.server.grants import grant
from tests.real.test_org_trainer import LESSONS, assigned
from tests.real.town import Desk, Town, finished

TODAY = datetime.now(UTC).date()


@pytest.fixture
def hr(store: Town) -> Desk:
    """HR's desk."""
    return store.enrol("h1")


@pytest.fixture
def learnt(store: Town) -> Desk:
    """Agent 001 has finished two lessons of an assigned path, and shared another one."""
    assigned(store, store.enrol("t1"), "service", "Accueil")
    ana = store.enrol("001")
    day = TODAY - timedelta(days=5)
    store.push(ana, finished(LESSONS[0], day=day), finished(LESSONS[1]), finished("mes-onglets", ""))
    return ana


def rows(store: Town, hr: Desk, **filters: object) -> list[dict[str, Any]]:
    """The completions that HR is shown."""
    named = ", ".join(f"{name} => %({name})s" for name in filters)
    with store.inside(hr) as connection:
        cursor = connection.execute(f"SELECT * FROM api_v1.completions({named})", filters)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]


@pytest.mark.usefixtures("learnt")
def test_every_column_and_filter(store: Town, hr: Desk) -> None:
    found = rows(store, hr)
    first = found[0]
    assert (first["staff_number"], first["service"], first["path_id"], first["lesson_id"]) == (
        "001",
        "Accueil",
        "bienvenue",
        LESSONS[0],
    )
    assert (first["path_title"], first["edition"], first["mode"]) == ("Bienvenue", 1, "individual")
    assert (first["finished_on"], first["assigned_on"]) == (TODAY - timedelta(days=5), TODAY)
    assert first["minutes"] > 0
    assert first["lesson"]
    assert len(found) == 3
    assert [one["assigned_on"] for one in found if not one["path_id"]] == [None]
    assert len(rows(store, hr, since=TODAY)) == 2
    assert len(rows(store, hr, until=TODAY - timedelta(days=1))) == 1
    assert len(rows(store, hr, path="bienvenue")) == 2
    assert len(rows(store, hr, target="service", target_id="Voirie")) == 0
    assert len(rows(store, hr, target="person", target_id="001")) == 3
    assert len(rows(store, hr, target="cohort", target_id="none")) == 0
    assert len(rows(store, hr, most=1)) == 1
    assert store.call(hr, "count_completions", date(2000, 1, 1)) == 3


def test_annulled_with_a_reason_and_never_gone(store: Town, hr: Desk, learnt: Desk) -> None:
    cursor = store.pull(learnt)["cursor"]
    for reason, lesson, error in (
        ("  ", LESSONS[0], "NoReason"),
        ("typo", "nothing", "UnknownCompletion"),
    ):
        with pytest.raises(psycopg.Error, match=error):
            store.call(hr, "cancel", "001", "bienvenue", lesson, 1, reason)
    store.call(hr, "cancel", "001", "bienvenue", LESSONS[0], 1, "Saisie par erreur")
    (row,) = (one for one in rows(store, hr) if one["cancelled_on"])
    assert (row["lesson_id"], row["cancel_reason"]) == (LESSONS[0], "Saisie par erreur")
    told = [one for one in store.pull(learnt, cursor)["completions"] if one["removed"]]
    assert [one["lesson"] for one in told] == [LESSONS[0]]
    with psycopg.connect(store.dsn) as connection:
        verbs = connection.execute(
            "SELECT verb, count(*) FROM org.event GROUP BY verb ORDER BY verb"
        ).fetchall()
    assert verbs == [("cancelled", 1), ("completed", 3)]
    with pytest.raises(psycopg.Error, match="UnknownCompletion"):
        store.call(hr, "cancel", "001", "bienvenue", LESSONS[0], 1, "twice")
    store.push(learnt, finished(LESSONS[0]))
    assert not [one for one in rows(store, hr) if one["cancelled_on"]], "done again, it counts again"


def test_the_log_has_a_line_before_the_file_and_says_when_it_is_whole(store: Town, hr: Desk) -> None:
    begun = store.call(hr, "log_export", "csv", "f.csv", Jsonb({"path": "web"}), "Bilan")
    (line,) = store.call(hr, "export_log")
    assert (line["complete"], line["who"], line["reason"]) == (False, "Paul Roy", "Bilan")
    with store.inside(hr) as connection:
        connection.execute(
            "SELECT api_v1.log_export(id => %s, rows => 3, sha256 => %s)", (begun["id"], "ab" * 32)
        )
    (line,) = store.call(hr, "export_log")
    assert (line["complete"], line["rows"], line["sha256"]) == (True, 3, "ab" * 32)
    with store.inside(hr) as connection, pytest.raises(psycopg.Error, match="UnknownExport"):
        connection.execute("SELECT api_v1.log_export(id => %s, rows => 9)", (begun["id"],))


@pytest.mark.usefixtures("learnt")
def test_a_copy_streams_the_same_rows(store: Town, hr: Desk) -> None:
    with store.inside(hr) as connection, connection.cursor() as cursor:
        query = "COPY (SELECT * FROM api_v1.completions()) TO STDOUT WITH (FORMAT csv, HEADER)"
        with cursor.copy(query) as copied:
            text = b"".join(bytes(part) for part in copied).decode()
    assert text.splitlines()[0].startswith("staff_number,name,service,cohort,path_id,")
    assert len(text.splitlines()) == 4


def test_a_grant_of_one_service_shows_and_corrects_that_one_alone(store: Town, learnt: Desk) -> None:
    with administration(store.dsn) as place:
        grant(place, "009", "hr", "Voirie")
    own = store.enrol("009")

    def told(query: str) -> list[tuple[Any, ...]]:
        with store.inside(own) as connection:
            return connection.execute(f"SELECT * FROM api_v1.{query}").fetchall()

    assert {row[2] for row in told("hr_people()")} == {"Voirie"}
    assert told("hr_proposals()") == []
    assert told("hr_members()") == []
    assert told("completions()") == []
    assert told("hr_postings('001')") == []
    assert told("hr_corrections('001')") == []
    for name in ("cancel", "uncancel"):
        with pytest.raises(psycopg.Error, match="UnknownCompletion"):
            store.call(own, name, "001", "bienvenue", LESSONS[0], 1, "why")


def test_counted_again_and_told_to_the_desk(store: Town, hr: Desk, learnt: Desk) -> None:
    store.call(hr, "cancel", "001", "bienvenue", LESSONS[0], 1, "Saisie par erreur")
    cursor = store.pull(learnt)["cursor"]
    with pytest.raises(psycopg.Error, match="NoReason"):
        store.call(hr, "uncancel", "001", "bienvenue", LESSONS[0], 1, " ")
    store.call(hr, "uncancel", "001", "bienvenue", LESSONS[0], 1, "C’était juste")
    with pytest.raises(psycopg.Error, match="UnknownCompletion"):
        store.call(hr, "uncancel", "001", "bienvenue", LESSONS[0], 1, "twice")
    assert not [one for one in rows(store, hr) if one["cancelled_on"]]
    assert [(one["lesson"], one["removed"]) for one in store.pull(learnt, cursor)["completions"]] == [
        (LESSONS[0], False)
    ]
    with store.inside(hr) as connection:
        found = connection.execute("SELECT verb, by, reason FROM api_v1.hr_corrections('001')").fetchall()
    assert found == [
        ("cancelled", "Paul Roy", "Saisie par erreur"),
        ("restored", "Paul Roy", "C’était juste"),
    ]


def test_what_a_desk_calls_a_correction_is_none(store: Town, hr: Desk, learnt: Desk) -> None:
    for verb in ("cancelled", "restored"):
        event = finished(LESSONS[0])
        told = {
            "id": event["id"],
            "day": event["day"],
            "verb": verb,
            "event": "x",
            "by": "h1",
            "reason": "forged",
        }
        assert store.push(learnt, told)["status"] == "ok"
    with store.inside(hr) as connection:
        assert connection.execute("SELECT * FROM api_v1.hr_corrections('001')").fetchall() == []
    assert not [one for one in rows(store, hr) if one["cancelled_on"]]


def test_a_count_is_that_of_the_rows(store: Town, hr: Desk, learnt: Desk) -> None:
    for filters in (
        {},
        {"since": TODAY},
        {"target": "service", "target_id": "Accueil"},
        {"target": "person", "target_id": "001", "path": "bienvenue"},
        {"target": "cohort", "target_id": "none"},
        {"in_service": "Accueil"},
        {"in_service": "' OR 1=1"},
    ):
        named = ", ".join(f"{name} => %({name})s" for name in filters)
        with store.inside(hr) as connection:
            row = connection.execute(f"SELECT api_v1.count_completions({named})", filters).fetchone()
        assert row == (len(rows(store, hr, **filters)),)
