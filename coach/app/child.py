"""The command line of `coach`, which does beside the window what the window itself must not load."""

import os
import sys


def coach(*arguments: str) -> list[str]:
    """The frozen program beside this one, or the module, with these arguments."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "coach", *arguments]
    suffix = ".exe" if sys.platform == "win32" else ""
    return [os.path.join(os.path.dirname(sys.executable), f"coach{suffix}"), *arguments]
