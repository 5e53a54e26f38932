"""`coach evidence --year 2026 --headcount 412 --out FILE`: figures of a year for the label and the REEN report."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _


def arguments(parser: ArgumentParser) -> None:
    """The year, the headcount, the file."""
    parser.add_argument("--year", type=int, required=True, metavar=_("YEAR"), help=_("the calendar year"))
    told = _("how many people were employed in that year; it is printed beside each figure")
    parser.add_argument("--headcount", type=int, required=True, metavar=_("N"), help=told)
    told = _("a workbook; a page and a PDF of the same name stand beside it")
    parser.add_argument("--out", required=True, metavar=_("FILE"), help=told)
    parser.add_argument("--replace", action="store_true", help=_("replace the files if they exist"))


def run(chosen: Namespace) -> int:
    """Write the evidence as the person at this desk; it is logged."""
    from coach import study
    from coach.commands._paper import typeset
    from coach.org import evidence, evidence_files

    me, now = study.me(), datetime.now(UTC)
    town = me.policy.organisation.get("name", "")
    today = now.astimezone().date()
    found = evidence.evidence(me.person, me.library, town, chosen.year, chosen.headcount, today)
    book, page, paper = evidence_files.write(me.person, found, chosen.out, typeset, now, chosen.replace)
    told = _("Written to {book}, {page} and {paper}. The export is logged.")
    print(told.format(book=book, page=page, paper=paper))
    return 0


COMMAND = Command(N_("Write the evidence of a year for the label and the REEN report."), run, arguments)
