"""The frozen programs on a desk of their own. `make package` builds them first, then runs these tests."""

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "dist" / "coach"
INSIDE = FROZEN / "_internal"
PROGRAMS = ("coach", "coach-window", "coach-agent", "coach-bridge", "coach-mailbox")

if not (FROZEN / "coach").exists():
    raise pytest.UsageError("nothing is frozen yet: type make package")


@cache
def archived(program: str) -> frozenset[str]:
    """Names of the modules in a program's own archive."""
    viewer = [sys.executable, "-m", "PyInstaller.utils.cliutils.archive_viewer"]
    told = subprocess.run(
        [*viewer, "--list", "--recursive", "--brief", str(FROZEN / program)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return frozenset(told.partition("(PYZ):")[2].split())


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk where the frozen programs are the ones that start."""
    with Desk(program=(str(FROZEN / "coach"),)) as made:
        yield made
