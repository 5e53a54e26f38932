"""A whole desk of one's own, on which the real program is started; all of it ends with the block."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.desk.atspi import Accessibility
from tests.desk.bus import accessibility_bus, session_bus
from tests.desk.events import Events
from tests.desk.node import Node
from tests.desk.notifications import Notifications
from tests.desk.processes import MARK, start, stop, sweep, wait_for
from tests.desk.program import Program
from tests.desk.screen import Screen, virtual_screen

REPOSITORY = Path(__file__).resolve().parents[2]
COACH = (sys.executable, "-m", "coach")
# No quiet hours, whatever the hour of the test.
ALL_DAY = {"quiet_start": "00:00", "quiet_end": "00:00"}
# What would let the desk of the person who runs the tests shine through.
_FOREIGN = (
    "AT_SPI_",
    "COACH_",
    "DBUS_",
    "DISPLAY",
    "GTK_",
    "LANG",
    "LC_",
    "PYTHON",
    "QT_",
    "SESSION_MANAGER",
    "SSH_",
    "WAYLAND_",
    "X",
)


class Desk:
    """A screen, a session, a screen reader and a notifier with a home of their own, for a with block."""

    screen: Screen
    accessibility: Accessibility
    notifications: Notifications

    def __init__(
        self, size: str = "1280x800", lang: str = "fr_FR.UTF-8", program: Sequence[str] = COACH
    ) -> None:
        """`size` of the screen in pixels; `lang` as in LANG; `program`: the command that is the coach."""
        self.size = size
        self.program = tuple(program)
        self.folder = Path()
        self.env = _clean(os.environ)
        # The locale need not be installed: its name chooses the language, C.UTF-8 the encoding.
        self.env.update(LANG=lang, LC_CTYPE="C.UTF-8", PYTHONPATH=str(REPOSITORY))
        self._ended = contextlib.ExitStack()
        self._count = 0

    @property
    def home(self) -> Path:
        """HOME of every program here."""
        return self.folder / "home"

    @property
    def coach_home(self) -> Path:
        """COACH_HOME of every program here."""
        return self.folder / "coach"

    @property
    def events(self) -> Events:
        """What the programs announced, and where the keyboard is."""
        return self.accessibility.events

    def __enter__(self) -> Self:
        """Set it all up. Raises MissingPart when a package of the system is missing."""
        try:
            self._set_up()
        except BaseException:
            self._ended.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all that was started here, also what the programs left behind."""
        self._ended.close()

    def start(self, *arguments: str, **env: str) -> Program:
        """Start the coach with these arguments in the background; none opens the window."""
        return self.spawn(*self.program, *arguments, **env)

    def spawn(self, *command: str, **env: str) -> Program:
        """Start any command in the background."""
        self._count += 1
        log = self.folder / f"program-{self._count}.log"
        process = start(command, {**self.env, **env}, log, cwd=self.home)
        self._ended.callback(stop, process)
        return Program(process, log, self.accessibility)

    def run(
        self, *arguments: str, check: bool = False, seconds: float = 60.0, **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a console command of the coach to its end; both outputs are caught as text."""
        return subprocess.run(
            [*self.program, *arguments],
            env={**self.env, **env},
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=check,
            timeout=seconds,
        )

    def set(self, values: Mapping[str, str], **env: str) -> None:
        """Change settings, by the names and values of `coach settings`."""
        for name, value in values.items():
            self.run("settings", "set", name, value, "--yes", check=True, seconds=60.0, **env)

    def tab_to(self, wanted: str | re.Pattern[str], presses: int = 60) -> Node:
        """Press Tab until the keyboard is on a node of this name. Raises LookupError if it never is."""
        passed: list[Node | None] = []
        while len(passed) <= presses:
            here = self.events.focused
            if found := self.events.focus_on(wanted):
                return found
            passed.append(here)
            self.screen.key("Tab")
            wait_for(lambda: self.events.focused != passed[-1], what="the focus on something else")
        raise LookupError(f"Tab does not reach {wanted!r}")

    def choose(self, combo: Node, item: str) -> None:
        """Choose an item of a combo box, by the keys in its open list. Raises ValueError for another item.

        Over AT-SPI Qt shows that list but lets nobody choose or even focus it; and on Linux the name of a
        combo box is the item it stands on.
        """
        choices = combo.find("list", hidden=True)
        names = [node.name for node in choices.children]
        steps = names.index(item) - names.index(combo.name)
        combo.do("ShowMenu")
        wait_for(lambda: {"showing", "focused"} <= choices.states, what="the list of the combo box")
        self.screen.key(*["Down" if steps > 0 else "Up"] * abs(steps), "Return")
        wait_for(lambda: combo.name == item, what=f"{item!r} in the combo box")

    def _set_up(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        self._ended.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self._ended.callback(sweep, str(self.folder))
        self.env.update(_places(self.folder), **{MARK: str(self.folder)})
        self.env.update(self._ended.enter_context(session_bus(self.env, self.folder)))
        self.screen = self._ended.enter_context(virtual_screen(self.env, self.folder, self.size))
        self.env.update(DISPLAY=self.screen.name, QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
        session = self._ended.enter_context(accessibility_bus(self.env, self.folder))
        self.accessibility = self._ended.enter_context(contextlib.closing(Accessibility(session)))
        self.notifications = Notifications(self.env["DBUS_SESSION_BUS_ADDRESS"])
        self._ended.callback(self.notifications.stop)


def _clean(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if not name.startswith(_FOREIGN)}


def _places(folder: Path) -> dict[str, str]:
    home = folder / "home"
    places = {
        "HOME": home,
        "COACH_HOME": folder / "coach",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CACHE_HOME": home / ".cache",
    }
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    return {name: str(place) for name, place in places.items()}
