"""`coach import FORMAT FILE --into LESSON [--yes]`: questions of another program, looked at first, then written."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org.question_import import Plan

FORMATS = ("gift", "moodle-xml", "csv")
_WORDS = 42


def arguments(parser: ArgumentParser) -> None:
    """The format, the file, the lesson."""
    parser.add_argument("format", choices=FORMATS, metavar=_("FORMAT"), help=_("one of: %(choices)s"))
    parser.add_argument("file", metavar=_("FILE"), help=_("the file with the questions"))
    told = _("the folder of a lesson, or the id of one of the town's own")
    parser.add_argument("--into", required=True, metavar=_("LESSON"), help=told)
    parser.add_argument("--yes", action="store_true", help=_("write them without asking"))


def run(chosen: Namespace) -> int:
    """Show what would be written, ask, write; 1 when nothing could be taken."""
    from coach import study
    from coach.org import question_import

    found = question_import.plan(chosen.format, chosen.file, chosen.into, study.me().library)
    for line in told(found):
        print(line)
    if not found.questions:
        print(_("Nothing was written."))
        return 1
    if not (chosen.yes or _agreed()):
        print(_("Nothing was written. “--yes” writes without asking."))
        return 0
    question_import.write(found)
    count = ngettext("{n} question written", "{n} questions written", len(found.questions))
    print(_("{questions} to {folder}.").format(questions=count, folder=found.folder))
    if any(question.missing for question in found.questions):
        print(_("“coach check” names what is still missing; until it is there, the lesson does not open."))
    return 0


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    answer = input(_("Write them? [y/N] ")).strip().casefold()
    return answer in ("y", "yes", "o", "oui")


def told(found: "Plan") -> Iterator[str]:
    """The preview: what was said of the file, a table of the questions, the refusals by line."""
    yield from found.notes
    rows = [(_("line"), _("type"), _("question"), _("id"), _("still missing"))]
    for one in found.questions:
        missing = ", ".join(one.missing)
        rows.append((str(one.draft.line), one.draft.kind, _shortened(one.draft.text), one.id, missing))
    if found.questions:
        yield from _table(rows)
    for refused in found.refused:
        place = _("line {line}: {fault}").format(line=refused.line, fault=refused.sentence)
        yield _("not taken: {fault}").format(fault=place)
    taken = ngettext("{n} question to write", "{n} questions to write", len(found.questions))
    refused_count = ngettext("{n} refused", "{n} refused", len(found.refused))
    yield _("{taken}, {refused}.").format(taken=taken, refused=refused_count)


def _shortened(text: str) -> str:
    return text if len(text) <= _WORDS else text[: _WORDS - 1].rstrip() + "…"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


COMMAND = Command(N_("Import questions from GIFT, Moodle XML or CSV into a lesson."), run, arguments)
