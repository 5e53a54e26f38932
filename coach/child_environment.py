"""The environment for a program of the system that we start."""

import os
import sys


def child_environment() -> dict[str, str]:
    """Ours, as a program of the system needs it, its messages in English."""
    env = {**os.environ, "LC_ALL": "C"}
    # The frozen program looks for its libraries beside itself; the system's programs must not find those.
    theirs = env.pop("LD_LIBRARY_PATH_ORIG", None)
    if theirs is not None:
        env["LD_LIBRARY_PATH"] = theirs
    elif getattr(sys, "frozen", False):
        env.pop("LD_LIBRARY_PATH", None)
    return env
