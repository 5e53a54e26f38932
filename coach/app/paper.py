"""A page of HTML as a PDF of A4 sheets, typeset by Qt in the program's own typeface.

`coach evidence` starts the window's program with a hidden argument for it: nothing else here knows fonts and lines.
"""

import re
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from coach.app.paper_letters import named
from coach.app.theme import FAMILY, load_fonts

_DOTS, _POINTS, _FOOT = 300, 10, 14
"""Dots an inch; size of the text in points; the foot of a sheet in millimetres, where its number stands."""
# Qt reads a table's width from an attribute only.
_TABLE = '<table width="100%" border="1" cellspacing="0">'
_STYLE = (
    "h1{font-size:18pt}h2{font-size:14pt;page-break-before:always}caption{font-weight:600;margin-top:10px;margin-bottom:3px}"
    "table{border-collapse:collapse}th,td{padding:4px 7px;border:1px solid #767676;text-align:left}"
)
_OTHERS = re.compile("<style>.*?</style>", re.DOTALL)


def run(page: str, file: str) -> int:
    """Read the page, write the PDF; both are names of files. No window opens."""
    # Kept until the end: without it there are no fonts.
    application = QGuiApplication.instance() or QGuiApplication([])
    load_fonts()
    document = QTextDocument(application)
    document.setDefaultFont(QFont(FAMILY, _POINTS))
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(_OTHERS.sub("", Path(page).read_text("utf-8")).replace("<table>", _TABLE))
    _print(document, file)
    done = Path(file)
    done.write_bytes(named(done.read_bytes()))
    return 0


def _print(document: QTextDocument, file: str) -> None:
    writer = QPdfWriter(file)
    writer.setResolution(_DOTS)
    writer.setTitle(document.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(18, 18, 18, 12),
            QPageLayout.Unit.Millimeter,
        )
    )
    document.documentLayout().setPaintDevice(writer)
    whole = QRectF(0, 0, writer.width(), writer.height())
    foot = _FOOT / 25.4 * _DOTS
    sheet = QSizeF(whole.width(), whole.height() - foot)
    document.setPageSize(sheet)
    document.setDocumentMargin(0)
    sheets = _filled(document, sheet.height())
    painter = QPainter(writer)
    for number, place in enumerate(sheets, 1):
        if number > 1:
            writer.newPage()
        _sheet(painter, document, place, sheet)
        painter.setFont(QFont(FAMILY, _POINTS - 1))
        below = QRectF(0, sheet.height(), sheet.width(), foot)
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(below, int(end), f"{number} / {len(sheets)}")
    painter.end()


def _filled(document: QTextDocument, height: float) -> list[int]:
    """The sheets with a text: the empty line that Qt adds after a table may fall on one of its own."""
    found = set()
    block = document.begin()
    while block.isValid():
        place = document.documentLayout().blockBoundingRect(block)
        if block.text():
            found |= {int(place.top() // height), int((place.bottom() - 1) // height)}
        block = block.next()
    return sorted(found)


def _sheet(painter: QPainter, document: QTextDocument, number: int, sheet: QSizeF) -> None:
    """The part of the document that stands on one sheet."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    shown = QRectF(0, number * sheet.height(), sheet.width(), sheet.height())
    context.clip = shown
    painter.save()
    painter.translate(0, -shown.top())
    painter.setClipRect(shown)
    document.documentLayout().draw(painter, context)
    painter.restore()
