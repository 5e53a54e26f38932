"""The evidence of a year as two files of one name, both or neither, and a line in the log of exports."""

import json
import os
from contextlib import ExitStack
from datetime import datetime

from coach.domain.people import Person, Role
from coach.org import evidence_book, evidence_page
from coach.org.evidence import Evidence
from coach.org.rights import may
from coach.org.shared import begin, logged
from coach.org.whole_file import whole_file
from coach.store import export_log


def write(actor: Person, found: Evidence, file: str, now: datetime, replace: bool) -> tuple[str, str]:
    """Write a workbook and, beside it, the same as a page that any browser reads; returns both names.

    Raises:
        ExportError: one of them cannot be written; then neither is there.
        SyncError: the organisation's server cannot note it in its log.
    """
    may(actor, Role.HR)
    stem = os.path.abspath(file.removesuffix(".xlsx").removesuffix(".html"))
    query = {"grain": "evidence", "since": found.since.isoformat(), "until": found.until.isoformat()}
    with ExitStack() as drafts:
        book = drafts.enter_context(whole_file(f"{stem}.xlsx", replace))
        page = drafts.enter_context(whole_file(f"{stem}.html", replace))
        book.fill(lambda out: evidence_book.write(found, out))
        page.fill(lambda out: out.write(evidence_page.html(found).encode("utf-8", "replace")))
        book.fill(lambda out: out.flush())
        entry = export_log.New(actor.id, "evidence", book.file, json.dumps(query, sort_keys=True))
        with logged(actor, begin(actor, entry, now), len(found.criteria), book.part):
            page.keep()
            book.keep()
    return book.file, page.file
