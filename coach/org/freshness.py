"""Whether what is known of somebody is up to date: why a person may look idle and not be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coach.words import _, day

OLD = timedelta(days=7)


@dataclass(frozen=True)
class Heard:
    """`live`: the desk writes to this very file. Else the day on which it was last heard, if ever."""

    live: bool
    on: date | None = None

    def old(self, today: date) -> bool:
        """Whether lessons finished in the last week may be missing."""
        return not self.live and (self.on is None or today - self.on > OLD)

    def told(self, today: date) -> str:
        """In words."""
        if not self.old(today):
            return _("up to date")
        if self.on is None:
            return _("nothing received yet")
        return _("older than 7 days ({day})").format(day=day(self.on, "short"))


def heard_of(known: Mapping[str, date | None], person: str) -> Heard:
    """What `store.hearing` knows of one person; where it knows of no desk at all, everybody writes here."""
    return Heard(live=not known, on=known.get(person))
