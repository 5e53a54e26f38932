"""Placement: one question after the other, each with its reason, then the levels in words."""

from datetime import UTC, datetime

from coach.app.lesson.question import QuestionView
from coach.app.lesson.screen import Screen
from coach.app.lesson.walk import Walk
from coach.app.levels.placed import PlacedView
from coach.app.page import Shell
from coach.domain.lesson import Lesson
from coach.study import placement
from coach.study.placement import Asked, Bank
from coach.study.progress import Progress, progress
from coach.study.sitting import Given, Sitting
from coach.words import _


class PlacementPage(Walk):
    """An answer is given once; whoever leaves goes on later with the next question."""

    lesson: Lesson

    def __init__(self, shell: Shell, attempt_id: str = "", unkept: str = "", over: str = "") -> None:
        """All three bring a page made anew back to where it was; see `again`."""
        super().__init__(shell)
        self._attempt_id, self._unkept, self._over = attempt_id, unkept, over
        self._bank: Bank | None = None
        self._asked: Asked | None = None
        self._given: Given | None = None
        self._seen: Progress | None = None
        self.sitting: Sitting | None = None

    def refresh(self) -> None:
        if self._bank is None:
            me = self.shell.me
            self._bank = Bank(me.person, {})

            def begun() -> tuple[Bank, Asked | Progress]:
                if self._over:
                    return Bank(me.person, {}), progress(me, datetime.now(UTC))
                read = placement.bank(me)
                return read, self._go_on(read, self._attempt_id)

            self.shell.work(begun, lambda found: self._begin(*found))

    def help(self) -> str:
        return _(
            "The questions come from all the lessons; none is one that you have answered before. “I don't know” is"
            " always an answer. “Quit” keeps your answers, and you may go on whenever you like."
        )

    def leaving(self) -> str:
        return _("Quit, your answers are kept")

    def told_place(self, number: int, count: int) -> str:
        return _("Question {n} of {all}").format(n=number, all=count)

    def _go_on(self, bank: Bank, attempt: str = "") -> Asked | Progress:
        now = datetime.now(UTC)
        return placement.go_on(bank, now, attempt) or progress(self.shell.me, now)

    def _begin(self, bank: Bank, found: Asked | Progress) -> None:
        self._bank = bank
        self._show(found)
        if self._unkept and self.view is not None:
            self.view.take_up(self._unkept)

    def _show(self, found: Asked | Progress) -> None:
        if isinstance(found, Progress):
            self._seen = found
            self.show_screen(self.screens)
            return
        self._asked, self._given = found, found.given
        self.lesson, self.sitting = found.place.lesson, found.sitting
        self.show_screen(found.number - 1)

    def again(self) -> tuple[str, ...] | None:
        if self.view is None:
            return None
        if self._asked is None or self._seen is not None:
            return "", "", "over"
        return self._asked.attempt, self.view.unkept()

    def given(self, question: str) -> Given | None:
        """The answer to the question in front, if it is given."""
        return self._given

    def keep(self, question: str, given: Given) -> None:
        """Remember that the question in front is answered."""
        self._given = given

    @property
    def screens(self) -> int:
        if self._asked is None:
            # Only its end is made anew.
            return 1 if self._seen is not None else 0
        return self._asked.of

    def view_at(self, number: int) -> Screen:
        if self._seen is not None:
            return PlacedView(self, self._seen)
        assert self._asked
        return QuestionView(self, self._asked.place.question, number)

    def forward(self) -> None:
        assert self._bank
        bank = self._bank
        self.shell.work(lambda: self._go_on(bank), self._show)

    def back(self) -> None:
        """An answer is given once: there is no way back."""

    def escape(self) -> None:
        self.shell.go("progress")


PAGE = PlacementPage
