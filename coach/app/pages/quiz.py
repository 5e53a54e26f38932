"""The final quiz of a path: before it, its questions one at a time, and what came of it."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from coach.app.attempt import attempt
from coach.app.page import Page, Shell
from coach.app.quiz.before import Before
from coach.app.quiz.question import QuizQuestion
from coach.app.quiz.result import ResultView
from coach.app.speech import announce
from coach.app.widgets.layout import clear
from coach.app.widgets.progress import Steps
from coach.app.widgets.top_bar import TopBar
from coach.domain.errors import CoachError
from coach.domain.lesson import Question
from coach.questions._kind import Response
from coach.study import final_quiz, today
from coach.study.final_quiz import Quiz, Result
from coach.words import _

View = Before | QuizQuestion | ResultView


class QuizPage(Page):
    """Leaving at any point loses nothing but what was not kept yet."""

    full = True

    def __init__(self, shell: Shell, path: str = "", attempt_id: str = "", unkept: str = "") -> None:
        """`attempt_id` and `unkept` bring a page made anew back to where it was; see `again`."""
        super().__init__(shell)
        self.walk = today.path(shell.me, path)
        self.quiz: Quiz | None = None
        self.view: View | None = None
        self._attempt, self._unkept, self._asked = attempt_id, unkept, False
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self.outer.addLayout(self._place, 1)

    def refresh(self) -> None:
        if not self._asked:
            self._asked = True
            me, path, known = self.shell.me, self.walk.path.id, self._attempt
            attempt(
                self,
                lambda: (
                    final_quiz.reopen(me, path, known, datetime.now(UTC))
                    if known
                    else final_quiz.open_quiz(me, path, datetime.now(UTC))
                ),
                self._begin,
                self._closed,
            )

    def help(self) -> str:
        return _(
            "The final quiz asks new questions about the lessons of a path, each once. “Quit” keeps your place and"
            " the answers that you have kept. What to look at again is told after the last question."
        )

    def again(self) -> tuple[str, ...] | None:
        if self.quiz is None or self.view is None:
            return None
        return self.walk.path.id, self.quiz.attempt, self.view.unkept()

    def escape(self) -> None:
        self.shell.go("paths", self.walk.path.id)

    def focus_first(self) -> None:
        if self.view is not None:
            self.view.begin()

    def _closed(self, error: CoachError) -> None:
        self.escape()
        self.shell.fail(error)

    def _begin(self, quiz: Quiz) -> None:
        self.quiz = quiz
        if quiz.answered or self._unkept:
            self._next()
        else:
            self._show(Before(quiz, self._next))

    def _next(self) -> None:
        assert self.quiz
        if not self.quiz.left:
            self._conclude()
            return
        question, keys = self.quiz.left[0], self.shell.me.settings.letter_keys
        view = QuizQuestion(self.quiz, question, keys, lambda response: self._keep(question, response))
        if self._unkept:
            view.take_up(self._unkept)
            self._unkept = ""
        self._show(view)

    def _keep(self, question: Question, response: Response) -> None:
        assert self.quiz
        quiz = self.quiz

        def kept(further: Quiz) -> None:
            self.quiz = further
            self._next()

        task = partial(final_quiz.answer, quiz, question, response, datetime.now(UTC))
        attempt(self, task, kept, self._not_kept)

    def _not_kept(self, error: CoachError) -> None:
        self.shell.fail(error)
        if isinstance(self.view, QuizQuestion) and isValid(self.view):
            self.view.not_kept()

    def _conclude(self) -> None:
        assert self.quiz
        me, quiz = self.shell.me, self.quiz
        attempt(self, lambda: final_quiz.conclude(me, quiz, datetime.now(UTC)), self._told, self._not_kept)

    def _told(self, result: Result) -> None:
        self._show(ResultView(self.shell.me, self.walk, result, self.shell.go))

    def _show(self, view: View) -> None:
        clear(self._place)
        self.view, self.title, self.bar, self.default = view, view.title, view.bar, view.default
        self._place.addWidget(self._top_bar())
        self._place.addWidget(view, 1)
        view.show()
        view.begin()
        if view.title is not None:
            announce(self, view.title.spoken)

    def _top_bar(self) -> TopBar:
        assert self.quiz
        done, count = len(self.quiz.answered), len(self.quiz.questions)
        steps = Steps(done, count, _("{n} of {all} questions answered").format(n=done, all=count))
        return TopBar(_("Quit the quiz, your place is kept"), self.escape, steps, QWidget())


PAGE = QuizPage
