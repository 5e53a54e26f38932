"""A spreadsheet of the OpenDocument format (1.3): real dates and numbers, text that stays text."""

import errno
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from coach.domain.text import N_
from coach.exports._columns import Column, Row, Value
from coach.exports._export import Export
from coach.exports._guard import guarded
from coach.words import _

ROWS = 1_048_575  # of a sheet, without the heading
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_XMLNS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_XMLNS}:{name}:1.0"'
    for prefix, name in (
        *((part, part) for part in ("office", "style", "table", "text", "config")),
        *(("number", "datastyle"), ("fo", "xsl-fo-compatible")),
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_XMLNS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIME}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "settings")
    )
    + "</manifest:manifest>"
)
_STYLES = (
    '<number:date-style style:name="day-form" number:language="fr" number:country="FR">'
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="day-form"/>'
    '<style:style style:name="bold" style:family="table-cell">'
    '<style:text-properties fo:font-weight="bold"/></style:style>'
)
# What XML 1.0 cannot hold, even escaped.
_ILL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# XML programs take runs of spaces, and those at an end, for one or none.
_RUN = re.compile(r"^ +| {2,}| +$")


def write(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> None:
    """Write one sheet, row after row; nothing is kept in memory or in another file."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        # First and not compressed: programs tell the format by the bytes at this place (part 2, 3.3).
        book.writestr("mimetype", _MIME, zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", _MANIFEST)
        book.writestr("settings.xml", _frozen(_("Completions")))
        try:
            with book.open("content.xml", "w") as part:
                for text in _content(columns, rows):
                    part.write(text.encode())
        except RuntimeError as error:
            # Two GiB of text: the larger form of the archive is one that LibreOffice 7 does not open.
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG)) from error


def _content(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    sheet = quoteattr(_("Completions"))
    yield f'{_HEAD}<office:document-content {_SPACES} office:version="1.3"><office:automatic-styles>{_STYLES}'
    for place, column in enumerate(columns):
        width = f'<style:table-column-properties style:column-width="{column.width * 0.2:.1f}cm"/>'
        yield f'<style:style style:name="c{place}" style:family="table-column">{width}</style:style>'
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    yield f"<table:table table:name={sheet}>"
    for place in range(len(columns)):
        yield f'<table:table-column table:style-name="c{place}"/>'
    titles = "".join(_text(column.heading, ' table:style-name="bold"') for column in columns)
    yield f"<table:table-header-rows><table:table-row>{titles}</table:table-row></table:table-header-rows>\n"
    last = 1
    for row in rows:
        last += 1
        yield f"<table:table-row>{''.join(_cell(column.told(row)) for column in columns)}</table:table-row>\n"
    yield f"</table:table>{_filter(len(columns), last)}"
    yield "</office:spreadsheet></office:body></office:document-content>\n"


def _cell(value: Value) -> str:
    if isinstance(value, date):
        day = f'office:value-type="date" office:date-value="{value.isoformat()}"'
        shown = f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
        return f'<table:table-cell table:style-name="day" {day}><text:p>{shown}</text:p></table:table-cell>'
    if isinstance(value, str):
        return _text(guarded(value))
    if value is None:
        return "<table:table-cell/>"
    number = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {number}><text:p>{value}</text:p></table:table-cell>"


def _text(words: str, style: str = "") -> str:
    if not words:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{_line(line)}</text:p>" for line in re.split("\r\n|\r|\n", words))
    return f'<table:table-cell{style} office:value-type="string">{lines}</table:table-cell>'


def _line(words: str) -> str:
    if words.isalnum():
        return words
    # LibreOffice leaves tabs out of cells, and two words would become one.
    return _RUN.sub(_run, escape(_ILL.sub("\ufffd", words.replace("\t", " "))))


def _run(found: re.Match[str]) -> str:
    return f'<text:s text:c="{len(found[0])}"/>'


def _filter(columns: int, last: int) -> str:
    """A button for filtering on each title."""
    corner = f"'{_('Completions')}'.A1:'{_('Completions')}'.{_letters(max(1, columns))}{last}"
    attributes = f'table:target-range-address={quoteattr(corner)} table:display-filter-buttons="true"'
    name = 'table:name="__Anonymous_Sheet_DB__0"'
    return f"<table:database-ranges><table:database-range {name} {attributes}/></table:database-ranges>"


def _letters(place: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    letters = ""
    while place:
        place, digit = divmod(place - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def _frozen(sheet: str) -> str:
    """The settings that keep the heading in sight."""
    items = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, kind, value in (
            ("VerticalSplitMode", "short", 2),
            ("VerticalSplitPosition", "int", 1),
            ("PositionBottom", "int", 1),
        )
    )
    entry = f"<config:config-item-map-entry config:name={quoteattr(sheet)}>{items}"
    tables = f'<config:config-item-map-named config:name="Tables">{entry}</config:config-item-map-entry>'
    views = f"<config:config-item-map-entry>{tables}</config:config-item-map-named>"
    indexed = f'<config:config-item-map-indexed config:name="Views">{views}</config:config-item-map-entry>'
    return (
        f'{_HEAD}<office:document-settings {_SPACES} office:version="1.3"><office:settings>'
        f'<config:config-item-set config:name="ooo:view-settings">{indexed}</config:config-item-map-indexed>'
        "</config:config-item-set></office:settings></office:document-settings>"
    )


EXPORT = Export(".ods", write, N_("OpenDocument spreadsheet for LibreOffice (typed cells)"), ROWS)
