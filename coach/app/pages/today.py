"""Aujourd'hui: one thing to do, the week, today's review, three lessons, the gesture of the day."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.app.page import Page, Shell
from coach.app.speech import Heading
from coach.app.theme import theme
from coach.app.widgets.button import Button, flush
from coach.app.widgets.card import Card, Drawing
from coach.app.widgets.layout import Flow, clear, row
from coach.app.widgets.lesson_card import LessonCard, told_state
from coach.app.widgets.lesson_row import start
from coach.app.widgets.progress import Ring
from coach.app.widgets.quiz_card import QuizCard
from coach.app.widgets.strip import Strip
from coach.app.widgets.text import Pill, heading, kept, text
from coach.domain.lesson import Gesture
from coach.study import Me, notebook
from coach.study.today import LessonState, PathState, Today, Week, today
from coach.words import _, day, ngettext

if TYPE_CHECKING:
    from coach.study.review import Waiting


class TodayPage(Page):
    """Answers "what now?" at one glance."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        self._column = self.body(_("Hello"), below=4)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(0)
        self._column.addLayout(self._inside)
        self._column.addStretch(1)
        self._review = QVBoxLayout()

    def help(self) -> str:
        return _("This page offers one lesson to begin or go on with. The others can wait.")

    def refresh(self) -> None:
        seen = today(self.shell.me, datetime.now(UTC))
        clear(self._inside)
        assert isinstance(self.title, Heading)
        self.title.setText(
            _("Hello {name}").format(name=seen.name.split(" ")[0]) if seen.name else _("Hello")
        )
        self._fill(seen)
        if not seen.review:
            return
        if self.window().isVisible():
            self._show_review(_waiting(self.shell.me))
        else:
            # A window that opens is drawn first. The page itself is never painted: what it holds covers it.
            self._first.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._look)
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        me = self.shell.me
        self.shell.work(lambda: _waiting(me), self._show_review)

    def _show_review(self, waiting: "Waiting | None") -> None:
        clear(self._review)
        if waiting is None:
            return
        told = _("Go on with the review") if waiting.begun else _("Start the review")
        questions = ngettext("{n} question", "{n} questions", waiting.questions)
        minutes = ngettext("{n} minute", "{n} minutes", waiting.minutes)
        name = _("Today's review: {questions}, {minutes}").format(questions=questions, minutes=minutes)
        begin = Button(told, "secondary", name=f"{told}, {name}")
        begin.clicked.connect(lambda: self.shell.go("review"))
        sentence = _("{questions}, {minutes}: what you have learnt, before it fades.")
        if not theme().stacked:
            self._review.addSpacing(theme().space(14))
        self._review.addWidget(
            Strip(
                "repeat",
                _("Today's review"),
                sentence.format(questions=questions, minutes=minutes),
                begin,
                "surface",
                "accent",
            )
        )

    def _fill(self, seen: Today) -> None:
        waiting = _("A short lesson is waiting. The rest can wait too.")
        subtitle = waiting if seen.next else _("You have finished every lesson. They stay open to you.")
        self._inside.addWidget(text(subtitle, "lead", 400, "ink2"))
        self._inside.addSpacing(theme().space(20))
        top = row()
        self._first = self._hero(seen.next, seen.proposed) if seen.next else self._all_done()
        top.addWidget(self._first, 7)
        self._review = QVBoxLayout()
        if theme().stacked:
            top.addLayout(self._review)
        if seen.week.goal:
            top.addWidget(_week(seen.week), 3)
        self._inside.addLayout(top)
        if seen.quiz is not None:
            self._inside.addSpacing(theme().space(14))
            self._inside.addWidget(self._quiz(seen.quiz))
        if not theme().stacked:
            self._inside.addLayout(self._review)
        self._inside.addSpacing(theme().space(14))
        if seen.others:
            self._lessons(seen.others)
        if seen.gesture is not None:
            self._inside.addSpacing(theme().space(14))
            self._inside.addWidget(self._gesture(seen.gesture, seen.gesture_done))

    def _hero(self, state: LessonState, proposed: PathState | None) -> Card:
        t, lesson = theme(), state.card
        card = Card("surface", "line", 20)
        across = QHBoxLayout(card)
        across.setContentsMargins(2, 2, 2, 2)
        across.setSpacing(0)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(t.space(28), t.space(22), t.space(20), t.space(18))
        column.setSpacing(0)
        begun = state.screen > 0
        column.addWidget(Pill(_("To go on with") if begun else _("Up next")))
        column.addSpacing(t.space(12))
        column.addWidget(heading(lesson.title))
        column.addSpacing(t.space(6))
        column.addWidget(text(kept(lesson.summary), "body", 400, "ink2"))
        if proposed is not None and any(lesson.id == one.card.id for one in proposed.lessons):
            column.addSpacing(t.space(6))
            column.addWidget(text(told_proposal(proposed), "label", 400, "on_soft"))
        column.addStretch(1)
        column.addSpacing(t.space(16))
        column.addLayout(self._start(state))
        across.addWidget(words, 11)
        if not t.stacked:
            across.addWidget(Drawing(lesson.cover or t.art("hero"), (160, 228), round_right=True), 12)
        return card

    def _start(self, state: LessonState) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme().space(10))
        begin = start(state)
        begin.clicked.connect(lambda: self.shell.go("lesson", state.card.id))
        self.default = begin
        line.addWidget(begin)
        line.addWidget(text(told_state(state), "body", 400, "ink2", wrap=False))
        line.addStretch(1)
        return line

    def _all_done(self) -> Card:
        card = Card("surface", "line", 20)
        column = QVBoxLayout(card)
        side = theme().space(28)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme().space(8))
        column.addWidget(heading(_("Every lesson is finished")))
        column.addWidget(
            text(_("Your progress shows what each lesson brings to the label."), "body", 400, "ink2")
        )
        column.addStretch(1)
        see = Button(_("See my progress"), "primary", "arrow-right", right=True)
        see.clicked.connect(lambda: self.shell.go("progress"))
        self.default = see
        column.addWidget(see)
        return card

    def _quiz(self, walk: PathState) -> QuizCard:
        card = QuizCard(walk)
        card.button.clicked.connect(lambda: self.shell.go("quiz", walk.path.id))
        return card

    def _lessons(self, others: tuple[LessonState, ...]) -> None:
        line = QHBoxLayout()
        line.addWidget(heading(_("Your lessons"), "heading", 600))
        line.addStretch(1)
        every = flush(Button(_("All the paths"), "quiet", "chevron-right", right=True))
        every.clicked.connect(lambda: self.shell.go("paths"))
        line.addWidget(every)
        self._inside.addLayout(line)
        self._inside.addSpacing(theme().space(4))
        cards: list[QWidget] = []
        for state in others:
            card = LessonCard(state)
            card.clicked.connect(lambda _=False, lesson=state.card.id: self.shell.go("lesson", lesson))
            cards.append(card)
        self._inside.addWidget(Flow(cards, 250))

    def _gesture(self, gesture: Gesture, done: bool) -> Card:
        told = _("Noted today") if done else _("I did it")
        noted = Button(told, "secondary", "check", name=f"{told}, {gesture.text}")
        noted.setEnabled(not done)
        noted.clicked.connect(lambda: self._did(gesture))
        return Strip("hand-heart", _("The gesture of the day"), gesture.text, noted)

    def _did(self, gesture: Gesture) -> None:
        person, now = self.shell.me.person, datetime.now(UTC)
        today_ = now.astimezone().date()

        def noted(_id: str) -> None:
            self.shell.changed()
            self.shell.tell(_("Noted in your notebook."))

        self.shell.work(lambda: notebook.note(person, gesture.id, "", "done", today_, now), noted)

    def focus_first(self) -> None:
        if self.default is not None:
            self.default.setFocus(Qt.FocusReason.OtherFocusReason)


