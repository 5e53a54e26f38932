"""What a person does on a web page, in the real Chromium and the real Firefox alike."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from coach.study.addons import CHROMIUM_ID
from tests.desk import Desk, wait_for
from tests.real.addons import build
from tests.real.chromium import Chromium, chromium
from tests.real.firefox import Firefox, firefox

FIREFOX_ID = "web@coach.numerique-responsable"
# What Firefox's own window shows. The button counts only where somebody sees it, in the toolbar.
_BUTTON = """
    const name = arguments[0].toLowerCase().replace(/[^a-z0-9_-]/g, "_");
    const button = document.querySelector(`#nav-bar #${name}-browser-action .unified-extensions-item-action-button`);
"""
_MIDDLE = """
    const {x, y, width, height} = button.getBoundingClientRect();
    return [mozInnerScreenX + x + width / 2, mozInnerScreenY + y + height / 2].map(Math.round);
"""
_OFFERED = """
    const shown = document.querySelector(".webextension-popup-browser");
    if (shown?.closest("panel")?.state !== "open" || !shown.currentURI.spec.endsWith("/allow.html")) {
        return null;
    }
    const {left, top, right, bottom} = shown.getBoundingClientRect();
    return [mozInnerScreenX + left, mozInnerScreenY + top, mozInnerScreenX + right, mozInnerScreenY + bottom]
        .map(Math.round);
"""
_ACCENT = (0x0F, 0x66, 0x54)


class Browser(Protocol):
    """A browser with the add-on, and one page in front."""

    def go(self, address: str) -> None:
        """Open an address in a new tab, and wait until it has loaded."""

    def shows(self, selector: str) -> bool:
        """Whether the page has such a part."""

    def fill(self, selector: str, text: str) -> None:
        """Write into a field."""

    def click(self, selector: str) -> None:
        """Press a button."""

    def choose(self, selector: str, file: Path) -> None:
        """Choose a file in a file field."""

    def allow(self) -> None:
        """Open the offer, accept it, and say yes to the browser's own question."""


