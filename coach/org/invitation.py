"""What a trainer sends by the town's own mail: invitation, gentle reminder, calendar entry (RFC 5545)."""

import os
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from coach.content.library import Library
from coach.domain.errors import CoachError
from coach.domain.text import N_
from coach.org.shapes import Assigned
from coach.org.whole_file import whole_file
from coach.words import _, day

_OCTETS = 75
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


class NoWishedDay(CoachError):
    """An entry of a calendar needs a day."""

    what = N_("“{path}” has no wished day, so there is no day to put into a calendar.")
    safe = N_("Nothing was changed.")
    todo = N_("Withdraw the proposal, and make it again with a wished day.")


def link(path: str) -> str:
    """What opens a path on a desk that has the program."""
    return f"coach://path/{path}"


def invitation(shelf: Library, assigned: Assigned) -> str:
    """A text to paste into a mail: the trainer's words, the link that opens the path, the wished day."""
    size = shelf.told_size(assigned.path) if assigned.path in shelf.paths else ""
    offered = _("Here is a path of short lessons: “{path}” ({size}).").format(path=assigned.title, size=size)
    wish = _("If you can, by {day}. Nothing is marked, and you stop when you like.")
    return _letter(
        " ".join(assigned.message.split()),
        offered,
        _opens(assigned),
        wish.format(day=day(assigned.due))
        if assigned.due
        else _("Nothing is marked, and you stop when you like."),
    )


def reminder(assigned: Assigned, today: date) -> str:
    """One gentle text for those who have not finished. It names nobody, counts nothing and calls nothing late."""
    ahead = assigned.due is not None and assigned.due >= today
    return _letter(
        _("The path “{path}” is still open to you.").format(path=assigned.title),
        _("A few minutes are enough for one lesson, and you go on where you stopped."),
        _opens(assigned),
        _("If you can, by {day}.").format(day=day(assigned.due)) if ahead and assigned.due else "",
        _("Have you no time for it, or no computer? Answer this message, and we will find a way."),
    )


def _letter(*lines: str) -> str:
    return "\n".join(line for line in (_("Hello,"), *lines) if line)


def _opens(assigned: Assigned) -> str:
    return _("This link opens it: {link}").format(link=link(assigned.path))


def calendar(shelf: Library, assigned: Assigned, now: datetime) -> str:
    """An iCalendar file: one whole day, the wished one, that blocks no time and rings no alarm.

    Raises:
        NoWishedDay: nothing was wished for.
    """
    if assigned.due is None:
        raise NoWishedDay(path=assigned.title)
    title = _("“{path}”, a path of short lessons").format(path=assigned.title)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//coach numerique responsable//coach//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{assigned.id}@coach.invalid",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{assigned.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{assigned.due + timedelta(1):%Y%m%d}",
        f"SUMMARY:{_escaped(title)}",
        f"DESCRIPTION:{_escaped(invitation(shelf, assigned))}",
        f"URL:{link(assigned.path)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def save_calendar(shelf: Library, assigned: Assigned, file: str, now: datetime) -> None:
    """Write the entry; the dialog that chose the file has asked whether it may be replaced.

    Raises:
        NoWishedDay: nothing was wished for; ExportError: the file cannot be written.
    """
    words = calendar(shelf, assigned, now).encode(errors="replace")
    with whole_file(os.path.abspath(file), replace=True) as draft:
        draft.fill(lambda out: out.write(words))
        draft.keep()


def _escaped(words: str) -> str:
    """Text as RFC 5545, 3.3.11 wants it; no other control character may stand there."""
    found = re.sub(r"([\\;,])", r"\\\1", words.replace("\r\n", "\n"))
    return "\\n".join(_CONTROLS.sub(" ", line) for line in found.split("\n"))


def _folded(line: str) -> Iterator[str]:
    """At most 75 octets a line, a letter never parted, every further line begun with a space (3.1)."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
