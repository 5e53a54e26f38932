"""The evidence of a year as three files of one name, all or none, and a line in the log of exports."""

import json
import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime

from coach.domain.people import Person, Role
from coach.org import evidence_book, evidence_page
from coach.org.evidence import Evidence
from coach.org.rights import may
from coach.org.shared import begin, logged
from coach.org.whole_file import whole_file
from coach.store import export_log

SUFFIXES = (".xlsx", ".html", ".pdf")

Typeset = Callable[[str], bytes]
"""A page of HTML as a PDF; only the window's program can."""


def write(
    actor: Person, found: Evidence, file: str, typeset: Typeset, now: datetime, replace: bool
) -> tuple[str, ...]:
    """Write a workbook and, beside it, the same as a page for any browser, and on paper; returns their names.

    Raises:
        ExportError: one of them cannot be written; then none is there.
        SyncError: the organisation's server cannot note it in its log.
    """
    may(actor, Role.HR)
    stem = os.path.abspath(file)
    if stem.endswith(SUFFIXES):
        stem = os.path.splitext(stem)[0]
    query = {"grain": "evidence", "since": found.since.isoformat(), "until": found.until.isoformat()}
    with ExitStack() as drafts:
        book, page, paper = (drafts.enter_context(whole_file(stem + one, replace)) for one in SUFFIXES)
        book.fill(lambda out: evidence_book.write(found, out))
        page.fill(lambda out: out.write(evidence_page.html(found).encode("utf-8", "replace")))
        paper.fill(lambda out: out.write(typeset(evidence_page.html(found, room=True))))
        book.fill(lambda out: out.flush())
        entry = export_log.New(actor.id, "evidence", book.file, json.dumps(query, sort_keys=True))
        with logged(actor, begin(actor, entry, now), len(found.criteria), book.part):
            for draft in (paper, page, book):
                draft.keep()
    return book.file, page.file, paper.file
