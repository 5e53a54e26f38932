"""A small table to read, its columns sharing the whole width; a list of cards when the text is large."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.app.theme import theme
from coach.app.widgets.card import Card
from coach.app.widgets.table import DataTable, high
from coach.app.widgets.text import text
from coach.words import _


@dataclass(frozen=True)
class Rows:
    """What a table says. The first column names the row; `weights` share out the width."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...]


class PlainTable(DataTable):
    """Nothing to scroll sideways: every column wraps within its share."""

    def __init__(self, name: str, told: Rows) -> None:
        self._told = told
        super().__init__(name)
        self.fill(told.headers, told.rows)

    def _fit(self) -> None:
        t, room, weights = theme(), self.viewport().width(), self._told.weights
        widths = [room * weight // sum(weights) for weight in weights]
        for column, wide in enumerate(widths):
            self.setColumnWidth(column, wide)
        header = self.horizontalHeader()
        titles = zip(self._told.headers, widths, strict=True)
        lines = max(high(title, header.font(), wide - t.space(12)) for title, wide in titles)
        header.setFixedHeight(lines + t.space(14))
        total = 0
        for number, row in enumerate(self._told.rows):
            fonts = (t.font("label", 600 if column == 0 else 400) for column in range(len(row)))
            cells = zip(row, fonts, widths, strict=True)
            tall = max(high(words, font, wide - t.space(12)) for words, font, wide in cells) + t.space(19)
            self.setRowHeight(number, tall)
            total += tall
        self.stand(total)


def table(name: str, told: Rows) -> QWidget:
    """A table on a card, or a card a row where a table of this text size would not fit."""
    if theme().stacked:
        return _cards(name, told)
    card = Card("surface", "line", 20)
    column = QVBoxLayout(card)
    column.setContentsMargins(theme().space(22), theme().space(10), theme().space(18), theme().space(14))
    column.addWidget(PlainTable(name, told))
    return card


def _cards(name: str, told: Rows) -> QWidget:
    page = QWidget()
    page.setAccessibleName(name)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().space(12))
    for row in told.rows:
        card = Card("surface", "line", 16)
        inside = QVBoxLayout(card)
        side = theme().space(18)
        inside.setContentsMargins(side, side, side, side)
        inside.setSpacing(theme().space(6))
        inside.addWidget(text(row[0], "body", 600))
        for header, value in zip(told.headers[1:], row[1:], strict=True):
            line = _("{column}: {value}").format(column=header, value=value)
            inside.addWidget(text(line, "label", 400, "ink2"))
        column.addWidget(card)
    return page
