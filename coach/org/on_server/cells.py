"""Completions from the organisation's server as the cells of a text file, for exports of a million lines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import getitem, itemgetter

from coach.content.library import Library
from coach.exports import Cells, Column, Value, unguarded
from coach.org.on_server.completions import a_day, asked, placed
from coach.org.server import Server, reading
from coach.store.completions import CANCELLED, Chosen


@dataclass(frozen=True)
class Made:
    """Which column of the server's a column of ours is made of, and how its text becomes a value."""

    source: str
    value: Callable[[str], Value]


def made(titles: Library, pseudonym: Callable[[str], str] | None = None) -> dict[str, Made]:
    """How each column of a line per completion is made; with `pseudonym`, staff numbers by it, and no names."""

    def path(text: str) -> Value:
        found = titles.paths.get(unguarded(text))
        return found.title if found else unguarded(text)

    def lesson(text: str) -> Value:
        return titles.told_lesson(unguarded(text))

    def number(text: str) -> Value:
        return pseudonym(unguarded(text)) if pseudonym else unguarded(text)

    texts = ("service", "cohort", "path_id", "lesson_id", "mode", "service_today", "cancel_reason")
    return {
        **{name: Made(name, unguarded) for name in (*texts, "completion_id")},
        **{name: Made(name, int) for name in ("edition", "minutes")},
        **{name: Made(name, a_day) for name in ("assigned_on", "due", "cancelled_on")},
        "finished_on": Made("finished_on", date.fromisoformat),
        "staff_number": Made("staff_number", number),
        "name": Made("name", (lambda _text: "") if pseudonym else unguarded),
        "path": Made("path_id", path),
        "lesson": Made("lesson_id", lesson),
        "state": Made("cancelled_on", lambda text: CANCELLED if a_day(text) else "finished"),
    }


def lines(
    server: Server, chosen: Chosen, columns: Sequence[Column], made: Mapping[str, Made], cells: Cells
) -> Iterator[list[str]]:
    """The chosen completions by day, as cells of a format of text; raises as `completions.records` does.

    Each column of the file is made of one of the server's, as `made` says. A million rows name the same days,
    services and lessons: what became of a text is remembered, so that most rows are looked up and not worked out.
    """
    rows = server.rows("completions", **asked(chosen), most=None)
    with reading(server):
        places, whole = placed(rows, [made[column.key].source for column in columns])
        known = [_Known(column, made[column.key].value, cells.cell) for column in columns]
        # Once more at the end: of one place alone, itemgetter gives no tuple.
        pick = itemgetter(*places, places[0])
        for row in whole:
            # Seventeen cells a row, a million rows: no loop of our own.
            yield list(map(getitem, known, pick(row)))


class _Known(dict[str, str]):
    """Cells by the text that they were made of, the last some thousand."""

    _MOST = 30_000

    def __init__(
        self, column: Column, value: Callable[[str], Value], cell: Callable[[Column, Value], str]
    ) -> None:
        super().__init__()
        self._column, self._value, self._cell = column, value, cell

    def __missing__(self, text: str) -> str:
        if len(self) >= self._MOST:
            self.clear()
        made = self[text] = self._cell(self._column, self._value(text))
        return made
