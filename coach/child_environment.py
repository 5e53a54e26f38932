"""The environment for a program of the system that we start, or that Qt starts for us."""

import os
import sys
from collections.abc import MutableMapping


def child_environment() -> dict[str, str]:
    """Ours, as a program of the system needs it, its messages in English."""
    env = {**os.environ, "LC_ALL": "C"}
    _hand_back_libraries(env)
    return env


def hand_back_libraries() -> None:
    """Let what Qt starts for us, such as the system's program for a document, find the system's own libraries.

    Our own are found all the same: the loader has read the variable before the program began.
    """
    _hand_back_libraries(os.environ)


def _hand_back_libraries(env: MutableMapping[str, str]) -> None:
    # The frozen program looks for its libraries beside itself; the system's programs must not find those.
    theirs = env.pop("LD_LIBRARY_PATH_ORIG", None)
    if theirs is not None:
        env["LD_LIBRARY_PATH"] = theirs
    elif getattr(sys, "frozen", False):
        env.pop("LD_LIBRARY_PATH", None)
