"""Faults of the files that all lessons share: label, facts, gestures, paths, the town's own words."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from coach.content.faults import Fault
from coach.content.shape import SHARED, TOWN, check_table, check_tables
from coach.content.toml_file import TomlFile
from coach.domain.fact import Read, Status
from coach.words import _

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def unreadable(folder: Path) -> list[Fault]:
    """What keeps the shared files from being read; while there is any of it, lessons cannot be checked."""
    files = {name: TomlFile(folder / name) for name in (*SHARED, "organisation.toml")}
    for name, tables in SHARED.items():
        for table, shape in tables.items():
            check_tables(files[name], table, shape)
    if not files["facts.toml"].faults:
        _closed_lists(files["facts.toml"])
    for key, row in files["organisation.toml"].values.items():
        check_table(files["organisation.toml"], key, row, TOWN)
    return [fault for file in files.values() for fault in file.faults]


def shared_faults(folder: Path, today: date) -> list[Fault]:
    """Names that lead nowhere in the shared files, and notices for facts to check again and words to fill in."""
    label, facts = TomlFile(folder / "label.toml"), TomlFile(folder / "facts.toml")
    gestures, paths = TomlFile(folder / "gestures.toml"), TomlFile(folder / "paths.toml")
    town = TomlFile(folder / "organisation.toml")
    _label(label)
    _facts(facts)
    _gestures(gestures, label, facts)
    _paths(paths, label, {f.parent.name for f in folder.glob("*/*/lesson.toml")})
    _town(town)
    found = [fault for file in (label, facts, gestures, paths, town) for fault in file.faults]
    return [*found, *_reviews(facts, today), *_empty(town)]


def _rows(file: TomlFile, name: str) -> Iterable[tuple[str, dict[str, Any]]]:
    rows: dict[str, dict[str, Any]] = file.values.get(name, {})
    return rows.items()


def _label(file: TomlFile) -> None:
    for name, row in _rows(file, "competence"):
        table = f"competence.{name}"
        if row["domain"] not in file.values.get("domain", {}):
            file.fault(_("the domain “{id}” is unknown").format(id=row["domain"]), "domain", table)
        for support in row["supports"]:
            if support not in file.values.get("support", {}):
                file.fault(_("“{id}” is nothing the label names").format(id=support), "supports", table)
        _audiences(file, row["audiences"], file, table)


def _audiences(file: TomlFile, named: Iterable[str], label: TomlFile, table: str) -> None:
    for audience in named:
        if audience not in label.values.get("audience", {}):
            file.fault(_("the audience “{id}” is unknown").format(id=audience), "audiences", table)


def _facts(file: TomlFile) -> None:
    for name, row in _rows(file, "fact"):
        table = f"fact.{name}"
        if row.get("unit") and row["unit"] not in file.values.get("unit", {}):
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


def _gestures(file: TomlFile, label: TomlFile, facts: TomlFile) -> None:
    for name, row in _rows(file, "gesture"):
        table, fact = f"gesture.{name}", row.get("fact", "")
        if row["domain"] not in label.values.get("domain", {}):
            file.fault(_("the domain “{id}” is unknown").format(id=row["domain"]), "domain", table)
        known = facts.values.get("fact", {})
        if fact and fact not in known:
            file.fault(_("the fact “{fact}” is unknown").format(fact=fact), "fact", table)
        elif fact and known[fact]["status"] == Status.OUTDATED:
            file.fault(
                _("the fact “{fact}” is outdated: it cannot stand for an effect").format(fact=fact),
                "fact",
                table,
            )


def _paths(file: TomlFile, label: TomlFile, lessons: set[str]) -> None:
    for name, row in _rows(file, "path"):
        table = f"path.{name}"
        for lesson in row["lessons"]:
            if lesson not in lessons:
                sentence = _("the path “{path}” names the unknown lesson “{lesson}”")
                file.fault(sentence.format(path=name, lesson=lesson), "lessons", table)
        _audiences(file, row.get("audiences", ()), label, table)


def _town(file: TomlFile) -> None:
    for name, row in _rows_of_town(file):
        for key in ("fr", "en"):
            if "{value}" not in row[key]:
                file.fault(
                    _("“{key}” must hold {{value}}, where the town's word goes").format(key=key), key, name
                )


def _rows_of_town(file: TomlFile) -> Iterable[tuple[str, dict[str, str]]]:
    return file.values.items()


def _reviews(file: TomlFile, today: date) -> list[Fault]:
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


def _empty(file: TomlFile) -> list[Fault]:
    """A notice for each entry that the town has not filled in."""
    told = _("“{key}” is empty: lessons use a neutral sentence")
    return [
        Fault(file.path, file.line("value", name), told.format(key=name), notice=True)
        for name, row in _rows_of_town(file)
        if not row.get("value", "").strip()
    ]
