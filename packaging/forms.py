"""Write lessons/forms/*.odt and *.ods, the forms that lessons name, from the readable sources in packaging/forms/.

`python packaging/forms.py` writes; a test holds the committed files to what it would write. In a source, `# ` is the
title, `## ` a heading of a text or a sheet of a workbook, `- label: hint` a field, `| a | b |` a row of a table whose
first row is its heading; anything else is a paragraph. In a workbook, a cell that begins with `=` is a formula,
`name <Sheet>` heads a column filled from the list in that sheet, and a table without rows gets empty ones.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ROOT = Path(__file__).resolve().parents[1]
SOURCES, WRITTEN = ROOT / "packaging" / "forms", ROOT / "lessons" / "forms"
COUNTRIES = {"fr": "FR", "en": "GB"}
ANSWER = {"fr": ("À remplir", "Votre réponse"), "en": ("To fill in", "Your answer")}
EMPTY_ROWS = 40
MIME = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
PAGE = {
    "odt": 'fo:page-width="21cm" fo:page-height="29.7cm" style:print-orientation="portrait"',
    "ods": 'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1" '
    'style:scale-to-Y="0"',
}
_XMLNS = "urn:oasis:names:tc:opendocument:xmlns"
_PARTS = {
    **{name: name for name in ("office", "style", "table", "text", "meta")},
    "fo": "xsl-fo-compatible",
    "svg": "svg-compatible",
    "number": "datastyle",
}
_SPACES = " ".join(
    [f'xmlns:{short}="{_XMLNS}:{name}:1.0"' for short, name in _PARTS.items()]
    + ['xmlns:dc="http://purl.org/dc/elements/1.1/"', f'xmlns:of="{_XMLNS}:of:1.2"']
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass
class Part:
    """What stands under one heading: paragraphs, fields as pairs of label and hint, rows of a table."""

    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def read(source: str) -> tuple[str, list[Part]]:
    """The title of a form and its parts, of which the first has no heading."""
    title, parts = "", [Part()]
    for line in filter(None, map(str.strip, source.splitlines())):
        if line.startswith("## "):
            parts.append(Part(line[3:]))
        elif line.startswith("# "):
            title = line[2:]
        elif line.startswith("- "):
            label, hint = re.split("\u00a0?:", line[2:], maxsplit=1)
            parts[-1].fields.append((label, hint.strip()))
        elif line.startswith("|"):
            parts[-1].rows.append([cell.strip() for cell in line[1:].removesuffix("|").split("|")])
        else:
            parts[-1].paragraphs.append(line)
    return title, parts


# What texts and workbooks share ------------------------------------------------------------------------------


def _text(words: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{escape(words)}</text:p>'


def _cell(inside: str, style: str = "cell", more: str = "") -> str:
    return f'<table:table-cell table:style-name="{style}"{more}>{inside}</table:table-cell>'


def _row(cells: Iterable[str]) -> str:
    return f'<table:table-row table:style-name="row">{"".join(cells)}</table:table-row>'


def _table(name: str, widths: Iterable[str], heads: Iterable[str], rows: Iterable[str]) -> str:
    columns = "".join(f'<table:table-column table:style-name="{width}"/>' for width in widths)
    head = _row(_cell(_text(one, "Table_Heading"), "head", ' office:value-type="string"') for one in heads)
    opened = f'<table:table table:name={quoteattr(name)} table:style-name="table">{columns}'
    return f"{opened}<table:table-header-rows>{head}</table:table-header-rows>{''.join(rows)}</table:table>"


# A text ------------------------------------------------------------------------------------------------------


def text(title: str, parts: Sequence[Part], language: str) -> str:
    """Its body: title, headings, and a table of fields below each; a field bears its label as its name."""
    out = [_text(title, "Title")]
    for part in parts:
        if part.title:
            heading = '<text:h text:style-name="Heading_1" text:outline-level="1">'
            out.append(f"{heading}{escape(part.title)}</text:h>")
        out += map(_text, part.paragraphs)
        if part.fields:
            rows = (
                _row((_cell(_text(label, "Table_Heading")), _answer(label, hint)))
                for label, hint in part.fields
            )
            out.append(_table(part.title, ("narrow", "wide"), ANSWER[language], rows))
    return f"<office:text>{''.join(out)}</office:text>"


def _answer(label: str, hint: str) -> str:
    asked = f"<text:text-input text:description={quoteattr(label)}>{escape(hint)}</text:text-input>"
    return _cell(f'<text:p text:style-name="Standard">{asked}</text:p>')


# A workbook --------------------------------------------------------------------------------------------------


def workbook(_title: str, parts: Sequence[Part], language: str) -> str:
    """Its body, one sheet for each heading; the cell of a field bears its label as its name."""
    sheets = {part.title: _rows(part, language) for part in parts if part.title}
    chosen = {one for rows in sheets.values() for one in map(_list, rows[0]) if one}
    rules = "".join(_rule(name, len(sheets[name])) for name in sorted(chosen))
    tables = "".join(_sheet(name, rows) for name, rows in sheets.items())
    names = "".join(
        _named(part.title, label, place)
        for part in parts
        for place, (label, _hint) in enumerate(part.fields, 2)
    )
    first = f"<table:content-validations>{rules}</table:content-validations>" if rules else ""
    last = f"<table:named-expressions>{names}</table:named-expressions>" if names else ""
    return f"<office:spreadsheet>{first}{tables}{last}</office:spreadsheet>"


def _rows(part: Part, language: str) -> list[list[str]]:
    if part.fields:
        return [list(ANSWER[language]), *([label, hint] for label, hint in part.fields)]
    head, *rows = part.rows
    return [head, *(rows or [[""] * len(head)] * EMPTY_ROWS)]


def _list(head: str) -> str:
    """The sheet that holds what a column may be filled with."""
    found = re.search(" <(.+)>", head)
    return found[1] if found else ""


def _rule(sheet: str, last: int) -> str:
    told = quoteattr(f"of:cell-content-is-in-list([${_quoted(sheet)}.$A$2:.$A${last}])")
    shown = 'table:allow-empty-cell="true" table:display-list="unsorted"'
    return f"<table:content-validation table:name={quoteattr(sheet)} table:condition={told} {shown}/>"


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _named(sheet: str, label: str, row: int) -> str:
    name = re.sub(r"\W+", "_", label).strip("_")
    place = quoteattr(f"${_quoted(sheet)}.$B${row}")
    return f"<table:named-range table:name={quoteattr(name)} table:cell-range-address={place}/>"


def _sheet(name: str, rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    chosen = [_list(one) for one in head]
    # What is chosen from a list is long, and so is an answer beside its label.
    roomy = [bool(one) or (len(head), n) == (2, 1) for n, one in enumerate(chosen)]
    widths = ("wide" if one else _width([row[n] for row in rows]) for n, one in enumerate(roomy))
    told = (one.partition(" <")[0] for one in head)
    return _table(name, widths, told, (_row(map(_value, row, chosen)) for row in body))


def _width(column: Sequence[str]) -> str:
    longest = max(len(one.partition(" <")[0]) for one in column if not one.startswith("="))
    steps = ((6, "short"), (14, "narrow"), (34, "middle"))
    return next((width for most, width in steps if longest <= most), "wide")


def _value(cell: str, chosen: str) -> str:
    if cell.startswith("="):
        return _cell("", "share" if "/" in cell else "cell", f" table:formula={quoteattr('of:' + cell)}")
    if cell.isdigit():
        return _cell(_text(cell), more=f' office:value-type="float" office:value="{cell}"')
    if cell:
        return _cell(_text(cell), more=' office:value-type="string"')
    return _cell("", more=f" table:content-validation-name={quoteattr(chosen)}" if chosen else "")


# The file ----------------------------------------------------------------------------------------------------


def form(source: str, language: str, kind: str) -> bytes:
    """The file of a form: the same bytes wherever it is made, since nothing in it is compressed.

    Args:
        source: as the first lines of this module say.
        language: a key of `COUNTRIES`.
        kind: "odt" or "ods".
    """
    title, parts = read(source)
    body = (workbook if kind == "ods" else text)(title, parts, language)
    looks = (SOURCES / "looks.xml").read_text("utf-8").format(master="Standard" if kind == "ods" else "")
    opened = f'<office:document-content {_SPACES} office:version="1.3">{looks}<office:body>'
    told = {"language": language, "country": COUNTRIES[language], "spaces": _SPACES, "page": PAGE[kind]}
    files = {
        "content.xml": f"{_HEAD}{opened}{body}</office:body></office:document-content>",
        "styles.xml": (SOURCES / "styles.xml").read_text("utf-8").format(**told),
        "meta.xml": _meta(title, f"{language}-{COUNTRIES[language]}"),
    }
    return _archive({"mimetype": MIME[kind], "META-INF/manifest.xml": _manifest(MIME[kind], files), **files})


def _meta(title: str, language: str) -> str:
    told = f"<dc:title>{escape(title)}</dc:title><dc:language>{language}</dc:language>"
    opened = f'<office:document-meta {_SPACES} office:version="1.3"><office:meta>'
    return f"{_HEAD}{opened}{told}</office:meta></office:document-meta>"


def _manifest(mime: str, files: Iterable[str]) -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in (("/", mime), *((name, "text/xml") for name in files))
    )
    opened = f'<manifest:manifest xmlns:manifest="{_XMLNS}:manifest:1.0" manifest:version="1.3">'
    return f"{_HEAD}{opened}{entries}</manifest:manifest>"


def _archive(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            # Otherwise it says on what system it was made.
            entry.create_system = 3
            archive.writestr(entry, content)
    return out.getvalue()


def written() -> Iterator[tuple[str, bytes]]:
    """Pairs of name and content. A source is named `<form>.<language>.<kind>.md`."""
    for source in sorted(SOURCES.glob("*.md")):
        name, language, kind, _md = source.name.split(".")
        yield f"{name}.{language}.{kind}", form(source.read_text("utf-8"), language, kind)


if __name__ == "__main__":
    for name, content in written():
        (WRITTEN / name).write_bytes(content)
        sys.stdout.write(f"{name}\n")
