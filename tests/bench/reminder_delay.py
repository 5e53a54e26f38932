"""How long after a return or a crossed threshold the reminder is there, in real browsers and a real mail program.

The clock starts before the hand that crosses it: the command that opens the last tabs, or the message with its
attachment, whose window is still to be drawn. So each figure is an upper bound.
"""

import shutil
import statistics
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from tests.bench.goals import verdict
from tests.desk import ALL_DAY, Desk
from tests.journeys.test_nudge import Agent
from tests.real.test_tabs import THRESHOLD, In, in_chromium, in_firefox
from tests.real.test_thunderbird import Mail
from tests.real.thunderbird import post_office

RUNS = 3
PATIENCE = 20.0


def tabs(browser: In) -> Callable[[Desk], float]:
    """Seconds from the last tabs to the reminder, which was chosen to come at once."""

    def once(desk: Desk) -> float:
        switch_on(desk, {"tabs_at_once": "true", "nudges.tabs.threshold": str(THRESHOLD)}, "tabs")
        with browser(desk) as at:
            at.wait_until_at_work()
            at.browser.open(THRESHOLD - 3)
            began = datetime.now(UTC)
            at.browser.open(4)
            return passed(desk, began)

    return once


def mail(desk: Desk) -> float:
    """Seconds from asking for a message with 12.5 MB for three people to the reminder."""
    switch_on(desk, {}, "mail")
    with post_office() as (post, port):
        at = Mail(desk, post, port)
        began = datetime.now(UTC)
        at.write("Rapport", 12.5, 3)
        return passed(desk, began)


def idle(desk: Desk) -> float:
    """Seconds from the return to the reminder."""
    desk.set(ALL_DAY)
    agent = Agent(desk)
    agent.switch_on()
    agent.leave()
    return passed(desk, agent.come_back())


def switch_on(desk: Desk, chosen: dict[str, str], sensor: str) -> None:
    """Consent to one sensor, without quiet hours."""
    chosen = {**ALL_DAY, **chosen, f"nudges.{sensor}.on": "true"}
    desk.set(chosen)
    desk.run("brief", check=True)


def passed(desk: Desk, began: datetime) -> float:
    """Seconds until the next reminder."""
    return (desk.notifications.wait_for(PATIENCE).at - began).total_seconds()


ROWS = (
    ("idle, X11: the return", "xdotool", idle, 2),
    ("tabs, Chromium", "chromium", tabs(in_chromium), 3),
    ("tabs, Firefox", "firefox-esr", tabs(in_firefox), 3),
    ("mail, Thunderbird", "thunderbird", mail, 8),
)


def main() -> int:
    """Measure each where its program is installed."""
    status = 0
    sys.stdout.write(f"{'':<22}{'least s':>10}{'median s':>10}{'most s':>10}{'goal s':>10}\n")
    for name, program, once, goal in ROWS:
        if shutil.which(program) is None:
            sys.stdout.write(f"{name}: {program} is not installed\n")
            continue
        found = []
        for _ in range(RUNS):
            with Desk() as desk:
                found.append(once(desk))
        figures = (min(found), statistics.median(found), max(found), float(goal))
        sys.stdout.write(f"{name:<22}" + "".join(f"{figure:>10.2f}" for figure in figures) + "\n")
        status |= verdict({name: {"most s": max(found)}}, {"most s": goal})
    return status


if __name__ == "__main__":
    sys.exit(main())
