"""Faults of the files that all lessons share: label, facts, gestures, paths, the town's own words."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.content import forms, glossary
from coach.content.faults import Fault
from coach.content.how import DESK, desk_faults, how_faults
from coach.content.shape import SHARED, TOWN, check_table, check_tables
from coach.content.toml_file import TomlFile
from coach.domain.fact import Read, Status
from coach.words import _

NAMES = (*SHARED, "organisation.toml")
# Folders and packs made before there was a glossary, or a form, stay sound.
_OPTIONAL = (glossary.FILE, forms.FILE)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Shared:
    """The shared files of a folder; those of `beneath` are known as well, when the folder is a town's own."""

    folder: Path
    beneath: Path | None = None

    @cached_property
    def own(self) -> dict[str, TomlFile]:
        """The files to check, by name. A town's own folder need not have them all."""
        files = {name: TomlFile(self.folder / name) for name in NAMES}
        needed = () if self.beneath else tuple(name for name in NAMES if name not in _OPTIONAL)
        return {name: f for name, f in files.items() if name in needed or f.path.exists()}

    def known(self, name: str, table: str) -> dict[str, dict[str, Any]]:
        """The tables that may be named, by id."""
        files = [TomlFile(self.beneath / name)] if self.beneath else []
        files += [self.own[name]] if name in self.own else []
        return {key: row for file in files for key, row in file.values.get(table, {}).items()}


def unreadable(shared: Shared) -> list[Fault]:
    """What keeps the shared files from being read; while there is any of it, lessons cannot be checked."""
    for name, file in shared.own.items():
        for table, shape in SHARED.get(name, {}).items():
            check_tables(file, table, shape)
        if name == "facts.toml" and not file.faults:
            _closed_lists(file)
        if name == "organisation.toml":
            for key, row in file.values.items():
                check_table(file, key, row, {} if key == DESK else TOWN)
    return [fault for file in shared.own.values() for fault in file.faults]


def shared_faults(shared: Shared, lessons: Container[str], today: date) -> list[Fault]:
    """Names that lead nowhere in the shared files, and notices for facts to check again and words to fill in."""
    checks = {
        "label.toml": _label,
        "facts.toml": _facts,
        "gestures.toml": _gestures,
        glossary.FILE: _glossary,
        "organisation.toml": _town,
    }
    for name, check in checks.items():
        if name in shared.own:
            check(shared.own[name], shared)
    if "paths.toml" in shared.own:
        _paths(shared.own["paths.toml"], shared, lessons)
    found = [fault for file in shared.own.values() for fault in file.faults]
    if forms.FILE in shared.own:
        found += forms.form_faults(shared.own[forms.FILE], lessons)
    return [
        *found,
        *_reviews(shared.own.get("facts.toml"), today),
        *_empty(shared.own.get("organisation.toml")),
    ]


def _rows(file: TomlFile, name: str) -> Iterable[tuple[str, dict[str, Any]]]:
    rows: dict[str, dict[str, Any]] = file.values.get(name, {})
    return rows.items()


def _label(file: TomlFile, shared: Shared) -> None:
    for name, row in _rows(file, "competence"):
        table = f"competence.{name}"
        if row["domain"] not in shared.known("label.toml", "domain"):
            file.fault(_("the domain “{id}” is unknown").format(id=row["domain"]), "domain", table)
        for support in row["supports"]:
            if support not in shared.known("label.toml", "support"):
                file.fault(_("“{id}” is nothing the label names").format(id=support), "supports", table)
        _audiences(file, row["audiences"], shared, table)


def _audiences(file: TomlFile, named: Iterable[str], shared: Shared, table: str) -> None:
    for audience in named:
        if audience not in shared.known("label.toml", "audience"):
            file.fault(_("the audience “{id}” is unknown").format(id=audience), "audiences", table)


def _facts(file: TomlFile, shared: Shared) -> None:
    for name, row in _rows(file, "fact"):
        table = f"fact.{name}"
        if row.get("unit") and row["unit"] not in shared.known("facts.toml", "unit"):
            file.fault(_("the unit “{id}” is unknown").format(id=row["unit"]), "unit", table)
        if ("low" in row) != ("high" in row) or row.get("low", 0) > row.get("high", 0):
            file.fault(_("a range goes from “low” to a larger “high”"), "low", table)
        if not _MONTH.fullmatch(row["review"]):
            file.fault(_("“review” is a month such as 2027-06"), "review", table)


def _closed_lists(facts: TomlFile) -> None:
    for name, row in _rows(facts, "fact"):
        for key, kind in (("read", Read), ("status", Status)):
            if row[key] not in list(kind):
                sentence = _("“{key}” is one of: {values}")
                facts.fault(sentence.format(key=key, values=", ".join(kind)), key, f"fact.{name}")


def _gestures(file: TomlFile, shared: Shared) -> None:
    for name, row in _rows(file, "gesture"):
        table, fact = f"gesture.{name}", row.get("fact", "")
        if row["domain"] not in shared.known("label.toml", "domain"):
            file.fault(_("the domain “{id}” is unknown").format(id=row["domain"]), "domain", table)
        known = shared.known("facts.toml", "fact")
        if fact and fact not in known:
            file.fault(_("the fact “{fact}” is unknown").format(fact=fact), "fact", table)
        elif fact and known[fact]["status"] == Status.OUTDATED:
            file.fault(
                _("the fact “{fact}” is outdated: it cannot stand for an effect").format(fact=fact),
                "fact",
                table,
            )
        for variant, sentence in how_faults(row.get("how", {})):
            file.fault(sentence, "", f"{table}.how.{variant}")


def _glossary(file: TomlFile, shared: Shared) -> None:
    terms, facts = shared.known(glossary.FILE, "term"), shared.known("facts.toml", "fact")
    glossary.glossary_faults(file, terms, facts)


def _paths(file: TomlFile, shared: Shared, lessons: Container[str]) -> None:
    for name, row in _rows(file, "path"):
        table = f"path.{name}"
        for lesson in row["lessons"]:
            if lesson not in lessons:
                sentence = _("the path “{path}” names the unknown lesson “{lesson}”")
                file.fault(sentence.format(path=name, lesson=lesson), "lessons", table)
        _audiences(file, row.get("audiences", ()), shared, table)


def _town(file: TomlFile, shared: Shared) -> None:
    for part, sentence in desk_faults(file.values.get(DESK, {})):
        file.fault(sentence, part, DESK)
    for name, row in _rows_of_town(file):
        for key in ("fr", "en"):
            if "{value}" not in row[key]:
                file.fault(
                    _("“{key}” must hold {{value}}, where the town's word goes").format(key=key), key, name
                )


def _rows_of_town(file: TomlFile) -> Iterable[tuple[str, dict[str, str]]]:
    return ((name, row) for name, row in file.values.items() if name != DESK)


def _reviews(file: TomlFile | None, today: date) -> list[Fault]:
    if file is None:
        return []
    month = f"{today:%Y-%m}"
    told = _("the fact “{fact}” was to be checked again by {month}")
    return [
        Fault(
            file.path,
            file.line("review", f"fact.{name}"),
            told.format(fact=name, month=row["review"]),
            notice=True,
        )
        for name, row in _rows(file, "fact")
        if row["review"] < month
    ]


def _empty(file: TomlFile | None) -> list[Fault]:
    """A notice for each entry that the town has not filled in."""
    if file is None:
        return []
    told = _("“{key}” is empty: lessons use a neutral sentence")
    return [
        Fault(file.path, file.line("value", name), told.format(key=name), notice=True)
        for name, row in _rows_of_town(file)
        if not row.get("value", "").strip()
    ]
