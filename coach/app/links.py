"""`coach://lesson/ID`, `coach://path/ID` and `coach://recent` turned into a page."""

import re
from dataclasses import dataclass

from coach.content.library import Library
from coach.domain.errors import UnknownLink

# As the tray's menu writes it (coach.agent.menu).
_RECENT = "coach://recent"
_LINK = re.compile(r"coach:/*(lesson|path)/([a-z0-9-]+)/?")


@dataclass(frozen=True)
class Target:
    """A page and what it is about."""

    page: str
    arguments: tuple[str, ...] = ()


def target(link: str, shelf: Library) -> Target:
    """The page of a link, or of a bare lesson id.

    Raises:
        UnknownLink: it names nothing that is installed.
    """
    if link.strip() == _RECENT:
        return Target("privacy", ("recent",))
    found = _LINK.fullmatch(link.strip())
    kind, name = found.groups() if found else ("lesson", link.strip())
    if kind == "lesson" and name in shelf.folders:
        return Target("lesson", (name,))
    if kind == "path" and name in shelf.paths:
        return Target("paths", (name,))
    raise UnknownLink(name=name[:80])
