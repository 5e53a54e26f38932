"""The author's checker: every fault of a lessons folder, in every language."""

import re
from datetime import date
from pathlib import Path

from coach.content.faults import Fault
from coach.content.lesson_file import LessonFile
from coach.content.library import Library
from coach.content.toml_file import TomlFile
from coach.content.town import missing_words
from coach.content.words_file import WordsFile, words_hash
from coach.words import _

TRANSLATIONS = ("en",)
_FILES = ("label.toml", "facts.toml", "gestures.toml", "paths.toml", "organisation.toml")


def check(folder: Path, today: date) -> list[Fault]:
    """Every fault of a lessons folder, sorted by file and line. Notices are faults with `notice` set."""
    shared = [fault for name in _FILES for fault in TomlFile(folder / name).faults]
    if shared or not folder.is_dir():
        return shared
    faults = [*missing_words(folder), *_label(folder), *_paths(folder), *_reviews(folder, today)]
    faults += _twice(folder)
    for language in ("fr", *TRANSLATIONS):
        library = Library(folder, language)
        for lesson in library.folders.values():
            faults += _lesson(library, lesson, language)
    return sorted(set(faults))


def _lesson(library: Library, folder: Path, language: str) -> list[Fault]:
    file = folder / f"{language}.md"
    if not file.exists():
        return [Fault(file, 0, _("the words in this language are missing"))]
    reader = LessonFile(folder, language, library.references, library.known)
    reader.read()
    return reader.faults + ([] if language == "fr" else _lag(folder, file, reader.words))


def _lag(folder: Path, file: Path, words: WordsFile) -> list[Fault]:
    french = folder / "fr.md"
    if not french.exists() or words.fields.get("of") == words_hash(french):
        return []
    return [
        Fault(file, 1, _("this translation lags behind fr.md: re-read it, then run “coach check --stamp”"))
    ]


def _twice(folder: Path) -> list[Fault]:
    seen: dict[str, Path] = {}
    faults = []
    for file in sorted(folder.glob("*/*/lesson.toml")):
        other = seen.setdefault(file.parent.name, file)
        if other is not file:
            faults.append(Fault(file, 0, _("the lesson id “{id}” stands twice").format(id=file.parent.name)))
    return faults


def _label(folder: Path) -> list[Fault]:
    file = TomlFile(folder / "label.toml")
    domains, supports = file.values.get("domain", {}), file.values.get("support", {})
    faults = []
    for name, row in file.values.get("competence", {}).items():
        line = file.header(f"competence.{name}")
        if row.get("domain") not in domains:
            faults.append(
                Fault(file.path, line, _("the domain “{id}” is unknown").format(id=row.get("domain")))
            )
        for support in row.get("supports", ()):
            if support not in supports:
                faults.append(
                    Fault(file.path, line, _("“{id}” is nothing the label names").format(id=support))
                )
    return faults


def _paths(folder: Path) -> list[Fault]:
    file = TomlFile(folder / "paths.toml")
    lessons = {f.parent.name for f in folder.glob("*/*/lesson.toml")}
    return [
        Fault(
            file.path,
            file.header(f"path.{name}"),
            _("the path “{path}” names the unknown lesson “{lesson}”").format(path=name, lesson=lesson),
        )
        for name, row in file.values.get("path", {}).items()
        for lesson in row.get("lessons", ())
        if lesson not in lessons
    ]


def _reviews(folder: Path, today: date) -> list[Fault]:
    file = TomlFile(folder / "facts.toml")
    month = f"{today:%Y-%m}"
    return [
        Fault(
            file.path,
            file.header(f"fact.{name}"),
            _("the fact “{fact}” was to be checked again by {month}").format(
                fact=name, month=row.get("review")
            ),
            notice=True,
        )
        for name, row in file.values.get("fact", {}).items()
        if str(row.get("review", "")) < month
    ]


def stamp(folder: Path) -> int:
    """Write the hash of each fr.md into its translations' line `of:`; returns how many files changed."""
    changed = 0
    for french in sorted(folder.glob("*/*/fr.md")):
        line = f"of: {words_hash(french)}\n"
        for language in TRANSLATIONS:
            file = french.with_name(f"{language}.md")
            if not file.exists():
                continue
            text = file.read_text("utf-8")
            fresh = line + re.sub(r"\Aof:.*\n", "", text)
            if fresh != text:
                file.write_text(fresh, "utf-8", newline="\n")
                changed += 1
    return changed
