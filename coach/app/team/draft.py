"""A proposal being prepared, as a text that survives leaving the sheet or enlarging its letters."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Draft:
    """What was chosen and typed so far; `groups` are keys of groups, `due` is as typed."""

    step: int = 0
    path: str = ""
    groups: tuple[str, ...] = ()
    due: str = ""
    message: str = ""

    def packed(self) -> str:
        """As a text."""
        return json.dumps(asdict(self), ensure_ascii=False)


def unpacked(text: str) -> Draft:
    """The draft of a text; an empty text is a new one."""
    given = json.loads(text or "{}")
    return Draft(**{**given, "groups": tuple(given.get("groups", ()))})
