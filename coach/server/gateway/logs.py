"""The gateway's log: one JSON object a line on stderr, about requests and never about people.

What stands in a line is chosen here, key by key: no address, token, name, staff number, path, header or body, and of
an error only its kind and the places in our code it went through. A library's message may quote a row; its pattern
does not.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

LOG = logging.getLogger("coach.gateway")


class JsonLines(logging.Formatter):
    """One object a line: time (UTC), level, source, event, and the facts given as `extra={"facts": …}`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "source": record.name,
            # The pattern without its arguments: those may be an address, or what somebody typed.
            "event": record.msg.strip() if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        told |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1]:
            told |= _error(record.exc_info[1])
        return json.dumps(told, ensure_ascii=False)


def start() -> None:
    """Write every logger's lines that way."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    LOG.setLevel(logging.INFO)


def answered(route: str, status: int, milliseconds: float, error: str = "") -> None:
    """One request. `route` is one of ours, never the path that was asked for."""
    facts = {"route": route, "status": status, "ms": round(milliseconds, 1)} | (
        {"error": error} if error else {}
    )
    LOG.log(logging.ERROR if status >= 500 else logging.INFO, "answered", extra={"facts": facts})


def _error(error: BaseException) -> dict[str, Any]:
    steps = traceback.extract_tb(error.__traceback__)
    state = getattr(error, "sqlstate", None)
    found: dict[str, Any] = {
        "kind": type(error).__name__,
        "steps": [f"{one.name}:{one.lineno}" for one in steps],
    }
    return found | ({"sqlstate": state} if state else {})
