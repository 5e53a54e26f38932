"""Tables are held against what they must hold."""

from typing import Any

import pytest

from coach.content.shape import LESSON, SHARED, ill, sound

SHAPE = {"fr": "text", "en": "text", "year": "whole", "low?": "number", "names?": "texts", "daily?": "truth"}
WHOLE: dict[str, Any] = {"fr": "a", "en": "b", "year": 2026}


def test_a_table_may_lack_what_is_optional_and_hold_more() -> None:
    assert list(ill(WHOLE, SHAPE)) == []
    assert list(ill(WHOLE | {"other": 3, "low": 1.5, "names": [], "daily": False}, SHAPE)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"fr": ""}, ("fr", "“fr” is missing")),
        ({"fr": 3}, ("fr", "“fr” must be a text")),
        ({"year": True}, ("year", "“year” must be a whole number")),
        ({"year": 2026.0}, ("year", "“year” must be a whole number")),
        ({"low": "6"}, ("low", "“low” must be a number")),
        ({"low": ""}, ("low", "“low” must be a number")),
        ({"names": "a"}, ("names", "“names” must be a list of texts")),
        ({"names": [["a"]]}, ("names", "“names” must be a list of texts")),
        ({"daily": "yes"}, ("daily", "“daily” must be true or false")),
    ],
)
def test_what_is_ill(change: dict[str, Any], said: tuple[str, str]) -> None:
    assert list(ill(WHOLE | change, SHAPE)) == [said]


def test_only_a_missing_translation_leaves_a_table_usable() -> None:
    rows = {
        "whole": WHOLE,
        "french": {"fr": "a", "year": 2026},
        "english": {"en": "b", "year": 2026},
        "wrong": WHOLE | {"en": 3},
        "no table": 3,
    }
    assert list(sound(rows, SHAPE)) == ["whole", "french"]


@pytest.mark.parametrize("rows", [None, 3, "x", ["a"]])
def test_what_is_no_table_of_tables_holds_none(rows: object) -> None:
    assert sound(rows, SHAPE) == {}


def test_every_kind_that_a_shape_names_is_known() -> None:
    for shape in (LESSON, *(shape for tables in SHARED.values() for shape in tables.values())):
        assert len(list(ill({}, shape))) == len([name for name in shape if not name.endswith("?")])
        list(ill({name.removesuffix("?"): object() for name in shape}, shape))
