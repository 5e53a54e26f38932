"""A program that runs on a desk: its process, its log, its window."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

from tests.desk.atspi import Accessibility
from tests.desk.node import Node
from tests.desk.processes import stop, wait_for


class Program:
    """A program that was started on a desk."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path, accessibility: Accessibility) -> None:
        """`log`: the file that takes both its outputs."""
        self.process = process
        self.log = log
        self._accessibility = accessibility

    @property
    def pid(self) -> int:
        """Its process id."""
        return self.process.pid

    @property
    def running(self) -> bool:
        """True until it has ended."""
        return self.process.poll() is None

    def said(self) -> str:
        """What it printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def window(self, seconds: float = 20.0) -> Node:
        """Its tree, once it has a window. Raises LookupError with its log, at once if it ended."""
        try:
            wait_for(lambda: not self.running or self._has_joined(), seconds)
            return self._accessibility.find(self.pid, seconds=0)
        except (LookupError, TimeoutError) as error:
            state = "runs" if self.running else f"ended with status {self.process.returncode}"
            raise LookupError(
                f"no window of {self.process.args!r}, which {state}: {error}\n{self.said()}"
            ) from error

    def wait(self, seconds: float = 10.0) -> int:
        """Its exit status, waited for. Raises subprocess.TimeoutExpired."""
        return self.process.wait(seconds)

    def stop(self) -> int:
        """Ask it to end; returns its exit status (negative: the signal that ended it)."""
        return stop(self.process)

    def kill(self) -> int:
        """End it at once, as a power cut would."""
        self.process.kill()
        return self.process.wait()

    def _has_joined(self) -> bool:
        with contextlib.suppress(LookupError):
            return bool(self._accessibility.find(self.pid, seconds=0))
        return False
