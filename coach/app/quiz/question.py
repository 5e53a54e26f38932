"""One question of a final quiz: answered once, kept, and nothing told of it before the end."""

import json
from collections.abc import Callable

from coach.app.fields import field_for
from coach.app.fields.choose import PickField
from coach.app.lesson.screen import Sheet
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.text import text
from coach.domain.lesson import Question
from coach.questions._kind import Response
from coach.study import sitting as sittings
from coach.study.final_quiz import Quiz
from coach.words import _, language


class QuizQuestion(Sheet):
    """`keep` is called with the answer, None for "I don't know"."""

    def __init__(self, quiz: Quiz, question: Question, keys: bool, keep: Callable[[Response], None]) -> None:
        super().__init__()
        self.question, self._keep = question, keep
        number, count = quiz.questions.index(question) + 1, len(quiz.questions)
        told = _("Question {n} of {all}").format(n=number, all=count)
        self.ask(told, question)
        if quiz.language != language():
            told = _("This quiz is not translated yet: here it is in French.")
            self.column.addWidget(text(told, "small", 400, "ink2"))
        form = sittings.kind_of(question).form(question.key, quiz.seed)
        self.field = field_for(question, form, keys)
        if isinstance(self.field, PickField):
            # In a lesson it says that nothing is marked, which does not hold here.
            self.field.instruction = _("One answer.")
        self.column.addWidget(self.field.how())
        self.column.addSpacing(theme().space(14))
        self.column.addWidget(self.field)
        self.column.addStretch(1)
        self._buttons(last=number == count)
        self.field.changed.connect(self._changed)
        self._changed()

    def _buttons(self, *, last: bool) -> None:
        self.unsure = Button(_("I don't know"), "secondary")
        self.unsure.clicked.connect(lambda: self._send(None))
        words = _("Keep and finish") if last else _("Keep and go on")
        self.check = Button(words, "primary", "arrow-right", right=True)
        self.check.clicked.connect(lambda: self._send(self.field.response()))
        self.buttons.addWidget(self.unsure)
        self.buttons.addWidget(self.check)
        self.buttons.addStretch(1)

    def _changed(self) -> None:
        self.check.setEnabled(self.field.response() is not None)

    def _send(self, response: Response) -> None:
        self.check.setEnabled(False)
        self.unsure.setEnabled(False)
        self._keep(response)

    def not_kept(self) -> None:
        """It was not kept: the same answer, or another, can be given again."""
        self.unsure.setEnabled(True)
        self._changed()

    @property
    def default(self) -> Button:
        """What Enter presses."""
        return self.check

    def begin(self) -> None:
        self.field.begin()

    def unkept(self) -> str:
        """What is chosen and not kept yet, for a screen made anew."""
        response = self.field.response()
        return "" if response is None else json.dumps(response)

    def take_up(self, unkept: str) -> None:
        """Show what `unkept` has told."""
        self.field.put(json.loads(unkept))
