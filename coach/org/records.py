"""What HR does: look at what an export will hold, write it, and see every export in the log."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Generic, TypeVar

from coach.content.library import Library
from coach.domain.people import Person, Role
from coach.domain.text import N_
from coach.exports import Column, Export, Row, columns, formats, shown
from coach.org import query as asked
from coach.org.errors import TooManyRows, UnknownColumn
from coach.org.grains import GRAINS
from coach.org.on_server import cells as cells_there
from coach.org.on_server import completions as on_server
from coach.org.query import Query
from coach.org.rights import may
from coach.org.server import server
from coach.org.shared import begin, lines, logged, shared
from coach.org.whole_file import Draft, whole_file
from coach.store import export_log
from coach.words import _, number

PREVIEW = 20
SEAL = ".seal.json"
_Line = TypeVar("_Line")
# What is logged without being rows of a grain.
_OTHERS = {"attestation": N_("Attestations"), "evidence": N_("Evidence of a year")}
# Each row's own look-ups: an export without these columns goes without them.
LOOKED_UP = ("cohort", "assigned_on", "due")


@dataclass(frozen=True)
class Preview:
    """Titles of the columns, the first rows as text, and how many rows there are in all."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int


@dataclass(frozen=True)
class Exported:
    """A file that was written, its number of rows without the heading, and its seal, if it has one."""

    file: str
    rows: int
    seal: str = ""


@dataclass(frozen=True)
class Target:
    """Where an export goes. A name without a suffix gets the format's; `sealed`: signed, with a seal beside it."""

    format: str
    file: str
    replace: bool = False
    sealed: bool = False


@dataclass(frozen=True)
class ExportLine:
    """One line of the log; what, filters and reason in words. Not `complete`: no file came of it."""

    at: datetime
    who: str
    format: str
    file: str
    what: str
    filters: str
    reason: str
    rows: int
    complete: bool


def fitted(query: Query, format: str) -> Query:
    """The query as a format takes it: some always tell the same columns of each completion."""
    keys = formats()[format].keys if format in formats() else ()
    return replace(query, grain="completion", columns=keys, titles={}) if keys else query


def chosen_columns(query: Query) -> tuple[Column, ...]:
    """The columns of a query.

    Raises:
        UnknownColumn: the grain has no such column.
    """
    grain = GRAINS[query.grain]
    for key in (*query.columns, *query.titles):
        if key not in grain.keys:
            raise UnknownColumn(name=key, known=", ".join(grain.keys))
    return columns(query.columns or grain.columns, query.titles)


def preview(actor: Person, shelf: Library, query: Query, format: str = "") -> Preview:
    """The first rows of an export, in the very columns of the file."""
    may(actor, Role.HR)
    query = fitted(query, format)
    heads = chosen_columns(query)
    with _found(actor, shelf, query, PREVIEW) as found:
        rows = [tuple(shown(column, row) for column in heads) for row in islice(found.rows, PREVIEW)]
        count = found.count() if found.count else len(rows) + sum(1 for _row in found.rows)
    return Preview(tuple(column.heading for column in heads), tuple(rows), count)


@dataclass(frozen=True)
class _Found:
    """Rows, read as they are asked for, and how many there are where that is quicker than to read them."""

    rows: Iterator[Row]
    count: Callable[[], int] | None = None


@contextmanager
def _found(actor: Person, shelf: Library, query: Query, most: int | None = None) -> Iterator[_Found]:
    """What is asked for; `most` rows are enough where each is one completion."""
    grain = GRAINS[query.grain]
    asked_for = set(query.columns or grain.columns)
    chosen = replace(query.filters.chosen(), bare=asked_for.isdisjoint(LOOKED_UP))
    there = server(actor)
    if there is not None and grain.of is not None:
        # A row needs its completion alone: a million go by without being kept.
        of = grain.of
        rows = (of(shelf, one) for one in on_server.records(there, chosen, most))
        yield _Found(_hidden(rows, query), lambda: on_server.count(there, chosen))
        return
    with shared(actor, grain.needs(chosen)) as connection:
        counted = grain.count
        yield _Found(
            _hidden(grain.rows(connection, shelf, chosen), query),
            None if counted is None else lambda: counted(connection, chosen),
        )


def _hidden(rows: Iterator[Row], query: Query) -> Iterator[Row]:
    pseudonym = _pseudonym(query)
    return _without_names(rows, pseudonym) if pseudonym else rows


