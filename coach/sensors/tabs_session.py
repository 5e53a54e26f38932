"""The open tabs of Firefox, counted in its session file where the add-on cannot be installed."""

from coach.domain.text import N_, counted
from coach.sensors._sensor import Sensor, Texts, Threshold, Unit, Watch

_FILE, _RUNS = "Firefox’s session file", "whether Firefox runs"


def _watch(threshold: int) -> Watch:
    from coach.sensors._firefox_count import Count

    return Count()


def _look() -> int | None:
    """The tabs at this moment."""
    from coach.sensors import _firefox_count

    return _firefox_count.once()


def _here() -> bool:
    """Whether Firefox has ever run for this person: elsewhere the card would only be one more to read."""
    from coach.sensors import _firefox_session

    return _firefox_session.is_here()


SENSOR = Sensor(
    unit=Unit(counted("{n} tab", "{n} tabs")),
    every=900,
    look=_look,
    watch=_watch,
    here=_here,
    sources={"session": N_("number of open tabs, counted in Firefox’s session file")},
    reads=N_(
        "Looks at whether Firefox runs and reads Firefox’s session file, at most every 15 minutes. That file holds"
        " the addresses of your tabs: they are counted and forgotten."
    ),
    never_reads=N_("Keeps neither addresses, nor titles, nor content of your tabs, and never closes one."),
    asks={
        "file:*/profiles.ini": _FILE,
        "file:*/sessionstore-backups/recovery.jsonlz4": _FILE,
        "file:*/.parentlock": _RUNS,
        "child:started": _FILE,
    },
    threshold=Threshold(30, 10, 200, N_("Number of open tabs from which a reminder may come.")),
    moment="tabs",
    texts=Texts(
        name=N_("Open tabs of Firefox, without its add-on"),
        title=counted("{n} tab is open.", "{n} tabs are open."),
        recent=N_("Many tabs were open."),
        body=N_("Setting yesterday's aside helps you find your way: “{lesson}”, {minutes} min."),
    ),
)
