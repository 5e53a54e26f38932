"""Identifiers that sort by time: UUID version 7 (RFC 9562, section 5.7), which Python 3.11 does not have."""

import os
import uuid
from datetime import datetime


def uuid7(now: datetime) -> str:
    """A UUIDv7: 48 bits of milliseconds since 1970, then random bits."""
    milliseconds = int(now.timestamp() * 1000)
    noise = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (2**48 - 1)) << 80 | noise & (2**80 - 1)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
