"""A lesson from its first step to its end: steps, questions, what was learnt."""

from datetime import UTC, datetime

from coach import study
from coach.app.lesson.end import EndView
from coach.app.lesson.question import QuestionView
from coach.app.lesson.screen import Screen
from coach.app.lesson.step import StepView
from coach.app.lesson.walk import Walk
from coach.app.page import Shell
from coach.domain.lesson import Lesson
from coach.study import sitting as sittings
from coach.study.sitting import Given, Sitting
from coach.words import _


class LessonPage(Walk):
    """The steps of a lesson, its questions, and the end."""

    def __init__(
        self, shell: Shell, lesson_id: str = "", attempt_id: str = "", at: str = "", unkept: str = ""
    ) -> None:
        """`attempt_id`, `at` and `unkept` bring a page made anew back to where it was; see `again`."""
        super().__init__(shell)
        self._attempt_id, self._from, self._unkept = attempt_id, at, unkept
        self._given: dict[str, Given] = {}
        self.lesson: Lesson = shell.me.library.lesson(lesson_id)
        self.sitting: Sitting | None = None
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

    def leaving(self) -> str:
        return _("Quit the lesson, your progress is kept")

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

    @property
    def screens(self) -> int:
        return self.sitting.screens if self.sitting is not None else 0

    def view_at(self, number: int) -> Screen:
        assert self.sitting
        steps, asked = self.lesson.steps, self.sitting.questions
        if number < len(steps):
            return StepView(self, steps[number], number)
        if number < self.sitting.screens:
            return QuestionView(self, asked[number - len(steps)], number - len(steps))
        return EndView(self)

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


PAGE = LessonPage
