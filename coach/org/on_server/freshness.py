"""How old the server's data of somebody are, in the words that a shared folder has too."""

from coach.org.freshness import Heard
from coach.org.on_server.answers import Row, on


def heard(told: Row) -> Heard:
    """`fresh`: whether a desk spoke within seven days, null if none ever did; a day only where it is older."""
    fresh = told["fresh"]
    if fresh not in (True, False, None):
        raise ValueError(fresh)
    return Heard(live=fresh is True, on=on(told, "seen_on"))
