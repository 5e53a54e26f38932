"""Questions from elsewhere go into a lesson: first what would be written, then, once somebody agreed, the writing."""

import os
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from coach import places
from coach.content.exchange.foreign import Draft, Reading, Refused
from coach.content.exchange.lesson_blocks import Added, add
from coach.content.exchange.missing import missing
from coach.content.exchange.plain_text import one_line
from coach.content.exchange.reading import read
from coach.content.library import Library
from coach.content.path_file import NotEditable
from coach.content.toml_file import TomlFile, read_text
from coach.content.words_file import WordsFile
from coach.domain.errors import CoachError, ExportError
from coach.domain.text import N_
from coach.org.path_editing import town_folder
from coach.org.whole_file import whole_file
from coach.words import _

FILES = ("lesson.toml", "fr.md")
_OUR_KINDS_OF_FOLDERS = "*/{name}/lesson.toml"


class LessonNotEdited(CoachError):
    """Questions cannot be added to a lesson."""

    what = N_("The lesson “{lesson}” cannot take these questions: {reason}")
    safe = N_("Nothing was written.")
    todo = N_("Choose another lesson of your town, or make one with “coach new lesson”.")


@dataclass(frozen=True)
class Question:
    """One line of the preview: the question, the id it will have, and what an author still has to write."""

    id: str
    draft: Draft
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What an import would do. `before` and `after` are the texts of the lesson's two files."""

    folder: Path
    questions: tuple[Question, ...]
    refused: tuple[Refused, ...]
    notes: tuple[str, ...]
    before: tuple[str, str]
    after: tuple[str, str]


def town_lessons() -> dict[str, Path]:
    """The folders of the town's own lessons by id: those that can be written to from the window."""
    found = sorted(Path(town_folder()[0]).glob("*/*/lesson.toml"))
    return {file.parent.name: file.parent for file in found}


def lesson_folder(name: str) -> Path:
    """The folder of a lesson, named as a folder or by the id of one of the town's own.

    Raises:
        LessonNotEdited: there is none, or it came with the program.
    """
    if os.path.isfile(os.path.join(name, FILES[0])):
        return Path(name).resolve()
    own = town_lessons()
    if name in own:
        return own[name]
    if next(Path(places.lessons()).glob(_OUR_KINDS_OF_FOLDERS.format(name=os.path.basename(name))), None):
        raise _refused(name, _("it came with the program, and an update would undo what is written to it."))
    raise _refused(name, _("it is neither the folder of a lesson nor one of the town’s own."))


def plan(format: str, file: str, lesson: str, shelf: Library) -> Plan:
    """What importing a file into a lesson would write; nothing is written.

    Raises:
        NotImported: the file cannot be read as a whole.
        LessonNotEdited: the lesson cannot be changed, or not safely.
    """
    folder = lesson_folder(lesson)
    toml, words = _texts(folder)
    competences = TomlFile(folder / FILES[0]).values.get("competences", [])
    found = _new(read(format, file, shelf.facts), WordsFile(folder / FILES[1]))
    try:
        added = add(toml, words, found.drafts, competences if isinstance(competences, list) else [])
    except NotEditable as error:
        told = _(
            "its files are written in a way that only a text editor can change; “coach check” names faults."
        )
        raise _refused(lesson, told) from error
    return _plan(folder, found, added, (toml, words))


def _plan(folder: Path, found: Reading, added: Added, before: tuple[str, str]) -> Plan:
    questions = tuple(
        Question(name, draft, missing(draft)) for name, draft in zip(added.ids, found.drafts, strict=True)
    )
    return Plan(folder, questions, found.refused, found.notes, before, (added.toml, added.words))


def _new(found: Reading, words: WordsFile) -> Reading:
    """The questions that the lesson does not ask yet: the same file imported twice changes nothing."""
    asked = {one_line(question.text): name for name, question in words.questions.items()}
    known = [
        Refused(draft.line, _("the lesson asks this already, as “{id}”").format(id=asked[draft.text]))
        for draft in found.drafts
        if draft.text in asked
    ]
    drafts = tuple(draft for draft in found.drafts if draft.text not in asked)
    refused = sorted((*found.refused, *known), key=lambda one: one.line)
    return Reading(drafts, tuple(refused), found.notes)


def _texts(folder: Path) -> tuple[str, str]:
    try:
        toml, words = (read_text(folder / name) for name in FILES)
    except UnicodeDecodeError as error:
        raise _refused(folder.name, _("a file of it is not written in UTF-8.")) from error
    except OSError as error:
        raise _refused(folder.name, error.strerror or str(error)) from error
    return toml, words


def write(plan: Plan) -> None:
    """Write both files of the lesson, or none.

    Raises:
        LessonNotEdited: somebody changed the lesson meanwhile, or it cannot be written.
    """
    if _texts(plan.folder) != plan.before:
        raise _refused(
            plan.folder.name, _("somebody changed it meanwhile; look at what would be written again.")
        )
    try:
        with ExitStack() as open_files:
            drafts = [
                open_files.enter_context(whole_file(str(plan.folder / name), replace=True)) for name in FILES
            ]
            for draft, text in zip(drafts, plan.after, strict=True):
                draft.fill(partial(_put, text))
            # Words that no question asks for yet are the smaller harm, should the second file fail now.
            for draft in reversed(drafts):
                draft.keep()
    except ExportError as error:
        raise _refused(plan.folder.name, str(error.facts["reason"])) from error


def _put(text: str, out: BinaryIO) -> None:
    out.write(text.encode())


def _refused(lesson: str, reason: str) -> LessonNotEdited:
    return LessonNotEdited(lesson=os.path.basename(lesson.rstrip("/\\")) or lesson, reason=reason)
