"""Killed at any moment, an agent leaves a journal that can be read, and never more reminders than one may see."""

import random
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

from coach import handover
from tests.unit.agent.conftest import write_brief

# As the agent, day after day as fast as it can; it tells each reminder before it would be seen.
WORKS = r"""
import sys
from datetime import UTC, datetime, timedelta
from coach.agent import programs, scene
from coach.agent.notify import LATER, OPEN
from coach.agent.rounds import Rounds
from tests.fakes import Notifier

class Told(Notifier):
    def show(self, nudge):
        sys.stdout.write(f"{now.date()} {nudge.moment}\n")
        sys.stdout.flush()
        self.pressed.append((nudge, LATER if now.day % 2 else OPEN))

scene.full_screen = lambda: False
programs.open_lesson = lambda lesson: None
rounds = Rounds(Told())
now = datetime.fromisoformat(sys.argv[1])
while True:
    for readings in ({"tab": 34}, {"page": 50}, {"tab": 35, "page": 60}):
        rounds.decide(readings, now)
        rounds.hear(now)
    now += timedelta(days=1)
"""


def test_whenever_it_is_killed_the_next_one_goes_on() -> None:
    chance, shown = random.Random(3), []
    write_brief()
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for _ in range(12):
        command = [sys.executable, "-c", WORKS, now.isoformat()]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as agent:
            assert agent.stdout is not None
            first = agent.stdout.readline()
            time.sleep(chance.uniform(0, 0.02))
            agent.kill()
            rest, errors = agent.communicate()
        assert errors == ""
        shown += [line for line in (first + rest).splitlines() if line.count(" ") == 1]
        last = datetime.fromisoformat(shown[-1].split()[0]).replace(hour=12, tzinfo=UTC)
        with handover.journal(last) as ledger:
            noted = ledger.journal.shown
        # What was seen was noted before, as long as it is kept: seven days before the last one noted.
        since = max(day for _moment, day in noted) - timedelta(days=6)
        kept = {line for line in shown if date.fromisoformat(line.split()[0]) > since}
        assert kept <= {f"{day} {moment}" for moment, day in noted}
        now = last
    assert len(shown) == len(set(shown))
