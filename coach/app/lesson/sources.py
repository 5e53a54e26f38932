"""Where the figures of a screen come from: source, year, how it was read, how far to trust it."""

from PySide6.QtWidgets import QVBoxLayout

from coach.app.theme import theme
from coach.app.widgets.card import Card
from coach.app.widgets.text import text
from coach.domain.fact import Fact, Read, Status
from coach.domain.text import N_
from coach.words import _

_STATUS = {
    Status.OK: N_("established"),
    Status.CONTESTED: N_("contested"),
    Status.OUTDATED: N_("outdated: quoted to correct it"),
    Status.MYTH_BUSTER: N_("correction of a common belief"),
    Status.THIN: N_("thin evidence"),
}
_READ = {
    Read.SECONDARY: N_("read in the press"),
    Read.COMPUTED: N_("our calculation"),
    Read.MEMORY: N_("not verified"),
    Read.ABSENCE: N_("we found no measurement"),
}


def told(fact: Fact) -> str:
    """One line: `ADEME, 2026 (established, our calculation)`."""
    notes = [_(_STATUS[fact.status])]
    if fact.read in _READ:
        notes.append(_(_READ[fact.read]))
    return f"{fact.source}, {fact.year} ({', '.join(notes)})"


class Sources(Card):
    """The sources of a screen, each on its line."""

    def __init__(self, facts: list[Fact]) -> None:
        super().__init__("canvas", "line", 14)
        column = QVBoxLayout(self)
        side = theme().space(18)
        column.setContentsMargins(side, theme().space(10), side, theme().space(12))
        column.setSpacing(theme().space(2))
        column.addWidget(text(_("Where these figures come from"), "small", 600, "ink2"))
        for line in dict.fromkeys(map(told, facts)):
            column.addWidget(text(line, "small", 400, "ink2"))
