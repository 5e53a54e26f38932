"""Identifiers that sort by time: UUID version 7 (RFC 9562, section 5.7), which Python 3.11 does not have."""

import os
import uuid
from datetime import date, datetime

from coach.domain.batch import midnight


def uuid7(now: datetime) -> str:
    """A UUIDv7: 48 bits of milliseconds since 1970, then random bits."""
    return _uuid7(int(now.timestamp() * 1000))


def uuid7_of(day: date) -> str:
    """A UUIDv7 that sorts by day and tells no hour: its time is the midnight of the day in UTC."""
    return _uuid7(midnight(day))


def tells_no_hour(identifier: str, day: date) -> bool:
    """Whether an identifier is one that `uuid7_of` made for this day."""
    value = uuid.UUID(identifier)
    return value.version == 7 and value.int >> 80 == midnight(day)


def _uuid7(milliseconds: int) -> str:
    noise = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (2**48 - 1)) << 80 | noise & (2**80 - 1)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
