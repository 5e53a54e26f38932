"""Batches: the same bytes for the same events, and every way of altering the chain is seen."""

import json
import uuid
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain import batch
from coach.domain.batch import BatchError, Head, Verdict

DAY = date(2026, 11, 25)


def event_id(day: date, noise: int = 5) -> str:
    """A UUIDv7 of a day's midnight."""
    return str(uuid.UUID(int=batch.midnight(day) << 80 | 7 << 76 | 2 << 62 | noise))


def finished(lesson: str = "veille-ou-arret", day: date = DAY) -> dict[str, Any]:
    """A finished lesson of an assigned path."""
    return batch.completed(day, "bienvenue", lesson, 1, event_id(day))


def verdict(head: Head, content: bytes, known: str = "") -> Verdict:
    """What a receiver says."""
    return batch.judge(head, batch.read(content), known, batch.digest(content))


def test_the_bytes_are_canonical_and_read_back() -> None:
    content = batch.body("d1", Head(), [finished("café")])
    assert b" " not in content
    assert "café".encode() in content
    told = batch.read(content)
    assert (told.device, told.chain, told.n, told.prev) == ("d1", 1, 1, "")
    assert told.events[0] == finished("café")
    assert content == batch.body("d1", Head(), [dict(reversed(finished("café").items()))])


def test_nothing_is_sent_but_what_decision_21_lists() -> None:
    assert set(finished()) == {"id", "verb", "path", "lesson", "edition", "day"}
    forbidden = {"score", "answer", "response", "minutes", "duration", "hour", "at", "name", "tries"}
    assert not forbidden & {key for keys in batch.SENT.values() for key in keys}


def test_a_chain_grows_and_the_same_batch_twice_is_harmless() -> None:
    first = batch.body("d1", Head(), [finished()])
    head = Head(1, 1, batch.digest(first))
    second = batch.body("d1", head, [finished("autre")])
    assert verdict(Head(), first) is Verdict.OK
    assert verdict(head, second) is Verdict.OK
    assert verdict(head, first, known=batch.digest(first)) is Verdict.OK


def test_what_does_not_fit_the_chain_is_told_apart() -> None:
    first = batch.body("d1", Head(), [finished()])
    head = Head(1, 1, batch.digest(first))
    altered = batch.body("d1", Head(), [finished("autre")])
    assert verdict(head, altered, known=batch.digest(first)) is Verdict.FORK
    assert verdict(head, batch.body("d1", Head(1, 1, "0" * 64), [finished()])) is Verdict.FORK
    assert verdict(head, batch.body("d1", Head(1, 3, "0" * 64), [finished()])) is Verdict.GAP
    assert verdict(Head(2, 4, "0" * 64), first) is Verdict.FORK


def test_a_new_chain_begins_at_one_after_any_older_one() -> None:
    head = Head(2, 7, "0" * 64)
    assert verdict(head, batch.body("d1", Head(3), [finished()])) is Verdict.OK
    assert verdict(head, batch.body("d1", Head(5), [finished()])) is Verdict.OK
    assert verdict(head, batch.body("d1", Head(1), [finished()])) is Verdict.FORK
    assert verdict(head, batch.body("d1", Head(3, 1, "0" * 64), [finished()])) is Verdict.GAP


def test_a_receiver_that_has_forgotten_everything_takes_the_chain_that_goes_on() -> None:
    assert verdict(Head(), batch.body("d1", Head(4), [finished()])) is Verdict.OK
    assert verdict(Head(), batch.body("d1", Head(4, 2, "0" * 64), [finished()])) is Verdict.GAP


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b"[" * 100_000, b"x" * 300_000, b'{"v":1}', b"\xff"],
)
def test_what_is_no_batch_is_refused(content: bytes) -> None:
    with pytest.raises(BatchError):
        batch.read(content)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("v", 2),
        ("chain", 0),
        ("n", True),
        ("n", "1"),
        ("events", []),
        ("events", [1]),
        ("events", [{}] * 101),
    ],
)
def test_a_batch_with_one_wrong_part_is_refused(key: str, value: object) -> None:
    told = json.loads(batch.body("d1", Head(), [finished()])) | {key: value}
    with pytest.raises(BatchError):
        batch.read(json.dumps(told).encode())


def test_events_that_cannot_be_taken_say_why() -> None:
    assert batch.event_fault(finished(), DAY) == ""
    assert batch.event_fault(finished() | {"score": 1}, DAY) == "form"
    assert batch.event_fault(finished() | {"edition": "1"}, DAY) == "form"
    assert batch.event_fault(finished() | {"day": "2026-02-30"}, DAY) == "form"
    assert batch.event_fault(finished() | {"id": str(uuid.uuid4())}, DAY) == "id"
    assert batch.event_fault(finished() | {"day": "2026-11-24"}, DAY) == "id"
    assert batch.event_fault(finished(day=date(2025, 10, 1)), DAY) == "id"
    assert batch.event_fault(finished(day=date(2026, 11, 27)), DAY) == "id"
    later = {"id": event_id(DAY), "verb": "attested", "day": DAY.isoformat(), "more": 1}
    assert batch.event_fault(later, DAY) == ""


@given(st.dictionaries(st.text(max_size=6), st.none() | st.text() | st.integers() | st.lists(st.integers())))
def test_any_event_gets_an_answer(event: dict[str, Any]) -> None:
    assert batch.event_fault(event, DAY) in ("form", "id")


@given(st.integers(0, 2**31), st.integers(1, 3), st.integers(0, 5), st.text(max_size=4))
def test_any_head_gets_a_verdict(noise: int, chain: int, last: int, text: str) -> None:
    content = batch.body("d1", Head(chain, last, text), [finished()])
    assert verdict(Head(1, noise % 4, text), content) in Verdict
