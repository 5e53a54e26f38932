"""The line for the person's own *livret individuel de formation*: to copy, or as a small file that can be checked."""

import re

from coach.domain.attestation import Attestation
from coach.proof.marks import close, marks
from coach.proof.wording import duration, level, period
from coach.words import _

_SAID = re.compile(r"coach-line:(\d{4}(?:-[0-9A-Z]{4}){2})\s")


def line(one: Attestation) -> str:
    """Action, dates, duration, level, nature and number, on one line that begins with words of ours."""
    told = _("Training: “{title}” (edition {edition}), {period}; {duration}; level: {level};")
    facts = {
        "title": one.title,
        "edition": one.edition,
        "period": period(one),
        "duration": duration(one),
        "level": level(one) or "–",
    }
    if one.organisation is None:
        nature = _("nature: lessons followed alone; personal statement {number}.")
    else:
        nature = _("nature: internal distance training; attestation {number}, {organisation}.")
        facts["organisation"] = one.organisation.name
    return f"{told} {nature}".format(**facts, number=one.number)


def line_file(one: Attestation) -> bytes:
    """The line as a text of UTF-8; below it what `coach verify` needs."""
    _content, fingerprint = marks(one.content)
    below = _("The attestation’s verification code: {code}").format(code=one.code)
    kept = _("Leave the last line as it is: “coach verify” checks this file by it.")
    return close(f"{line(one)}\n\n{below}\n{kept}\ncoach-line:{one.number} {fingerprint}\n".encode())


def number_in(file: bytes) -> str:
    """The number of the attestation that a file of a line belongs to; empty for any other file."""
    found = _SAID.search(file.decode("utf-8", "replace"))
    return found[1] if found else ""
