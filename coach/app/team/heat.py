"""The three figures and the table of services by domains."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from coach.app.page import Shell
from coach.app.theme import theme
from coach.app.widgets.card import Card
from coach.app.widgets.head import beside_title
from coach.app.widgets.heat import HeatCell, HeatChip, HeatRow, HeatTable
from coach.app.widgets.part import Part
from coach.app.widgets.split import Split
from coach.app.widgets.text import text
from coach.app.widgets.wrap import Wrap
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org import Cell, Summary, Team

# Where the middle of a share told only as "little" or "much" stands on the scale.
_SHARES = {"low": 0.05, "high": 0.95}
_HIDDEN = ("few", "masked")


def figure(number: str, words: str) -> Card:
    """A number and what it counts."""
    card, t = Card("surface", "line", 18), theme()
    column = QVBoxLayout(card)
    column.setContentsMargins(t.space(22), t.space(14), t.space(22), t.space(14))
    column.setSpacing(t.space(2))
    column.addWidget(text(number, "display", 700, "accent"))
    column.addWidget(text(words, "label", 400, "ink2"))
    return card


def figures(summary: "Summary") -> QWidget:
    """People, the share who finished, services."""
    people = ngettext("person with a path", "people with a path", summary.people)
    services = ngettext("service with a path under way", "services with a path under way", summary.services)
    return Split(
        [
            figure(str(summary.people), people),
            figure(summary.finished.text, _("have finished what was proposed")),
            figure(str(summary.services), services),
        ],
        620,
        gap=16,
    )


def heat_cell(cell: "Cell") -> HeatCell:
    """A cell as the table shows it."""
    share = cell.share / 100 if cell.share is not None else _SHARES.get(cell.kind)
    return HeatCell(cell.text, cell.spoken, share, cell.kind in _HIDDEN)


def heat_card(shell: Shell, team: "Team") -> Part:
    """Title, legend, table, and why some cells are hidden."""
    part = Part(_("Competences by service"))
    part.column.setSpacing(theme().space(6))
    if theme().stacked:
        part.column.addWidget(_legend())
    else:
        beside_title(part.title, part.column, _legend())
    rows = [
        HeatRow(
            one.service,
            ngettext("{n} person", "{n} people", one.people),
            tuple(heat_cell(cell) for cell in one.cells),
        )
        for one in team.rows
    ]
    table = HeatTable(
        _("Competences by service, share of lessons finished"),
        _("Arrows go from cell to cell, Enter opens the service of the row."),
        team.domains,
        rows,
    )
    table.setObjectName("heat")
    table.opened.connect(lambda number: shell.go("team", "service", team.rows[number].service))
    part.column.addWidget(table)
    part.column.addWidget(_note(team))
    return part


def _note(team: "Team") -> QWidget:
    words = _("Groups of fewer than five people are hidden to protect them.")
    kinds = {cell.kind for one in team.rows for cell in one.cells}
    if "masked" in kinds:
        words += " " + _("A second cell is hidden too, so that the first one cannot be computed.")
    if "none" in kinds:
        words += " " + _("A dash: no lesson of this domain is proposed to the service.")
    words += " " + _("Choose the name of a service to open it.")
    return text(words, "small", 400, "ink2")


def _legend() -> QWidget:
    legend, t = QWidget(), theme()
    told = text(_("Lessons finished, in %"), "small", 400, "ink2", wrap=False)
    steps = [("< 20", 0.1), ("20–39", 0.3), ("40–59", 0.5), ("60–79", 0.7), (_("80+"), 0.9)]
    chips = [HeatChip(words, share) for words, share in steps]
    if t.stacked:
        wrap = Wrap(legend, t.space(6))
        for widget in (told, *chips):
            wrap.addWidget(widget)
        return legend
    line = QHBoxLayout(legend)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(t.space(4))
    line.setDirection(QBoxLayout.Direction.LeftToRight)
    line.addStretch(1)
    line.addWidget(told, 0, Qt.AlignmentFlag.AlignVCenter)
    line.addSpacing(t.space(8))
    for chip in chips:
        line.addWidget(chip)
    return legend
