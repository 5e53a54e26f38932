"""A JSON object becomes a call by name, in which nothing that was sent stands in the SQL itself."""

from typing import Any

import pytest

from coach.server.gateway import functions
from coach.server.gateway.functions import Function
from coach.server.gateway.refusal import Refused

ASSIGN = Function("assign", {"path": "text", "due": "date", "people": "text[]", "more": "jsonb"}, {}, False)
ROWS = Function("completions", {"filters": "jsonb"}, {"name": "text", "day": "date"}, True)
HOSTILE = "x'); DROP TABLE org.person; --"


def test_a_call_names_what_was_given_and_leaves_the_rest_to_its_defaults() -> None:
    query, values = functions.call(ASSIGN, {"path": HOSTILE, "people": ["A1"], "due": None})
    assert query.as_string() == (
        '"api_v1"."assign"("path" := %(path)s::text, "due" := %(due)s::date, "people" := %(people)s::text[])'
    )
    assert values == {"path": HOSTILE, "people": ["A1"], "due": None}


def test_json_goes_as_json_and_everything_else_as_text() -> None:
    _, values = functions.call(ASSIGN, {"more": {"a": [1, "é"]}, "path": 7, "due": True})
    assert values == {"more": '{"a": [1, "é"]}', "path": "7", "due": "true"}


@pytest.mark.parametrize(
    "given",
    [
        {"surprise": 1},
        {HOSTILE: 1},
        {"path": {}},
        {"due": [1]},
        {"people": [1]},
        {"people": [["A1"]]},
        {"people": [None]},
    ],
)
def test_what_the_function_does_not_take_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Refused) as found:
        functions.call(ASSIGN, given)
    assert (found.value.status, found.value.error) == (400, "arguments")


def test_rows_come_as_an_array_and_a_value_as_it_is() -> None:
    one, _ = functions.call(ASSIGN, {})
    assert functions.as_json(ASSIGN, one).as_string() == 'SELECT to_json("api_v1"."assign"())::text'
    many, _ = functions.call(ROWS, {})
    assert functions.as_json(ROWS, many).as_string() == (
        'SELECT coalesce(json_agg(r), \'[]\')::text FROM "api_v1"."completions"() AS r'
    )


def test_only_rows_can_be_had_as_csv() -> None:
    with pytest.raises(Refused) as found:
        functions.as_csv(ASSIGN, functions.call(ASSIGN, {})[0])
    assert found.value.status == 406
    text = functions.as_csv(ROWS, functions.call(ROWS, {})[0]).as_string()
    assert text.startswith('COPY (SELECT CASE WHEN ascii("name"')
    assert text.endswith(', "day" FROM "api_v1"."completions"()) TO STDOUT WITH (FORMAT csv, HEADER)')


def test_no_door_of_the_database_itself_can_be_called_from_outside() -> None:
    assert functions.OPEN.isdisjoint({"enter", "enter_login", "push", "pull", "health", "content"})
