"""An attestation as a tagged PDF (PDF/UA-1), typeset by typst where it is installed.

`packaging/assets/attestation.typ` says how it looks. The words reach it as data, never as typst's own language.
"""

import json
import os
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.util import find_spec

from coach import places
from coach.domain.attestation import Attestation
from coach.proof.errors import NoPdf
from coach.proof.marks import close, marks
from coach.proof.wording import told
from coach.words import _


def is_possible() -> bool:
    """Whether this computer can make a PDF: typst weighs 84 MB, so desks of trainers and human resources have it."""
    return find_spec("typst") is not None


def paper(one: Attestation) -> bytes:
    """The PDF. The same attestation and the same version of typst give the same bytes.

    Raises:
        NoPdf: typst is not installed, or has no letter for something that is to be printed.
    """
    if not is_possible():
        raise NoPdf(reason=_("typst is not installed."))
    import typst

    assets, last = places.assets(), one.last
    given = {**asdict(told(one)), "marks": marks(one.content), "day": [last.year, last.month, last.day]}
    with open(os.path.join(assets, "attestation.typ"), "rb") as file:
        template = file.read()
    try:
        made = typst.compile(
            template,
            # Those of the system would make another document on another computer.
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[os.path.join(assets, "fonts")]),
            sys_inputs={"told": json.dumps(given)},
            format="pdf",
            pdf_standards="ua-1",
            timestamp=datetime(last.year, last.month, last.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        reason = _("its typefaces lack a letter ({error}).").format(error=error.message)
        raise NoPdf(reason=reason) from error
    assert isinstance(made, bytes)
    return close(made)
