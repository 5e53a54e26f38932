"""`coach new lesson ID --shelf SHELF`: a folder to begin a lesson in."""

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.commands._command import Command
from coach.domain.errors import CoachError
from coach.domain.text import N_
from coach.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping


class LessonNotMade(CoachError):
    """A new lesson cannot be begun as wished."""

    what = N_("The lesson “{lesson}” cannot be made: {reason}")
    safe = N_("Nothing was written.")
    todo = N_("Choose another name or another folder.")


def arguments(parser: ArgumentParser) -> None:
    """The id, the shelf, the folder."""
    choice = parser.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    told = _("make the files of a new lesson; “coach check” then names what to write")
    lesson = choice.add_parser("lesson", help=told, description=told)
    lesson.add_argument(
        "id", metavar=_("ID"), help=_("its id, kept for ever: letters a to z, digits, hyphens")
    )
    lesson.add_argument("--shelf", required=True, metavar=_("SHELF"), help=_("the folder it stands in"))
    told = _("the lessons; by default the town's own folder")
    lesson.add_argument("--lessons", metavar=_("DIR"), help=told)


def run(chosen: Namespace) -> int:
    """Make it."""
    from coach import study
    from coach.content.skeleton import NAME, skeleton
    from coach.org.path_editing import town_folder

    for name in (chosen.id, chosen.shelf):
        if not NAME.fullmatch(name) or len(name) > 60:
            told = _("“{name}” is no name of letters a to z, digits and hyphens.").format(name=name)
            raise LessonNotMade(lesson=chosen.id, reason=told)
    if chosen.id in study.me().library.folders:
        raise LessonNotMade(lesson=chosen.id, reason=_("there is a lesson of this name."))
    folder = Path(chosen.lessons or town_folder()[0]) / chosen.shelf / chosen.id
    _make(folder, skeleton(chosen.id))
    print(_("A lesson to write: {folder}").format(folder=folder))
    print(_("“coach check {lessons}” names what is missing.").format(lessons=folder.parents[1]))
    return 0


def _make(folder: Path, files: "Mapping[str, str]") -> None:
    try:
        os.makedirs(folder)
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise LessonNotMade(lesson=folder.name, reason=error.strerror or str(error)) from error


COMMAND = Command(N_("Begin a new lesson."), run, arguments)
