"""One step of a lesson: one idea, a figure, a note, the sources of its figures."""

from PySide6.QtWidgets import QWidget

from coach.app.lesson.definition import Definition, term_button
from coach.app.lesson.screen import Host, Screen
from coach.app.lesson.sources import Sources
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel
from coach.app.widgets.document import Document
from coach.app.widgets.figure import FigureView
from coach.app.widgets.text import heading, text
from coach.app.widgets.wrap import together
from coach.content.linking import SCHEME, linker
from coach.domain.glossary import Term
from coach.domain.lesson import Step
from coach.words import _, language


class StepView(Screen):
    """The step's title, text and figure, then "Previous" and "Continue"."""

    def __init__(self, host: Host, step: Step, number: int) -> None:
        super().__init__(host)
        shelf, lesson = host.shell.me.library, host.lesson
        self.column.addWidget(text(lesson.title, "label", 600, "accent"))
        self.column.addSpacing(theme().space(2))
        self.title = heading(step.title, "title")
        self.column.addWidget(self.title)
        self.column.addSpacing(theme().space(10))
        if lesson.language != language():
            self.column.addWidget(
                text(_("This lesson is not translated yet: here it is in French."), "small", 400, "ink2")
            )
        # A lesson that is not translated is linked to no word of another language.
        self._known = linker(shelf)
        texts = (step.body, step.rest)
        (body, rest), terms = self._known.link(*texts) if lesson.language == language() else (texts, ())
        self._document(body, _("Text of the step: {title}").format(title=step.title))
        if step.figure is not None:
            self._figure(step)
        if rest:
            self._document(rest, _("Text below the figure: {title}").format(title=step.title))
        if step.note:
            self.column.addSpacing(theme().space(6))
            self.column.addWidget(Panel("info", "lightbulb", _("Good to know"), step.note))
        if terms:
            self._explained(terms)
        facts = [shelf.facts[name] for name in step.facts if name in shelf.facts]
        if facts:
            self.column.addSpacing(theme().space(16))
            self.column.addWidget(Sources(facts))
        self.column.addStretch(1)
        self._buttons(number)

    def _document(self, markdown: str, name: str) -> None:
        document = Document(markdown, name)
        document.asked.connect(lambda target: self._define(target.removeprefix(SCHEME)))
        self.column.addWidget(document)

    def _explained(self, terms: tuple[Term, ...]) -> None:
        buttons: list[QWidget] = []
        for term in terms:
            button = term_button(term)
            button.clicked.connect(lambda _=False, term=term.id: self._define(term))
            buttons.append(button)
        self.column.addSpacing(theme().space(12))
        self.column.addWidget(text(_("Words explained"), "label", 600, "ink2"))
        self.column.addSpacing(theme().space(6))
        self.column.addWidget(together(buttons))

    def _define(self, term: str) -> None:
        known = self._known.terms
        if term in known:
            Definition(self, known[term], known, self.host.shell.me.library.facts).open()

    def _figure(self, step: Step) -> None:
        assert step.figure
        self.column.addSpacing(theme().space(12))
        self.column.addWidget(FigureView(step.figure))
        self.column.addSpacing(theme().space(10))
        self.column.addWidget(text(step.figure.caption, "label", 400, "ink2"))
        self.column.addSpacing(theme().space(18))

    def _buttons(self, number: int) -> None:
        if number:
            before = Button(_("Previous"), "secondary", "arrow-left")
            before.clicked.connect(self.host.back)
            self.buttons.addWidget(before)
        self.next = Button(_("Continue"), "primary", "arrow-right", right=True)
        self.next.clicked.connect(self.host.forward)
        self.buttons.addWidget(self.next)
        self.buttons.addStretch(1)
