"""Brings questions of another program into a lesson of the town: what would be written is shown first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.app.page import Page
from coach.app.team.file_import import FileImport, Wording
from coach.app.theme import theme
from coach.app.widgets.card import Panel
from coach.app.widgets.controls import Choice
from coach.app.widgets.form import FormRow
from coach.app.widgets.part import Part
from coach.app.widgets.segments import Segments
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import kept, text
from coach.domain.people import Role
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org.question_import import Plan

_READ = "gift"
_BY_ENDING = {".gift": "gift", ".xml": "moodle-xml", ".csv": "csv"}


class QuestionImport(FileImport["Plan"]):
    """Arguments, where the view is made anew: the file, the format and the lesson that were chosen."""

    def __init__(self, page: Page, arguments: tuple[str, ...]) -> None:
        from coach.org import question_import

        self._lessons = tuple(question_import.town_lessons())
        wording = Wording(
            title=_("Import questions"),
            told=_("Nothing is written before you agree."),
            file=_("File of questions"),
            hint=_("As Moodle exports them (GIFT or XML), or a CSV table."),
            browse=_("Browse for the file of questions"),
            kinds=_("Questions") + " (*.gift *.txt *.xml *.csv)",
            keep=_("Write the questions"),
        )
        super().__init__(page, arguments, wording)
        if len(arguments) == 3:
            self._show_chosen(*arguments[1:])

    def choices(self, layout: QVBoxLayout) -> None:
        from coach.content.exchange.reading import FORMATS

        options = [(name, _(title)) for name, title in FORMATS.items()]
        self._format = Segments(_("Format of the file"), options)
        self._format.show_value(_READ)
        self._chosen_format = _READ
        self._format.chosen.connect(self._choose_format)
        self._file.changed.connect(self._guess)
        layout.addWidget(FormRow(_("Format of the file"), "", self._format, below=True))
        cards = self.shell.me.library.cards
        lessons = [(name, cards[name].title if name in cards else name) for name in self._lessons]
        self._lesson = Choice(_("Into the lesson"), lessons)
        self._chosen_lesson = self._lessons[0] if self._lessons else ""
        self._lesson.chosen.connect(self._choose_lesson)
        told = _("The lessons of your town. Those that come with the program stay as they are.")
        if lessons:
            layout.addWidget(FormRow(_("Into the lesson"), told, self._lesson, below=True))
        else:
            lacking = _("Your town has no lesson of its own yet. “coach new lesson” makes one.")
            layout.addWidget(Panel("info", "info", _("No lesson to write to"), lacking))
        layout.addSpacing(theme().space(18))

    def _guess(self, file: str) -> None:
        """The format that a file's name speaks of."""
        found = next((name for ending, name in _BY_ENDING.items() if file.lower().endswith(ending)), "")
        if found and found != self._chosen_format:
            self._format.show_value(found)
            self._chosen_format = found

    def _choose_format(self, value: object) -> None:
        self._chosen_format = str(value)
        self.forget()

    def _choose_lesson(self, value: object) -> None:
        self._chosen_lesson = str(value)
        self.forget()

    def _show_chosen(self, format: str, lesson: str) -> None:
        self._format.show_value(format)
        self._chosen_format = format
        if lesson in self._lessons:
            self._lesson.show_value(lesson)
            self._chosen_lesson = lesson

    def help(self) -> str:
        return _(
            "Choose a file and a lesson of your town, read the file, look at each question and at what could not be"
            " taken, then write them. “coach check” names what an author still has to add."
        )

    def again(self) -> tuple[str, ...] | None:
        return ("questions", self.typed, self._chosen_format, self._chosen_lesson)

    def reader(self, file: str) -> Callable[[], "Plan"]:
        me, format, lesson = self.shell.me, self._chosen_format, self._chosen_lesson

        def read() -> "Plan":
            from coach import org
            from coach.org import question_import

            org.may(me.person, Role.TRAINER)
            return question_import.plan(format, file, lesson, me.library)

        return read

    def parts(self, read: "Plan") -> tuple[str, list[QWidget]]:
        taken = ngettext("{n} question to write", "{n} questions to write", len(read.questions))
        refused = ngettext("{n} refused", "{n} refused", len(read.refused))
        told = _("{taken}, {refused}.").format(taken=taken, refused=refused)
        parts: list[QWidget] = [
            Panel("info", "info", _("What would be written"), "\n".join((told, *read.notes)))
        ]
        if read.questions:
            parts.append(_questions(read))
        if read.refused:
            parts.append(_refusals(read))
        return told, parts

    def changes(self, read: "Plan") -> bool:
        return bool(read.questions)

    def keeper(self, read: "Plan") -> tuple[Callable[[], object], str]:
        def write() -> None:
            from coach.org import question_import

            question_import.write(read)

        count = ngettext("{n} question written", "{n} questions written", len(read.questions))
        return write, _("{questions} to {folder}.").format(questions=count, folder=read.folder.name)


def _questions(read: "Plan") -> Part:
    section = Part(_("Questions"))
    table = DataTable(_("Questions that would be written"), tallest=theme().px(420))
    table.fill(
        (_("Line"), _("Type"), _("Question"), _("Still missing")),
        [
            (str(one.draft.line), _kind(one.draft.kind), kept(one.draft.text), ", ".join(one.missing))
            for one in read.questions
        ],
    )
    section.column.addWidget(table)
    if any(one.missing for one in read.questions):
        told = _("Until an author has added what is missing, the lesson does not open.")
        section.column.addWidget(text(told, "small", 400, "ink2"))
    return section


def _refusals(read: "Plan") -> Part:
    section = Part(_("Not taken"))
    table = DataTable(_("Questions that are not taken"), tallest=theme().px(320), widest=600)
    table.fill((_("Line"), _("Why")), [(str(one.line), one.sentence) for one in read.refused])
    section.column.addWidget(table)
    return section


def _kind(name: str) -> str:
    names = {
        "one": _("one of"),
        "many": _("several of"),
        "true_false": _("true or false"),
        "order": _("put in order"),
        "match": _("match"),
        "sort": _("sort"),
        "gaps": _("fill gaps"),
        "text": _("a word to write"),
        "number": _("a number"),
        "estimate": _("an estimate"),
        "do": _("something to do"),
    }
    return names[name]
