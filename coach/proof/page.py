"""An attestation as one page for any browser or screen reader; nothing in it is fetched from elsewhere."""

from collections.abc import Iterable
from html import escape

from coach.domain.attestation import Attestation
from coach.proof.marks import close, marks
from coach.proof.wording import Part, told

_STYLE = (
    "body{font:1rem/1.5 'Atkinson Hyperlegible Next',sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#111;background:#fff}h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:1.2rem 0 .3rem}"
    ".lead{font-size:1.15rem}dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.15rem 1rem;margin:0}"
    "dt{color:#444}dd{margin:0}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #767676;"
    "padding:.25rem .5rem .25rem 0;text-align:left;vertical-align:top;font-weight:400}thead th{font-weight:700}"
    "ul{margin:0;padding-left:1.2rem}.sign{border:1px solid #767676;padding:.6rem 1rem 4rem;margin:1.4rem 0}"
    "@media(max-width:34rem){dl{display:block}dt{margin-top:.4rem}}@media print{body{margin:0;font-size:10.5pt}}"
)


def page(one: Attestation) -> bytes:
    """The whole file, UTF-8. The same attestation gives the same bytes."""
    found = told(one)
    name = escape(f"{found.title} {found.number}")
    parts = [
        f'<!doctype html>\n<html lang="{escape(found.language)}">\n<head><meta charset="utf-8">',
        f'<meta name="coach-attestation" content="{" ".join(marks(one.content))}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{name}</title>\n<style>{_STYLE}</style></head>\n<body><main>\n<h1>{escape(found.title)}</h1>",
        f'<p class="lead">{escape(found.lead)}</p>',
        *(_part(part) for part in found.parts),
    ]
    if found.signature:
        parts.append(f'<div class="sign">{_facts(found.signature)}</div>')
    parts += [f"<p>{escape(note)}</p>" for note in found.notes]
    return close("\n".join([*parts, "</main></body></html>\n"]).encode())


def _part(part: Part) -> str:
    inside = _facts(part.facts) if part.facts else ""
    if part.rows:
        inside += _table(part.title, part.heads, part.rows)
    if part.items:
        inside += "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in part.items) + "</ul>"
    return f"<section><h2>{escape(part.title)}</h2>{inside}</section>"


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(words)}</dd>" for label, words in pairs)
    return f"<dl>{rows}</dl>"


def _table(name: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = ""
    for first, *others in rows:
        cells = "".join(f"<td>{escape(words)}</td>" for words in others)
        body += f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'
    return f'<table aria-label="{escape(name)}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'
