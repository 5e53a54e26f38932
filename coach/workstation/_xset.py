"""Screen saver and display power (DPMS) of a plain X session, by `xset`; the X server forgets at log-out."""

import re

from coach.workstation._ask import UnansweredError, ask
from coach.workstation._way import Values

_SAVER = re.compile(r"prefer blanking:\s+(yes|no)\b.*?timeout:\s+(\d+)\s+cycle:\s+(\d+)", re.DOTALL)
_POWER = re.compile(r"Standby:\s+(\d+)\s+Suspend:\s+(\d+)\s+Off:\s+(\d+)\s+DPMS is (Enabled|Disabled)")
_TIMES = ("standby", "suspend", "off")


class Xset:
    """The way of an X session without a desktop that keeps the screen itself."""

    name = "xset"
    everybody = False
    fleeting = True

    def read(self) -> Values:
        """`timeout`, `cycle`, `blank`; where the display can save power also `dpms` and its three times."""
        told = ask("xset", "q")
        saver, power = _SAVER.search(told), _POWER.search(told)
        if saver is None:
            raise UnansweredError("xset")
        values = {"blank": int(saver[1] == "yes"), "timeout": int(saver[2]), "cycle": int(saver[3])}
        if power is not None:
            values |= {name: int(power[n]) for n, name in enumerate(_TIMES, 1)}
            values["dpms"] = int(power[4] == "Enabled")
        return values

    def held(self) -> bool:
        """Nobody holds an X server's settings."""
        return False

    def seconds(self, values: Values) -> int:
        """The display's power where it can be saved, else the time after which the saver blanks it."""
        if "dpms" not in values:
            return values["timeout"]
        times = [values[name] for name in _TIMES if values[name]]
        return min(times) if times and values["dpms"] else 0

    def wanted(self, seconds: int, before: Values) -> Values:
        """Blank and power down after the same time."""
        values = {**before, "timeout": seconds, "blank": 1}
        if "dpms" in before:
            values |= {**dict.fromkeys(_TIMES, seconds), "dpms": 1}
        return values

    def put(self, values: Values) -> None:
        """All in one call, so that no half of it is ever left."""
        words = ["s", str(values["timeout"]), str(values["cycle"])]
        words += ["s", "blank" if values["blank"] else "noblank"]
        if "dpms" in values:
            # The times alone would also switch it on.
            switch = "+dpms" if values["dpms"] else "-dpms"
            words += ["dpms", *(str(values[name]) for name in _TIMES), switch]
        ask("xset", *words)
