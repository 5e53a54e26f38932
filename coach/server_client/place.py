"""Where a desk shares: one server or one folder, that the administrator or the person has named, and no other."""

from collections.abc import Mapping

from coach.policy import Policy
from coach.settings import Settings


def place(policy: Policy, own: Settings, environment: Mapping[str, str]) -> str:
    """The address of the server, or the folder; empty if none is named.

    The policy comes first, then what the session was given (`ORG_URL`, `ORG_FOLDER`), then the person's setting.
    """
    if policy.unreadable:
        # It may have named another place, or meant that there is none.
        return ""
    named = (
        policy.server,
        policy.folder,
        environment.get("ORG_URL", ""),
        environment.get("ORG_FOLDER", ""),
        policy.fixed.get("server", own.server),
    )
    return next((str(one) for one in named if one), "").rstrip("/")


def is_folder(named: str) -> bool:
    """Whether a place is a folder, and not a server."""
    return "://" not in named
