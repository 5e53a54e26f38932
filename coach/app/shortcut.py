"""One line of the keyboard map."""

from collections.abc import Callable
from dataclasses import dataclass

from coach.app.window import Window


@dataclass(frozen=True)
class Shortcut:
    """Keys and what they do; `told` is how the help names the keys. Neighbours that do the same share a line."""

    keys: tuple[str, ...]
    told: str
    does: str
    act: Callable[[Window], None]
