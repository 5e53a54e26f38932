"""One question: answer, check, a hint at the first miss, the reason at the second."""

import json
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from coach.app import answers
from coach.app.fields import field_for
from coach.app.lesson.screen import Host, Screen
from coach.app.lesson.sources import Sources
from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel
from coach.app.widgets.layout import clear
from coach.domain.errors import CoachError
from coach.domain.lesson import Question
from coach.questions._kind import Response
from coach.study import sitting as sittings
from coach.study.sitting import Given, Outcome
from coach.words import _


class QuestionView(Screen):
    """The question with its field, the feedback below it, and one button that says what comes next."""

    def __init__(self, host: Host, question: Question, number: int, about: str = "") -> None:
        """`about` stands above the question in place of its number: the lesson that it comes from."""
        super().__init__(host)
        assert host.sitting
        self.question = question
        self._outcome: Outcome | None = None
        told = about or _("Question {n} of {all}").format(n=number + 1, all=len(host.sitting.questions))
        self.ask(told, question)
        form = sittings.kind_of(question).form(question.key, host.sitting.seed)
        self.field = field_for(question, form, host.shell.me.settings.letter_keys)
        self.column.addWidget(self.field.how())
        self.column.addSpacing(theme().space(14))
        self.column.addWidget(self.field)
        self._feedback = QVBoxLayout()
        self._feedback.setSpacing(theme().space(12))
        self.column.addSpacing(theme().space(14))
        self.column.addLayout(self._feedback)
        self.column.addStretch(1)
        self._buttons()
        given = host.given(question.id)
        if given is not None and given.response is not None:
            self.field.put(given.response)
        self.field.changed.connect(self._changed)
        self._changed()
        if given is not None:
            self._draw(given.outcome, given.response)

    def _buttons(self) -> None:
        self.unsure = Button(_("I don't know"), "secondary")
        self.unsure.clicked.connect(lambda: self._send(None))
        self.check = Button(_("Check my answer"), "primary", right=True)
        self.check.clicked.connect(self._pressed)
        self.buttons.addWidget(self.unsure)
        self.buttons.addWidget(self.check)
        self.buttons.addStretch(1)

    def begin(self) -> None:
        self.host.default = self.check
        if self.done:
            self.check.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.field.begin()

    def _changed(self) -> None:
        if self.done:
            return
        self.field.show_misses(())
        self.check.turn(_("Check my answer"))
        self.check.setEnabled(self.field.response() is not None)
        self._outcome = None

    def _pressed(self) -> None:
        if self._outcome is None:
            self._send(self.field.response())
        elif self._outcome.done:
            self.host.forward()
        else:
            self._changed()
            self.begin()

    def _send(self, response: Response) -> None:
        sitting, question = self.host.sitting, self.question
        assert sitting
        self.check.setEnabled(False)
        self.unsure.setEnabled(False)
        self.host.ask(
            lambda: sittings.answer(sitting, question, response, datetime.now(UTC)),
            lambda outcome: self._show(outcome, response),
            self._not_kept,
        )

    def _not_kept(self, error: CoachError) -> None:
        self.host.shell.fail(error)
        if isValid(self):
            self.unsure.setEnabled(True)
            self._changed()

    def _show(self, outcome: Outcome, response: Response) -> None:
        self.host.keep(self.question.id, Given(response, outcome))
        if not isValid(self):
            return
        panel, last = self._draw(outcome, response)
        self.check.setFocus()
        announce(panel, self._spoken(outcome, response))
        self.reveal(last)

    def _spoken(self, outcome: Outcome, response: Response) -> str:
        """The feedback as one hears it, with the answer that others see marked."""
        title, words = told(outcome, response)
        parts = [f"{title}.", words.replace("\n", " ")]
        if outcome.done and not outcome.right:
            solution = answers.told(self.question, outcome.solution)
            parts.insert(1, _("The answer: {answer}").format(answer=solution.rstrip(".")) + ".")
        return " ".join(parts)

    def _draw(self, outcome: Outcome, response: Response) -> tuple[QWidget, QWidget]:
        """Show what followed an answer; gives the feedback's panel, and the last thing below it."""
        self._outcome = outcome
        self.unsure.setEnabled(True)
        clear(self._feedback)
        self.check.setEnabled(True)
        if outcome.done:
            self.field.show_solution(outcome.solution)
            self.unsure.hide()
            self.check.turn(_("Continue"), "arrow-right")
        else:
            self.field.show_misses(outcome.misses)
            self.check.turn(_("Try again"))
        title, words = told(outcome, response)
        tone, sign = ("soft", "circle-check") if outcome.right else ("review", "rotate-ccw")
        if outcome.done and not outcome.right:
            tone, sign = "info", "lightbulb"
        panel = Panel(tone, sign, title, words, "heading")
        self._feedback.addWidget(panel)
        last: QWidget = panel
        facts = self.host.shell.me.library.facts
        cited = [facts[name] for name in self.question.facts if name in facts] if outcome.done else []
        if cited:
            last = Sources(cited)
            self._feedback.addWidget(last)
        return panel, last

    @property
    def done(self) -> bool:
        """Whether nothing more is to answer here."""
        return self._outcome is not None and self._outcome.done

    def unkept(self) -> str:
        response = None if self._outcome is not None else self.field.response()
        return "" if response is None else json.dumps(response)

    def take_up(self, unkept: str) -> None:
        self.field.put(json.loads(unkept))


def told(outcome: Outcome, response: Response) -> tuple[str, str]:
    """Title and words of the feedback; a wholly wrong answer is not "not quite"."""
    if outcome.right:
        parts, title = (*outcome.feedback, outcome.reason), _("That is it")
    elif response is None:
        parts, title = (outcome.reason,), _("Here is the answer")
    elif outcome.done:
        parts, title = (outcome.reason, *outcome.feedback[:1]), _("Here is the answer")
    else:
        title = _("Not quite") if outcome.score > 0 else _("This is not it yet")
        parts = (*outcome.feedback[:2], outcome.hint)
    return title, "\n".join(dict.fromkeys(part for part in parts if part))
