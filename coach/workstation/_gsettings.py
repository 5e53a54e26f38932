"""GNOME's own setting: seconds without keyboard or mouse until the screen goes blank."""

from coach.workstation._ask import UnansweredError, ask
from coach.workstation._way import Values

_SCHEMA, _KEY = "org.gnome.desktop.session", "idle-delay"


class Gsettings:
    """The way of GNOME and the desktops made from it."""

    name = "gsettings"
    everybody = False
    fleeting = False

    def read(self) -> Values:
        """`idle-delay`."""
        told = ask("gsettings", "get", _SCHEMA, _KEY).split()
        if not told or not told[-1].isdecimal():
            raise UnansweredError("gsettings")
        return {_KEY: int(told[-1])}

    def held(self) -> bool:
        """Whether a dconf lock keeps the key from being written."""
        return ask("gsettings", "writable", _SCHEMA, _KEY).strip() != "true"

    def seconds(self, values: Values) -> int:
        """The key itself."""
        return values[_KEY]

    def wanted(self, seconds: int, before: Values) -> Values:
        """The key alone."""
        return {_KEY: seconds}

    def put(self, values: Values) -> None:
        """Write the key."""
        ask("gsettings", "set", _SCHEMA, _KEY, str(values[_KEY]))
