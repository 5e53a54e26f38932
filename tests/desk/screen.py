"""A virtual screen with a window manager: its keyboard and mouse, its pictures, its idle counter."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from Xlib import X, display
from Xlib.ext import screensaver

from tests.desk.keyboard import Keyboard
from tests.desk.picture import Picture, read_xwd
from tests.desk.processes import first_line, part, start, stop, wait_for


class Screen:
    """The screen of a desk: what a hand does to it, and what an eye sees of it."""

    def __init__(self, name: str, env: Mapping[str, str], frame: Path) -> None:
        """`name`: as in DISPLAY; `frame`: the file in which the X server keeps its picture."""
        self.name = name
        self._env = {**env, "DISPLAY": name}
        self._frame = frame
        self._display = display.Display(name)
        self._keyboard = Keyboard(self._display)
        self._root = self._display.screen().root

    def key(self, *keys: str) -> None:
        """Press keys one after the other, by their X names: "Tab", "Return", "ctrl+Return", "alt+F4"."""
        self._xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type a text into whatever has the keyboard."""
        self._keyboard.type(text)

    def move(self, left: int, top: int) -> None:
        """Move the mouse there, in pixels from the upper left corner."""
        self._xdotool("mousemove", str(left), str(top))

    def click(self, left: int, top: int, button: int = 1) -> None:
        """Move the mouse there and click."""
        self._xdotool("mousemove", str(left), str(top), "click", str(button))

    def picture(self) -> Picture:
        """What the screen shows at this moment."""
        self._display.sync()
        return read_xwd(self._frame.read_bytes())

    def still(self, seconds: float = 2.0) -> Picture:
        """The picture once two looks 80 ms apart are the same, or after `seconds`."""
        deadline = time.monotonic() + seconds
        before = self.picture()
        while time.monotonic() < deadline:
            time.sleep(0.08)
            now = self.picture()
            if now == before:
                return now
            before = now
        return before

    def screenshot(self, path: Path, seconds: float = 2.0) -> Path:
        """Write the whole screen into a PNG file, once it is still (or after `seconds`)."""
        path.write_bytes(self.still(seconds).png())
        return path

    def idle_ms(self) -> int:
        """Milliseconds since the last key or mouse event, by the X server's own counter."""
        return int(screensaver.query_info(self._root).idle)

    def blank(self) -> None:
        """Let the screen saver come, as if nobody had touched anything for long."""
        self._display.force_screen_saver(X.ScreenSaverActive)
        self._display.sync()

    def unblank(self) -> None:
        """Take the screen saver away."""
        self._display.force_screen_saver(X.ScreenSaverReset)
        self._display.sync()

    def blanked(self) -> bool:
        """True while the screen saver is on."""
        return int(screensaver.query_info(self._root).state) == screensaver.StateOn

    def managed(self) -> bool:
        """True when a window manager runs."""
        atom = self._display.intern_atom("_NET_SUPPORTING_WM_CHECK")
        return self._root.get_full_property(atom, X.AnyPropertyType) is not None

    def close(self) -> None:
        """Leave the X server."""
        self._display.close()

    def _xdotool(self, *words: str) -> None:
        subprocess.run([part("xdotool"), *words], env=self._env, check=True, capture_output=True, timeout=30)


@contextlib.contextmanager
def virtual_screen(env: Mapping[str, str], folder: Path, size: str = "1280x800") -> Iterator[Screen]:
    """An X server on a free display number, with openbox; `folder` takes its logs and its frame."""
    reader, writer = os.pipe()
    arguments = ["-displayfd", str(writer), "-screen", "0", f"{size}x24", "-fbdir", str(folder)]
    # Its screen goes to sleep too late, so that there is something to remind of.
    arguments += ["-s", "20"]
    command = [part("Xvfb"), *arguments, "-noreset", "-nolisten", "tcp"]
    server = start(command, env, folder / "screen.log", pass_fds=[writer])
    os.close(writer)
    try:
        name = ":" + first_line(reader, server)
        with contextlib.closing(Screen(name, env, folder / "Xvfb_screen0")) as screen:
            manager = start([part("openbox")], {**env, "DISPLAY": name}, folder / "windows.log")
            try:
                wait_for(screen.managed, step=0.01, what="the window manager")
                yield screen
            finally:
                stop(manager)
    finally:
        stop(server)
