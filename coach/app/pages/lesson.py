"""A lesson from its first step to its end: steps, questions, what was learnt."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach import study
from coach.app.attempt import attempt
from coach.app.lesson.end import EndView
from coach.app.lesson.question import QuestionView
from coach.app.lesson.step import StepView
from coach.app.page import Page, Shell
from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.progress import Steps
from coach.app.widgets.text import text
from coach.domain.errors import CoachError
from coach.domain.lesson import Lesson
from coach.study import sitting as sittings
from coach.study.sitting import Given, Sitting
from coach.words import _

READING = 680
View = StepView | QuestionView | EndView
T = TypeVar("T")


class LessonPage(Page):
    """One screen at a time; leaving at any point loses nothing."""

    full = True

    def __init__(
        self, shell: Shell, lesson_id: str = "", attempt_id: str = "", at: str = "", unkept: str = ""
    ) -> None:
        """`attempt_id`, `at` and `unkept` bring a page made anew back to where it was; see `again`."""
        super().__init__(shell)
        self._attempt_id, self._from, self._unkept = attempt_id, at, unkept
        self._given: dict[str, Given] = {}
        self.lesson: Lesson = shell.me.library.lesson(lesson_id)
        self.sitting: Sitting | None = None
        self.at = 0
        self.view: View | None = None
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._top: QWidget | None = None
        self.outer.addLayout(self._place, 1)
        self._asked = False

    def refresh(self) -> None:
        if not self._asked:
            self._asked = True
            person, lesson, known = self.shell.me.person, self.lesson, self._attempt_id
            self.shell.work(
                lambda: (
                    sittings.reopen(person, lesson, known, datetime.now(UTC))
                    if known
                    else sittings.open_lesson(person, lesson, datetime.now(UTC))
                ),
                self._begin,
            )

    def help(self) -> str:
        return _(
            "A lesson has a few short steps, then questions. “Quit” keeps your place. Alt and the left or right arrow"
            " go one step back or forward."
        )

    def _begin(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._given = dict(sitting.given)
        if self._attempt_id == sitting.attempt:
            self.show_screen(min(int(self._from), sitting.screens))
            if self._unkept and self.view is not None:
                self.view.take_up(self._unkept)
        else:
            self.show_screen(min(sitting.screen, sitting.screens - 1))

    def again(self) -> tuple[str, ...] | None:
        if self.sitting is None or self.view is None:
            return None
        return self.lesson.id, self.sitting.attempt, str(self.at), self.view.unkept()

    def given(self, question: str) -> Given | None:
        """The last answer to a question in this sitting."""
        return self._given.get(question)

    def keep(self, question: str, given: Given) -> None:
        """Remember an answer for the way back."""
        self._given[question] = given

    def ask(
        self, task: Callable[[], T], then: Callable[[T], None], otherwise: Callable[[CoachError], None]
    ) -> None:
        """Do something off the main thread for a screen, which may be gone when the answer comes."""
        attempt(self, task, then, otherwise)

    def show_screen(self, number: int) -> None:
        """Show a step, a question or, past the last of them, the end."""
        assert self.sitting
        steps, asked = self.lesson.steps, self.sitting.questions
        self.at = number
        if number < len(steps):
            view: View = StepView(self, steps[number], number)
        elif number < self.sitting.screens:
            view = QuestionView(self, asked[number - len(steps)], number - len(steps))
        else:
            view = EndView(self)
        self._replace(view)

    def _replace(self, view: View) -> None:
        while self._place.count():
            item = self._place.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self.view, self.title, self.bar = view, view.title, view.bar
        self._top = self._top_bar()
        self._place.addWidget(self._top)
        self._place.addWidget(view, 1)
        view.show()
        view.begin()
        if view.title is not None:
            announce(self, view.title.text())

    def _top_bar(self) -> QWidget:
        assert self.sitting
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme().space(24), theme().space(14), theme().space(24), theme().space(10))
        row.setSpacing(theme().space(16))
        leave = Button(_("Quit"), "quiet", "x", name=_("Quit the lesson, your progress is kept"))
        leave.clicked.connect(self.escape)
        row.addWidget(leave, 1, Qt.AlignmentFlag.AlignLeft)
        number, count = min(self.at + 1, self.sitting.screens), self.sitting.screens
        told = _("Step {n} of {all}").format(n=number, all=count)
        done = count if self.at >= count else number
        steps = Steps(done, count, told)
        steps.setMinimumWidth(theme().px(120))
        steps.setMaximumWidth(min(theme().space(560), 620))
        row.addWidget(steps, 3)
        if self.at < count:
            place = text(told, "label", 600, "ink2", wrap=False)
            place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(place, 1)
        else:
            # A stretch has no spacing beside it: the bar would move by half of it at the end.
            row.addWidget(QWidget(), 1)
        return bar

    def forward(self) -> None:
        """The screen is done: keep that, then show the next one."""
        assert self.sitting
        sitting, reached = self.sitting, self.at + 1
        if reached >= sitting.screens:
            self.shell.work(lambda: sittings.finish(sitting, datetime.now(UTC)), lambda _: self._finished())
        else:
            self.shell.work(lambda: sittings.reach(sitting, reached), lambda _: self.show_screen(reached))

    def _finished(self) -> None:
        assert self.sitting
        self.show_screen(self.sitting.screens)
        self.shell.work(lambda: study.brief_agent(datetime.now(UTC)), lambda _: None)

    def back(self) -> None:
        """Show the screen before this one."""
        if self.at > 0:
            self.show_screen(self.at - 1)

    def step(self, by: int) -> None:
        if self.sitting is None or self.at >= self.sitting.screens:
            return
        if by < 0:
            self.back()
        elif isinstance(self.view, StepView) or (isinstance(self.view, QuestionView) and self.view.done):
            self.forward()

    def escape(self) -> None:
        self.shell.go("today")

    def focus_first(self) -> None:
        if self.view is not None:
            self.view.begin()

    def column_width(self) -> int:
        """Width of the reading column: about 70 characters at any text size."""
        return round(READING * (1 + (theme().scale - 1) * 0.5))


PAGE = LessonPage
