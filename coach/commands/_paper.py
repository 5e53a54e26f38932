"""A page typeset as a PDF: by the window's program, the only one that knows fonts and lines, without a window."""

import os
import subprocess
import sys
import tempfile

from coach.domain.errors import ExportError
from coach.words import _

SECONDS = 120


def typeset(html: str) -> bytes:
    """The PDF of a page.

    Raises:
        ExportError: the window's program is not there, or could not.
    """
    from coach.agent import programs

    # Qt's plug-in that needs no screen: a command is typed on servers too.
    without_screen = {} if sys.platform == "win32" else {"QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page, paper = os.path.join(folder, "page.html"), os.path.join(folder, "paper.pdf")
        with open(page, "w", encoding="utf-8", errors="replace") as out:
            out.write(html)
        line = programs.window("--paper", page, paper)
        try:
            subprocess.run(
                line, env=os.environ | without_screen, check=True, timeout=SECONDS, capture_output=True
            )
            with open(paper, "rb") as done:
                return done.read()
        except (OSError, subprocess.SubprocessError) as error:
            raise ExportError(file="PDF", reason=_("the window’s program could not typeset it.")) from error
