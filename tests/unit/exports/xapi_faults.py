"""Our own statements, spoiled in each of the ways in which the conformance requirements say they could be wrong."""

import copy
from collections.abc import Mapping
from typing import Any

GONE = object()
"""In place of a value: the key is taken away."""

_COURSE = "context/contextActivities/parent/0"
_WRONG_WORDS = ("text", 1, {"fr": 1}, {"not a language!": "x"})
_NO_IRIS = ("lesson", "", 1, {"id": "x"})
_NO_UUIDS: tuple[object, ...] = (
    "1",
    1,
    {},
    "0193aaaa-bbbb-7ccc-8ddd-eeeeeeeeeee",
    "g193aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee",
)

# Of a completion, by the section of the specification (Data): where, and what stands there instead.
COMPLETION: Mapping[str, tuple[tuple[str, tuple[object, ...]], ...]] = {
    "2.2 formatting": (
        ("Actor", ({},)),
        ("score", (1,)),
        ("verb/ID", ("http://x.example/y",)),
        ("object/definition/type", (None,)),
        ("result/completion", (None,)),
        ("context/registration", (None,)),
    ),
    "2.4.1 id": (("id", _NO_UUIDS),),
    "2.4.2 actor": (
        ("actor", (GONE, "007", {}, {"objectType": "Agent"})),
        ("actor/objectType", ("agent", 1, "Person")),
        ("actor/name", (1, {})),
        ("actor/mbox", ("mailto:x@ville.example",)),
        ("actor/account", (GONE, "007", {})),
        ("actor/account/homePage", (GONE, *_NO_IRIS)),
        ("actor/account/name", (GONE, 7, {})),
        ("actor/account/more", ("x",)),
    ),
    "2.4.3 verb": (
        ("verb", (GONE, "completed", {})),
        ("verb/id", (GONE, *_NO_IRIS)),
        ("verb/display", _WRONG_WORDS),
    ),
    "2.4.4 object": (
        ("object", (GONE, "lesson", {})),
        ("object/objectType", ("activity", "Lesson", 1)),
        ("object/id", (GONE, *_NO_IRIS)),
        ("object/definition", ("text", 1)),
        ("object/definition/name", _WRONG_WORDS),
        ("object/definition/description", _WRONG_WORDS),
        ("object/definition/type", _NO_IRIS),
        ("object/definition/moreInfo", _NO_IRIS),
        ("object/definition/more", ("x",)),
    ),
    "2.4.5 result": (
        ("result", ("done", 1)),
        ("result/completion", ("true", 1)),
        ("result/success", ("false", 0)),
        ("result/response", (1, {})),
        ("result/duration", ("3 minutes", "PT", 180)),
        ("result/extensions", ("text", 1)),
        ("result/more", ("x",)),
    ),
    "2.4.6 context": (
        ("context", ("text", 1)),
        ("context/registration", _NO_UUIDS),
        ("context/instructor", ("text", {})),
        ("context/contextActivities", ("text",)),
        ("context/contextActivities/parents", ([],)),
        (f"{_COURSE}/id", (GONE, *_NO_IRIS)),
        (f"{_COURSE}/objectType", ("Agent",)),
        ("context/revision", (1, {})),
        ("context/platform", (1, {})),
        ("context/language", ("no language!", 1)),
        ("context/statement", ("text", {"objectType": "StatementRef"})),
        ("context/extensions", ("text", {"mode": 1})),
        ("context/more", ("x",)),
    ),
    "2.4.7 timestamp": (
        ("timestamp", ("yesterday", "2026-13-01T00:00:00Z", "2026-11-20T00:00:00-00:00", 1)),
    ),
    "2.4.10 version": (("version", ("2", "1.1.0", 1)),),
}

# Of the statement that voids one.
VOIDING: Mapping[str, tuple[tuple[str, tuple[object, ...]], ...]] = {
    "2.3.2 voiding": (("object", ({"objectType": "Activity", "id": "https://ville.example/lessons/x"},)),),
    "2.4.4.3 reference": (
        ("object/objectType", ("statementref", 1)),
        ("object/id", (GONE, *_NO_UUIDS)),
        ("object/more", ("x",)),
    ),
    "2.4.6 context": (("context", ({"revision": "1"}, {"platform": "x"})),),
}


def spoiled(statement: Mapping[str, Any], where: str, value: object) -> dict[str, Any]:
    """A copy with a value at a place such as `actor/account/name`; a number is a place in a list."""
    found = copy.deepcopy(dict(statement))
    *path, last = where.split("/")
    part: Any = found
    for key in path:
        part = part[int(key)] if key.isdecimal() else part[key]
    if value is GONE:
        del part[last]
    else:
        part[last] = value
    return found


def every(statement: Mapping[str, Any], of: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Each spoiled statement, with its section, place and value."""
    return [
        (f"{section}: {where} {'gone' if value is GONE else repr(value)}", spoiled(statement, where, value))
        for section, places in of.items()
        for where, values in places
        for value in values
    ]
