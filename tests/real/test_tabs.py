"""The built add-on in the real Chromium and Firefox: opened tabs bring a reminder, which is answered and noted."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from coach.study.addons import CHROMIUM_ID, MOZILLA_IDS
from tests.desk import ALL_DAY, Desk, wait_for
from tests.desk.notifications import Notification
from tests.real.addons import build
from tests.real.chromium import Chromium, chromium
from tests.real.firefox import Firefox, firefox
from tests.real.native import connect, messages

# How soon it comes is measured by tests/bench/reminder_delay.py; here a busy machine may take its time.
PATIENCE = 30.0
THRESHOLD = 10
ASK = {"ask": "state"}
FIREFOX_ID = MOZILLA_IDS[0]


class Tabs:
    """A browser at a desk, and what its add-on told the coach."""

    def __init__(self, desk: Desk, browser: Chromium | Firefox, heard: Path, addon: str) -> None:
        """`heard`: the file that takes a copy of every message; `addon`: its identifier in this browser."""
        self.desk, self.browser, self.addon = desk, browser, addon
        self._heard = heard

    @property
    def told(self) -> list[dict[str, Any]]:
        """Every message so far."""
        return messages(self._heard)

    @property
    def noticed(self) -> list[dict[str, Any]]:
        """The messages that say a number."""
        return [message for message in self.told if "noticed" in message]

    def kept(self, name: str) -> str:
        """A file of what the reminders keep."""
        file = self.desk.home / ".local/state/coach-numerique-responsable" / name
        return file.read_text("utf-8") if file.exists() else ""

    def wait_until_at_work(self) -> None:
        """Until the add-on listens; in Firefox that begins anew once it knows."""
        wait_for(lambda: self.browser.watches(self.addon), 30, what="the add-on at work")

    def reminded(self) -> Notification:
        """The reminder of the tabs just opened; it is noted, once, as type and day only."""
        shown = self.desk.notifications.wait_for(PATIENCE)
        assert shown.summary.endswith(" onglets sont ouverts.")
        assert "Mes onglets" in shown.body
        today = datetime.now().astimezone().date().isoformat()
        assert [json.loads(line) for line in self.kept("nudges.jsonl").splitlines()] == [
            {"type": "tabs", "day": today}
        ]
        return shown

    def wait_for_refusal(self) -> None:
        """Until the coach has noted one “not now”."""
        wait_for(lambda: '"in_a_row": 1' in self.kept("quiet.json"), what="the refusal")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk without quiet hours, whose person wants to hear of ten tabs, at once."""
    chosen = ALL_DAY | {"tabs_at_once": "true"}
    chosen |= {"nudges.tabs.threshold": str(THRESHOLD), "nudges.tabs.on": "true"}
    with Desk() as one:
        one.set(chosen)
        one.run("brief", check=True)
        yield one


@contextmanager
def in_chromium(desk: Desk) -> Iterator[Tabs]:
    """Chromium with the add-on, which has asked what is on."""
    heard = connect(desk)
    with chromium(desk, build("chromium", desk.folder)) as browser:
        wait_for(lambda: messages(heard), 20, what="the add-on's question")
        yield Tabs(desk, browser, heard, CHROMIUM_ID)


@contextmanager
def in_firefox(desk: Desk) -> Iterator[Tabs]:
    """Firefox with the add-on, which has asked what is on."""
    heard = connect(desk)
    with firefox(desk) as browser:
        assert browser.install(build("firefox", desk.folder)) == FIREFOX_ID
        wait_for(lambda: messages(heard), 20, what="the add-on's question")
        yield Tabs(desk, browser, heard, FIREFOX_ID)


both = pytest.mark.parametrize("browser", [in_chromium, in_firefox])
In = Callable[[Desk], Any]


@both
def test_tabs_over_the_threshold_bring_one_reminder(desk: Desk, browser: In) -> None:
    with browser(desk) as tabs:
        tabs.wait_until_at_work()
        tabs.browser.open(THRESHOLD - 3)
        tabs.browser.open(4)
        tabs.reminded()
        tabs.browser.close(6)
        tabs.browser.open(6)
        # Every message holds these fields and no other: no address, no title.
        assert all(
            message in (ASK, {"noticed": "tabs", "value": message.get("value")}) for message in tabs.told
        )
        assert len(tabs.noticed) == 1
        # One question for all that the add-on can do; only Firefox begins anew once it knows that tabs are on.
        assert tabs.told.count(ASK) == (2 if isinstance(tabs.browser, Firefox) else 1)
        assert len(tabs.desk.notifications.all) == 1


@both
def test_switched_off_the_add_on_asks_once_and_hears_of_no_tab(desk: Desk, browser: In) -> None:
    desk.set({"nudges.tabs.on": "false"})
    desk.run("brief", check=True)
    with browser(desk) as tabs:
        tabs.browser.open(THRESHOLD + 2)
        assert not tabs.browser.watches(tabs.addon)
        rested(tabs)
        assert tabs.told == [ASK]
        assert tabs.desk.notifications.all == []
        assert tabs.kept("looked.json") == tabs.kept("nudges.jsonl") == ""
        if isinstance(tabs.browser, Firefox):
            assert "tabs." not in str(tabs.browser.heard_events(tabs.addon))
    if isinstance(tabs.browser, Chromium):
        heard = tabs.browser.heard_events(tabs.addon)
        assert "runtime.onStartup" in heard
        assert "tabs." not in str(heard)


@both
def test_a_worker_that_has_rested_counts_on_without_asking_again(desk: Desk, browser: In) -> None:
    with browser(desk) as tabs:
        tabs.wait_until_at_work()
        rested(tabs)
        asked = tabs.told.count(ASK)
        tabs.browser.open(THRESHOLD + 1)
        tabs.reminded()
        assert tabs.told.count(ASK) == asked


