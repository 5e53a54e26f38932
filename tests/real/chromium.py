"""Chromium at a desk, driven over its own debugging pipe: tabs are opened and closed as by hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.desk import Desk, wait_for
from tests.desk.processes import start, stop

# As root, as on a build machine, it refuses to start in its sandbox.
_SWITCHES = (
    *("--no-first-run", "--disable-gpu", "--disable-sync", "--disable-component-update"),
    *("--disable-background-networking", "--remote-debugging-pipe", "--enable-unsafe-extension-debugging"),
    "--disable-features=DisableLoadExtensionCommandLineSwitch",
)


class Chromium:
    """A running Chromium."""

    def __init__(self, profile: Path, incoming: int, outgoing: int) -> None:
        """`incoming` and `outgoing`: ends of its two pipes."""
        self.profile = profile
        self._incoming, self._outgoing = incoming, outgoing
        self._count = 0
        self._left = b""
        self.tabs: list[str] = []

    def tell(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Send a command of the DevTools protocol, to the browser or within a session; its result.

        Raises:
            AssertionError: it is refused.
        """
        self._count += 1
        message = {"id": self._count, "method": method, "params": params}
        message |= {"sessionId": session} if session else {}
        os.write(self._outgoing, json.dumps(message).encode() + b"\0")
        while (answer := self._message()).get("id") != self._count:
            pass
        assert "error" not in answer, answer
        result = answer["result"]
        assert isinstance(result, dict)
        return result

    def open(self, count: int) -> None:
        """Open so many tabs."""
        for _ in range(count):
            self.tabs.append(self.tell("Target.createTarget", url="data:text/html,page")["targetId"])

    def close(self, count: int) -> None:
        """Close so many of them."""
        for _ in range(count):
            self.tell("Target.closeTarget", targetId=self.tabs.pop())

    def pages(self, address: str) -> list[str]:
        """The open tabs and windows at addresses that end like this."""
        found = self.tell("Target.getTargets")["targetInfos"]
        return [one["targetId"] for one in found if one["url"].endswith(address)]

    def worker(self, extension: str) -> str:
        """A session with the extension's worker, which must be at work. Raises LookupError when it rests."""
        target = self._worker(extension)
        if not target:
            raise LookupError("the worker rests")
        return str(self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])

    def watches(self, extension: str) -> bool:
        """Whether the extension listens to tabs that come and go."""
        if not self._worker(extension):
            return False
        code = "chrome.tabs.onCreated.hasListeners() && chrome.tabs.onRemoved.hasListeners()"
        told = self.tell("Runtime.evaluate", session=self.worker(extension), expression=code)
        return told["result"]["value"] is True

    def rest(self, extension: str) -> None:
        """End the extension's worker, as Chromium does when it has had nothing to do for half a minute."""
        self.tell("Target.closeTarget", targetId=self._worker(extension))
        wait_for(lambda: not self._worker(extension), what="the worker's end")

    def _worker(self, extension: str) -> str:
        found = self.tell("Target.getTargets")["targetInfos"]
        workers = [one for one in found if one["type"] == "service_worker" and extension in one["url"]]
        return str(workers[0]["targetId"]) if workers else ""

    def heard_events(self, extension: str) -> set[str]:
        """The events for which Chromium would start the extension's worker; it writes them down when it ends."""
        kept: dict[str, Any] = {"serviceworkerevents": []}
        for name in ("Preferences", "Secure Preferences"):
            file = self.profile / "Default" / name
            if file.exists():
                settings = json.loads(file.read_text("utf-8")).get("extensions", {}).get("settings", {})
                kept |= settings.get(extension, {})
        return set(kept["serviceworkerevents"])

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            read = os.read(self._incoming, 65536)
            assert read, "Chromium has ended"
            self._left += read
        one, _, self._left = self._left.partition(b"\0")
        message = json.loads(one)
        assert isinstance(message, dict)
        return message


@contextmanager
def chromium(desk: Desk, extension: Path) -> Iterator[Chromium]:
    """Chromium with an extension's folder, in the profile of this desk."""
    profile = desk.home / ".config/chromium"
    command = ["chromium", f"--user-data-dir={profile}", f"--load-extension={extension}", *_SWITCHES]
    command += ["--no-sandbox"] * (os.geteuid() == 0)
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    # It reads its commands from descriptor 3 and answers on 4. A plain sh knows descriptors of one digit only.
    shell = ["bash", "-c", f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}', "bash", *command, "about:blank"]
    process = start(
        shell, desk.env, desk.folder / "chromium.log", cwd=desk.home, pass_fds=(theirs_in, theirs_out)
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        one = Chromium(profile, ours_in, ours_out)
        wait_for(lambda: one.tell("Target.getTargets")["targetInfos"], 30, what="Chromium")
        yield one
    finally:
        stop(process, 10)
        os.close(ours_in)
        os.close(ours_out)
