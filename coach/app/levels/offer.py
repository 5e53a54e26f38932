"""The calm offer of a placement: what it is, how long it takes, one button; it asks nothing twice."""

from PySide6.QtWidgets import QVBoxLayout

from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card
from coach.app.widgets.layout import row
from coach.app.widgets.text import heading, icon, kept, text
from coach.study.placement import Offer
from coach.words import _, day, ngettext

_SECONDS = 35
"""What a question takes with its reason, on average."""


class PlacementOffer(Card):
    """A card with the offer; `button` begins or goes on."""

    def __init__(self, offer: Offer) -> None:
        super().__init__("surface", "line", 20)
        t = theme()
        line = row(18)
        self.setLayout(line)
        line.setContentsMargins(t.space(24), t.space(18), t.space(24), t.space(18))
        if not t.stacked:
            line.addWidget(icon("compass", "accent", 28))
        words = QVBoxLayout()
        words.setSpacing(t.space(4))
        title = _("Find your level")
        words.addWidget(heading(title, "heading", 600))
        words.addWidget(text(kept(told_offer(offer)), "body", 400, "ink2"))
        line.addLayout(words, 1)
        begin = _("Go on") if offer.asked else _("Another round") if offer.last else _("Begin")
        self.button = Button(begin, "secondary", "arrow-right", right=True, name=f"{begin}, {title}")
        line.addWidget(self.button)


def told_offer(offer: Offer) -> str:
    """How many questions, about how long, and that nobody marks or watches."""
    left = offer.of - offer.asked
    questions = ngettext("{n} question", "{n} questions", left)
    minutes = ngettext("{n} minute", "{n} minutes", -(-left * _SECONDS // 60))
    if offer.asked:
        return _("You have begun. {questions} are left, about {minutes}.").format(
            questions=questions, minutes=minutes
        )
    if offer.last is not None:
        return _(
            "You did so on {day}. If you like, {questions} that you have not met, about {minutes}."
        ).format(day=day(offer.last), questions=questions, minutes=minutes)
    return _(
        "{questions} on all your domains, about {minutes}. Nothing is marked, nobody else sees it, and you may stop"
        " and go on later."
    ).format(questions=questions, minutes=minutes)
