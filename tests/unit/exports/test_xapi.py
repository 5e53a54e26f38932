"""Statements held to the rules of the Experience API 1.0.3; `tests/real` asks Ralph's model too."""

import io
import json
import re
import uuid
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from coach import words
from coach.exports import Row, Value, formats, guarded
from coach.exports.xapi import EXPORT

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


def faults(statement: dict[str, Any]) -> list[str]:
    """What the public conformance requirements (xAPI-Data 2.2 to 2.4) find wrong."""
    known = {"id", "actor", "verb", "object", "result", "context", "timestamp"}
    found = [f"unknown key {key}" for key in set(statement) - known]
    found += [f"no {key}" for key in ("id", "actor", "verb", "object") if key not in statement]
    found += ["null outside an extension"] if _holds_null(statement) else []
    for identity in [statement["id"], *_of(statement, "registration")]:
        found += [] if str(uuid.UUID(identity)) == identity else ["a UUID in no usual form"]
    account = statement["actor"]["account"]
    if set(statement["actor"]) != {"objectType", "account"} or set(account) != {"homePage", "name"}:
        found.append("an agent has exactly one identifier")
    if datetime.fromisoformat(statement["timestamp"]).utcoffset() is None:
        found.append("a timestamp says its zone")
    return found + _faults_of_names(statement) + _faults_of_voiding(statement)


def _faults_of_names(statement: dict[str, Any]) -> list[str]:
    found = []
    for iri in [statement["verb"]["id"], statement["actor"]["account"]["homePage"], *_iris(statement)]:
        found += [] if re.fullmatch(r"https?://[^\s/]+(/[^\s]*)?", iri) else [f"{iri} is no IRI"]
    for tags in (statement["verb"]["display"], statement["object"].get("definition", {}).get("name", {})):
        found += [f"{tag} is no language" for tag in tags if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", tag)]
    return found


def _faults_of_voiding(statement: dict[str, Any]) -> list[str]:
    if statement["object"]["objectType"] != "StatementRef":
        return []
    voids = statement["verb"]["id"] == "http://adlnet.gov/expapi/verbs/voided"
    found = [] if voids else ["only a voiding statement may do without an activity"]
    if {"revision", "platform"} & set(statement.get("context", {})):
        found.append("revision and platform are for activities")
    return found


def _of(statement: dict[str, Any], key: str) -> list[str]:
    context = statement.get("context", {})
    return [context[key]] if key in context else []


def _iris(statement: dict[str, Any]) -> list[str]:
    activities = [
        statement["object"],
        *statement.get("context", {}).get("contextActivities", {}).get("parent", []),
    ]
    found = [one["id"] for one in activities if one["objectType"] == "Activity"]
    for one in activities:
        definition = one.get("definition", {})
        found += [definition["type"]] if definition else []
        found += definition.get("extensions", {})
    return found + list(statement.get("context", {}).get("extensions", {}))


def _holds_null(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_holds_null(part) for key, part in value.items() if key != "extensions")
    return value is None or (isinstance(value, list) and any(_holds_null(part) for part in value))


def test_a_completion_is_one_statement() -> None:
    [told] = written(ROW)
    assert faults(told) == []
    assert told["verb"]["id"] == "http://adlnet.gov/expapi/verbs/completed"
    assert told["actor"]["account"] == {"homePage": SITE, "name": "007"}
    assert told["object"]["id"] == f"{SITE}/lessons/veille-ou-arr%C3%AAt"
    assert told["object"]["definition"]["name"] == {"fr": "Veille ou arrêt ?"}
    assert told["result"] == {"completion": True}
    assert told["timestamp"] == "2026-11-20T00:00:00Z"


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


def test_the_faults_are_found() -> None:
    [told] = written(ROW)
    told["actor"]["mbox"] = "mailto:x@y.z"
    told["timestamp"] = "2026-11-20T00:00:00"
    told["object"]["id"] = "veille"
    told["id"] = told["id"].upper()
    assert len(faults(told)) == 4


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
