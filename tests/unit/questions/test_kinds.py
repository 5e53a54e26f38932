"""What holds for every type of question, whatever the question and the answer."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.questions import Do, Form, Gaps, Match, Number, Order, Pick, Tick, Write, kinds
from tests.unit.questions.keys import KEYS, responses, seeds

pytestmark = pytest.mark.parametrize("name", sorted(KEYS))
quick = settings(max_examples=60)


def told(form: Form) -> list[tuple[str, ...]]:
    """The lists of ids a form shows."""
    match form:
        case Pick(options) | Tick(options, _) | Do(options, _):
            return [options]
        case Order(items):
            return [items]
        case Match(items, targets):
            return [items, targets]
        case Gaps(_, gaps, fillers):
            return [gaps, fillers]
        case Number() | Write():
            return []


def test_every_type_of_question_is_tried_here(name: str) -> None:
    assert set(KEYS) == set(kinds())
    assert name in kinds()


@given(st.data())
@quick
def test_a_good_key_has_no_fault(name: str, data: st.DataObject) -> None:
    assert kinds()[name].check(data.draw(KEYS[name])) == []


@given(st.data())
@quick
def test_any_response_scores_from_0_to_1_and_only_a_right_one_has_no_miss(
    name: str, data: st.DataObject
) -> None:
    key, kind = data.draw(KEYS[name]), kinds()[name]
    response = data.draw(responses(name, key))
    score = kind.score(key, response)
    assert 0 <= score <= 1
    assert (score == 1) == (kind.misses(key, response) == ())
    assert set(kind.misses(key, response)) <= kind.words(key)


@given(st.data())
@quick
def test_the_right_response_scores_1_and_so_does_what_was_stored_of_it(
    name: str, data: st.DataObject
) -> None:
    key, kind = data.draw(KEYS[name]), kinds()[name]
    right = kind.right(key)
    assert kind.score(key, right) == 1
    assert kind.score(key, json.loads(kind.canonical(key, right))) == 1


@given(st.data())
@quick
def test_the_stored_response_is_json_and_stable(name: str, data: st.DataObject) -> None:
    key, kind = data.draw(KEYS[name]), kinds()[name]
    response = data.draw(responses(name, key))
    stored = kind.canonical(key, response)
    again: Any = json.loads(stored)
    assert kind.canonical(key, again) == stored
    assert kind.canonical(key, shuffled(data, response)) == stored
    assert kind.score(key, again) == kind.score(key, response)


def shuffled(data: st.DataObject, response: Any) -> Any:
    """The same answer as it may come from another field: pairs and ticks have no order, 5 is 5.0."""
    if isinstance(response, dict):
        return dict(data.draw(st.permutations(list(response.items()))))
    return float(response) if isinstance(response, int) else response


@given(st.data(), seeds)
@quick
def test_the_form_shows_every_id_once_and_the_seed_fixes_the_order(
    name: str, data: st.DataObject, seed: int
) -> None:
    key, kind = data.draw(KEYS[name]), kinds()[name]
    form = kind.form(key, seed)
    assert form == kind.form(key, seed)
    first = key.get("options") or key.get("items") or key.get("gaps") or list(kind.own_words)
    second = key.get("targets") or key.get("categories") or key.get("fillers")
    for shown, meant in zip(told(form), (first, second), strict=False):
        assert sorted(shown) == sorted(meant or [])


@given(st.data())
@quick
def test_luck_is_a_chance(name: str, data: st.DataObject) -> None:
    assert 0 < kinds()[name].guess(data.draw(KEYS[name])) <= 1


NAMES = "options items targets gaps fillers categories answers verify right low high".split()
NONSENSE: st.SearchStrategy[Any] = st.none() | st.integers() | st.just({}) | st.just([None])


@given(st.dictionaries(st.sampled_from(NAMES), NONSENSE))
@settings(max_examples=40)
def test_nonsense_is_a_fault_not_a_crash(name: str, key: dict[str, Any]) -> None:
    assert kinds()[name].check(key)
