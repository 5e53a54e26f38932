"""Progrès: levels by domain in words, gestures by week, one next step, and the competences behind them."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from coach.app.levels.offer import PlacementOffer
from coach.app.levels.why import Why
from coach.app.page import Page, Shell
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, Panel
from coach.app.widgets.charts import Axis, Block, Radar, Weeks
from coach.app.widgets.competences import Competences, told_met
from coach.app.widgets.layout import clear, row
from coach.app.widgets.lesson_card import told_state
from coach.app.widgets.lesson_row import start
from coach.app.widgets.level_words import LEVELS, told_level, told_range, told_whole
from coach.app.widgets.progress import Bar
from coach.app.widgets.split import Split
from coach.app.widgets.text import heading, kept, text
from coach.domain.label import Label
from coach.study import placement
from coach.study.placement import Offer
from coach.study.progress import DomainState, GestureWeek, Progress, progress
from coach.study.today import LessonState
from coach.words import _, as_day, ngettext

_SIDE_BY_SIDE = 760


class ProgressPage(Page):
    """The person's own view of the label's goals; kept nowhere and shown to nobody else."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        layout = self.body(
            _("My progress"), _("Eight domains, at your own pace. Only you can see this page.")
        )
        self._inside = QVBoxLayout()
        self._inside.setSpacing(theme().space(20))
        layout.addLayout(self._inside)
        layout.addStretch(1)
        self._open: set[str] = set()

    def help(self) -> str:
        return _(
            "The drawing sums up the list beside it. A competence counts once its lesson is finished and at"
            " least half of its questions came right at the first try. “Why this level?” lists the answers behind a"
            " level."
        )

    def refresh(self) -> None:
        seen = progress(self.shell.me, datetime.now(UTC))
        clear(self._inside)
        self.default = None
        self._inside.addWidget(Split([self._overview(seen), _by_domain(seen.domains)], _SIDE_BY_SIDE))
        below: list[QWidget] = [_gestures(seen.weeks)]
        if seen.begun and seen.next is not None:
            below.append(self._next(seen.next))
        self._inside.addWidget(Split(below, _SIDE_BY_SIDE))
        self._inside.addWidget(self._placement())
        self._inside.addSpacing(theme().space(8))
        self._inside.addWidget(heading(_("What each domain is about"), "heading", 600))
        listed = QVBoxLayout()
        listed.setSpacing(theme().space(10))
        for domain in seen.domains:
            listed.addWidget(self._competences(domain, seen.label))
        self._inside.addLayout(listed)
        self._inside.addWidget(_wording(seen.label))

    def _overview(self, seen: Progress) -> Card:
        card, column = _card(_("Overview"))
        goals = [domain for domain in seen.domains if domain.progress.goals]
        if len(goals) > 2:
            column.addWidget(_radar(goals), 1)
        if seen.begun:
            column.addWidget(text(_scale(len(seen.domains) - len(goals)), "small", 400, "ink2"))
        else:
            self._first(seen.next, column)
        return card

    def _first(self, state: LessonState | None, column: QVBoxLayout) -> None:
        column.addSpacing(theme().space(6))
        column.addWidget(text(_("A first lesson is enough to begin this drawing."), "body"))
        if state is not None:
            self.default = self._start(state)
            column.addSpacing(theme().space(4))
            column.addWidget(self.default)

    def _start(self, state: LessonState) -> Button:
        button = start(state)
        button.clicked.connect(lambda: self.shell.go("lesson", state.card.id))
        return button

    def _next(self, state: LessonState) -> Card:
        t, lesson = theme(), state.card
        card = Card("soft", "", 20)
        column = QVBoxLayout(card)
        column.setContentsMargins(t.space(24), t.space(20), t.space(24), t.space(20))
        column.setSpacing(t.space(6))
        column.addWidget(text(_("A possible next step"), "label", 600, "on_soft"))
        column.addWidget(heading(lesson.title, "heading", 600, "on_soft"))
        column.addStretch(1)
        column.addSpacing(t.space(6))
        name = _("See the lesson: {title}").format(title=lesson.title)
        see = Button(_("See the lesson"), "secondary", "arrow-right", right=True, name=name)
        see.clicked.connect(lambda: self.shell.go("lesson", lesson.id))
        foot = QHBoxLayout()
        foot.setSpacing(t.space(10))
        foot.addWidget(see)
        foot.addWidget(text(told_state(state), "body", 400, "on_soft"), 1)
        column.addLayout(foot)
        return card

    def _competences(self, domain: DomainState, label: Label) -> Competences:
        shown = Competences(domain, label, domain.progress.domain in self._open)
        shown.toggled.connect(self._toggled)
        shown.lesson.connect(lambda lesson: self.shell.go("lesson", lesson))
        shown.why.connect(lambda: Why(self, domain).open())
        return shown

    def _placement(self) -> QWidget:
        """The offer to find one's level, once every lesson was looked through for questions."""
        place, me = QWidget(), self.shell.me
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        place.hide()

        def offered(found: Offer | None) -> None:
            if found is not None and isValid(place):
                card = PlacementOffer(found)
                card.button.clicked.connect(lambda: self.shell.go("placement"))
                column.addWidget(card)
                place.show()

        self.shell.work(lambda: placement.offer(placement.bank(me)), offered)
        return place

    def _toggled(self, domain: str, is_open: bool) -> None:
        (self._open.add if is_open else self._open.discard)(domain)


