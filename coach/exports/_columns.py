"""The one list of columns of every export, for screen, command line and files (decision 22)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from coach.domain.text import N_
from coach.exports._guard import guarded
from coach.words import _, day, number

Value = str | int | float | date | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        key: stable and ASCII, for machines.
        title: an English msgid.
        width: of the column in a workbook, in characters.
        codes: values that people read as words, English msgids.
        own: a title of somebody's own, in place of ours and of the key.
    """

    key: str
    title: str
    width: int
    codes: Mapping[str, str] = field(default_factory=dict)
    own: str = ""

    @property
    def heading(self) -> str:
        """The title for people."""
        return guarded(self.own) or _(self.title)

    @property
    def name(self) -> str:
        """The title for machines."""
        return guarded(self.own) or self.key

    def told(self, row: Row) -> Value:
        """The value for people: a code becomes words."""
        return self.words(row[self.key])

    def words(self, value: Value) -> Value:
        """A value of this column for people."""
        return _(self.codes[value]) if isinstance(value, str) and value in self.codes else value


STATES = {
    "finished": N_("finished"),
    "started": N_("started"),
    "not_started": N_("not started"),
    "cancelled": N_("cancelled"),
}

NATURES = {
    "distance": N_("internal distance learning, at one’s own pace"),
    "group": N_("internal training, group session"),
}

COLUMNS = (
    Column("staff_number", N_("Staff number"), 14),
    Column("name", N_("Name"), 24),
    Column("service", N_("Service"), 24),
    Column("cohort", N_("Cohort"), 18),
    Column("path_id", N_("Path id"), 16),
    Column("path", N_("Path"), 24),
    Column("lesson_id", N_("Lesson id"), 26),
    Column("lesson", N_("Lesson"), 36),
    Column("edition", N_("Edition"), 9),
    Column("assigned_on", N_("Assigned on"), 13),
    Column("due", N_("Wished for"), 13),
    Column("finished_on", N_("Finished on"), 13),
    Column("minutes", N_("Minutes (published)"), 12),
    Column("mode", N_("Mode"), 16, {"individual": N_("individual"), "group": N_("group session")}),
    Column("service_today", N_("Service today"), 24),
    Column("state", N_("State"), 14, STATES),
    Column("cancelled_on", N_("Cancelled on"), 13),
    Column("cancel_reason", N_("Reason for the cancellation"), 30),
    Column("completion_id", N_("Record id"), 38),
    Column("first_day", N_("First day"), 13),
    Column("lessons_done", N_("Lessons finished"), 11),
    Column("lessons", N_("Lessons of the path"), 11),
    Column("assigned_to", N_("Assigned to"), 24),
    Column("assigned_by", N_("Assigned by"), 24),
    Column("withdrawn_on", N_("Withdrawn on"), 13),
    Column("people", N_("People"), 9),
    Column("hours", N_("Hours (published durations)"), 14),
    Column("nature", N_("Nature"), 36, NATURES),
)


def columns(keys: Iterable[str], titles: Mapping[str, str] | None = None) -> tuple[Column, ...]:
    """The columns of these keys, in this order; `titles` stand in place of ours."""
    known = {column.key: column for column in COLUMNS}
    given = titles or {}
    return tuple(replace(known[key], own=given.get(key, "")) for key in keys)


def shown(column: Column, row: Row) -> str:
    """The value as the screen shows it, in the person's language."""
    value = column.told(row)
    if isinstance(value, date):
        return day(value, "short")
    if isinstance(value, int | float):
        return number(value, 2)
    return value or ""
