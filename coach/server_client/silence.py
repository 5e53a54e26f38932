"""Why a server gave no answer, for a person: the system's own words are for the log."""

import socket

from coach.server_client.client import LaterError
from coach.words import _


def reason(error: LaterError) -> str:
    """The part of a sentence that says it."""
    cause = error.__cause__
    # urllib wraps what the system said.
    met = getattr(cause, "reason", cause)
    if isinstance(met, socket.gaierror):
        return _("its name is not known on this network")
    if isinstance(met, TimeoutError):
        return _("it did not answer in time")
    if isinstance(met, ConnectionError):
        return _("nobody answers there, or the line was cut")
    # By name: who speaks without TLS need not load it.
    if type(met).__name__ == "SSLCertVerificationError":
        return _("this computer does not trust its certificate")
    return _("it does not answer as it should ({error})").format(error=error)
