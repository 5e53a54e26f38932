"""What a desk tells its trainer when the server stands in the way: other services, other tokens, no answer at all."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest

from coach import org
from coach.content.library import library
from coach.domain.errors import NotAllowed, SyncError
from coach.domain.people import Person, Role
from coach.org import server as place
from coach.org.errors import CohortError, PathNotPublished, UnknownGroup, UnknownLine
from coach.server import retention
from coach.server.administration import administration
from coach.server.erasure import erase
from coach.server.people import put
from coach.server_client import credentials
from coach.words import explain
from tests.desk.gateway import Gateway, gateway
from tests.real.both_stores import TODAY, desk_alone, enrol_here, server_desk
from tests.real.town import TRAINER, Town, finished

__all__ = ["desk_alone", "server_desk"]
NOW = datetime.now(UTC)
SHELF = library("en")
LESSONS = SHELF.paths["bienvenue"].lessons
OTHER = Person("t2", "Ugo Blanc", "Voirie", frozenset({Role.LEARNER, Role.TRAINER}))


@pytest.fixture
def trainer(server_desk: Gateway, store: Town) -> None:
    """The trainer of the whole town has enrolled this desk."""
    enrol_here(server_desk, store, TRAINER)


@pytest.fixture
def other(server_desk: Gateway, store: Town, trainer: None) -> None:
    """A second trainer, of one service only, has a place at this desk too."""
    with administration(store.dsn) as town:
        put(town, [OTHER], TODAY)
        town.connection.execute(
            "UPDATE org.role_grant SET service_id = (SELECT service_id FROM org.service WHERE name = 'Voirie')"
            " WHERE person_id = (SELECT person_id FROM org.person WHERE staff_number = 't2')"
        )
    enrol_here(server_desk, store, OTHER)


def propose(who: Person, *names: str) -> tuple[str, ...]:
    """The first path for groups."""
    groups = tuple(org.find_group(who, name) for name in names)
    return org.assign(who, SHELF, org.Proposal("bienvenue", groups), NOW)


def test_a_trainer_of_another_service_reaches_that_one_only(other: None, store: Town) -> None:
    lines = dict(
        zip(("Accueil", "Voirie"), [*propose(TRAINER, "Accueil"), *propose(TRAINER, "Voirie")], strict=True)
    )
    mixed = org.create_cohort(TRAINER, "Mixte", ["001", "007"], NOW)
    accueil, cohort = org.find_group(TRAINER, "Accueil"), org.find_group(TRAINER, "Mixte")
    session = org.record_session(TRAINER, SHELF, org.Session("bienvenue", LESSONS[:1], ("001",), TODAY), NOW)
    assert {one.service for one in org.everybody(OTHER)} == {"Voirie"}
    assert [one.name for one in org.find_groups(OTHER).groups if one.kind is org.Kind.SERVICE] == ["Voirie"]
    assert [one.group.name for one in org.assignments(OTHER, SHELF)] == ["Voirie"]
    assert [row.service for row in org.team(OTHER, SHELF).rows] == ["Voirie"]
    assert [one.members for one in org.cohorts(OTHER)] == [("007",)]
    assert org.standing(OTHER, SHELF, accueil, TODAY).lines == ()
    assert [one.number for one in org.standing(OTHER, SHELF, cohort, TODAY).lines] == ["007"]
    assert org.reach(OTHER, [accueil, cohort]) == 1
    assert org.sessions(OTHER, SHELF) == ()
    for refused, attempt in (
        (UnknownGroup, lambda: org.assign(OTHER, SHELF, org.Proposal("web", (accueil,)), NOW)),
        (NotAllowed, lambda: org.assign(OTHER, SHELF, org.Proposal("web", (cohort,)), NOW)),
        (CohortError, lambda: org.create_cohort(OTHER, "Autre", ["001"], NOW)),
        (UnknownLine, lambda: org.withdraw(OTHER, SHELF, lines["Accueil"], NOW)),
        (UnknownLine, lambda: org.status(OTHER, SHELF, lines["Accueil"], TODAY)),
        (
            org.SessionNotKept,
            lambda: org.record_session(OTHER, SHELF, org.Session("bienvenue", LESSONS, ("001",), TODAY), NOW),
        ),
    ):
        with pytest.raises(refused):
            attempt()
    # Nor does the other one undo what is not his.
    org.undo_assign(OTHER, lines.values())
    org.undo_session(OTHER, session)
    assert {one.id for one in org.assignments(TRAINER, SHELF)} == set(lines.values())
    assert [one.id for one in org.sessions(TRAINER, SHELF)] == [session]
    org.change_cohort(OTHER, "Mixte", [])
    assert [one.members for one in org.cohorts(TRAINER) if one.id == mixed.id] == [("001",)]


def test_what_a_desk_had_told_counts_again_when_a_session_is_undone(trainer: None, store: Town) -> None:
    propose(TRAINER, "Accueil")
    ana = store.enrol("001")
    yesterday = TODAY - timedelta(days=1)
    session = org.Session("bienvenue", LESSONS[:2], ("001",), yesterday)
    name = org.record_session(TRAINER, SHELF, session, NOW)
    assert {one["lesson"] for one in store.pull(ana)["completions"]} == set(LESSONS[:2])
    cursor = store.pull(ana)["cursor"]
    store.push(ana, finished(LESSONS[0], day=TODAY))
    assert counted(store) == [(LESSONS[0], yesterday, "group"), (LESSONS[1], yesterday, "group")]
    org.undo_session(TRAINER, name)
    assert counted(store) == [(LESSONS[0], TODAY, "individual")]
    hr = store.enrol("h1")
    assert store.call(hr, "count_completions") == 1, "an export passes over what was undone"
    told = {one["lesson"]: one["removed"] for one in store.pull(ana, cursor)["completions"]}
    assert told == {LESSONS[0]: False, LESSONS[1]: True}
    store.push(ana, finished(LESSONS[1], day=yesterday))
    assert (LESSONS[1], yesterday, "individual") in counted(store)


def test_who_is_erased_is_in_no_session_and_old_sessions_are_listed_and_go(
    trainer: None, store: Town
) -> None:
    session = org.Session("bienvenue", LESSONS[:1], ("001", "002"), TODAY)
    org.record_session(TRAINER, SHELF, session, NOW)
    with administration(store.dsn) as town:
        erase(town, "001", TODAY)
    assert [one.people for one in org.sessions(TRAINER, SHELF)] == [1]
    with psycopg.connect(store.dsn) as connection:
        connection.execute("UPDATE org.session SET held_on = held_on - 3000")
    with administration(store.dsn) as town:
        keeping = retention.Keeping(town, {}, TODAY)
        (line,) = [one for one in retention.listed(keeping) if one.rule.table == "session"]
        assert (line.rows, line.first) == (1, TODAY - timedelta(days=3000))
        retention.delete(keeping, retention.listed(keeping))
    assert org.sessions(TRAINER, SHELF) == ()


def test_what_a_desk_tells_of_an_earlier_day_is_no_session(trainer: None, store: Town) -> None:
    propose(TRAINER, "Accueil")
    ana, yesterday = store.enrol("001"), TODAY - timedelta(days=1)
    org.record_session(TRAINER, SHELF, org.Session("bienvenue", LESSONS[:1], ("001",), TODAY), NOW)
    store.push(ana, finished(LESSONS[0], day=yesterday))
    assert counted(store) == [(LESSONS[0], yesterday, "individual")]


def counted(store: Town) -> list[tuple[object, ...]]:
    """What counts: lesson, day, mode."""
    with psycopg.connect(store.dsn) as connection:
        rows = connection.execute(
            "SELECT lesson_id, finished_on, mode FROM org.progress WHERE cancelled_on IS NULL"
            " ORDER BY array_position(%s::text[], lesson_id)",
            (list(LESSONS),),
        )
        return rows.fetchall()


def test_how_old_the_data_are_is_told_as_from_a_folder(trainer: None, store: Town) -> None:
    propose(TRAINER, "Voirie")
    for number, days in (("007", 7), ("008", 8)):
        with psycopg.connect(store.dsn) as connection:
            connection.execute(
                "UPDATE org.person SET seen_on = current_date - %s WHERE staff_number = %s", (days, number)
            )
    told = org.standing(TRAINER, SHELF, org.find_group(TRAINER, "Voirie"), TODAY).lines
    heard = [one.heard for one in told]
    assert [one.old(TODAY) for one in heard] == [False, True, True]
    assert heard[0].told(TODAY) == "up to date"
    assert heard[1].on == TODAY - timedelta(days=8)
    assert "older than 7 days" in heard[1].told(TODAY)
    assert heard[2].told(TODAY) == "nothing received yet"


def test_a_path_of_the_town_that_nobody_published_is_told_as_such(trainer: None, tmp_path: Path) -> None:
    (tmp_path / "ville").mkdir()
    (tmp_path / "policy.toml").write_text(f"[lessons]\nextra = '{tmp_path / 'ville'}'\n", "utf-8")
    own = org.save_path(TRAINER, SHELF, org.TownPath("Les écrans", LESSONS[:2], summary="Deux leçons."))
    shelf, groups = library("en", str(tmp_path / "ville")), (org.find_group(TRAINER, "Accueil"),)
    with pytest.raises(PathNotPublished) as raised:
        org.assign(TRAINER, shelf, org.Proposal(own.id, groups), NOW)
    assert "does not know the path “les-ecrans” yet" in explain(raised.value).what


EVERYTHING: tuple[Callable[[], object], ...] = (
    lambda: org.find_groups(TRAINER),
    lambda: org.assignments(TRAINER, SHELF),
    lambda: org.team(TRAINER, SHELF),
    lambda: org.sessions(TRAINER, SHELF),
    lambda: org.undo_assign(TRAINER, ["0" * 8]),
)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("UPDATE org.device SET revoked_on = current_date", "not enrolled there any more"),
        (
            "UPDATE org.device SET token_sha256 = sha256(device_id::text::bytea)",
            "not enrolled there any more",
        ),
        (
            "UPDATE org.person SET left_on = current_date WHERE staff_number = 't1'",
            "not enrolled there any more",
        ),
        ("UPDATE org.tenant SET min_client = '999.0'", "too old for it"),
    ],
)
def test_a_token_that_is_good_no_more(trainer: None, store: Town, change: str, reason: str) -> None:
    with psycopg.connect(store.dsn) as connection:
        connection.execute(change)
    try:
        for attempt in EVERYTHING:
            with pytest.raises(SyncError, match=reason):
                attempt()
    finally:
        with psycopg.connect(store.dsn) as connection:
            connection.execute("UPDATE org.tenant SET min_client = ''")


def test_a_token_of_somebody_else_or_of_nobody(trainer: None, server_desk: Gateway, store: Town) -> None:
    url = server_desk.url
    own = credentials.kept("t1", url)
    assert own is not None
    ana = store.enrol("001")
    for token, kind in (("x" * 64, SyncError), (ana.token, NotAllowed)):
        credentials.keep("t1", credentials.Credentials(url, own.device, own.key, token))
        place._enrolled.cache_clear()
        with pytest.raises(kind):
            org.team(TRAINER, SHELF)
    assert sha256(ana.token.encode()).digest() != sha256(own.token.encode()).digest()


def test_a_desk_that_is_not_enrolled_says_how(server_desk: Gateway) -> None:
    with pytest.raises(SyncError, match="not enrolled there yet"):
        org.team(TRAINER, SHELF)


def test_no_answer_is_one_sentence_and_comes_back(
    desk_alone: None, store: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gateway(store.gateway, tmp_path) as site:
        monkeypatch.setenv("ORG_URL", site.url)
        enrol_here(site, store, TRAINER)
        assert len(org.find_groups(TRAINER).groups) == 15
        site.stop()
        for attempt in EVERYTHING:
            with pytest.raises(SyncError, match="try again in a moment"):
                attempt()
