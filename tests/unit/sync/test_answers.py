"""Any JSON is read or refused, whatever a server sends."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sync import answers
from coach.sync.answers import NonsenseError

PERSON = {
    "id": "001",
    "name": "Ana\nDurand",
    "service": "Accueil",
    "roles": ["hr", "admin"],
    "audiences": ["a"],
}
COMPLETION = {
    "id": "01a1f83a-1b00-7f02-8ea7-5b89b7690141", "path": "web", "lesson": "mes-onglets", "edition": 1,
    "day": "2026-11-25",
}  # fmt: skip
PULL: dict[str, Any] = {
    "cursor": {"xid": 1, "epoch": "a"}, "full": True, "me": PERSON, "people": [], "assignments": [],
    "completions": [COMPLETION, COMPLETION | {"removed": True}], "new": 1,
    "content": {"version": 1, "hash": "ab" * 32},
}  # fmt: skip
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def test_what_a_later_server_adds_is_passed_over() -> None:
    found = answers.pulled(PULL)
    assert found.me
    assert found.me.name == "Ana Durand"
    assert sorted(found.me.roles) == ["hr", "learner"]
    assert (len(found.completions), len(found.annulled), found.content) == (1, 1, "ab" * 32)
    assert json.loads(found.cursor) == PULL["cursor"]


@given(values)
def test_any_value_is_an_answer_or_nonsense(told: Any) -> None:
    for read in (lambda: answers.exchanged(told, 0), lambda: answers.enrolled(told)):
        with pytest.raises(NonsenseError):
            read()


@given(st.sampled_from(["cursor", "me", "assignments", "completions", "content"]), values)
def test_one_wrong_part_and_none_of_it_counts(key: str, value: Any) -> None:
    try:
        answers.pulled(PULL | {key: value})
    except NonsenseError:
        return
    assert value is None or isinstance(value, dict | list)


@given(st.sampled_from(["id", "path", "lesson", "edition", "day"]), values)
def test_a_completion_with_a_wrong_part_is_none(key: str, value: Any) -> None:
    if isinstance(value, str) or (key == "edition" and type(value) is int and value >= 0):
        return
    with pytest.raises(NonsenseError):
        answers.pulled(PULL | {"completions": [COMPLETION | {key: value}]})


@pytest.mark.parametrize("token", ["", "a\nb", "é", 5, None, "a" * 3000])
def test_a_token_that_could_break_a_header_is_none(token: object) -> None:
    told = {"device": COMPLETION["id"], "token": token, "person": PERSON}
    with pytest.raises(NonsenseError):
        answers.enrolled(told)
    assert answers.enrolled(told | {"token": "t0ken"}).token == "t0ken"


def test_there_is_a_verdict_for_each_batch() -> None:
    verdict = {"status": "ok", "last": 1, "new": 1, "refused": [{"id": None, "reason": "form"}]}
    assert len(answers.exchanged({"push": [verdict], "pull": PULL}, 1).verdicts) == 1
    for push in ([], [verdict, verdict], [verdict | {"status": "maybe"}], [verdict | {"last": "1"}]):
        with pytest.raises(NonsenseError):
            answers.exchanged({"push": push, "pull": PULL}, 1)
