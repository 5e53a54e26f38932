"""The evidence of a year as one page for any browser or screen reader: headings, and tables with their headers."""

from collections.abc import Iterable
from html import escape

from coach.org.evidence import Criterion, Evidence
from coach.org.evidence_book import ROOM, facts, notes, period, share, title
from coach.words import _, language, number

_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
    "table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #767676;padding:.4rem .7rem;"
    "text-align:left;vertical-align:top}caption{text-align:left;font-weight:bold;padding:.3rem 0}"
    "@media print{section{break-before:page}}"
)


def html(found: Evidence, room: bool = False) -> str:
    """The whole page; nothing in it is fetched from elsewhere. `room` for documents, on paper only."""
    told = escape(title(found))
    parts = [
        f'<!doctype html>\n<html lang="{language()}">\n<head><meta charset="utf-8"><title>{told}</title>',
        f"<style>{_STYLE}</style></head>\n<body><main>\n<h1>{told}</h1>",
        *(f"<p>{escape(words)}</p>" for words in (found.organisation, period(found), *notes(found)) if words),
        _overview(found),
        *(_section(found, one, room) for one in found.criteria),
    ]
    return "\n".join([*parts, "</main></body></html>\n"])


def _overview(found: Evidence) -> str:
    rows = [(one.id, one.sentence, share(found, one)) for one in found.criteria]
    return _table(_("Overview"), (_("Criterion"), _("What it asks"), _("People trained")), rows)


def _section(found: Evidence, one: Criterion, room: bool) -> str:
    lessons = [(t.title, ", ".join(map(str, t.editions)), number(t.people, 0)) for t in one.lessons]
    return (
        f"<section><h2>{escape(one.id)} – {escape(one.sentence)}</h2>"
        + _table(_("Figures"), (), facts(found, one))
        + _table(_("Lessons"), (_("Lesson"), _("Edition"), _("People")), lessons)
        + (_room() if room else "")
        + "</section>"
    )


def _room() -> str:
    """Empty lines for the documents of a criterion, to be filled in by hand."""
    heads = (_("Document"), _("Where they are kept"), _("Date"))
    return _table(_("Documents attached"), heads, [("\u00a0", "", "")] * ROOM)


def _table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """The first cell of each row is its header."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    told = [f"<thead><tr>{top}</tr></thead>"] if top else []
    for first, *others in rows:
        cells = "".join(f"<td>{escape(words)}</td>" for words in others)
        told.append(f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>')
    return f"<table><caption>{escape(caption)}</caption>{''.join(told)}</table>"
