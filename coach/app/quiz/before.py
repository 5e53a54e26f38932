"""Before the first question of a final quiz: what it is, what passes, who hears of it."""

from collections.abc import Callable

from coach.app.lesson.screen import Sheet
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.document import Document
from coach.app.widgets.text import heading, text
from coach.domain.final_quiz import needed
from coach.study.final_quiz import Quiz
from coach.words import _, ngettext


class Before(Sheet):
    """`begin_quiz` is called by the one button."""

    def __init__(self, quiz: Quiz, begin_quiz: Callable[[], None]) -> None:
        super().__init__()
        count = len(quiz.questions)
        self.column.addWidget(text(quiz.path.title, "label", 600, "accent"))
        self.column.addSpacing(theme().space(2))
        self.title = heading(_("Final quiz"), "title")
        self.column.addWidget(self.title)
        self.column.addSpacing(theme().space(10))
        lines = (
            ngettext(
                "{n} new question about the lessons of this path.",
                "{n} new questions about the lessons of this path.",
                count,
            ),
            ngettext("{n} right answer passes.", "{n} right answers pass.", needed(count)),
            _("Each question is answered once, without a hint. “I don't know” is an answer too."),
            _("There is no time limit. You may quit and go on later."),
            _("What to look at again is told after the last question, and only to you."),
            _("If it does not work today, you can try again tomorrow. Nobody is told of it."),
        )
        name = _("How the final quiz goes")
        self.column.addWidget(Document("\n".join(f"- {line}" for line in lines), name))
        self.column.addStretch(1)
        self.start = Button(_("Start the quiz"), "primary", "arrow-right", right=True)
        self.start.clicked.connect(begin_quiz)
        self.buttons.addWidget(self.start)
        self.buttons.addStretch(1)

    @property
    def default(self) -> Button:
        """What Enter presses."""
        return self.start

    def begin(self) -> None:
        self.start.setFocus()
