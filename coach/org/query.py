"""What is asked of an export: which completions, told how, in which columns, and why."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coach.content.library import Library
from coach.org.errors import BadPeriod
from coach.org.shapes import Group
from coach.store.completions import Chosen
from coach.words import _, day


@dataclass(frozen=True)
class Filters:
    """Which completions: days included, a group, the id of a path, a service (of that day). None means all."""

    since: date | None = None
    until: date | None = None
    group: Group | None = None
    path: str | None = None
    service: str | None = None

    def chosen(self) -> Chosen:
        """The same for the store.

        Raises:
            BadPeriod: the period ends before it begins.
        """
        if self.since and self.until and self.since > self.until:
            raise BadPeriod(since=day(self.since), until=day(self.until))
        group = self.group
        return Chosen(
            since=self.since,
            until=self.until,
            target=group.kind if group else "",
            target_id=group.id if group else "",
            path=self.path or "",
            service=self.service or "",
        )


@dataclass(frozen=True)
class Query:
    """One export.

    Attributes:
        filters: which completions.
        grain: what a line is: `person-path`, `completion`, `enrolment`, `hours` or `livret`.
        columns: their keys in order; empty: the grain's own.
        titles: of columns, in place of ours, by key.
        pseudonyms: whether staff numbers are replaced by pseudonyms and names left out.
        reason: why, for the log; may be empty.
    """

    filters: Filters = Filters()
    grain: str = "person-path"
    columns: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    pseudonyms: bool = False
    reason: str = ""

    def logged(self) -> str:
        """Canonical JSON for the log."""
        chosen = self.filters
        told = {
            "since": chosen.since.isoformat() if chosen.since else None,
            "until": chosen.until.isoformat() if chosen.until else None,
            "group": chosen.group.key if chosen.group else None,
            "path": chosen.path,
            "service": chosen.service,
            "grain": self.grain,
            "columns": list(self.columns),
            "pseudonyms": self.pseudonyms,
            "reason": self.reason,
        }
        given = {name: value for name, value in told.items() if value}
        return json.dumps(given, ensure_ascii=False, sort_keys=True)


def reason(logged: str) -> str:
    """Why an export was made, from its line in the log; empty if nobody said."""
    return str(json.loads(logged).get("reason", ""))


def grain(logged: str) -> str:
    """What a line of an export was, from its line in the log. Before there was a choice: a completion."""
    return str(json.loads(logged).get("grain", "completion"))


def told(shelf: Library, logged: str) -> str:
    """The filters of a line in the log, in words."""
    given = json.loads(logged)
    found = []
    if "since" in given:
        found.append(_("from {day}").format(day=day(date.fromisoformat(given["since"]))))
    if "until" in given:
        found.append(_("until {day}").format(day=day(date.fromisoformat(given["until"]))))
    if "group" in given:
        found.append(given["group"].partition(":")[2])
    if "service" in given:
        found.append(given["service"])
    if "path" in given:
        path = shelf.paths.get(given["path"])
        found.append(path.title if path else given["path"])
    if given.get("pseudonyms"):
        found.append(_("pseudonyms"))
    return ", ".join(found) or _("everything")
