"""The end of the daily review: when each question comes back, and why then."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from coach.app.lesson.screen import Host, Screen
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card, separator
from coach.app.widgets.text import heading, kept, text
from coach.study.reviewing import Return
from coach.words import _, day, ngettext


class ReviewedView(Screen):
    """One sentence that it is over, one on the next time, then the questions with their days."""

    def __init__(self, host: Host, returns: tuple[Return, ...]) -> None:
        super().__init__(host)
        today = datetime.now().astimezone().date()
        self.column.addSpacing(theme().space(12))
        self.title = heading(_("That is all for today"), "display")
        self.column.addWidget(self.title)
        self.column.addSpacing(theme().space(6))
        if returns:
            self.column.addWidget(text(kept(told_next(returns[0].day, today)), "lead", 400, "ink2"))
            self.column.addSpacing(theme().space(20))
            self.column.addWidget(_list(returns, today))
        self.column.addSpacing(theme().space(16))
        self.column.addWidget(text(_why(), "body", 400, "ink2"))
        self.column.addStretch(1)
        self.next = Button(_("Back to today"), "primary")
        self.next.clicked.connect(host.escape)
        self.buttons.addWidget(self.next)
        self.buttons.addStretch(1)


def told_next(first: date, today: date) -> str:
    """When the first of the questions comes back, as a sentence."""
    days = (first - today).days
    if days <= 1:
        return _("The next time is tomorrow.")
    return ngettext("The next time is in {n} day.", "The next time is in {n} days.", days)


def told_when(when: date, today: date) -> str:
    """A day as a distance: tomorrow, or in so many days."""
    days = (when - today).days
    return _("tomorrow") if days <= 1 else ngettext("in {n} day", "in {n} days", days)


def _why() -> str:
    return _(
        "What you know comes back later each time, what was missed comes back soon: a question is worth asking just"
        " before it is forgotten. After a year at the latest, each one is asked again."
    )


def _list(returns: tuple[Return, ...], today: date) -> Card:
    card = Card("surface", "line", 18)
    column = QVBoxLayout(card)
    side = theme().space(24)
    column.setContentsMargins(side, theme().space(10), side, theme().space(10))
    column.setSpacing(0)
    for place, one in enumerate(returns):
        if place:
            column.addWidget(separator())
        line = QHBoxLayout()
        line.setContentsMargins(0, theme().space(10), 0, theme().space(10))
        line.setSpacing(theme().space(20))
        line.addWidget(text(kept(one.item.question.text), "body"), 1)
        when = text(told_when(one.day, today), "body", 600, wrap=False)
        when.setToolTip(day(one.day))
        line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
    return card
