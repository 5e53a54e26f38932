"""The words for the bits of an AT-SPI state set."""

from __future__ import annotations

from collections.abc import Sequence

# In the order of the enumeration AtspiStateType (at-spi2-core, xml and atspi-constants).
_STATES = (
    "invalid", "active", "armed", "busy", "checked", "collapsed", "defunct", "editable", "enabled",
    "expandable", "expanded", "focusable", "focused", "has tooltip", "horizontal", "iconified", "modal",
    "multi line", "multiselectable", "opaque", "pressed", "resizable", "selectable", "selected",
    "sensitive", "showing", "single line", "stale", "transient", "vertical", "visible",
    "manages descendants", "indeterminate", "required", "truncated", "animated", "invalid entry",
    "supports autocompletion", "selectable text", "is default", "visited", "checkable", "has popup",
    "read only",
)  # fmt: skip
# What a line of an outline leaves out, since nearly every node has it.
COMMON = frozenset(("enabled", "sensitive", "showing", "visible", "focusable", "selectable", "read only"))


def words(bits: Sequence[int]) -> frozenset[str]:
    """The words of a state set, given as two 32-bit numbers, the low one first."""
    number = sum(part << (32 * place) for place, part in enumerate(bits))
    return frozenset(word for place, word in enumerate(_STATES) if number >> place & 1)
