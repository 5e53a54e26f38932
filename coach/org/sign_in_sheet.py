"""The sheet that people sign at a session: one HTML page that reads well aloud and prints well."""

import os
from collections.abc import Sequence
from datetime import date
from html import escape

from coach.domain.people import Person, Role
from coach.org.names import plain
from coach.org.rights import may
from coach.org.whole_file import whole_file
from coach.words import _, day, language

_BLANK = 4
_PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 18mm 16mm }}
body {{ font: 12pt/1.4 sans-serif; color: #000; background: #fff; max-width: 180mm; margin: 2em auto }}
table {{ border-collapse: collapse; width: 100% }}
caption {{ text-align: left; font-weight: bold; padding: 0 0 .5em }}
th, td {{ border: 1px solid #000; padding: .5em; text-align: left; vertical-align: top }}
td.sign, th.sign {{ width: 35% }}
tbody tr {{ height: 3.2em; break-inside: avoid }}
thead {{ display: table-header-group }}
@media print {{ body {{ margin: 0; max-width: none }} }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{about}</p>
<table>
<caption>{caption}</caption>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
<p>{attest}</p>
<p>{purpose}</p>
</body>
</html>
"""


def sign_in_sheet(actor: Person, title: str, held_on: date, people: Sequence[Person]) -> str:
    """The sheet as HTML: a row to sign for each person by name, and a few empty rows."""
    may(actor, Role.TRAINER)
    by_name = sorted(people, key=lambda one: (plain(one.name), one.id))
    rows = [_row(one.name, one.service, one.id) for one in by_name]
    rows += [_row("", "", "")] * _BLANK
    heads = "".join(
        f'<th scope="col">{escape(told)}</th>' for told in (_("Name"), _("Service"), _("Staff number"))
    )
    told = {
        "lang": language(),
        "title": _("Sign-in sheet: {path}").format(path=title),
        "about": _("Group session on {day}, led by {name}.").format(day=day(held_on), name=actor.name),
        "caption": _("People present"),
        "attest": _("I attest that the people who signed took part. Name and signature:"),
        "purpose": _("This sheet proves presence only. No answer and no score is written down."),
    }
    safe = {key: escape(value) for key, value in told.items()}
    sign = escape(_("Signature"))
    signed = f'<th scope="col" class="sign">{sign}</th>'
    return _PAGE.format(**safe, heads=heads + signed, rows="\n".join(rows))


def save_sign_in_sheet(file: str, sheet: str) -> None:
    """Write the sheet; the dialog that chose the file has asked whether it may be replaced.

    Raises:
        ExportError: the file cannot be written.
    """
    with whole_file(os.path.abspath(file), replace=True) as draft:
        draft.fill(lambda out: out.write(sheet.encode(errors="replace")))
        draft.keep()


def _row(name: str, service: str, number: str) -> str:
    cells = f'<td>{escape(service)}</td><td>{escape(number)}</td><td class="sign"></td>'
    head = f'<th scope="row">{escape(name)}</th>' if name else "<td></td>"
    return f"<tr>{head}{cells}</tr>"