class ChromiumPages:
    """Chromium, by the DevTools protocol."""

    def __init__(self, desk: Desk, browser: Chromium) -> None:
        """`browser` runs with the add-on."""
        self._desk, self._browser = desk, browser
        self._session = ""

    def go(self, address: str) -> None:
        target = self._browser.tell("Target.createTarget", url=address)["targetId"]
        self._session = self._browser.tell("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        # As Firefox does by itself: a page takes no file before its scripts have begun to listen.
        wait_for(self._loaded, 60, what=f"the end of loading {address}")

    def _loaded(self) -> bool:
        return bool(self._run("document.readyState === 'complete' && location.href !== 'about:blank'"))

    def shows(self, selector: str) -> bool:
        return bool(self._run(f"!!document.querySelector({json.dumps(selector)})"))

    def fill(self, selector: str, text: str) -> None:
        self._run(f"document.querySelector({json.dumps(selector)}).value = {json.dumps(text)}")

    def click(self, selector: str) -> None:
        self._run(f"void document.querySelector({json.dumps(selector)}).click()")

    def choose(self, selector: str, file: Path) -> None:
        field = self._tell("Runtime.evaluate", expression=f"document.querySelector({json.dumps(selector)})")
        self._tell("DOM.setFileInputFiles", files=[str(file)], objectId=field["result"]["objectId"])

    def drop(self, selector: str, file: Path) -> None:
        """Drag a file from the desktop onto a part of the page."""
        box = self._run(
            "(({x, y, width, height}) => [x + width / 2, y + height / 2])"
            f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
        )
        data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            self._tell("Input.dispatchDragEvent", type=kind, x=box[0], y=box[1], data=data)

    def allow(self) -> None:
        kept = self._session
        wait_for(self._agreed, 60, what="the permission")
        self._session = kept

    def _agreed(self) -> bool:
        """One try to say yes. In a question's first moments Chromium overlooks keys, lest one agree by chance."""
        self.go(f"chrome-extension://{CHROMIUM_ID}/allow.html")
        wait_for(lambda: self.shows("main:not([hidden])"), what="the offer")
        wait_for(lambda: not self._dimmed(), what="the offer on the screen")
        self.click("#action")
        wait_for(self._dimmed, what="Chromium's question")
        time.sleep(1)
        # It stands on "Deny" at first.
        self._desk.screen.key("Tab")
        wait_for(self._answered, step=0.5, what="an end of the question")
        code = "chrome.permissions.getAll().then(({origins}) => origins.length > 0)"
        worker = self._browser.worker(CHROMIUM_ID)
        told = self._browser.tell("Runtime.evaluate", session=worker, expression=code, awaitPromise=True)
        return bool(told["result"]["value"])

    def _dimmed(self) -> bool:
        """Whether a question of Chromium's own lies over a white page."""
        return self._desk.screen.picture().at(200, 700) != (255, 255, 255)

    def _answered(self) -> bool:
        if self._browser.pages("allow.html"):
            self._desk.screen.key("Return")
        return not self._browser.pages("allow.html")

    def _run(self, code: str) -> Any:
        told = self._tell(
            "Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True, userGesture=True
        )
        return told["result"].get("value")

    def _tell(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.tell(method, session=self._session, **params)


class FirefoxPages:
    """Firefox, by Marionette."""

    def __init__(self, desk: Desk, browser: Firefox) -> None:
        """`browser` runs with the add-on."""
        self._desk, self._browser = desk, browser

    def go(self, address: str) -> None:
        self._content()
        tab = self._browser.tell("WebDriver:NewWindow", type="tab")["handle"]
        self._browser.tell("WebDriver:SwitchToWindow", handle=tab)
        self._browser.tell("WebDriver:Navigate", url=address)

    def shows(self, selector: str) -> bool:
        return bool(self._browser.tell("WebDriver:FindElements", using="css selector", value=selector))

    def fill(self, selector: str, text: str) -> None:
        self._browser.tell("WebDriver:ElementSendKeys", id=self._part(selector), text=text)

    def click(self, selector: str) -> None:
        self._browser.tell("WebDriver:ElementClick", id=self._part(selector))

    def choose(self, selector: str, file: Path) -> None:
        self.fill(selector, str(file))

    def allow(self) -> None:
        badge = _BUTTON + "return button?.getAttribute('badge') === '?'"
        wait_for(lambda: self._chrome(badge), what="the badge")
        self._desk.screen.click(*self._chrome(_BUTTON + _MIDDLE))
        self._desk.screen.click(*wait_for(self._offer, what="the offer"))
        wait_for(self._allowed, step=0.5, what="the permission")

    def _offer(self) -> tuple[int, int] | None:
        """A point of the offer's button, by its colour: no script of ours reaches into that popup."""
        found = self._chrome(_OFFERED)
        if not found:
            return None
        left, top, right, bottom = found
        picture = self._desk.screen.picture()
        points = ((x, y) for y in range(top, bottom, 10) for x in range(left, right, 10))
        return next((point for point in points if picture.at(*point) == _ACCENT), None)

    def _allowed(self) -> bool:
        # Its own pages are one origin from the start.
        script = "return WebExtensionPolicy.getByID(arguments[0]).allowedOrigins.patterns.length"
        if self._chrome(script) > 1:
            return True
        self._desk.screen.key("alt+a")
        return False

    def _part(self, selector: str) -> str:
        found = self._browser.tell("WebDriver:FindElement", using="css selector", value=selector)["value"]
        return str(next(iter(found.values())))

    def _chrome(self, script: str) -> Any:
        self._browser.tell("Marionette:SetContext", value="chrome")
        value = self._browser.run(script, FIREFOX_ID)
        self._content()
        return value

    def _content(self) -> None:
        self._browser.tell("Marionette:SetContext", value="content")


@contextmanager
def browser(name: str, desk: Desk) -> Iterator[ChromiumPages | FirefoxPages]:
    """The browser of this name, with the built add-on."""
    if name == "chromium":
        with chromium(desk, build("chromium", desk.folder)) as one:
            yield ChromiumPages(desk, one)
        return
    with firefox(desk) as other:
        other.install(build("firefox", desk.folder))
        yield FirefoxPages(desk, other)
