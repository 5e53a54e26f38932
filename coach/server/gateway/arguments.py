"""What is looked at before a function is called: who is let in with which program, and the form of an enrolment."""

from collections.abc import Mapping
from typing import Any

from coach.server.gateway import signature
from coach.server.gateway.refusal import Refused


def current(client: str, entered: Mapping[str, Any]) -> None:
    """Nothing, if the desk's program is as new as the organisation asks; raises `Refused` 409 otherwise.

    Args:
        client: what the desk says of its version, such as "0.3.1"; empty counts as the oldest.
        entered: what `api_v1.enter` said of who asks.
    """
    wanted = str(entered.get("min_client") or "")
    if wanted and _numbers(client) < _numbers(wanted):
        raise Refused(409, "client", min_client=wanted)


def enrolment(told: Mapping[str, Any], vouched: bool) -> Mapping[str, Any]:
    """The arguments of `enrol`.

    Raises:
        Refused: 400 for their form; 401 for no code from somebody whom nobody vouches for.
    """
    if set(told) != {"code", "public_key", "client"} or not all(
        isinstance(one, str) for one in told.values()
    ):
        raise Refused(400, "arguments")
    if len(told["code"]) > 40 or len(told["client"]) > 40:
        raise Refused(400, "arguments")
    if not told["code"] and not vouched:
        raise Refused(401, "code")
    signature.public_key(told["public_key"])
    return told


def _numbers(version: str) -> tuple[int, ...]:
    found = []
    for part in version.split(".")[:4]:
        if not part.isdecimal() or len(part) > 6:
            break
        found.append(int(part))
    return tuple(found)