def test_what_a_silent_desk_has_missed_comes_later_the_same_day(desk: Desk) -> None:
    desk.notifications.inhibited = True
    with in_chromium(desk) as tabs:
        tabs.wait_until_at_work()
        tabs.browser.open(THRESHOLD + 1)
        wait_for(lambda: len(tabs.noticed) == 1, what="the crossing")
        assert isinstance(tabs.browser, Chromium)
        worker = tabs.browser.worker(tabs.addon)
        waits = "kept('told').then(({after, crossed}) => !crossed && after > Date.now())"
        wait_for(lambda: in_worker(tabs, worker, waits), what="the coach's answer")
        desk.notifications.inhibited = False
        in_worker(tabs, worker, "count()")
        assert (len(tabs.noticed), desk.notifications.all) == (1, [])
        in_worker(tabs, worker, "kept('told').then((told) => keep('told', {...told, after: 0}))")
        tabs.browser.open(1)
        tabs.reminded()


def in_worker(tabs: Tabs, worker: str, code: str) -> Any:
    """What a promise in the add-on's program comes to."""
    assert isinstance(tabs.browser, Chromium)
    told = tabs.browser.tell("Runtime.evaluate", session=worker, expression=code, awaitPromise=True)
    return told["result"].get("value")


def rested(tabs: Tabs) -> None:
    """The browser has stopped the add-on's program."""
    if isinstance(tabs.browser, Chromium):
        tabs.browser.rest(tabs.addon)
    else:
        browser = tabs.browser
        wait_for(lambda: browser.rests(tabs.addon), 20, what="rest")


def test_chromium_shows_two_buttons_and_not_now_is_noted(desk: Desk) -> None:
    with in_chromium(desk) as tabs:
        tabs.browser.open(THRESHOLD + 1)
        shown = tabs.reminded()
        assert (shown.actions["0"], shown.actions["1"]) == ("Voir comment", "Pas maintenant")
        desk.notifications.invoke(shown, "1")
        tabs.wait_for_refusal()


def test_in_firefox_a_click_opens_the_page_whose_buttons_the_keyboard_reaches(desk: Desk) -> None:
    with in_firefox(desk) as tabs:
        tabs.browser.open(THRESHOLD + 1)
        desk.notifications.invoke(tabs.reminded(), "default")
        browser = tabs.browser
        assert isinstance(browser, Firefox)
        wait_for(lambda: "onglets sont ouverts" in browser.windows(), 20, what="the page")
        desk.screen.still()
        desk.screen.key("Tab", "Return")
        tabs.wait_for_refusal()


@pytest.mark.parametrize(
    ("hour", "pause"), [("12:59", False), ("13:00", True), ("14:29", True), ("14:30", False), ("16:30", True)]
)
def test_the_natural_pauses_of_the_day(chromium_alone: Chromium, hour: str, pause: bool) -> None:
    session = chromium_alone.worker(CHROMIUM_ID)
    code = f"naturalPause(new Date('2026-11-24T{hour}:00'))"
    told = chromium_alone.tell("Runtime.evaluate", session=session, expression=code)
    assert told["result"]["value"] is pause


@pytest.mark.parametrize(
    ("hour", "quiet"), [("17:59", False), ("18:00", True), ("03:00", True), ("08:00", False), ("12:30", True)]
)
def test_the_quiet_hours_hold_in_the_add_on_too(chromium_alone: Chromium, hour: str, quiet: bool) -> None:
    session = chromium_alone.worker(CHROMIUM_ID)
    hours = "{quiet: [['18:00', '08:00'], ['12:00', '13:00']]}"
    code = f"silent({hours}, new Date('2026-11-24T{hour}:00'))"
    told = chromium_alone.tell("Runtime.evaluate", session=session, expression=code)
    assert told["result"]["value"] is quiet


def test_a_page_that_tells_a_weight_is_not_kept_waiting_for_an_answer_that_never_comes(
    chromium_alone: Chromium,
) -> None:
    # A page of the add-on sends what its script on a webmail page does. This one stays while it has an offer to make.
    # The add-on's own start takes back what it has no reason to offer: it must have come to its end.
    offer = "follow().then(() => keep('offer', {site: 'https://mail.example/*', words: {webmail_reads: ''}}))"
    worker = chromium_alone.worker(CHROMIUM_ID)
    chromium_alone.tell("Runtime.evaluate", session=worker, expression=offer, awaitPromise=True)
    page = f"chrome-extension://{CHROMIUM_ID}/allow.html"
    opened = chromium_alone.tell("Target.createTarget", url=page)
    session = chromium_alone.tell("Target.attachToTarget", targetId=opened["targetId"], flatten=True)
    here = session["sessionId"]

    def is_ready() -> bool:
        code = "document.readyState === 'complete' && typeof chrome.runtime?.sendMessage === 'function'"
        told = chromium_alone.tell("Runtime.evaluate", session=here, expression=code)
        return told["result"].get("value") is True

    wait_for(is_ready, what="the add-on's page")
    sent = "chrome.runtime.sendMessage({webmail: 1}).then(() => 'over')"
    patience = "new Promise((end) => setTimeout(end, 5000, 'waits'))"
    told = chromium_alone.tell(
        "Runtime.evaluate",
        session=here,
        expression=f"Promise.race([{sent}, {patience}])",
        awaitPromise=True,
    )
    assert told["result"].get("value") == "over", told


@pytest.fixture(scope="module")
def chromium_alone() -> Iterator[Chromium]:
    """Chromium with the add-on, for its functions alone."""
    with Desk() as one, in_chromium(one) as tabs:
        assert isinstance(tabs.browser, Chromium)
        yield tabs.browser
