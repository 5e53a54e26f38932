"""Firefox at a desk, driven by its own Marionette protocol: tabs are opened and closed as by hand."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.desk import Desk, wait_for

_PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.tabs.warnOnClose": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "termsofuse.bypassNotification": True,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    # Firefox ends the add-on's program after 30 s of rest; a test shall see it start anew.
    "extensions.background.idle.timeout": 1000,
}


class Firefox:
    """A running Firefox."""

    def __init__(self, connection: socket.socket) -> None:
        """`connection` to its Marionette port, just opened."""
        self._socket = connection
        self._count = 0
        self._left = b""
        self._packet()
        self.tell("WebDriver:NewSession", capabilities={})
        self.tell("Marionette:SetContext", value="chrome")

    def tell(self, command: str, **params: Any) -> Any:
        """Send a command; its result. Raises AssertionError when it is refused."""
        self._count += 1
        body = json.dumps([0, self._count, command, params]).encode()
        self._socket.sendall(b"%d:%s" % (len(body), body))
        _, number, error, result = self._packet()
        assert number == self._count
        assert error is None, error
        return result

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script with the browser's own rights; what it returns."""
        return self.tell("WebDriver:ExecuteScript", script=script, args=list(arguments))["value"]

    def install(self, addon: Path) -> str:
        """Install a built add-on for this run; its identifier."""
        found = self.tell("Addon:Install", path=str(addon), temporary=True)
        return str(found["value"] if isinstance(found, dict) else found)

    def open(self, count: int) -> None:
        """Open so many tabs."""
        self.run(
            "for (let n = 0; n < arguments[0]; n++) gBrowser.addTrustedTab('data:text/html,page')", count
        )

    def close(self, count: int) -> None:
        """Close so many of the last ones."""
        self.run("for (let n = 0; n < arguments[0]; n++) gBrowser.removeTab(gBrowser.tabs.at(-1))", count)

    def heard_events(self, addon: str) -> set[str]:
        """The events for which Firefox would start the add-on's program."""
        script = """
            // Nothing while the add-on begins anew.
            const found = WebExtensionPolicy.getByID(arguments[0])?.extension?.persistentListeners;
            return [...(found ?? [])].flatMap(([name, events]) =>
                [...events].filter(([, listeners]) => listeners.size).map(([event]) => `${name}.${event}`));
        """
        return set(self.run(script, addon))

    def watches(self, addon: str) -> bool:
        """Whether the add-on listens to tabs that come and go."""
        return {"tabs.onCreated", "tabs.onRemoved"} <= self.heard_events(addon)

    def rests(self, addon: str) -> bool:
        """Whether the add-on's program has been stopped for want of work."""
        return bool(
            self.run("return WebExtensionPolicy.getByID(arguments[0]).extension.backgroundState", addon)
            == "stopped"
        )

    def windows(self) -> str:
        """The titles of its windows."""
        return str(
            self.run("return [...Services.wm.getEnumerator(null)].map((one) => one.document.title).join()")
        )

    def _packet(self) -> Any:
        while b":" not in self._left:
            self._receive()
        length, _, self._left = self._left.partition(b":")
        while len(self._left) < int(length):
            self._receive()
        body, self._left = self._left[: int(length)], self._left[int(length) :]
        return json.loads(body)

    def _receive(self) -> None:
        read = self._socket.recv(65536)
        assert read, "Firefox has ended"
        self._left += read


@contextmanager
def firefox(desk: Desk) -> Iterator[Firefox]:
    """Firefox with a profile of its own, at this desk."""
    profile = desk.home / "firefox-profile"
    profile.mkdir(exist_ok=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    chosen = {**_PREFERENCES, "marionette.port": port}
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in chosen.items())
    (profile / "user.js").write_text("".join(lines), "utf-8")
    # Its sandbox needs user namespaces, which a container lacks.
    quiet = {"MOZ_DISABLE_CONTENT_SANDBOX": "1", "NO_AT_BRIDGE": "1", "GNOME_ACCESSIBILITY": "0"}
    switches = ("--no-remote", "--marionette", "--remote-allow-system-access", "--profile", str(profile))
    program = desk.spawn("firefox-esr", *switches, "about:blank", **quiet)

    def reached() -> socket.socket | None:
        assert program.running, program.said()
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=30)
        except ConnectionRefusedError:
            return None

    with closing(wait_for(reached, 60, what="Firefox")) as connection:
        yield Firefox(connection)
    program.stop()
