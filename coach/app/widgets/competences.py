"""The competences of a domain: met or not yet, the lessons that teach them, what each supports."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, separator
from coach.app.widgets.layout import clear, row
from coach.app.widgets.lesson_card import told_state
from coach.app.widgets.text import heading, icon, text
from coach.app.widgets.wrap import together
from coach.domain.label import Competence, Label
from coach.domain.progress import DomainProgress
from coach.domain.text import N_
from coach.study.progress import CompetenceState, DomainState
from coach.words import _, ngettext

KINDS = {
    "charter": N_("Charter: {texts}"),
    "theme": N_("Label, themes: {texts}"),
    "principle": N_("Label, principles: {texts}"),
    "criterion": N_("Label, criteria: {texts}"),
    "action": N_("Actions of the City: {texts}"),
}


def told_met(seen: DomainProgress) -> str:
    """How many competences are met, in words."""
    if not seen.goals:
        return _("not in your goals")
    if not seen.met:
        return ngettext("none of {n} competence", "none of {n} competences", seen.goals)
    met = ngettext("{n} competence", "{n} competences", seen.met)
    return _("{met} of {all}").format(met=met, all=seen.goals)


class Competences(Card):
    """One domain that opens.

    `toggled` gives its id and whether it is open, `lesson` the id of a lesson, `why` asks what the level rests on.
    """

    toggled = Signal(str, bool)
    lesson = Signal(str)
    why = Signal()

    def __init__(self, domain: DomainState, label: Label, is_open: bool) -> None:
        super().__init__("surface", "line", 16)
        self._domain, self._open = domain, is_open
        self._supports = {support.id: support for support in label.supports}
        t = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(t.space(24), t.space(12), t.space(16), t.space(12))
        column.setSpacing(t.space(4))
        head = row(12)
        words = QVBoxLayout()
        words.setSpacing(t.space(2))
        words.addWidget(heading(domain.title, "body", 600))
        words.addWidget(text(_told_goals(domain), "label", 400, "ink2"))
        head.addLayout(words, 1)
        kind = "secondary" if t.stacked else "quiet"
        if domain.progress.goals:
            about = _("Why this level?")
            why = Button(about, kind, name=f"{about} {domain.title}")
            why.clicked.connect(self.why.emit)
            head.addWidget(why, 0, Qt.AlignmentFlag.AlignLeft)
        self._button = Button("", kind, "chevron-down", right=True)
        self._button.clicked.connect(self._turn)
        # Unaligned, the button's own width would bound the column that a row becomes with large text.
        head.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        self._inside = QVBoxLayout()
        self._inside.setSpacing(t.space(10))
        column.addLayout(self._inside)
        self._show()

    def _turn(self) -> None:
        self._open = not self._open
        self._show()
        told = _("{domain}: open") if self._open else _("{domain}: closed")
        announce(self, told.format(domain=self._domain.title))
        self.toggled.emit(self._domain.progress.domain, self._open)

    def _show(self) -> None:
        count = len(self._domain.competences)
        shown = _("Hide") if self._open else ngettext("See {n} competence", "See {n} competences", count)
        sign = "chevron-up" if self._open else "chevron-down"
        self._button.turn(shown, sign, f"{shown}, {self._domain.title}")
        clear(self._inside)
        if not self._open:
            return
        for state in self._domain.competences:
            self._inside.addWidget(separator())
            self._inside.addLayout(self._competence(state))

    def _competence(self, state: CompetenceState) -> QHBoxLayout:
        t, competence = theme(), state.competence
        line = QHBoxLayout()
        line.setSpacing(t.space(14))
        sign, color = ("circle-check", "accent") if state.met else ("circle", "control")
        line.addWidget(icon(sign, color, 22), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, t.space(10), t.space(8))
        column.setSpacing(t.space(4))
        column.addWidget(heading(competence.title, "body", 600))
        ink = "accent" if state.met else "ink2"
        column.addWidget(text(_told(state), "label", 600, ink))
        evidence = _("How one sees it: {evidence}").format(evidence=competence.evidence)
        column.addWidget(text(evidence, "label", 400, "ink2"))
        for supported in self._supported(competence):
            column.addWidget(text(supported, "label", 400, "ink2"))
        if state.lessons:
            column.addSpacing(t.space(4))
            column.addWidget(self._lessons(state))
        line.addLayout(column, 1)
        return line

    def _supported(self, competence: Competence) -> list[str]:
        """One sentence for each kind of text that the competence supports."""
        known = [self._supports[one] for one in competence.supports if one in self._supports]
        told = {kind: ". ".join(one.text for one in known if one.kind == kind) for kind in KINDS}
        return [_(KINDS[kind]).format(texts=f"{texts}.") for kind, texts in told.items() if texts]

    def _lessons(self, state: CompetenceState) -> QWidget:
        buttons: list[QWidget] = []
        for one in state.lessons:
            card = one.card
            name = _("Lesson: {title} ({competence})").format(
                title=card.title, competence=state.competence.title
            )
            sign = "circle-check" if one.finished else "book-open"
            button = Button(f"{card.title}, {told_state(one)}", "secondary", sign, name=name)
            button.clicked.connect(lambda _=False, lesson=card.id: self.lesson.emit(lesson))
            buttons.append(button)
        return together(buttons)


def _told_goals(domain: DomainState) -> str:
    """How many competences are met; and that those of the goals are meant, where the domain has others too."""
    told, goals = told_met(domain.progress), domain.progress.goals
    return _("{met} in your goals").format(met=told) if 0 < goals < len(domain.competences) else told


def _told(state: CompetenceState) -> str:
    if state.met:
        return _("Met")
    if not state.goal:
        return _("not in your goals")
    if state.next is None:
        return _("Not yet. Its lesson is still to come.")
    title = state.next.card.title
    if not state.next.finished:
        return _("Not yet. The next lesson for it: “{title}”.").format(title=title)
    return _(
        "Not yet: {known} of {asked} right at the first try, half are needed. The lesson to take up again: “{title}”."
    ).format(known=state.known, asked=state.asked, title=title)
