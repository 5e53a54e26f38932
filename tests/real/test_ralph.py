"""Our xAPI statements, held to the model of Ralph, the learning record store of France Université Numérique.

The same faults that `xapi_rules` must find are put before it: two readings of one specification, neither ours alone.
"""

import json
from typing import Any

import pytest
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

from coach.exports import Value
from tests.unit.exports.test_xapi import CANCELLED, QUIZ, ROW, written
from tests.unit.exports.xapi_faults import COMPLETION, VOIDING, every

LAXER = {"2.3.2", "2.4.5", "2.4.7"}
"""Sections in which Ralph lets something pass: what voids, a duration as a number, an offset of minus nothing."""


@pytest.mark.parametrize("row", [ROW, CANCELLED, QUIZ, ROW | {"lesson": "=1+1\n<é>", "staff_number": "a b"}])
def test_ralph_takes_every_statement(row: dict[str, Value]) -> None:
    for statement in written(row):
        BaseXapiStatement.model_validate_json(json.dumps(statement))


def test_ralph_finds_the_faults_that_we_look_for() -> None:
    told, voiding = written(CANCELLED)
    passing = {case for case, spoilt in every(told, COMPLETION) + every(voiding, VOIDING) if _takes(spoilt)}
    assert {case.partition(" ")[0] for case in passing} <= LAXER, passing


def _takes(statement: dict[str, Any]) -> bool:
    try:
        BaseXapiStatement.model_validate_json(json.dumps(statement))
    # Its checks between two parts stumble where one of them is not there at all.
    except (ValidationError, KeyError, AttributeError, TypeError):
        return False
    return True
