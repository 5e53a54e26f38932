"""What the tables of our TOML files must hold, so that nothing later trips over an entry that is not there."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from coach.content.toml_file import TomlFile
from coach.domain.text import N_
from coach.words import _

Shape = Mapping[str, str]


def _all(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(part, kind) for part in value)


_KINDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "text": (lambda value: isinstance(value, str), N_("“{key}” must be a text")),
    "texts": (lambda value: _all(value, str), N_("“{key}” must be a list of texts")),
    "whole": (lambda value: type(value) is int, N_("“{key}” must be a whole number")),
    "count": (
        lambda value: type(value) is int and value >= 1,
        N_("“{key}” must be a whole number from 1 on"),
    ),
    "number": (lambda value: type(value) in (int, float), N_("“{key}” must be a number")),
    "truth": (lambda value: isinstance(value, bool), N_("“{key}” must be true or false")),
    "table": (lambda value: isinstance(value, dict), N_("“{key}” must be a table")),
    "tables": (lambda value: _all(value, dict), N_("“{key}” must be a list of tables")),
}

LESSON: Shape = {
    "edition": "count",
    "minutes": "count",
    "competences": "texts",
    "steps": "texts",
    "figure?": "table",
    "cover?": "text",
    "gesture": "text",
    "nudges?": "texts",
    "ask": "whole",
    "question?": "tables",
}
QUIZ: Shape = {"question": "tables"}
FIGURE: Shape = {"file": "text", "step": "text", "labels?": "texts"}
QUESTION: Shape = {
    "id": "text",
    "kind": "text",
    "difficulty": "whole",
    "facts?": "texts",
    "competence?": "text",
}

_SAID: Shape = {"fr": "text", "en": "text"}
SHARED: Mapping[str, Mapping[str, Shape]] = {
    "label.toml": {
        "domain": _SAID,
        "competence": {
            **_SAID,
            "domain": "text",
            "level": "whole",
            "audiences": "texts",
            "evidence_fr": "text",
            "evidence_en": "text",
            "supports": "texts",
        },
        "support": {**_SAID, "kind": "text", "part_of?": "text"},
        "audience": _SAID,
    },
    "facts.toml": {
        "unit": _SAID,
        "fact": {
            **_SAID,
            "value?": "number",
            "low?": "number",
            "high?": "number",
            "unit?": "text",
            "year": "whole",
            "source": "text",
            "source_en?": "text",
            "title?": "text",
            "url?": "text",
            "read": "text",
            "status": "text",
            "review": "text",
        },
    },
    "gestures.toml": {
        "gesture": {
            **_SAID,
            "domain": "text",
            "daily?": "truth",
            "group?": "text",
            "fact?": "text",
            "how?": "table",
            "it_may_hold?": "truth",
        }
    },
    "glossary.toml": {
        "term": {
            **_SAID,
            "means_fr": "text",
            "means_en": "text",
            "also_fr?": "texts",
            "also_en?": "texts",
            "see?": "texts",
            "facts?": "texts",
            "link?": "truth",
        }
    },
    "forms/forms.toml": {"form": {**_SAID, "open_fr": "text", "open_en": "text", "lessons": "texts"}},
    "paths.toml": {
        "path": {
            **_SAID,
            "summary_fr?": "text",
            "summary_en?": "text",
            "lessons": "texts",
            "audiences?": "texts",
            "quiz?": "truth",
            "edition?": "count",
        }
    },
}
TOWN: Shape = {**_SAID, "neutral_fr": "text", "neutral_en": "text", "value?": "text"}


def ill(row: Mapping[str, Any], shape: Shape) -> Iterator[tuple[str, str]]:
    """Pairs (key, sentence) for what a table lacks, or holds in another form."""
    for name, kind in shape.items():
        key = name.removesuffix("?")
        fits, sentence = _KINDS[kind]
        if key not in row or (kind == "text" and row[key] == ""):
            if key == name:
                yield key, _("“{key}” is missing").format(key=key)
        elif not fits(row[key]):
            yield key, _(sentence).format(key=key)


def sound(rows: object, shape: Shape) -> dict[str, dict[str, Any]]:
    """The tables that can be used: they lack a translation at most. One that is ill costs no other."""
    found = rows if isinstance(rows, dict) else {}
    return {name: row for name, row in found.items() if isinstance(row, dict) and _is_usable(row, shape)}


def _is_usable(row: Mapping[str, Any], shape: Shape) -> bool:
    return all((key == "en" or key.endswith("_en")) and key not in row for key, _sentence in ill(row, shape))


def check_tables(file: TomlFile, name: str, shape: Shape) -> None:
    """Note what is ill in each table `[name.id]` of a file."""
    tables = file.values.get(name, {})
    if not isinstance(tables, dict):
        file.fault(_("“{key}” must be a table").format(key=name), name)
        return
    for id, row in tables.items():
        check_table(file, f"{name}.{id}", row, shape)


def check_table(file: TomlFile, name: str, row: object, shape: Shape) -> None:
    """Note what is ill in one table of a file."""
    if not isinstance(row, dict):
        table, _dot, key = name.rpartition(".")
        file.fault(_("“{key}” must be a table").format(key=name), key, table)
        return
    for key, sentence in ill(row, shape):
        file.fault(sentence, key, name)
