"""kill -9 of workstation, gateway and PostgreSQL in the middle of it; `tests.bench.org_kills` does it 200 times."""

import random
from pathlib import Path

from tests.desk.postgres import cluster
from tests.real.kills import VICTIMS, shambles
from tests.real.town import town


def test_whoever_is_killed_every_acknowledged_completion_is_there_exactly_once(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print("seed", seed)
    with cluster(safe=True) as server, town(server) as place, shambles(server, place, tmp_path, seed) as all_:
        for number in range(8):
            all_.round(VICTIMS[number % len(VICTIMS)])
        all_.settle()
        assert all_.account() == []
        assert sum(all_.seen[f"{victim} killed"] for victim in VICTIMS) >= 6, all_.seen
        assert sum(len(desk.arrived) for desk in all_.desks) > 0
        print(all_.seen)
