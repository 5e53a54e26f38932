"""Says above a table of people how many of them may have done more than it shows."""

from coach.app.theme import theme
from coach.app.widgets.card import Panel
from coach.app.widgets.part import Part
from coach.words import _, ngettext


def add_age(part: Part, silent: int) -> None:
    """Add a panel when for some people nothing was received for seven days; otherwise nothing."""
    if silent:
        told = ngettext(
            "For {n} person, nothing was received for more than 7 days.",
            "For {n} people, nothing was received for more than 7 days.",
            silent,
        )
        part.column.addWidget(
            Panel("info", "clock", told, _("Lessons finished since then may be missing here."))
        )
        part.column.addSpacing(theme().space(6))
