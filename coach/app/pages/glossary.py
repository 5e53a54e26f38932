"""Glossaire: every word that a lesson may need explained, in the order of the alphabet."""

from itertools import groupby

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from coach.app.lesson.definition import Definition
from coach.app.page import Page, Shell
from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.empty import Empty
from coach.app.widgets.found_row import FoundRow
from coach.app.widgets.head import beside_title
from coach.app.widgets.layout import clear
from coach.app.widgets.search_bar import SPOKEN_AFTER_MS, labelled
from coach.app.widgets.text import heading
from coach.content.full_text import stem
from coach.domain.excerpt import Excerpt, Phrase, marked
from coach.domain.fold import fold, folded_words
from coach.domain.glossary import Term
from coach.words import _, ngettext


class GlossaryPage(Page):
    """A field that narrows the list as one types, and a row for each word that opens its whole definition.

    An argument is what was typed.
    """

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        layout = self.body(_("Glossary"), _("Words of digital technology, each in a sentence or two."))
        back = Button(_("All the paths"), "secondary", "arrow-left")
        back.clicked.connect(self.escape)
        assert self.title
        beside_title(self.title, layout, back)
        self._field = QLineEdit()
        self._field.setMaxLength(80)
        self._field.setText("".join(arguments))
        layout.addWidget(labelled(_("Search for a word"), self._field))
        layout.addSpacing(theme().space(16))
        self._inside = QVBoxLayout()
        self._inside.setSpacing(theme().space(8))
        layout.addLayout(self._inside)
        layout.addStretch(1)
        self._told = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SPOKEN_AFTER_MS)
        self._pause.timeout.connect(lambda: announce(self, self._told))
        self._field.textChanged.connect(self._typed)

    def help(self) -> str:
        return _("Type the beginning of a word to shorten the list. Each row opens the whole definition.")

    def again(self) -> tuple[str, ...]:
        return (self._field.text(),)

    def escape(self) -> None:
        self.shell.go("paths")

    def search(self) -> None:
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def focus_first(self) -> None:
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        shelf = self.shell.me.library
        self._terms, self._facts = shelf.terms, shelf.facts
        self._show()

    def _typed(self) -> None:
        self._show()
        self._pause.start()

    def _show(self) -> None:
        clear(self._inside)
        wanted = folded_words(self._field.text())
        found = [term for term in self._terms.values() if _holds(term, wanted)]
        self._told = ngettext("{n} word", "{n} words", len(found))
        if not found:
            self._told = _("No word of the glossary has that. Try a shorter one.")
            self._inside.addWidget(Empty(self._told, (), "search"))
            return
        self._inside.addWidget(heading(self._told, "heading", 600))
        for letter, terms in groupby(found, key=lambda term: fold(term.name)[:1].upper()):
            self._inside.addSpacing(theme().space(10))
            self._inside.addWidget(heading(letter, "heading", 700, "accent"))
            for term in terms:
                self._inside.addWidget(self._row(term, wanted))

    def _row(self, term: Term, wanted: list[str]) -> FoundRow:
        also = _("Also called: {words}").format(words=", ".join(term.also)) if term.also else ""
        typed = [Phrase((stem(word),)) for word in wanted]
        lines = [Excerpt(term.meaning), marked(also, typed)]
        row = FoundRow(("book-open", "accent"), marked(term.name, typed), lines, term.name)
        row.clicked.connect(lambda: Definition(self, term, self._terms, self._facts).open())
        return row


def _holds(term: Term, wanted: list[str]) -> bool:
    """Whether each wanted word begins one of the term's spellings."""
    known = [word for spelling in term.spellings for word in folded_words(spelling)]
    return all(any(word.startswith(stem(one)) for word in known) for one in wanted)


PAGE = GlossaryPage
