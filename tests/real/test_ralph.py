"""Our xAPI statements, held to the model of Ralph, the learning record store of France Université Numérique."""

import json

import pytest
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

from coach.exports import Value
from tests.unit.exports.test_xapi import CANCELLED, ROW, written


@pytest.mark.parametrize("row", [ROW, CANCELLED, ROW | {"lesson": "=1+1\n<é>", "staff_number": "a b"}])
def test_ralph_takes_every_statement(row: dict[str, Value]) -> None:
    for statement in written(row):
        BaseXapiStatement.model_validate_json(json.dumps(statement))


def test_ralph_finds_faults() -> None:
    [statement] = written(ROW)
    for fault in ({"verb": {"id": "completed"}}, {"timestamp": "yesterday"}, {"score": 1}, {"id": "1"}):
        with pytest.raises(ValidationError):
            BaseXapiStatement.model_validate_json(json.dumps(statement | fault))
