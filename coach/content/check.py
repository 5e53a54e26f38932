"""The author's checker: every fault of a lessons folder, in every language."""

import contextlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from coach import places
from coach.content.faults import Fault
from coach.content.lesson_file import LessonFile
from coach.content.library import QUIZ, Library
from coach.content.quiz_file import NAME, QuizFile
from coach.content.readable import notices
from coach.content.shared import NAMES, Shared, shared_faults, unreadable
from coach.content.toml_file import TomlFile, read_text
from coach.content.words_file import QuestionWords, WordsFile, words_hash
from coach.domain.errors import ContentError
from coach.domain.final_quiz import Pool
from coach.domain.lesson import Lesson
from coach.questions.text import plain
from coach.words import _

TRANSLATIONS = ("en",)
_CODE = re.compile("[a-z]{2,3}")


def check(folder: Path, today: date, shipped: Path | None = None) -> list[Fault]:
    """Every fault of a lessons folder, sorted by file and line. Notices are faults with `notice` set.

    A folder without label.toml and facts.toml is a town's own: it is read beside the shipped one. With
    `shipped`, it is a town's own beside that one whatever it holds.
    """
    own = bool(shipped) or not any((folder / name).exists() for name in ("label.toml", "facts.toml"))
    something = any((folder / name).exists() for name in NAMES) or any(
        file for name in ("lesson.toml", NAME) for file in folder.glob(f"*/*/{name}")
    )
    beneath = (shipped or Path(places.lessons())) if own and something else None
    shared = Shared(folder, beneath)
    faults = unreadable(shared)
    if faults:
        return sorted(faults)
    for language in ("fr", *TRANSLATIONS, *_others(folder)):
        library = Library(beneath, language, (folder,)) if beneath else Library(folder, language)
        for place in library.folders.values():
            if folder in place.parents:
                faults += _lesson(library, place, language)
        for file in sorted(folder.glob(f"{QUIZ}/*/{NAME}")):
            faults += _quiz(library, file.parent, language)
    lessons = library.folders.keys()
    if "paths.toml" in shared.own:
        faults += _quizless(shared.own["paths.toml"], library)
    faults += [*shared_faults(shared, lessons, today), *_twice(folder), *_headless(folder)]
    faults += [
        Fault(folder / lesson.shelf / lesson.id / "fr.md", 0, sentence, notice=True)
        for lesson in readable(folder, beneath)
        for sentence in notices(lesson)
    ]
    return sorted({*faults, *_drawings(folder)})


def readable(folder: Path, beneath: Path | None = None) -> Iterator[Lesson]:
    """The lessons of a folder in French that have no fault; `beneath` is what a town's own folder refers to."""
    library = _french(folder, beneath)
    for name, place in library.folders.items():
        if folder in place.parents:
            with contextlib.suppress(ContentError):
                yield library.lesson(name)


def readable_pools(folder: Path) -> Iterator[Pool]:
    """The questions of a folder's final quizzes in French that have no fault."""
    library = _french(folder)
    for name in library.paths:
        if (place := library.quiz_folder(name)) and folder in place.parents:
            with contextlib.suppress(ContentError):
                yield library.pool(name)


def _french(folder: Path, beneath: Path | None = None) -> Library:
    """Of a town's own folder: its lessons over those that it refers to, by default the installed ones."""
    if beneath is None and not (folder / "label.toml").exists():
        beneath = Path(places.lessons())
    return Library(beneath, "fr", (folder,)) if beneath else Library(folder, "fr")


def _others(folder: Path) -> list[str]:
    """Languages that some lesson speaks beside those that each must."""
    found = {file.stem for file in folder.glob("*/*/*.md") if _CODE.fullmatch(file.stem)}
    return sorted(found - {"fr", *TRANSLATIONS})


def _lesson(library: Library, folder: Path, language: str) -> list[Fault]:
    file = folder / f"{language}.md"
    if not file.exists() and language not in ("fr", *TRANSLATIONS):
        return []
    if not file.exists():
        return [Fault(file, 0, _("the words in this language are missing"))]
    reader = LessonFile(folder, language, library.references, library.known)
    reader.read()
    return reader.faults + ([] if language == "fr" else _lag(folder, file, reader.words))


def _quiz(library: Library, folder: Path, language: str) -> list[Fault]:
    file, path = folder / f"{language}.md", folder.name
    if path not in library.paths:
        told = _("there is no path “{id}”").format(id=path)
        return [Fault(folder / NAME, 0, told)] if language == "fr" else []
    if not file.exists():
        missing = Fault(file, 0, _("the words in this language are missing"))
        return [missing] if language in ("fr", *TRANSLATIONS) else []
    reader = QuizFile(folder, language, library.references, library.taught(path))
    reader.read()
    asked = {plain(q.text): place.name for place in library.folders.values() for q in _asked(place, language)}
    for question in reader.words.questions.values():
        if plain(question.text) in asked:
            told = _("the lesson “{lesson}” asks this already: a final quiz asks fresh questions")
            reader.words.fault(question.line, told.format(lesson=asked[plain(question.text)]))
    return reader.faults + ([] if language == "fr" else _lag(folder, file, reader.words))


def _asked(folder: Path, language: str) -> Iterable[QuestionWords]:
    file = folder / f"{language}.md"
    return WordsFile(file).questions.values() if file.exists() else ()


def _quizless(file: TomlFile, library: Library) -> list[Fault]:
    """A notice for each path that is to end with a quiz and has no questions: it ends with its last lesson."""
    told = _("the path “{id}” has no quiz before there is {file}")
    return [
        Fault(
            file.path,
            file.line("quiz", f"path.{name}"),
            told.format(id=name, file=f"{QUIZ}/{name}/{NAME}"),
            notice=True,
        )
        for name, row in file.values.get("path", {}).items()
        if row.get("quiz") and library.quiz_folder(name) is None
    ]


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


def _headless(folder: Path) -> list[Fault]:
    """Folders with a lesson's words and no lesson.toml, which nothing else would notice; quizzes likewise."""
    places = {file.parent for file in folder.glob("*/*/*.md")}
    files = (place / (NAME if place.parent.name == QUIZ else "lesson.toml") for place in places)
    return [Fault(file, 0, _("the file is missing")) for file in files if not file.exists()]


def _drawings(folder: Path) -> list[Fault]:
    faults = []
    for file in folder.glob("*/*/*.svg"):
        try:
            ParserCreate().Parse(file.read_bytes(), True)
        except ExpatError as error:
            faults.append(
                Fault(file, error.lineno, _("this is not a valid drawing: {error}").format(error=error))
            )
    return faults


def stamp(folder: Path) -> int:
    """Write the hash of each fr.md into its translations' line `of:`; returns how many files changed."""
    changed = 0
    for french in sorted(folder.glob("*/*/fr.md")):
        for language in (*TRANSLATIONS, *_others(folder)):
            file = french.with_name(f"{language}.md")
            if file.exists():
                changed += _stamp(file, words_hash(french))
    return changed


def _stamp(file: Path, words: str) -> bool:
    try:
        text = read_text(file)
    except UnicodeDecodeError:
        return False  # the check that follows names the line
    fresh = f"of: {words}\n" + re.sub(r"\Aof:.*\n?", "", text)
    if fresh == text:
        return False
    file.write_text(fresh, "utf-8", newline="\n")
    return True
