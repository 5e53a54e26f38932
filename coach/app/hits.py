"""What a search has found, in groups: lessons, words of the glossary, facts; each group says how many."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.app.lesson.definition import Definition, FactView, may_stand_alone
from coach.app.lesson.sources import told
from coach.app.page import Page
from coach.app.theme import theme
from coach.app.widgets.found_row import FoundRow
from coach.app.widgets.layout import row
from coach.app.widgets.lesson_row import told_stage
from coach.app.widgets.text import heading, text
from coach.content.facts import figure
from coach.domain.excerpt import Excerpt
from coach.study.search import FactHit, Hits, LessonHit, Searched, TermHit
from coach.words import _, ngettext

MOST = 8
"""So many words and facts are shown at once; the lessons are shown all."""


def told_count(hits: Hits) -> str:
    """How many of each kind, for whoever hears the page."""
    parts = [
        ngettext("{n} lesson found", "{n} lessons found", len(hits.lessons)) if hits.lessons else "",
        ngettext("{n} word of the glossary", "{n} words of the glossary", len(hits.terms))
        if hits.terms
        else "",
        ngettext("{n} figure with its source", "{n} figures with their source", len(hits.facts))
        if hits.facts
        else "",
    ]
    return ", ".join(part for part in parts if part)


class HitList:
    """Writes the groups into a column of a page; `beside` gives what stands right of a lesson, if anything."""

    def __init__(
        self, page: Page, column: QVBoxLayout, among: Searched, beside: Callable[[str, str], QWidget | None]
    ) -> None:
        self._page, self._column, self._among, self._beside = page, column, among, beside

    def show(self, hits: Hits) -> None:
        """Write all groups that are not empty."""
        if hits.lessons:
            self._head(ngettext("{n} lesson found", "{n} lessons found", len(hits.lessons)))
            for lesson in hits.lessons:
                self._lesson(lesson)
        if hits.terms:
            self._head(ngettext("{n} word of the glossary", "{n} words of the glossary", len(hits.terms)))
            for term in hits.terms[:MOST]:
                self._column.addWidget(self._term(term))
            self._rest(hits.terms)
        if hits.facts:
            told_facts = ngettext(
                "{n} figure with its source", "{n} figures with their source", len(hits.facts)
            )
            self._head(told_facts)
            for fact in hits.facts[:MOST]:
                self._column.addWidget(self._fact(fact))
            self._rest(hits.facts)

    def _head(self, words: str) -> None:
        if self._column.count():
            self._column.addSpacing(theme().space(14))
        self._column.addWidget(heading(words, "heading", 600))

    def _rest(self, found: Sequence[object]) -> None:
        if len(found) > MOST:
            left = ngettext(
                "{n} more is not shown. Add a word to narrow the search.",
                "{n} more are not shown. Add a word to narrow the search.",
                len(found) - MOST,
            )
            self._column.addWidget(text(left, "label", 400, "ink2"))

    def _lesson(self, hit: LessonHit) -> None:
        card = hit.state.card
        sign, color, stage = told_stage(hit.state, following=False)
        minutes = ngettext("{n} minute", "{n} minutes", card.minutes)
        facts = Excerpt(
            _("{stage}, {minutes}. {domain}.").format(stage=stage, minutes=minutes, domain=card.domain)
        )
        name = _("Lesson: {title}").format(title=card.title)
        found = FoundRow((sign, color), hit.title, (facts, hit.excerpt), name)
        found.clicked.connect(lambda: self._page.shell.go("lesson", card.id))
        line = row(8)
        line.addWidget(found, 1)
        beside = self._beside(card.id, card.title)
        if beside is not None:
            line.addWidget(beside, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(line)

    def _term(self, hit: TermHit) -> FoundRow:
        name = _("Definition: {word}").format(word=hit.term.name)
        also = ", ".join(hit.term.also)
        lines = (hit.meaning, Excerpt(_("Also called: {words}").format(words=also) if also else ""))
        found = FoundRow(("book-open", "accent"), hit.name, lines, name)
        found.clicked.connect(
            lambda: Definition(self._page, hit.term, self._among.terms, self._among.facts).open()
        )
        return found

    def _fact(self, hit: FactHit) -> FoundRow:
        fact = hit.fact
        lines = (Excerpt(f"{figure(fact)}. {told(fact)}" if may_stand_alone(fact) else told(fact)),)
        name = _("Figure: {statement}").format(statement=fact.statement)
        found = FoundRow(("chart-column-big", "accent"), hit.statement, lines, name)
        found.clicked.connect(lambda: FactView(self._page, fact).open())
        return found
