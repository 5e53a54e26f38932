"""A word of the glossary, or a fact, in a dialog over the page: nobody has to leave what they read."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from coach.app.lesson.sources import told
from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import separator
from coach.app.widgets.dialog import Dialog
from coach.app.widgets.text import text
from coach.app.widgets.wrap import together
from coach.content.facts import figure
from coach.domain.fact import Fact, Status
from coach.domain.glossary import Term
from coach.words import _


class Definition(Dialog):
    """What a word means, its other spellings, the facts behind it, and the words beside it."""

    def __init__(
        self, opener: QWidget, term: Term, terms: Mapping[str, Term], facts: Mapping[str, Fact]
    ) -> None:
        super().__init__(opener, term.name, 640, 500)
        self._opener, self._terms, self._facts = opener, terms, facts
        self.column.addWidget(text(term.meaning, "reading"))
        if term.also:
            also = _("Also called: {words}").format(words=", ".join(term.also))
            self.column.addWidget(text(also, "label", 400, "ink2"))
        for fact in (facts[one] for one in term.facts if one in facts):
            self.column.addSpacing(theme().space(4))
            self.column.addWidget(separator())
            self.column.addWidget(text(fact.statement, "body"))
            self.column.addWidget(text(told(fact), "label", 400, "ink2"))
        beside = [terms[one] for one in term.see if one in terms]
        if beside:
            self.column.addSpacing(theme().space(4))
            self.column.addWidget(text(_("See also"), "label", 600, "ink2"))
            self.column.addWidget(together(self._buttons(beside)))
        self.column.addStretch(1)
        self.offer_close()
        self._told = f"{term.name}. {term.meaning}"

    def open(self) -> None:
        """Show it, and tell its words: the focus is on a button that does not."""
        super().open()
        announce(self, self._told)

    def _buttons(self, beside: Sequence[Term]) -> list[QWidget]:
        buttons: list[QWidget] = []
        for term in beside:
            button = term_button(term)
            button.clicked.connect(lambda _=False, term=term: self._turn(term))
            buttons.append(button)
        return buttons

    def _turn(self, term: Term) -> None:
        self.accept()
        Definition(self._opener, term, self._terms, self._facts).open()


def term_button(term: Term) -> Button:
    """The button that opens a word of the glossary."""
    return Button(term.name, "secondary", "book-open", name=_("Definition: {word}").format(word=term.name))


def may_stand_alone(fact: Fact) -> bool:
    """Whether its figure may be shown outside its sentence, which says "at most", or that it is outdated."""
    return fact.printable and fact.status in (Status.OK, Status.THIN)


class FactView(Dialog):
    """One fact with all that is known of it: figure, source, how it was read, where to read it again."""

    def __init__(self, opener: QWidget, fact: Fact) -> None:
        super().__init__(opener, _("A figure and its source"), 640, 380)
        self.column.addWidget(text(fact.statement, "reading"))
        lines = [told(fact), fact.title, fact.url]
        if may_stand_alone(fact):
            lines.insert(0, _("Figure: {figure}").format(figure=figure(fact)))
        for line in filter(None, lines):
            # An address without blanks would be cut: it may part behind each slash.
            self.column.addWidget(text(line.replace("/", "/\u200b"), "label", 400, "ink2"))
        self.column.addStretch(1)
        self.offer_close()
        self._told = fact.statement

    def open(self) -> None:
        """Show it, and tell its sentence."""
        super().open()
        announce(self, self._told)
