"""The rig: a private desk on which the real program is driven as its users do."""

from tests.desk.atspi import Accessibility
from tests.desk.desk import ALL_DAY, Desk
from tests.desk.events import Events
from tests.desk.node import Node, Value, press
from tests.desk.notifications import Notification, Notifications
from tests.desk.processes import MissingPart, missing_parts, wait_for
from tests.desk.program import Program
from tests.desk.screen import Screen, virtual_screen
from tests.desk.table import Table
from tests.desk.wire import Refused, Vanished

__all__ = [
    "ALL_DAY",
    "Accessibility",
    "Desk",
    "Events",
    "MissingPart",
    "Node",
    "Notification",
    "Notifications",
    "Program",
    "Refused",
    "Screen",
    "Table",
    "Value",
    "Vanished",
    "missing_parts",
    "press",
    "virtual_screen",
    "wait_for",
]
