"""The real agent is killed at any moment, again and again: the next one goes on, and nothing is seen unnoted."""

import json
import random
import time

from coach.places import FOLDER
from tests.desk import ALL_DAY, Desk, wait_for

KILLS = 12


def test_whenever_it_is_killed_the_next_one_goes_on() -> None:
    chance = random.Random(20261125)
    with Desk() as desk:
        desk.set(ALL_DAY | {"nudges.idle.threshold": "1", "nudges.idle.on": "true"})
        desk.run("brief", check=True)
        kept = desk.home / ".local/state" / FOLDER
        noted: list[int] = []
        for _kill in range(KILLS):
            agent = desk.start("agent")
            until = time.monotonic() + chance.uniform(0, 4)
            # Somebody leaves for a little more than a second and comes back, whatever the agent is at.
            while time.monotonic() < until:
                desk.screen.move(chance.randrange(1000), chance.randrange(700))
                time.sleep(min(1.3, max(0.0, until - time.monotonic())))
            agent.kill()
            assert "Traceback" not in agent.said()
            journal = kept / "nudges.jsonl"
            lines = journal.read_text("utf-8").splitlines() if journal.exists() else []
            assert [json.loads(line)["type"] for line in lines] in ([], ["idle"])
            # What was seen was noted before it.
            noted.append(len(lines))
            assert len(desk.notifications.all) <= sum(noted)
            # The next one has its reminder of the day before it.
            journal.unlink(missing_ok=True)
        last = desk.start("agent")
        wait_for(lambda: "\n" in last.said(), 30, what="the last agent")
        assert desk.run("doctor").returncode == 0
        assert last.stop() == 0
    assert 1 in noted, "no kill came after a reminder"
    assert 0 in noted, "no kill came before it"