def _card(title: str) -> tuple[Card, QVBoxLayout]:
    t = theme()
    card = Card("surface", "line", 20)
    column = QVBoxLayout(card)
    column.setContentsMargins(t.space(24), t.space(22), t.space(24), t.space(22))
    column.setSpacing(t.space(6))
    column.addWidget(heading(title, "heading", 600))
    return card, column


def _scale(left_out: int) -> str:
    told = _("From middle to edge: Discovery, On the way, Confirmed, Seasoned.")
    if not left_out:
        return told
    goals = ngettext("{n} domain is not in your goals.", "{n} domains are not in your goals.", left_out)
    return f"{kept(told)}\n{goals}"


def _radar(goals: list[DomainState]) -> Radar:
    highest = max(LEVELS)
    axes = [Axis(domain.title, domain.level / highest) for domain in goals]
    return Radar(axes, highest, _("Overview of the domains"), ". ".join(map(told_whole, goals)))


def _by_domain(domains: tuple[DomainState, ...]) -> Card:
    card, column = _card(_("By domain"))
    column.addSpacing(theme().space(4))
    metrics = QFontMetrics(theme().font("small"))
    # All bars end at the same place, so that their lengths can be compared.
    aside = max(metrics.horizontalAdvance(told_met(domain.progress)) for domain in domains)
    for domain in domains:
        column.addLayout(_domain(domain, aside))
    column.addStretch(1)
    return card


def _domain(domain: DomainState, aside: int) -> QVBoxLayout:
    t, seen = theme(), domain.progress
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, t.space(6))
    column.setSpacing(t.space(4))
    top = row(12)
    if t.stacked:
        top.setSpacing(0)
    top.addWidget(text(domain.title, "body", 600), 1)
    top.addWidget(text(told_level(domain), "label", 400, "ink2", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(top)
    if not seen.goals:
        return column
    side = Qt.AlignmentFlag.AlignLeft if t.stacked else Qt.AlignmentFlag.AlignRight
    if spread := told_range(domain):
        column.addWidget(text(spread, "small", 400, "ink2", wrap=False), 0, side)
    bar = Bar(seen.met, seen.goals, told_whole(domain), marks=seen.goals)
    bar.setAccessibleDescription(told_met(seen))
    met = text(told_met(seen), "small", 400, "ink2", wrap=False)
    met.setFixedWidth(aside + 2)
    met.setAlignment(side)
    foot = row(12)
    foot.addWidget(bar, 1)
    foot.addWidget(met, 0, Qt.AlignmentFlag.AlignLeft)
    column.addLayout(foot)
    return column


def _gestures(weeks: tuple[GestureWeek, ...]) -> Card:
    t = theme()
    card = Card("surface", "line", 20)
    across = row(20)
    card.setLayout(across)
    across.setContentsMargins(t.space(24), t.space(20), t.space(24), t.space(20))
    words = QVBoxLayout()
    words.setSpacing(t.space(4))
    words.addWidget(heading(_("Gestures noted"), "heading", 600))
    words.addWidget(text(_told_gestures(weeks), "body", 400, "ink2"))
    words.addStretch(1)
    across.addLayout(words, 1)
    if not any(week.done for week in weeks):
        return card
    last = len(weeks) - 1
    blocks = [
        Block(_("W{n}").format(n=week.number), week.done, number == last) for number, week in enumerate(weeks)
    ]
    told = ", ".join(_("week {n}: {done}").format(n=week.number, done=week.done) for week in weeks)
    chart = Weeks(blocks, _("Gestures noted by week"), told)
    across.addWidget(chart, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
    return card


def _told_gestures(weeks: tuple[GestureWeek, ...]) -> str:
    total, now = sum(week.done for week in weeks), weeks[-1].done
    if not total:
        return _("None yet in four weeks. A gesture noted in the notebook shows here.")
    in_all = ngettext("{n} in four weeks", "{n} in four weeks", total)
    lately = (
        ngettext("of which {n} this week.", "of which {n} this week.", now) if now else _("none this week.")
    )
    return f"{in_all}, {lately}"


def _wording(label: Label) -> Panel:
    words = [label.wording]
    if label.source:
        words.append(_("Source: {source}.").format(source=label.source))
    if label.version:
        words.append(_("Version: {version}.").format(version=as_day(label.version)))
    return Panel("info", "info", label.name, "\n".join(words))


PAGE = ProgressPage
