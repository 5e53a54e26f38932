"""Says above a table of people how many of them may have done more than it shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from coach.app.theme import theme
from coach.app.widgets.card import Panel
from coach.app.widgets.part import Part
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org.freshness import Heard


def add_age(part: Part, heard: "Sequence[Heard]") -> None:
    """Add a panel when somebody's data are older than seven days; otherwise nothing."""
    today = datetime.now().astimezone().date()
    old = sum(one.old(today) for one in heard)
    if old:
        told = ngettext(
            "For {n} person, nothing was received for more than 7 days.",
            "For {n} people, nothing was received for more than 7 days.",
            old,
        )
        part.column.addWidget(
            Panel("info", "clock", told, _("Lessons finished since then may be missing here."))
        )
        part.column.addSpacing(theme().space(6))