def told_proposal(walk: PathState) -> str:
    """Who proposed a path, and the wished day; never that it is late."""
    assert walk.assignment
    by, due = walk.assignment.assigned_by, walk.assignment.due
    if due is None:
        return _("Path “{path}”, proposed by {name}").format(path=walk.path.title, name=by)
    return _("Path “{path}”, proposed by {name}, wished for {day}").format(
        path=walk.path.title, name=by, day=day(due)
    )


def _waiting(me: Me) -> "Waiting | None":
    # It reads whole lessons, and loads what plans their questions: not before the first page is drawn.
    from coach.study.review import waiting

    return waiting(me, datetime.now(UTC))


def _week(week: Week) -> Card:
    t = theme()
    card = Card("surface", "line", 20)
    column = QVBoxLayout(card)
    column.setContentsMargins(t.space(24), t.space(22), t.space(24), t.space(22))
    column.setSpacing(0)
    column.addWidget(heading(_("My week"), "heading", 600))
    column.addSpacing(t.space(8))
    name = _("Lessons this week: {done} of {goal}").format(done=week.done, goal=week.goal)
    ring = Ring(week.done, week.goal, name, ngettext("lesson", "lessons", week.goal))
    column.addWidget(ring, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addSpacing(t.space(12))
    left = week.goal - week.done
    told = (
        ngettext("{n} more lesson for the goal you chose.", "{n} more lessons for the goal you chose.", left)
        if left > 0
        else _("The goal you chose is reached.")
    )
    words = text(kept(told), "label", 400, "ink2")
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(words)
    column.addStretch(1)
    return card


PAGE = TodayPage
