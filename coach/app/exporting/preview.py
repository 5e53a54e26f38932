"""The first rows of the export, in a real table with the very columns of the file."""

from typing import TYPE_CHECKING

from coach.app.theme import theme
from coach.app.widgets.part import Part
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import text
from coach.words import _, ngettext, number

if TYPE_CHECKING:
    from coach.org import Preview


class PreviewPart(Part):
    """How many rows, the first of them, and every column by name."""

    def __init__(self) -> None:
        super().__init__(_("4. Preview"))
        self.count = text("", "body", 600)
        self.table = DataTable(
            _("Preview of the export"),
            _("Arrows go from cell to cell; the table scrolls sideways."),
            tallest=theme().px(330),
        )
        self._columns = text("", "small", 400, "ink2")
        for widget in (self.count, self.table, self._columns):
            self.column.addWidget(widget)
        self.table.hide()

    def show_rows(self, preview: "Preview") -> None:
        """Show the rows; a quiet line if there are none."""
        shown = len(preview.rows)
        if not preview.count:
            told = _("No lesson was finished with these filters.")
        elif preview.count > shown:
            rows = ngettext("{n} row in all", "{n} rows in all", preview.count)
            rows = rows.replace(str(preview.count), number(preview.count, 0), 1)
            told = _("{rows}; the first {shown} stand below.").format(rows=rows, shown=shown)
        else:
            told = ngettext("{n} row in all", "{n} rows in all", preview.count)
        self.count.setText(told)
        self.table.setVisible(bool(shown))
        self.table.fill(preview.titles, preview.rows)
        columns = _("The {n} columns: {names}.")
        self._columns.setText(columns.format(n=len(preview.titles), names=", ".join(preview.titles)))

    def say(self, words: str) -> None:
        """Say why there is no preview."""
        self.count.setText(words)
        self.table.hide()
