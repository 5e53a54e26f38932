"""Cancelling a completion at the organisation's server, and taking that back."""

from coach.org.server import Server
from coach.store.completions import CANCELLED, Record

_FUNCTIONS = {CANCELLED: "cancel", "restored": "uncancel"}


def correct(server: Server, found: Record, verb: str, reason: str) -> None:
    """Add the event; `verb` is cancelled or restored.

    Raises:
        UnknownCompletion: it is not there any more, or somebody else corrected it just before.
    """
    server.ask(
        _FUNCTIONS[verb],
        staff_number=found.staff_number,
        path=found.path,
        lesson=found.lesson,
        edition=found.edition,
        reason=reason,
    )
