"""What came of a final quiz, told to the person alone: passed or not yet, and what to look at again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from coach.app.answers import told
from coach.app.lesson.screen import Sheet
from coach.app.lesson.sources import Sources
from coach.app.shared import named
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, Panel
from coach.app.widgets.text import heading, kept, text
from coach.study import Me
from coach.study.final_quiz import Missed, Result
from coach.study.today import PathState
from coach.words import _, ngettext


class ResultView(Sheet):
    """`go` shows a page of the window."""

    def __init__(self, me: Me, walk: PathState, result: Result, go: Callable[..., None]) -> None:
        super().__init__()
        self._me, self._go = me, go
        if result.passed:
            self.draw_note()
        self.title = heading(_("Quiz passed") if result.passed else _("To try again tomorrow"), "display")
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self.title)
        self.column.addSpacing(theme().space(6))
        count = _("right answers: {right} of {all}").format(right=result.right, all=result.asked)
        lead = text(kept(f"{walk.path.title} – {count}"), "lead", 400, "ink2")
        lead.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(lead)
        self.column.addSpacing(theme().space(18))
        self.column.addWidget(self._meaning(walk, result))
        if result.missed:
            self._again(result)
        self.column.addStretch(1)
        self.home = Button(_("Back to the path"), "primary", "route")
        self.home.clicked.connect(lambda: go("paths", walk.path.id))
        self.buttons.addWidget(self.home)
        self.buttons.addStretch(1)

    def _meaning(self, walk: PathState, result: Result) -> Panel:
        if not result.passed:
            again = (
                ngettext("{n} right answer passes.", "{n} right answers pass.", result.needed),
                _("You can try again from tomorrow on, with other questions as far as there are some."),
                _("Nobody is told of this attempt."),
            )
            return Panel("info", "lightbulb", _("What this means"), "\n".join(again))
        hears = walk.assignment is not None and bool(named(self._me))
        listed = walk.assignment is not None and not hears
        told_to = _("Nobody is told: the path was not proposed to you.")
        if hears:
            told_to = _(
                "Your organisation will learn that you passed, the edition and the day: no answer, no number."
            )
        elif listed:
            told_to = _(
                "In the exports of human resources, the path stands as finished: no answer, no number."
            )
        words = (_("The path is finished: its lessons, and its final quiz."), told_to)
        return Panel("soft", "circle-check", _("What this means"), "\n".join(words))

    def _again(self, result: Result) -> None:
        self.column.addSpacing(theme().space(24))
        self.column.addWidget(heading(_("To look at again"), "heading", 600))
        for one in result.missed:
            self.column.addSpacing(theme().space(10))
            self.column.addWidget(self._missed(one))

    def _missed(self, one: Missed) -> Card:
        t = theme()
        card = Card("surface", "line", 18)
        column = QVBoxLayout(card)
        column.setContentsMargins(t.space(22), t.space(16), t.space(22), t.space(18))
        column.setSpacing(t.space(6))
        column.addWidget(text(one.question.text, "lead", 600))
        answer = _("Your answer: {answer}").format(answer=told(one.question, one.response))
        column.addWidget(text(kept(answer), "body", 400, "ink2"))
        right = _("The answer: {answer}").format(answer=told(one.question, one.outcome.solution))
        column.addWidget(text(kept(right), "body", 600, "on_soft"))
        for words in (*one.outcome.feedback[:1], one.outcome.reason):
            column.addWidget(text(kept(words), "body"))
        known = self._me.library.facts
        facts = [known[f] for f in one.question.facts if f in known]
        if facts:
            column.addWidget(Sources(facts))
        if one.lessons:
            column.addLayout(self._reread(one))
        return card

    def _reread(self, one: Missed) -> QVBoxLayout:
        column = QVBoxLayout()
        lesson = one.lessons[0]
        name = _("Read the lesson “{title}” again, about: {question}")
        again = Button(
            _("Read again: {title}").format(title=lesson.title),
            "secondary",
            "book-open",
            name=name.format(title=lesson.title, question=one.question.text),
        )
        again.clicked.connect(lambda: self._go("lesson", lesson.id))
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    @property
    def default(self) -> Button:
        """What Enter presses."""
        return self.home

    def begin(self) -> None:
        self.home.setFocus()
