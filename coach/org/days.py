"""Days as people type them."""

import re
from datetime import date

from coach.org.errors import BadDay

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_FRENCH = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})", re.ASCII)


def day(text: str) -> date:
    """A day from 2026-12-31, 31/12/2026 or 31.12.2026.

    Raises:
        BadDay: it is written otherwise, or the calendar has no such day.
    """
    found = _ISO.fullmatch(text.strip()) or _FRENCH.fullmatch(text.strip())
    if found is None:
        raise BadDay(text=text)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError as error:
        raise BadDay(text=text) from error
