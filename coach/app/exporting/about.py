"""Who sees what, what never leaves a desk, and every export made so far."""

import os
from typing import TYPE_CHECKING

from coach.app.exporting.choice import title_of
from coach.app.theme import theme
from coach.app.widgets.card import Panel
from coach.app.widgets.part import Part
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import text
from coach.words import _, moment, number

if TYPE_CHECKING:
    from coach.org import ExportLine


def who_sees_what() -> Panel:
    """The fixed panel beside the choices."""
    words = (
        _("Human resources see who finished which lesson of an assigned path, on which day."),
        _("Trainers see who has started or finished, and shares by service."),
        _("Everybody sees what concerns them on the page Privacy."),
        _(
            "Never exported: answers, scores, levels, gestures noted, what the computer was seen doing, hours,"
            " real durations, and lessons that nobody assigned."
        ),
    )
    return Panel("info", "shield-check", _("Who sees what"), "\n".join(words), "heading")


class HistoryPart(Part):
    """Every export with its day, author, format, filters and rows."""

    def __init__(self) -> None:
        super().__init__(_("Exports made"))
        self._none = text(_("No export was made yet."), "body", 400, "ink2")
        self._table = DataTable(_("Exports made"), tallest=theme().px(330), widest=168)
        self._table.hide()
        self.column.addWidget(self._none)
        self.column.addWidget(self._table)

    def show_lines(self, lines: tuple["ExportLine", ...]) -> None:
        """Show them, newest first."""
        self._none.setVisible(not lines)
        self._table.setVisible(bool(lines))
        first = (_("Date"), _("By"), _("What"), _("Filters"), _("Reason"))
        titles = (*first, _("Rows"), _("Format"), _("File"))
        self._table.fill(titles, [_row(line) for line in lines])


def _row(line: "ExportLine") -> tuple[str, ...]:
    rows = number(line.rows, 0) if line.complete else _("not completed")
    file = os.path.basename(line.file)
    reason = line.reason or "–"
    return moment(line.at), line.who, line.what, line.filters, reason, rows, title_of(line.format), file