def _pseudonym(query: Query) -> Callable[[str], str] | None:
    from coach.org.keys import pseudonyms

    return pseudonyms() if query.pseudonyms else None


def _without_names(rows: Iterable[Row], pseudonym: Callable[[str], str]) -> Iterator[Row]:
    for row in rows:
        hidden = {"staff_number": pseudonym(str(row.get("staff_number", ""))), "name": ""}
        alone = {"assigned_to": ""} if row.get("assigned_to") == row.get("name") else {}
        yield {**row, **hidden, **alone}


def export(actor: Person, shelf: Library, target: Target, query: Query, now: datetime) -> Exported:
    """Write what is asked to a file, whole or not at all.

    Raises:
        ExportError: the file cannot be written.
        FileThere: it exists and may not be replaced.
        TooManyRows: the format cannot hold them.
        BadPeriod: the period ends before it begins.
        UnknownColumn: a column that this kind of export has not.
        NoKeyring: it is to be sealed or without names, and there is no keyring for the key.
        SyncError: the organisation's server does not tell it all, or cannot note it in its log.
    """
    may(actor, Role.HR)
    kind, query = formats()[target.format], fitted(query, target.format)
    chosen_columns(query)
    query.filters.chosen()
    file = target.file if os.path.splitext(target.file)[1] else target.file + kind.suffix
    file = os.path.abspath(file)
    with ExitStack() as drafts:
        draft = drafts.enter_context(whole_file(file, target.replace))
        seal = drafts.enter_context(whole_file(file + SEAL, target.replace)) if target.sealed else None
        entry = export_log.New(actor.id, target.format, file, query.logged())
        line = begin(actor, entry, now)
        count = _fill(draft, actor, shelf, query, kind)
        draft.fill(lambda out: out.flush())
        if seal:
            told = _seal(draft, query, actor, count, target.format, now)
            seal.fill(lambda out: out.write(told))
        with logged(actor, line, count, draft.part):
            if seal:
                seal.keep()
            draft.keep()
    return Exported(file, count, seal.file if seal else "")


def _fill(draft: Draft, actor: Person, shelf: Library, query: Query, kind: Export) -> int:
    """Write the rows; returns how many there are."""
    heads, there, cells = chosen_columns(query), server(actor), kind.cells
    if there is not None and cells is not None and GRAINS[query.grain].of is not None:
        made = cells_there.made(shelf, _pseudonym(query))
        lines = _Counted(cells_there.lines(there, query.filters.chosen(), heads, made, cells), kind)
        draft.fill(lambda out: cells.write_lines(heads, lines, out))
        return lines.seen
    with _found(actor, shelf, query) as found:
        rows = _Counted(found.rows, kind)
        draft.fill(lambda out: kind.write(heads, rows, out))
        return rows.seen


def _seal(draft: Draft, query: Query, actor: Person, rows: int, format: str, now: datetime) -> bytes:
    """The seal of what was just written."""
    from coach.org.sealing import sealed

    told = {
        "file": os.path.basename(draft.file),
        "query": json.loads(query.logged()),
        "day": now.astimezone().date().isoformat(),
        "author": actor.id,
        "n": rows,
    }
    return sealed(draft.part, told, format, formats()[format])


def history(actor: Person, shelf: Library) -> tuple[ExportLine, ...]:
    """The log of exports, newest first."""
    may(actor, Role.HR)
    return tuple(_line(shelf, one) for one in lines(actor))


def _line(shelf: Library, one: export_log.Line) -> ExportLine:
    grain = GRAINS.get(asked.grain(one.filters))
    return ExportLine(
        at=one.at,
        who=one.person,
        format=one.format,
        file=one.file,
        what=_(grain.title if grain else _OTHERS.get(asked.grain(one.filters), asked.grain(one.filters))),
        filters=asked.told(shelf, one.filters),
        reason=asked.reason(one.filters),
        rows=one.rows,
        complete=one.complete,
    )


class _Counted(Generic[_Line]):
    """Rows counted as they go by, no more of them than the format holds."""

    def __init__(self, rows: Iterable[_Line], kind: Export) -> None:
        self.rows, self.limit, self.seen = rows, kind.limit, 0

    def __iter__(self) -> Iterator[_Line]:
        for row in self.rows:
            self.seen += 1
            if self.limit and self.seen > self.limit:
                raise TooManyRows(limit=number(self.limit))
            yield row
