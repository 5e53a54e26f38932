"""`coach org check [--brief]`: the attack list against the live store, line by line."""

from argparse import Namespace
from collections import Counter

from coach.commands import _server
from coach.words import _, ngettext


def run(chosen: Namespace) -> int:
    """Print every verdict; status 1 when something did not hold or could not be tried."""
    dsn = _server.address(chosen)
    from coach.server.attacks import Outcome, attack

    counts: Counter[Outcome] = Counter()
    for one in attack(dsn):
        counts[one.outcome] += 1
        if one.outcome is not Outcome.PREVENTED or not chosen.brief:
            print(f"{_(one.outcome.value)}  {one.attack.told}")
        if one.error:
            print(f"    {one.error}")
    held, bad = counts[Outcome.PREVENTED], counts.total() - counts[Outcome.PREVENTED]
    print(ngettext("{n} attack prevented.", "{n} attacks prevented.", held))
    print(_("No hole was found.") if not bad else ngettext("{n} did not hold.", "{n} did not hold.", bad))
    print(_("Nobody can keep an agent from forging the agent's own results at the agent's own desk."))
    return 1 if bad else 0
