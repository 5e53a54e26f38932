"""Who may come in just now: how often a device asks, and how often an address was wrong."""

import time
from collections import OrderedDict

from coach.server.gateway.configuration import Limits
from coach.server.gateway.identity import Asker, Device, Login
from coach.server.gateway.rate import Rate
from coach.server.gateway.refusal import Refused

_MOST_KNOWN = 50_000


class Doors:
    """Counts in memory only. A whole town may share one address, so right requests count for their device alone."""

    def __init__(self, limits: Limits) -> None:
        """Nobody has knocked yet."""
        self._devices = Rate(limits.requests_of_a_device)
        self._codes = Rate(limits.wrong_codes_of_an_address)
        self._tokens = Rate(limits.wrong_tokens_of_an_address)
        # A colleague's wrong tokens at the same address do not lock out who was let in before.
        self._known: OrderedDict[bytes, None] = OrderedDict()

    def knock(self, who: Asker, place: str) -> None:
        """Somebody asks; raises `Refused` 429 if that is too often."""
        now = time.monotonic()
        if who is None:
            self._spend(self._codes, place, now)
        elif isinstance(who, Login):
            self._spend(self._devices, who.login, now)
        else:
            if who.token_sha256 not in self._known:
                self._refuse(self._tokens.wait(place, now))
            self._spend(self._devices, who.token_sha256, now)

    def unheard(self, who: Asker, place: str) -> None:
        """Nobody could say whether it was right: that is no wrong try."""
        if who is None:
            self._codes.give_back(place, time.monotonic())

    def right(self, who: Asker, place: str) -> None:
        """What was asked was in order."""
        self.unheard(who, place)
        if isinstance(who, Device):
            self._known[who.token_sha256] = None
            self._known.move_to_end(who.token_sha256)
            if len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)

    def wrong(self, who: Asker, place: str) -> None:
        """The token proves nothing, or not any more."""
        self._tokens.count(place, time.monotonic())
        if isinstance(who, Device):
            self._known.pop(who.token_sha256, None)

    def _spend(self, rate: Rate, key: str | bytes, now: float) -> None:
        self._refuse(rate.wait(key, now))
        rate.count(key, now)

    @staticmethod
    def _refuse(seconds: int) -> None:
        if seconds:
            raise Refused(429, "often", seconds)
