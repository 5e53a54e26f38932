"""What the public conformance requirements ask of a statement by itself (xAPI 1.0.3, Data 2.2 to 2.4, 4.1 to 4.5).

Written from the specification, after the table of contents of ADL's conformance suite, none of whose templates is
copied here. Left out: what a store does with statements (2.3.1, 2.5, signatures), attachments, groups, the
interactions of questions and sub-statements, for we write none; each of these counts as a fault.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

Check = Callable[[Any], Iterator[str]]

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?|P\d+W")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)")
_VOIDED = "http://adlnet.gov/expapi/verbs/voided"


def faults(statement: Any) -> list[str]:
    """Every fault, with the section of the specification; empty for a statement that conforms."""
    found = [*_null("statement", statement), *_STATEMENT(statement)]
    return found or list(_between_parts(statement))


def _null(where: str, value: Any) -> Iterator[str]:
    """Data 2.2: null stands in extensions only."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key != "extensions":
                yield from _null(f"{where}/{key}", part)
    elif isinstance(value, list):
        for part in value:
            yield from _null(where, part)
    elif value is None:
        yield f"2.2 {where} is null"


def _between_parts(statement: Mapping[str, Any]) -> Iterator[str]:
    kind = statement["object"].get("objectType", "Activity")
    if statement["verb"]["id"] == _VOIDED and kind != "StatementRef":
        yield "2.3.2 a voiding statement names a statement"
    if kind != "Activity" and {"revision", "platform"} & set(statement.get("context", {})):
        yield "2.4.6 revision and platform belong to activities"


def _text(section: str, pattern: re.Pattern[str] | None = None) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, str) or (pattern and not pattern.fullmatch(value)):
            yield f"{section} {value!r}"

    return check


def _boolean(section: str) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, bool):
            yield f"{section} {value!r} is neither true nor false"

    return check


def _table(section: str, keys: Check, values: Check) -> Check:
    """An object with any keys of a kind."""

    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{section} {value!r} is no object"
            return
        for key, part in value.items():
            yield from keys(key)
            yield from values(part)

    return check


def _object(section: str, needed: Mapping[str, Check], allowed: Mapping[str, Check]) -> Check:
    """An object with these keys, letter for letter, and no other (Data 2.2)."""

    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{section} {value!r} is no object"
            return
        yield from (f"{section} no {key}" for key in needed if key not in value)
        for key, part in value.items():
            known = {**needed, **allowed}.get(key)
            yield from known(part) if known else [f"{section} {key} is not known"]

    return check


def _word(section: str, *words: str) -> Check:
    return _text(section, re.compile("|".join(map(re.escape, words))))


def _moment(value: Any) -> Iterator[str]:
    """Data 4.5: a moment of ISO 8601 whose zone is told; an offset of -00 says that it is not."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value) or re.search(r"-00(:?00)?$", value):
        yield f"2.4.7 {value!r}"
        return
    try:
        datetime.fromisoformat(value)
    except ValueError:
        yield f"2.4.7 {value!r} is no moment"


def _agent(value: Any) -> Iterator[str]:
    """Data 2.4.2: exactly one way to name an agent."""
    yield from _AGENT(value)
    if isinstance(value, Mapping) and sum(key in value for key in _NAMES) != 1:
        yield "2.4.2 an agent has exactly one identifier"


def _activities(value: Any) -> Iterator[str]:
    """Data 2.4.6.2: a list of activities, or one."""
    for one in value if isinstance(value, list) else [value]:
        yield from _ACTIVITY(one)


def _target(value: Any) -> Iterator[str]:
    kind = value.get("objectType", "Activity") if isinstance(value, Mapping) else ""
    kinds: dict[object, Check] = {"Activity": _ACTIVITY, "Agent": _agent, "StatementRef": _REFERENCE}
    # A list would be no key.
    known = kinds.get(kind) if isinstance(kind, str) else None
    yield from known(value) if known else [f"2.4.4 {kind!r} is no kind of object"]


def _score(value: Any) -> Iterator[str]:
    yield "none of ours: a score leaves no desk"


_NAMES: dict[str, Check] = {
    "mbox": _text("2.4.2.3", re.compile(r"mailto:[^\s@]+@[^\s@]+")),
    "mbox_sha1sum": _text("2.4.2.3", re.compile("[0-9a-f]{40}")),
    "openid": _text("2.4.2.3", _IRI),
    "account": _object("2.4.2.4", {"homePage": _text("2.4.2.4", _IRI), "name": _text("2.4.2.4")}, {}),
}
_UUID_OF = {section: _text(f"{section} a UUID", _UUID) for section in ("2.4.1", "2.4.4.3", "2.4.6")}
_WORDS = _table("4.2", _text("4.2 a language", _LANGUAGE), _text("4.2"))
_EXTENSIONS = _table("4.1", _text("4.1 an IRI", _IRI), lambda _value: iter(()))
_AGENT = _object("2.4.2", {}, {"objectType": _word("2.4.2", "Agent"), "name": _text("2.4.2"), **_NAMES})
_VERB = _object("2.4.3", {"id": _text("2.4.3 an IRI", _IRI)}, {"display": _WORDS})
_DEFINITION = _object(
    "2.4.4.1",
    {},
    {
        "name": _WORDS,
        "description": _WORDS,
        "extensions": _EXTENSIONS,
        "type": _text("2.4.4.1 an IRI", _IRI),
        "moreInfo": _text("2.4.4.1 an IRI", _IRI),
    },
)
_ACTIVITY = _object(
    "2.4.4.1",
    {"id": _text("2.4.4.1 an IRI", _IRI)},
    {"objectType": _word("2.4.4.1", "Activity"), "definition": _DEFINITION},
)
_REFERENCE = _object(
    "2.4.4.3", {"objectType": _word("2.4.4.3", "StatementRef"), "id": _UUID_OF["2.4.4.3"]}, {}
)
_RESULT = _object(
    "2.4.5",
    {},
    {
        "success": _boolean("2.4.5"),
        "completion": _boolean("2.4.5"),
        "score": _score,
        "response": _text("2.4.5"),
        "duration": _text("2.4.5", _DURATION),
        "extensions": _EXTENSIONS,
    },
)
_CONTEXT = _object(
    "2.4.6",
    {},
    {
        "registration": _UUID_OF["2.4.6"],
        "instructor": _agent,
        "statement": _REFERENCE,
        "revision": _text("2.4.6"),
        "platform": _text("2.4.6"),
        "language": _text("2.4.6", _LANGUAGE),
        "contextActivities": _object(
            "2.4.6.2", {}, dict.fromkeys(("parent", "grouping", "category", "other"), _activities)
        ),
        "extensions": _EXTENSIONS,
    },
)
_STATEMENT = _object(
    "2.4",
    {"actor": _agent, "verb": _VERB, "object": _target},
    {
        "id": _UUID_OF["2.4.1"],
        "result": _RESULT,
        "context": _CONTEXT,
        "timestamp": _moment,
        "version": _text("2.4.10", re.compile(r"1\.0(\.\d+)?")),
    },
)
