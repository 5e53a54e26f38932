"""Révision: a few questions that come back, one at a time, then when they come back next."""

from datetime import UTC, datetime

from coach.app.lesson.question import QuestionView
from coach.app.lesson.reviewed import ReviewedView
from coach.app.lesson.screen import Screen
from coach.app.lesson.walk import Walk
from coach.app.page import Shell
from coach.domain.lesson import Lesson
from coach.study import reviewing
from coach.study import sitting as sittings
from coach.study.reviewing import Return, Review
from coach.study.sitting import Given, Sitting
from coach.words import _


class ReviewPage(Walk):
    """The questions of today's review and its end; without any, the first page is shown instead."""

    lesson: Lesson

    def __init__(self, shell: Shell, attempt_id: str = "", at: str = "", unkept: str = "") -> None:
        """`attempt_id`, `at` and `unkept` bring a page made anew back to where it was; see `again`."""
        super().__init__(shell)
        self._attempt_id, self._from, self._unkept = attempt_id, at, unkept
        self._given: dict[int, Given] = {}
        self.review: Review | None = None
        self.sitting: Sitting | None = None
        self.returns: tuple[Return, ...] = ()
        self._asked = False

    def refresh(self) -> None:
        if not self._asked:
            self._asked = True
            me, known = self.shell.me, self._attempt_id
            self.shell.work(lambda: reviewing.begin(me, datetime.now(UTC), known), self._begin)

    def help(self) -> str:
        return _(
            "These questions come from lessons you have finished. Nothing is marked. “Quit” keeps your answers, and"
            " you may go on later the same day. Settings can switch the daily review off."
        )

    def leaving(self) -> str:
        return _("Quit the review, your answers are kept")

    def told_place(self, number: int, count: int) -> str:
        return _("Question {n} of {all}").format(n=number, all=count)

    def _begin(self, review: Review | None) -> None:
        if review is None:
            self.shell.go("today")
            return
        again = self._attempt_id == review.attempt
        self.review, self._given = review, dict(review.given)
        place = int(self._from) if again else review.screen
        if place >= self.screens:
            self.shell.work(lambda: reviewing.returns(review, datetime.now(UTC)), self._finished)
            return
        self.show_screen(place)
        if again and self._unkept and self.view is not None:
            self.view.take_up(self._unkept)

    def again(self) -> tuple[str, ...] | None:
        if self.review is None or self.view is None:
            return None
        return self.review.attempt, str(self.at), self.view.unkept()

    def given(self, question: str) -> Given | None:
        """The last answer to the question in front."""
        return self._given.get(self.at)

    def keep(self, question: str, given: Given) -> None:
        """Remember an answer for the way back."""
        self._given[self.at] = given

    @property
    def screens(self) -> int:
        return len(self.review.items) if self.review is not None else 0

    def view_at(self, number: int) -> Screen:
        assert self.review
        if number >= self.screens:
            return ReviewedView(self, self.returns)
        item = self.review.items[number]
        self.lesson, self.sitting = item.lesson, self.review.at(number)
        about = _("From the lesson “{title}”").format(title=item.lesson.title)
        return QuestionView(self, item.question, number, about)

    def forward(self) -> None:
        assert self.review
        assert self.sitting
        review, sitting, reached = self.review, self.sitting, self.at + 1
        if reached >= self.screens:
            self.shell.work(lambda: reviewing.finish(review, datetime.now(UTC)), self._finished)
        else:
            self.shell.work(lambda: sittings.reach(sitting, reached), lambda _: self.show_screen(reached))

    def _finished(self, returns: tuple[Return, ...]) -> None:
        self.returns = returns
        self.show_screen(self.screens)


PAGE = ReviewPage
