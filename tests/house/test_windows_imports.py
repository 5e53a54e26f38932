"""Every module can be imported where the POSIX-only parts of the standard library do not exist."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import importlib, pkgutil, sys

for name in ("fcntl", "grp", "pwd", "resource", "termios", "tty", "jeepney", "Xlib"):
    sys.modules[name] = None
# Python's own parts that choose by platform are loaded first, as Windows has its own.
import coach

failed = []
for found in pkgutil.walk_packages(coach.__path__, "coach."):
    if found.name.endswith("__main__"):
        continue
    try:
        importlib.import_module(found.name)
    except ImportError as error:
        failed.append(f"{found.name}: {error}")
print("\\n".join(failed))
sys.exit(bool(failed))
"""


def test_no_module_needs_a_posix_only_one_at_import() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
