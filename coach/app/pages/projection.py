"""A path on the wall of a room: full screen, large letters, questions to talk about; nothing is recorded."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from coach.app.page import Page, Shell
from coach.app.speech import announce
from coach.app.theme import Theme, theme
from coach.app.widgets.button import Button
from coach.app.widgets.figure import FigureView
from coach.app.widgets.layout import clear, scrolling
from coach.app.widgets.text import heading, text
from coach.content.library import Library
from coach.domain.errors import ContentError, UnknownLink
from coach.domain.lesson import Figure, Lesson, Question
from coach.questions._kind import Do, Form, Gaps, Match, Order, Pick, Tick
from coach.study import sitting as sittings
from coach.words import _

_SCALE = 2.0
_WIDEST = 1300
_FIGURE = 1000


@dataclass(frozen=True)
class Slide:
    """One thing to look at together."""

    over: str
    title: str
    body: str
    figure: Figure | None = None
    choices: tuple[str, ...] = ()


def slides(shelf: Library, lessons: Sequence[str]) -> Iterator[Slide]:
    """Every step and question of some lessons, in order; a question is followed by its answer.

    A lesson with a fault is left out: a room full of people is no place to learn of it.
    """
    for name in lessons:
        try:
            lesson = shelf.lesson(name)
        except ContentError:
            continue
        for step in lesson.steps:
            words = "\n\n".join(part for part in (step.body, step.rest, step.note) if part)
            yield Slide(lesson.title, step.title, words, step.figure)
        for number, question in enumerate(lesson.questions[: lesson.ask], 1):
            yield from _asked(lesson, question, number)


def _asked(lesson: Lesson, question: Question, number: int) -> Iterator[Slide]:
    over = _("{lesson}, question {n} of {all}").format(lesson=lesson.title, n=number, all=lesson.ask)
    form = sittings.kind_of(question).form(question.key, number)
    yield Slide(over, question.text, "", None, _texts(question, _offered(form)))
    yield Slide(over, question.text, question.reason, None, _solution(question))


def _offered(form: Form) -> tuple[str, ...]:
    """Ids of what a form shows, in its order; what is written by hand shows none."""
    match form:
        case Pick() | Tick() | Do():
            return form.options
        case Order():
            return form.items
        case Match():
            return (*form.items, *form.targets)
        case Gaps():
            return (form.text, *form.fillers)
    return ()


def _texts(question: Question, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(question.choices[name].text for name in ids)


def _solution(question: Question) -> tuple[str, ...]:
    """What is right, in words; the reason alone tells of a number."""
    right = sittings.kind_of(question).right(question.key)
    if isinstance(right, str):
        return _texts(question, (right,)) if right in question.choices else (right,)
    if isinstance(right, list):
        return _texts(question, right)
    if isinstance(right, dict):
        return tuple(" → ".join(_texts(question, pair)) for pair in right.items())
    return ()


class ProjectionPage(Page):
    """One slide at a time. The second argument is the session's form, to come back to; it may choose lessons."""

    full = True

    def __init__(self, shell: Shell, path: str = "", form: str = "") -> None:
        super().__init__(shell)
        if path not in shell.me.library.paths:
            raise UnknownLink(name=path)
        self._form, self._at = form, 0
        lessons = shell.me.library.paths[path].lessons
        chosen = json.loads(form)["lessons"] if form else lessons
        self._slides = tuple(slides(shell.me.library, [one for one in lessons if one in chosen] or lessons))
        self._big = Theme(theme().name, _SCALE)
        page = QWidget()
        self._column = QVBoxLayout(page)
        side = theme().space(56)
        self._column.setContentsMargins(side, theme().space(40), side, theme().space(20))
        self._column.setSpacing(theme().space(18))
        self._area: QScrollArea = scrolling(page)
        self.outer.addWidget(self._area, 1)
        leave = Button(_("Quit"), "quiet", "x", name=_("Quit the projection"))
        leave.clicked.connect(self.escape)
        self._before = Button(_("Previous"), "secondary", "arrow-left")
        self._before.clicked.connect(lambda: self.step(-1))
        self._next = Button(_("Continue"), "primary", "arrow-right", right=True)
        self._next.clicked.connect(lambda: self.step(1))
        self._place = text("", "label", 600, "ink2", wrap=False)
        self.action_bar(leave, self._before, self._next, self._place)
        self.default = self._next
        self._show()

    def help(self) -> str:
        return _(
            "The path is shown in large letters, to look at together. Continue or the right arrow with Alt goes on,"
            " Escape comes back to the session. Nothing is recorded here."
        )

    def _show(self) -> None:
        clear(self._column)
        slide = self._slides[self._at]
        self._add(text(slide.over, "lead", 600, "accent"), "body", 600)
        self.title = heading(slide.title)
        self._add(self.title, "title", 700)
        for choice in slide.choices:
            self._add(text(f"•  {choice}"), "reading", 600 if slide.body else 400)
        # A label leaves no room between the paragraphs of one text.
        for paragraph in filter(str.strip, slide.body.split("\n\n")):
            body = text(paragraph)
            body.setTextFormat(Qt.TextFormat.MarkdownText)
            self._add(body, "reading")
        if slide.figure is not None:
            figure = FigureView(slide.figure)
            figure.setMaximumWidth(_FIGURE)
            self._column.addWidget(figure)
        self._column.addStretch(1)
        self._area.verticalScrollBar().setValue(0)
        self._before.setEnabled(self._at > 0)
        self._next.setEnabled(self._at < len(self._slides) - 1)
        self._place.setText(_("{n} of {all}").format(n=self._at + 1, all=len(self._slides)))
        announce(self, slide.title)

    def _add(self, label: QLabel, style: str, weight: int = 400) -> None:
        label.setFont(self._big.font(style, weight))
        label.setMaximumWidth(_WIDEST)
        self._column.addWidget(label)
        label.show()

    def step(self, by: int) -> None:
        wanted = self._at + by
        if 0 <= wanted < len(self._slides):
            self._at = wanted
            self._show()
            self.focus_first()

    def focus_first(self) -> None:
        (self._next if self._next.isEnabled() else self._before).setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> None:
        self.shell.go("team", "session", *([self._form] if self._form else []))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and down move a slide that is longer than the screen."""
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if event.key() in pages:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + pages[Qt.Key(event.key())] * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.window().showFullScreen()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.window().showNormal()


PAGE = ProjectionPage
