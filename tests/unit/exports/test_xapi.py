"""Statements held to the rules of the Experience API 1.0.3, see `xapi_rules`; `tests/real` asks Ralph's model too."""

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach import words
from coach.exports import Row, Value, formats, guarded
from coach.exports.xapi import EXPORT
from tests.unit.exports.xapi_faults import COMPLETION, VOIDING, every
from tests.unit.exports.xapi_rules import faults

SITE = "https://ville.example/numerique"
ROW: dict[str, Value] = {
    "completion_id": "0193-x",
    "staff_number": "007",
    "path_id": "bienvenue",
    "path": "Bienvenue",
    "lesson_id": "veille-ou-arrêt",
    "lesson": "Veille ou arrêt ?",
    "edition": 2,
    "finished_on": date(2026, 11, 20),
    "minutes": 3,
    "mode": "group",
    "state": "finished",
    "cancelled_on": None,
}
QUIZ: dict[str, Value] = ROW | {"lesson_id": "", "lesson": "Quiz final", "minutes": 0, "mode": "individual"}
CANCELLED: dict[str, Value] = ROW | {"state": "cancelled", "cancelled_on": date(2026, 11, 25)}


@pytest.fixture(autouse=True)
def _french(home: Path) -> None:
    home.parent.joinpath("policy.toml").write_text(f'[org]\nurl = "{SITE}/"\n', "utf-8")
    words.use("fr")


def written(*rows: Row) -> list[dict[str, Any]]:
    out = io.BytesIO()
    EXPORT.write((), iter(rows), out)
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    return found


def test_a_completion_is_one_statement() -> None:
    [told] = written(ROW)
    assert faults(told) == []
    assert told["verb"]["id"] == "http://adlnet.gov/expapi/verbs/completed"
    assert told["actor"]["account"] == {"homePage": SITE, "name": "007"}
    assert told["object"]["id"] == f"{SITE}/lessons/veille-ou-arr%C3%AAt"
    assert told["object"]["definition"]["name"] == {"fr": "Veille ou arrêt ?"}
    assert told["result"] == {"completion": True}
    assert told["timestamp"] == "2026-11-20T00:00:00Z"


def test_a_passed_quiz_is_told_without_a_score() -> None:
    [told] = written(QUIZ)
    assert faults(told) == []
    assert told["verb"]["id"] == "http://adlnet.gov/expapi/verbs/passed"
    assert told["object"]["id"] == f"{SITE}/paths/bienvenue/quiz"
    assert told["object"]["definition"]["type"] == "http://adlnet.gov/expapi/activities/assessment"
    assert told["result"] == {"success": True}
    assert told["context"]["registration"] == written(ROW)[0]["context"]["registration"]
    _same, voiding = written(QUIZ | {"state": "cancelled", "cancelled_on": date(2026, 11, 25)})
    assert voiding["object"]["id"] == told["id"]


def test_no_score_hour_or_measured_duration_is_in_it() -> None:
    text = json.dumps(written(ROW))
    assert not {"score", "duration", "response", "success"} & set(re.findall(r'"(\w+)":', text))


def test_a_second_export_is_the_same_statement_and_another_completion_is_not() -> None:
    once, again, other = written(ROW), written(ROW), written(ROW | {"completion_id": "0193-y"})
    assert once == again
    assert once[0]["id"] != other[0]["id"]
    assert once[0]["context"]["registration"] == other[0]["context"]["registration"]
    [stranger] = written(ROW | {"staff_number": "008"})
    assert stranger["context"]["registration"] != once[0]["context"]["registration"]


def test_a_cancelled_completion_is_voided() -> None:
    told, voiding = written(CANCELLED)
    assert faults(told) == faults(voiding) == []
    assert told == written(ROW)[0]
    assert voiding["object"] == {"objectType": "StatementRef", "id": told["id"]}
    assert voiding["timestamp"] == "2026-11-25T00:00:00Z"
    assert voiding["id"] != told["id"]


def test_hostile_names_stay_text_and_addresses_stay_whole() -> None:
    hostile = '=1+1"},{"x":"\n'
    [told] = written(ROW | {"lesson": hostile, "lesson_id": "../a b?c#d", "staff_number": "=1"})
    assert faults(told) == []
    assert told["object"]["definition"]["name"]["fr"] == guarded(hostile)
    assert told["object"]["id"] == f"{SITE}/lessons/..%2Fa%20b%3Fc%23d"
    assert told["actor"]["account"]["name"] == "'=1"


def test_every_statement_conforms_whatever_the_record() -> None:
    odd: tuple[dict[str, Value], ...] = (
        {},
        {"path_id": "", "path": ""},
        {"mode": None, "minutes": 0, "edition": 0},
        {"lesson": "", "lesson_id": " ", "staff_number": "a b/é\n"},
        {"path": "<b>é</b>", "lesson_id": "%", "completion_id": ""},
    )
    for more in odd:
        for row in (ROW | more, CANCELLED | more):
            assert [faults(one) for one in written(row)] == [[]] * (2 if row["state"] == "cancelled" else 1)


def test_each_requirement_that_is_not_met_is_found() -> None:
    told, voiding = written(CANCELLED)
    cases = every(told, COMPLETION) + every(voiding, VOIDING)
    assert len(cases) > 120
    assert [case for case, spoilt in cases if not faults(spoilt)] == []
    lesser: tuple[object, ...] = ("actor", {}, [], None, 1)
    assert all(faults(one) for one in lesser)


def test_a_town_without_an_address_uses_one_that_nobody_can_have(home: Path) -> None:
    home.parent.joinpath("policy.toml").unlink()
    [told] = written(ROW)
    assert told["actor"]["account"]["homePage"] == "https://organisation.invalid"


def test_nothing_is_an_empty_array_and_each_statement_has_its_line() -> None:
    assert written() == []
    out = io.BytesIO()
    EXPORT.write((), iter([ROW, CANCELLED]), out)
    lines = formats()["xapi"].lines
    assert lines is not None
    out.seek(0)
    assert len(list(lines(out))) == 3
