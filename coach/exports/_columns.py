"""The one list of columns of an export of completions, for screen, command line and files (decision 22)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coach.domain.text import N_
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
    """

    key: str
    title: str
    width: int
    codes: Mapping[str, str] = field(default_factory=dict)

    def told(self, row: Row) -> Value:
        """The value for people: a code becomes words."""
        value = row[self.key]
        return _(self.codes[value]) if isinstance(value, str) and value in self.codes else value


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
    Column("minutes", N_("Minutes"), 9),
    Column("mode", N_("Mode"), 16, {"individual": N_("individual"), "group": N_("group session")}),
)


def shown(column: Column, row: Row) -> str:
    """The value as the screen shows it, in the person's language."""
    value = column.told(row)
    if isinstance(value, date):
        return day(value, "short")
    if isinstance(value, int | float):
        return number(value, 2)
    return value or ""
