"""The evidence of a year as a workbook: a sheet of all the figures, then one a criterion with room for documents."""

from typing import Any, BinaryIO

from coach.exports import guarded
from coach.org.evidence import Criterion, Evidence
from coach.words import _, day, number

ROOM = 8  # rows for documents
_A4, _LINE = 9, 15  # as the format counts paper; points of a line of text
_WORDS = 80  # letters wide: the column of the sentences


def write(found: Evidence, out: BinaryIO) -> None:
    """Write every sheet."""
    import xlsxwriter

    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": title(found)})
        styles = {
            "title": book.add_format({"bold": True, "font_size": 14, "text_wrap": True, "valign": "top"}),
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "line": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        }
        _overview(book, found, styles)
        for one in found.criteria:
            _sheet(book, found, one, styles)


def title(found: Evidence) -> str:
    """The heading of the whole."""
    return _("Responsible digital: staff training in {year}").format(year=found.since.year)


def facts(found: Evidence, one: Criterion) -> list[tuple[str, str]]:
    """What a sheet says of its criterion, line by line."""
    return [
        (_("People who finished at least one lesson about it"), number(one.trained, 0)),
        (_("Headcount, as entered by human resources"), number(found.headcount, 0)),
        (_("Share of the headcount"), share(found, one)),
        (_("Period"), period(found)),
        (_("Version of the label’s text"), found.version),
    ]


def share(found: Evidence, one: Criterion) -> str:
    """Trained of headcount, in words and per cent."""
    told = _("{trained} of {headcount} ({share}%)")
    percent = number(100 * one.trained / found.headcount, 1)
    return told.format(trained=number(one.trained, 0), headcount=number(found.headcount, 0), share=percent)


def period(found: Evidence) -> str:
    """From the first day to the last."""
    return _("from {since} to {until}").format(since=day(found.since), until=day(found.until))


def notes(found: Evidence) -> list[str]:
    """What must be read with the figures."""
    return [
        found.wording,
        _("Lessons finished in assigned paths, cancelled ones left out. No answer and no score is counted."),
        _("A lesson finished shows that somebody went through it, not that anything else was done."),
    ]


def _overview(book: Any, found: Evidence, styles: Any) -> None:
    sheet = book.add_worksheet(_("Overview"))
    _on_paper(sheet)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, _WORDS)
    sheet.set_column(2, 2, 26)
    sheet.set_row(0, 2 * _LINE)
    sheet.write_string(0, 1, title(found), styles["title"])
    for row, words in enumerate((found.organisation, period(found), *notes(found)), 1):
        sheet.set_row(row, _tall(words, _WORDS))
        sheet.write_string(row, 1, guarded(words), styles["text"])
    heads = (_("Criterion"), _("What it asks"), _("People trained"))
    for place, head in enumerate(heads):
        sheet.write_string(7, place, head, styles["head"])
    sheet.repeat_rows(7)
    sheet.freeze_panes(8, 0)
    for row, one in enumerate(found.criteria, 8):
        sheet.set_row(row, _tall(one.sentence, _WORDS))
        for place, words in enumerate((one.id, one.sentence, share(found, one))):
            sheet.write_string(row, place, guarded(words), styles["text"])


def _sheet(book: Any, found: Evidence, one: Criterion, styles: Any) -> None:
    sheet = book.add_worksheet(one.id[:31])
    _on_paper(sheet)
    for place, wide in enumerate((52, 44, 14)):
        sheet.set_column(place, place, wide)
    sheet.set_row(0, 48)
    sheet.merge_range(0, 0, 0, 2, "", styles["title"])
    sheet.write_string(0, 0, guarded(f"{one.id} – {one.sentence}"), styles["title"])
    row = 2
    for label, words in facts(found, one):
        sheet.write_string(row, 0, label, styles["text"])
        sheet.write_string(row, 1, guarded(words), styles["text"])
        row += 1
    lessons = [(t.title, ", ".join(map(str, t.editions)), number(t.people, 0)) for t in one.lessons]
    row = _table(sheet, row + 1, (_("Lesson"), _("Edition"), _("People")), lessons, styles)
    empty = [("", "", "")] * ROOM
    _table(sheet, row + 1, (_("Documents attached"), _("Where they are kept"), _("Date")), empty, styles)


def _on_paper(sheet: Any) -> None:
    """A sheet of paper is as wide as all columns, and says which page it is."""
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")


def _tall(words: str, wide: int) -> int:
    """Points of a row for words in a column `wide` letters wide: not every program finds the height by itself."""
    return _LINE * max(1, -(-len(words) // (wide - 8)))


def _table(
    sheet: Any, row: int, heads: tuple[str, ...], lines: list[tuple[str, str, str]], styles: Any
) -> int:
    for place, head in enumerate(heads):
        sheet.write_string(row, place, head, styles["head"])
    for below, line in enumerate(lines, row + 1):
        for place, words in enumerate(line):
            sheet.write_string(below, place, guarded(words), styles["line"])
    return row + 1 + len(lines)
