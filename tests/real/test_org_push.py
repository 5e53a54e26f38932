"""The real store takes what desks send by the very rules of `coach.domain.batch`, and tells each its own."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from coach.domain.batch import Head, digest, event_fault, read
from tests.real.town import Desk, Town, call, event_id, finished

TODAY = datetime.now(UTC).date()
LESSON = "mes-onglets"


@pytest.fixture
def desk(store: Town) -> Desk:
    """A desk of agent 001."""
    return store.enrol("001")


def test_a_lesson_shared_by_choice_arrives_once_and_is_told_to_a_new_desk(store: Town, desk: Desk) -> None:
    event = finished(LESSON, path="")
    assert store.push(desk, event) == {"status": "ok", "last": 1, "new": 1, "refused": []}
    assert store.push(desk, event) == {"status": "ok", "last": 2, "new": 0, "refused": []}
    other = store.enrol("001")
    told = store.pull(other)
    row = {"id": event["id"], "path": "", "lesson": LESSON, "edition": 1, "day": TODAY.isoformat()}
    assert told["completions"] == [{**row, "removed": False}]
    assert told["full"] is True
    assert store.pull(store.enrol("002"))["completions"] == []


def test_what_cannot_be_taken_is_told_and_blocks_nothing(store: Town, desk: Desk) -> None:
    good, old = finished(LESSON, path=""), finished(LESSON, "", TODAY - timedelta(days=401))
    wrong = [
        (old, "id"),
        (finished(LESSON, "", TODAY + timedelta(days=2)), "id"),
        ({**finished(LESSON, ""), "id": str(uuid.uuid4())}, "id"),
        (finished("no-such-lesson", ""), "unknown"),
        (finished(LESSON, "no-such-path"), "unknown"),
        (finished(LESSON, "web"), "not-assigned"),
        ({**finished(LESSON, ""), "score": 1}, "form"),
        ({**finished(LESSON, ""), "edition": "1"}, "form"),
        ({"id": 7}, "form"),
    ]
    verdict = store.push(desk, *(event for event, _reason in wrong), good)
    assert verdict["new"] == 1
    assert [one["reason"] for one in verdict["refused"]] == [reason for _event, reason in wrong]
    assert [one["id"] for one in verdict["refused"]][:1] == [old["id"]]


def test_the_chain_s_verdicts(store: Town, desk: Desk) -> None:
    first = desk.batch([finished(LESSON, "")])
    assert store.call(desk, "push", *first)["status"] == "ok"
    assert store.call(desk, "push", *first) == {"status": "ok", "last": 1, "new": 0, "refused": []}
    head = Head(1, 1, digest(first[0].encode()))

    def verdict(other: Head) -> tuple[str, int]:
        told = store.call(desk, "push", *desk.batch([finished(LESSON, "")], other))
        return told["status"], told["last"]

    assert verdict(Head()) == ("fork", 1)
    assert verdict(replace(head, last=5)) == ("gap", 1)
    assert verdict(replace(head, hash="0" * 64)) == ("fork", 1)
    assert verdict(Head(2)) == ("ok", 1)
    assert verdict(head) == ("fork", 1), "an older chain is over"
    assert verdict(Head(2, 0, "x")) == ("fork", 1)
    assert verdict(Head(4)) == ("ok", 1), "a restored server may have forgotten several chains"
    assert verdict(Head(3)) == ("fork", 1)


def test_an_unknown_verb_is_kept_whole(store: Town, desk: Desk) -> None:
    event = {"id": event_id(TODAY), "verb": "wished", "day": TODAY.isoformat(), "to": {"deep": [1]}}
    assert store.push(desk, event)["new"] == 1
    with psycopg.connect(store.dsn) as connection:
        (kept,) = connection.execute("SELECT verb, result FROM org.event").fetchall()
    assert kept == ("wished", event)
    assert store.pull(desk)["completions"] == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "nonsense",
        '{"v":1}',
        '{"v":1,"device":"DEVICE","chain":1,"n":1,"prev":"","events":[]}',
        '{"v":2,"device":"DEVICE","chain":1,"n":1,"prev":"","events":[{}]}',
        '{"v":1,"device":"DEVICE","chain":1,"n":0,"prev":"","events":[{}]}',
        '{"v":1,"device":"DEVICE","chain":1,"n":99999999999,"prev":"","events":[{}]}',
        '{"v":1,"device":"DEVICE","chain":1.5,"n":1,"prev":"","events":[{}]}',
        '{"v":1,"device":"DEVICE","chain":1,"n":1,"prev":"","events":[1]}',
        '{"v":1,"device":"DEVICE","chain":1,"n":1,"prev":"\\u0000","events":[{}]}',
        "[" * 100_000,
        " " * 256_001,
    ],
)
def test_what_is_no_batch_changes_nothing(store: Town, desk: Desk, body: str) -> None:
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        store.call(desk, "push", body.replace("DEVICE", desk.device), bytes(64))
    assert store.push(desk, finished(LESSON, ""))["last"] == 1


def test_a_hundred_events_and_not_one_more(store: Town, desk: Desk) -> None:
    events = [finished(LESSON, "", TODAY - timedelta(days=n % 300)) for n in range(100)]
    assert store.push(desk, *events)["new"] == 100
    with pytest.raises(psycopg.errors.InvalidParameterValue):
        store.call(desk, "push", *desk.batch([*events, finished(LESSON, "")]))


def test_the_rules_are_those_of_the_domain(store: Town) -> None:
    days = st.dates(TODAY - timedelta(days=403), TODAY + timedelta(days=3))
    texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
    values = st.one_of(texts, st.integers(-5, 5), st.floats(allow_nan=False, allow_infinity=False), st.none())

    @st.composite
    def events(draw: st.DrawFn) -> dict[str, Any]:
        event = finished(LESSON, "", draw(days))
        if draw(st.booleans()):
            event = {
                "id": event["id"],
                "verb": "passed",
                "path": "web",
                "edition": 1,
                "day": event["day"],
                "passed": 1,
            }
        for key in draw(st.lists(st.sampled_from([*event, "more"]), max_size=2)):
            if draw(st.booleans()):
                event[key] = draw(values)
            else:
                event.pop(key, None)
        return event

    with psycopg.connect(store.dsn) as connection:

        @settings(max_examples=300, deadline=None)
        @given(events())
        @example(finished("", "web") | {"passed": 1.0})
        def check(event: dict[str, Any]) -> None:
            ours = connection.execute("SELECT org.event_fault(%s, %s)", (Jsonb(event), TODAY)).fetchone()
            assert ours is not None
            if event.get("verb") == "passed" and event.get("passed") not in (0, 1):
                assert ours == ("form",)
            else:
                assert ours == (event_fault(event, TODAY),)

        check()


def test_what_a_real_batch_holds_is_read_by_the_domain_too(store: Town, desk: Desk) -> None:
    text, _signature = desk.batch([finished(LESSON, "")])
    assert read(text.encode()).device == desk.device


def test_the_earliest_of_two_desks_counts_whatever_arrives_first(store: Town, desk: Desk) -> None:
    other = store.enrol("001")
    late, early = finished(LESSON, "", TODAY), finished(LESSON, "", TODAY - timedelta(days=9))
    store.push(desk, late)
    store.push(other, early)
    (row,) = store.pull(desk)["completions"]
    assert row["day"] == early["day"]


def test_a_cursor_brings_only_what_is_new(store: Town, desk: Desk) -> None:
    cursor = store.pull(desk)["cursor"]
    assert store.pull(desk, cursor)["completions"] == []
    store.push(desk, finished(LESSON, ""))
    told = store.pull(desk, cursor)
    assert (told["full"], len(told["completions"])) == (False, 1)


@pytest.mark.parametrize(
    "cursor", [{"xid": 3}, {"xid": -1, "epoch": "x"}, {"xid": "1; DROP"}, {}, "x", 7, [], {"xid": 10**17}]
)
def test_a_cursor_that_is_not_ours_brings_everything(store: Town, desk: Desk, cursor: object) -> None:
    if isinstance(cursor, dict) and cursor.get("xid") == 10**17:
        cursor = {**cursor, "epoch": store.pull(desk)["cursor"]["epoch"]}
    store.push(desk, finished(LESSON, ""))
    told = store.pull(desk, cursor)
    assert (told["full"], len(told["completions"])) == (True, 1)


def test_push_and_pull_share_one_transaction(store: Town, desk: Desk) -> None:
    text, signature = desk.batch([finished(LESSON, "")])
    with store.inside(desk) as connection:
        call(connection, "push", text, signature)
        assert len(call(connection, "pull", Jsonb(None))["completions"]) == 1
        connection.rollback()
    assert store.pull(desk)["completions"] == []
