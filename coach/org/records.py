"""What HR does: look at the completions, export them, and see every export in the log."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from coach.content.library import Library
from coach.domain.people import Person, Role
from coach.exports import COLUMNS, Export, Row, formats, shown
from coach.org.errors import BadPeriod, TooManyRows
from coach.org.groups import Group
from coach.org.rights import may
from coach.org.whole_file import whole_file
from coach.store import completions, database, export_log
from coach.store.completions import Chosen, Record
from coach.words import _, day, number

PREVIEW = 20


@dataclass(frozen=True)
class Filters:
    """Which completions: days included, a group, the id of a path. None means all."""

    since: date | None = None
    until: date | None = None
    group: Group | None = None
    path: str | None = None

    def chosen(self) -> Chosen:
        """The same for the store.

        Raises:
            BadPeriod: the period ends before it begins.
        """
        if self.since and self.until and self.since > self.until:
            raise BadPeriod(since=day(self.since), until=day(self.until))
        group = self.group
        return Chosen(
            self.since,
            self.until,
            group.kind if group else "",
            group.id if group else "",
            self.path or "",
        )

    def logged(self) -> str:
        """Canonical JSON for the log."""
        chosen = {
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "group": self.group.key if self.group else None,
            "path": self.path,
        }
        given = {name: value for name, value in chosen.items() if value}
        return json.dumps(given, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True)
class Preview:
    """Titles of the columns, the first rows as text, and how many rows there are in all."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int


@dataclass(frozen=True)
class Exported:
    """A file that was written, and its number of rows without the heading."""

    file: str
    rows: int


@dataclass(frozen=True)
class ExportLine:
    """One line of the log of exports, `filters` in words. Not `complete`: no file came of it."""

    at: datetime
    who: str
    format: str
    file: str
    filters: str
    rows: int
    complete: bool


def preview(actor: Person, shelf: Library, filters: Filters) -> Preview:
    """The first rows of an export, as the file will have them."""
    may(actor, Role.HR)
    chosen = filters.chosen()
    with database.organisation() as connection:
        rows = [_row(shelf, record) for record in completions.records(connection, chosen, PREVIEW)]
        count = completions.count(connection, chosen)
    return Preview(
        tuple(_(column.title) for column in COLUMNS),
        tuple(tuple(shown(column, row) for column in COLUMNS) for row in rows),
        count,
    )


def export(
    actor: Person,
    shelf: Library,
    format: str,
    file: str,
    filters: Filters,
    now: datetime,
    replace: bool = False,
) -> Exported:
    """Write the chosen completions to a file, whole or not at all; a name without a suffix gets the format's.

    Raises:
        ExportError: the file cannot be written.
        FileThere: it exists and may not be replaced.
        TooManyRows: the format cannot hold them.
        BadPeriod: the period ends before it begins.
    """
    may(actor, Role.HR)
    chosen, kind = filters.chosen(), formats()[format]
    file = os.path.abspath(file if os.path.splitext(file)[1] else file + kind.suffix)
    with whole_file(file, replace) as draft:
        with database.organisation() as connection:
            _fits(kind, completions.count(connection, chosen))
            entry = export_log.New(actor.id, format, file, filters.logged())
            line = export_log.begin(connection, entry, now)
        with database.organisation() as connection:
            rows = _Counted(_row(shelf, record) for record in completions.records(connection, chosen))
            draft.fill(lambda out: kind.write(COLUMNS, rows, out))
        with database.organisation() as connection:
            export_log.end(connection, line, rows.seen)
            # Inside the transaction: a file that cannot take its name is not logged as written.
            draft.keep()
    return Exported(file, rows.seen)


def history(actor: Person, shelf: Library) -> tuple[ExportLine, ...]:
    """The log of exports, newest first."""
    may(actor, Role.HR)
    with database.organisation() as connection:
        lines = export_log.lines(connection)
    return tuple(
        ExportLine(
            one.at, one.person, one.format, one.file, _filters(shelf, one.filters), one.rows, one.complete
        )
        for one in lines
    )


def _filters(shelf: Library, logged: str) -> str:
    given = json.loads(logged)
    told = []
    if "since" in given:
        told.append(_("from {day}").format(day=day(date.fromisoformat(given["since"]))))
    if "until" in given:
        told.append(_("until {day}").format(day=day(date.fromisoformat(given["until"]))))
    if "group" in given:
        told.append(given["group"].partition(":")[2])
    if "path" in given:
        path = shelf.paths.get(given["path"])
        told.append(path.title if path else given["path"])
    return ", ".join(told) or _("everything")


def _row(shelf: Library, record: Record) -> Row:
    path, card = shelf.paths.get(record.path), shelf.cards.get(record.lesson)
    return {
        "staff_number": record.staff_number,
        "name": record.name,
        "service": record.service,
        "cohort": record.cohort,
        "path_id": record.path,
        "path": path.title if path else record.path,
        "lesson_id": record.lesson,
        "lesson": card.title if card else record.lesson,
        "edition": record.edition,
        "assigned_on": record.assigned_on,
        "due": record.due,
        "finished_on": record.finished_on,
        "minutes": record.minutes,
        "mode": record.mode,
    }


class _Counted:
    """Rows counted as they go by."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows, self.seen = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            self.seen += 1
            yield row


def _fits(kind: Export, count: int) -> None:
    if kind.limit and count > kind.limit:
        raise TooManyRows(rows=number(count), limit=number(kind.limit))
