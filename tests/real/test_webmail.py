"""Roundcube in Chromium and in Firefox: a large file, chosen or dropped, brings a reminder; nothing else does."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.desk import ALL_DAY, Desk, wait_for
from tests.real.dovecot import LOGIN, PASSWORD
from tests.real.native import connect, messages
from tests.real.pages import ChromiumPages, FirefoxPages, browser
from tests.real.roundcube import roundcube

BROWSERS = ("chromium", "firefox")
FIELD = "input[type=file]"
TITLE = "Cette pièce jointe pèse 12\u00a0Mo."


class Webmail:
    """Somebody at a desk, who writes a message in Roundcube."""

    def __init__(self, desk: Desk, address: str, ended: ExitStack) -> None:
        """`address`: of the Roundcube; `ended` ends the browser."""
        self.desk, self.address, self._ended = desk, address, ended
        self.pages: ChromiumPages | FirefoxPages

    @property
    def told(self) -> list[dict[str, Any]]:
        """What the add-on has told the bridge."""
        return messages(self._heard)

    def start(self, name: str, *, on: bool = True, site: str = "") -> None:
        """Start a browser, with the site that the administrator names, and begin a message."""
        policy = self.desk.folder / "policy.toml"
        policy.write_text(f'[mail]\nwebmail = "{site or self.address}"\n', "utf-8")
        self.desk.env["COACH_POLICY"] = str(policy)
        self.desk.set({"nudges.mail.on": str(on).lower()})
        self._heard = connect(self.desk)
        self.pages = self._ended.enter_context(browser(name, self.desk))
        wait_for(lambda: self.told, 30, what="the add-on's question")
        self.pages.go(self.address)
        self._wait("#rcmloginuser")
        self.pages.fill("#rcmloginuser", LOGIN)
        self.pages.fill("#rcmloginpwd", PASSWORD)
        self.pages.click("#rcmloginsubmit")
        self._wait("#messagelist")
        self.write()

    def write(self) -> None:
        """Begin a message. A page that does not come is asked for once more, as a person would do.

        PHP's own server, which is made for one developer, sometimes leaves a browser waiting.
        """
        for patience in (20, 40):
            self.pages.go(f"{self.address}/?_task=mail&_action=compose")
            with suppress(TimeoutError):
                wait_for(lambda: self.pages.shows(FIELD), patience)
                return
        raise TimeoutError(f"Roundcube shows no {FIELD}")

    def file(self, name: str, megabytes: float) -> Path:
        """A file on the disk."""
        made = self.desk.folder / name
        made.write_bytes(os.urandom(int(megabytes * 1e6)))
        return made

    def attach(self, name: str, megabytes: float) -> None:
        """Choose a file, and wait until Roundcube has it."""
        before = self.count()
        self.pages.choose(FIELD, self.file(name, megabytes))
        wait_for(lambda: self.count() > before, 30, what="the attachment")

    def count(self) -> int:
        """How many attachments Roundcube has got."""
        found = 0
        while self.pages.shows(f"#attachment-list li:nth-child({found + 1}):not(.uploading)"):
            found += 1
        return found

    def _wait(self, selector: str) -> None:
        wait_for(lambda: self.pages.shows(selector), 30, what=selector)


@pytest.fixture
def webmail() -> Iterator[Webmail]:
    """A desk without quiet hours, whatever the hour of this test, and a Roundcube."""
    with Desk() as desk, ExitStack() as ended:
        desk.set(ALL_DAY)
        folder = desk.folder / "webmail"
        folder.mkdir()
        yield Webmail(desk, ended.enter_context(roundcube(folder)), ended)


@pytest.mark.parametrize("name", BROWSERS)
def test_a_large_file_brings_a_reminder_once_the_person_has_let_the_site_be_seen(
    webmail: Webmail, name: str
) -> None:
    webmail.start(name)
    webmail.attach("rapport.pdf", 12.5)
    webmail.pages.allow()
    # The page that was open already is weighed too.
    webmail.attach("petit.pdf", 1.5)
    assert (webmail.told, webmail.desk.notifications.all) == ([{"ask": "state"}], [])
    webmail.attach("rapport 2.pdf", 12.5)
    shown = webmail.desk.notifications.wait_for(8)
    assert shown.summary == TITLE
    # This is all that has left the page: no name, no address, no recipient.
    assert webmail.told[1:] == [{"noticed": "mail", "value": 12}]
    assert webmail.count() == 3


def test_a_file_that_is_dropped_is_weighed_in_a_page_opened_later(webmail: Webmail) -> None:
    webmail.start("chromium")
    webmail.pages.allow()
    webmail.write()
    assert isinstance(webmail.pages, ChromiumPages)
    webmail.pages.drop("#compose-attachments", webmail.file("rapport.pdf", 12.5))
    assert webmail.desk.notifications.wait_for(8).summary == TITLE


@pytest.mark.parametrize("name", BROWSERS)
def test_switched_off_no_page_is_looked_at(webmail: Webmail, name: str) -> None:
    webmail.start(name, on=False)
    webmail.attach("rapport.pdf", 12.5)
    assert (webmail.told, webmail.desk.notifications.all) == ([{"ask": "state"}], [])
