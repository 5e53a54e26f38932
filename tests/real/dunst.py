"""The real dunst as the desk's notification service, asked and pressed as its users do."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.desk import Desk, MissingPart, wait_for
from tests.desk.notifications import NAME, PATH
from tests.desk.wire import DAEMON, Wire

# Upper right corner of the screen, where dunst stands by default: 300 px wide, 10 px from the right, 50 from above.
RIGHT, TOP = 160, 80
_OWN = (NAME, PATH, "org.dunstproject.cmd0")


class Dunst:
    """dunst at a desk; its menu of actions is a script, as dmenu or rofi would be."""

    def __init__(self, desk: Desk, wire: Wire) -> None:
        """Start it in place of the desk's own service. Raises MissingPart without it."""
        found = shutil.which("dunst")
        if found is None:
            raise MissingPart("The notifications need this package: dunst")
        self.desk, self._wire = desk, wire
        self._choice, self._menu = desk.folder / "choice", desk.folder / "menu"
        desk.notifications.give_way()
        self.program = desk.spawn(found, "-config", str(self._settings(desk.folder)))
        wait_for(self._is_there, 20, what="dunst")

    def count(self, which: str) -> int:
        """How many are `displayed`, `waiting` or in the `history`."""
        return int(self._told("count", which))

    def choose(self, label: str) -> list[str]:
        """Open its menu of actions and take the entry with this label; the lines that the menu held."""
        self._choice.write_text(label, "utf-8")
        self._menu.unlink(missing_ok=True)
        self._told("context")
        wait_for(lambda: self._menu.exists() and f"#{label} (" in self._menu.read_text("utf-8"), what=label)
        return self._menu.read_text("utf-8").splitlines()

    def press(self) -> None:
        """Press the notification itself: dunst takes the middle button for its default action."""
        self.desk.screen.still()
        width = int(self.desk.size.partition("x")[0])
        self.desk.screen.click(width - RIGHT, TOP, button=2)

    def pause(self, *, on: bool) -> None:
        """Hold all notifications back, or let them come."""
        self._told("set-paused", "true" if on else "false")

    def own(self, name: str) -> Any:
        """A property of notifications, as any program may ask for. Raises Refused where there is none."""
        return self._wire.get((NAME, PATH, NAME), name)

    def past(self) -> list[tuple[str, str]]:
        """What it has shown and closed: title and text, the newest first."""
        rows = self._wire.call(_OWN, "NotificationListHistory")
        return [(row["summary"][1], row["body"][1]) for row in rows]

    def _told(self, *words: str) -> str:
        done = subprocess.run(
            ["dunstctl", *words], env=self.desk.env, capture_output=True, text=True, check=True, timeout=20
        )
        return done.stdout

    def _is_there(self) -> bool:
        assert self.program.running, self.program.said()
        return bool(self._wire.call(DAEMON, "NameHasOwner", "s", NAME))

    def _settings(self, folder: Path) -> Path:
        script, settings = folder / "menu.sh", folder / "dunstrc"
        # Written whole before it is there: who waits for it reads all of it.
        script.write_text(
            f'#!/bin/sh\ncat > "{self._menu}.new"\nmv "{self._menu}.new" "{self._menu}"\n'
            f'grep -m1 -F "#$(cat "{self._choice}") (" "{self._menu}"\n'
        )
        script.chmod(0o755)
        settings.write_text(f'[global]\n    dmenu = "{script}"\n')
        return settings


@contextlib.contextmanager
def dunst(desk: Desk) -> Iterator[Dunst]:
    """The desk with dunst at it, for a with block; the desk ends it."""
    with contextlib.closing(Wire(desk.env["DBUS_SESSION_BUS_ADDRESS"])) as wire:
        yield Dunst(desk, wire)
