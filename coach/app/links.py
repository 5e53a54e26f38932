"""`coach://lesson/ID`, `coach://path/ID` and three pages' own links turned into a page."""

import re
from dataclasses import dataclass

from coach.content.library import Library
from coach.domain.errors import UnknownLink

_LINK = re.compile(r"coach:/*(lesson|path)/([a-z0-9-]+)/?")


@dataclass(frozen=True)
class Target:
    """A page and what it is about."""

    page: str
    arguments: tuple[str, ...] = ()


# As the tray's menu and the toast write them (coach.agent).
_PAGES = {
    "coach://recent": Target("privacy", ("recent",)),
    "coach://privacy": Target("privacy"),
    "coach://settings": Target("settings"),
}


def target(link: str, shelf: Library) -> Target:
    """The page of a link, or of a bare lesson id.

    Raises:
        UnknownLink: it names nothing that is installed.
    """
    if link.strip() in _PAGES:
        return _PAGES[link.strip()]
    found = _LINK.fullmatch(link.strip())
    kind, name = found.groups() if found else ("lesson", link.strip())
    if kind == "lesson" and name in shelf.folders:
        return Target("lesson", (name,))
    if kind == "path" and name in shelf.paths:
        return Target("paths", (name,))
    raise UnknownLink(name=name[:80])
