"""A lesson as it will look, beside the text editor: read again at each save, its faults named, its place kept.

`coach preview` starts the window's program with a hidden argument for it. Nothing is recorded.
"""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from coach.app.fields import field_for
from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.card import Panel, separator
from coach.app.widgets.document import Document
from coach.app.widgets.figure import FigureView
from coach.app.widgets.layout import clear, column
from coach.app.widgets.segments import Segments
from coach.app.widgets.text import heading, text
from coach.content.faults import Fault
from coach.content.lesson_file import LessonFile
from coach.content.library import Library
from coach.domain.lesson import Lesson, Question, Step
from coach.questions import kinds
from coach.words import _, languages, native_name, ngettext

_WIDEST = 760
_SETTLED_MS = 120
"""Editors write a file in several steps, or put another one in its place."""
_TOLD = 12


class Preview(QWidget):
    """The whole lesson on one page: steps, then each question with its answer, hint, feedback and reason."""

    def __init__(self, folder: Path, shelf: Library, language: str = "fr") -> None:
        super().__init__()
        self.folder, self._shelf, self._language = folder, shelf, language
        self.setWindowTitle(_("Preview: {lesson}").format(lesson=folder.name))
        self.setAutoFillBackground(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area, self._column = column(_WIDEST)
        outer.addLayout(self._languages())
        outer.addWidget(self.area)
        self._bar, self._place = self.area.verticalScrollBar(), 0
        self._bar.actionTriggered.connect(self._scrolled)
        self._bar.rangeChanged.connect(self._laid_out)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._soon.timeout.connect(self.reload)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _file: self._soon.start())
        self._watcher.directoryChanged.connect(lambda _folder: self._soon.start())
        self.reload()

    def _languages(self) -> QHBoxLayout:
        """A choice of the file that is shown: the French text, or its translation."""
        offered = Segments(_("Language of the lesson"), [(code, native_name(code)) for code in languages()])
        offered.show_value(self._language)
        offered.chosen.connect(self._read_in)
        row, side = QHBoxLayout(), theme().space(32)
        row.setContentsMargins(side, theme().space(12), side, theme().space(12))
        row.addStretch(1)
        row.addWidget(offered)
        row.addStretch(1)
        return row

    def _read_in(self, language: object) -> None:
        self._language = str(language)
        self.reload()

    def reload(self) -> None:
        """Read the folder afresh and show it where it was scrolled to."""
        file = LessonFile(self.folder, self._language, self._shelf.references, self._shelf.known)
        lesson = file.read()
        # A control that goes hands its focus to the next one, and the page would follow.
        if self.area.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus()
        clear(self._column)
        self._tell(file.faults)
        if lesson is not None:
            self._show(lesson)
        self._column.addStretch(1)
        self._watch()
        QTimer.singleShot(_SETTLED_MS, self, lambda: self._bar.setValue(self._place))

    def _scrolled(self, _action: int) -> None:
        self._place = self._bar.sliderPosition()

    def _laid_out(self, _least: int, _most: int) -> None:
        """Labels find their height one after the other: until all have, the page is too short for the place."""
        self._bar.setValue(self._place)

    def _watch(self) -> None:
        """Watch what is there now: a file that was put in the place of another is a new one."""
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)
        self._watcher.addPaths([str(self.folder), *map(str, self.folder.glob("*.*"))])

    def _tell(self, faults: list[Fault]) -> None:
        if not faults:
            self._add(Panel("soft", "check", _("No fault"), _("What you save appears here at once.")), 18)
            return
        told = [fault.told(self.folder) for fault in faults[:_TOLD]]
        if len(faults) > _TOLD:
            told.append(ngettext("and {n} other fault.", "and {n} other faults.", len(faults) - _TOLD))
        title = ngettext("{n} fault", "{n} faults", len(faults))
        panel = Panel("danger", "info", title, "\n".join(told))
        self._add(panel, 18)
        announce(panel, title)

    def _add(self, widget: QWidget, below: int = 8) -> None:
        self._column.addWidget(widget)
        # What is added to a page that is shown would come a moment later only, and the page would jump.
        widget.show()
        self._column.addSpacing(theme().space(below))

    def _show(self, lesson: Lesson) -> None:
        self._add(heading(lesson.title, "display"), 2)
        self._add(text(lesson.summary, "lead", 400, "ink2"))
        for step in lesson.steps:
            self._step(step)
        for question in lesson.questions:
            if not kinds()[question.kind].check(question.key):
                self._question(question)
        self._add(text(lesson.learnt, "lead", 600))

    def _step(self, step: Step) -> None:
        self._add(separator(), 14)
        self._add(heading(step.title, "title"))
        self._add(Document(step.body, _("Text of the step: {title}").format(title=step.title)))
        if step.figure is not None:
            self._add(FigureView(step.figure))
            self._add(text(step.figure.caption, "label", 400, "ink2"))
        if step.rest:
            self._add(Document(step.rest, _("Text below the figure: {title}").format(title=step.title)))
        if step.note:
            self._add(Panel("info", "lightbulb", _("Good to know"), step.note))

    def _question(self, question: Question) -> None:
        kind = kinds()[question.kind]
        self._add(separator(), 14)
        self._add(text(f"{question.id} ({question.kind}, {question.difficulty})", "label", 600, "accent"), 2)
        self._add(heading(question.text))
        field = field_for(question, kind.form(question.key, 0), False)
        self._add(field)
        field.show_solution(kind.right(question.key))
        for choice in question.choices.values():
            if choice.feedback:
                self._add(text(f"{choice.text or choice.id} – {choice.feedback}", "label", 400, "ink2"), 2)
        self._column.addSpacing(theme().space(10))
        self._add(Panel("info", "lightbulb", _("Hint"), question.hint))
        self._add(Panel("info", "book-open", _("Reason"), question.reason))


def run(folder: str, application: QApplication) -> int:
    """Show the preview of a folder until its window is closed."""
    from coach import study

    preview = Preview(Path(folder), study.me().library)
    preview.resize(900, 860)
    preview.show()
    return application.exec()
