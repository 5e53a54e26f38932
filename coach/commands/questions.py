"""`coach questions export FORMAT LESSON… --out FILE | stats FILE`: questions for Moodle, and how they did there."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.domain.item_statistics import ItemStatistics
    from coach.domain.lesson import Lesson

FORMATS = ("gift", "moodle-xml")


def arguments(parser: ArgumentParser) -> None:
    """What to do."""
    choice = parser.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    told = _("write the questions of lessons as a file that Moodle reads")
    export = choice.add_parser("export", help=told, description=told)
    export.add_argument("format", choices=FORMATS, metavar=_("FORMAT"), help=_("one of: %(choices)s"))
    export.add_argument("lessons", nargs="+", metavar=_("LESSON"), help=_("ids of lessons, or “all”"))
    export.add_argument("--out", required=True, metavar=_("FILE"), help=_("the file to write"))
    export.add_argument("--replace", action="store_true", help=_("replace the file if it exists"))
    told = _("tell how questions did, from a file of answers such as Moodle's report of grades")
    stats = choice.add_parser("stats", help=told, description=told)
    told = _("CSV with the columns question, person, right; or a column for each question, as Moodle grades")
    stats.add_argument("file", metavar=_("FILE"), help=told)


def run(chosen: Namespace) -> int:
    """Do it. Lessons are for everybody, and a file of answers is the person's who has it: no role is needed."""
    return _stats(chosen.file) if chosen.action == "stats" else _export(chosen)


def _export(chosen: Namespace) -> int:
    from coach import study
    from coach.org.whole_file import whole_file

    shelf = study.me().library
    names = list(shelf.cards) if chosen.lessons == ["all"] else chosen.lessons
    lessons = [shelf.lesson(name) for name in dict.fromkeys(names)]
    with whole_file(chosen.out, replace=chosen.replace) as draft:
        draft.fill(lambda out: out.write(_content(chosen.format, lessons)))
        draft.keep()
    count = ngettext("{n} question", "{n} questions", sum(len(lesson.questions) for lesson in lessons))
    print(_("{questions} written to {file}.").format(questions=count, file=chosen.out))
    return 0


def _content(format: str, lessons: "Sequence[Lesson]") -> bytes:
    from coach.content.exchange.gift_writing import gift
    from coach.content.exchange.leaving import leaving
    from coach.content.exchange.moodle_xml_writing import moodle_xml

    if format == "moodle-xml":
        return moodle_xml((lesson.title, map(leaving, lesson.questions)) for lesson in lessons)
    return "\n".join(gift(lesson.title, map(leaving, lesson.questions)) for lesson in lessons).encode()


def _stats(file: str) -> int:
    from coach.content.answers_file import read

    for one in read(file):
        answers = ngettext("{n} answer", "{n} answers", one.answers)
        print(
            _("{question}: {answers}, {told}").format(question=one.question, answers=answers, told=_did(one))
        )
    return 0


def _did(one: "ItemStatistics") -> str:
    if one.share is None:
        return _("not enough answers")
    share, low, high = (round(100 * part) for part in one.share)
    told = _("right answers {share}%, interval {low} to {high}%").format(share=share, low=low, high=high)
    if one.difficulty is None:
        return _("{told}, not enough answers for a difficulty").format(told=told)
    easiest, hardest = one.difficulty
    if easiest == hardest:
        return _("{told}, difficulty {n}").format(told=told, n=easiest)
    return _("{told}, difficulty {low} to {high}").format(told=told, low=easiest, high=hardest)


COMMAND = Command(N_("Export questions to Moodle, and tell how questions did in a session."), run, arguments)
