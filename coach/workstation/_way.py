"""What a way of setting the screen's sleep time can do."""

from typing import Protocol

Values = dict[str, int]
"""The system's own settings by name, whole numbers; times in seconds, 0 is never."""


class Way(Protocol):
    """One way. Each call may raise UnansweredError."""

    name: str
    everybody: bool
    """Whether it applies to everybody who uses this computer."""
    fleeting: bool
    """Whether the system forgets it when the session ends."""

    def read(self) -> Values:
        """What holds now."""

    def held(self) -> bool:
        """Whether the administrator holds it."""

    def seconds(self, values: Values) -> int:
        """After how long the screen sleeps by these settings; 0 is never."""

    def wanted(self, seconds: int, before: Values) -> Values:
        """The settings that make it sleep after `seconds`; `before`: those found at first."""

    def put(self, values: Values) -> None:
        """Make these settings hold."""
