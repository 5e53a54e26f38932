"""The end of a placement: the level of each domain in words, what it is worth, and a lesson to go on with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from coach.app.lesson.screen import Host, Screen
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, separator
from coach.app.widgets.layout import row
from coach.app.widgets.level_words import told_level, told_range
from coach.app.widgets.text import heading, kept, text
from coach.study.progress import DomainState, Progress
from coach.study.today import LessonState
from coach.words import _, ngettext


class PlacedView(Screen):
    """A list to read, then two buttons."""

    def __init__(self, host: Host, seen: Progress) -> None:
        super().__init__(host)
        t = theme()
        self.column.addSpacing(t.space(12))
        self.title = heading(_("Where you stand"), "display")
        self.column.addWidget(self.title)
        self.column.addSpacing(t.space(6))
        worth = _("These levels are likely, not certain. They move with each answer that you give later.")
        self.column.addWidget(text(kept(worth), "lead", 400, "ink2"))
        self.column.addSpacing(t.space(20))
        self.column.addWidget(_list([domain for domain in seen.domains if domain.progress.goals]))
        lesson = seen.suggested
        if lesson is not None:
            self.column.addSpacing(t.space(16))
            self.column.addWidget(text(kept(_told_next(lesson)), "body", 400, "ink2"))
        self.column.addStretch(1)
        self._buttons(lesson)

    def _buttons(self, lesson: LessonState | None) -> None:
        shell = self.host.shell
        progress = Button(_("See my progress"), "secondary" if lesson else "primary")
        progress.clicked.connect(self.host.escape)
        self.buttons.addWidget(progress)
        self.next = progress
        if lesson is not None:
            title = lesson.card.title
            name = _("See the lesson: {title}").format(title=title)
            self.next = Button(_("See the lesson"), "primary", "arrow-right", right=True, name=name)
            self.next.clicked.connect(lambda: shell.go("lesson", lesson.card.id))
            self.buttons.addWidget(self.next)
        self.buttons.addStretch(1)


def _told_next(lesson: LessonState) -> str:
    minutes = ngettext("{n} min", "{n} min", lesson.card.minutes)
    return _("A lesson to go on with: “{title}”, {minutes}").format(title=lesson.card.title, minutes=minutes)


def _list(domains: list[DomainState]) -> Card:
    t = theme()
    card = Card("surface", "line", 18)
    column = QVBoxLayout(card)
    side = t.space(24)
    column.setContentsMargins(side, t.space(10), side, t.space(10))
    column.setSpacing(0)
    for place, domain in enumerate(domains):
        if place:
            column.addWidget(separator())
        line = row(20)
        if t.stacked:
            line.setSpacing(t.space(2))
        line.setContentsMargins(0, t.space(10), 0, t.space(10))
        line.addWidget(text(domain.title, "body", 600), 1)
        words = QVBoxLayout()
        words.setSpacing(t.space(2))
        side_of = Qt.AlignmentFlag.AlignLeft if t.stacked else Qt.AlignmentFlag.AlignRight
        for style, told in (("body", _level(domain)), ("small", told_range(domain))):
            if told:
                words.addWidget(text(told, style, 400, "ink2", wrap=False), 0, side_of)
        line.addLayout(words)
        column.addLayout(line)
    return card


def _level(domain: DomainState) -> str:
    return told_level(domain) if domain.told.estimated else _("too few questions yet")
