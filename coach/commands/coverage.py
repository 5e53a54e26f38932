"""`coach coverage [DIR]`: what the lessons teach and test of the competence tree, and what is missing."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from coach.commands._command import Command
from coach.domain.errors import CoachError
from coach.domain.text import N_
from coach.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.content.coverage import Coverage


class NoFolder(CoachError):
    """The folder is not there."""

    what = N_("There is no folder {folder}.")


def arguments(parser: ArgumentParser) -> None:
    """The folder."""
    told = _("the lessons; by default those of this desk, with the town's own")
    parser.add_argument("folder", nargs="?", metavar=_("DIR"), help=told)


def run(chosen: Namespace) -> int:
    """Print the table; 1 when something is missing."""
    from pathlib import Path

    from coach import study, words
    from coach.content.coverage import coverage
    from coach.content.library import Library

    if chosen.folder and not Path(chosen.folder).is_dir():
        raise NoFolder(folder=chosen.folder)
    shelf = Library(Path(chosen.folder), words.language()) if chosen.folder else study.me().library
    found = coverage(shelf)
    sys.stdout.writelines(f"{line}\n" for line in _told(found))
    return 1 if found.missing else 0


def _told(found: "Coverage") -> "Iterable[str]":
    from coach.content.coverage import REACHED

    yield _("Competences: lessons that teach each, questions that test it")
    for goal in found.goals:
        lessons = ngettext("{n} lesson", "{n} lessons", len(goal.lessons))
        questions = ngettext("{n} question", "{n} questions", goal.questions)
        told = [lessons, questions]
        if goal.in_quizzes:
            told.append(ngettext("{n} in final quizzes", "{n} in final quizzes", goal.in_quizzes))
        yield _line(goal.covered, goal.competence.title, ", ".join(told))
    for kind, title in REACHED.items():
        yield f"\n{_(title)}"
        for point in (one for one in found.points if one.support.kind == kind):
            lessons = ngettext("{n} lesson", "{n} lessons", len(point.lessons))
            competences = ngettext("{n} competence", "{n} competences", len(point.competences))
            title_ = f"{point.support.id}  {point.support.text}"
            yield _line(point.covered, title_, f"{competences}, {lessons}")
    yield ""
    yield ngettext("{n} thing is missing.", "{n} things are missing.", found.missing)


def _line(covered: bool, title: str, told: str) -> str:
    state = _("covered") if covered else _("MISSING")
    return f"  {state:<9} {title} ({told})"


COMMAND = Command(
    N_("Show what the lessons cover of the competence tree, and what is missing."), run, arguments
)
