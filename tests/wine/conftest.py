"""A Windows desk under Wine: Windows' own Python runs the program from this folder. No window starts there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = next((ROOT / "build" / "wine").glob("*/python.exe"), None)
# Windows' Python as it is shipped looks only into its own folder for modules.
BEGIN = """
import os, sys
sys.path[:0] = {paths!r}
# Wine itself sets this one anew for each program.
os.environ["LOCALAPPDATA"] = {local!r}
"""
RUN = """
import runpy
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
SECONDS = 120

if PYTHON is None or shutil.which("wine") is None:
    raise pytest.UsageError("Wine is not prepared: type make test-wine")


def windows_path(path: Path) -> str:
    """A path of this computer as Wine's drive Z: shows it."""
    return "Z:" + str(path).replace("/", "\\")


class WindowsDesk:
    """A user's Windows: registry, folders, and the program run in it."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds everything of this desk."""
        self.folder = folder
        self.env = {
            name: value for name, value in os.environ.items() if not name.startswith(("COACH_", "XDG_"))
        }
        self.env |= {"WINEPREFIX": str(folder / "wine"), "WINEDEBUG": "-all", "DISPLAY": ""}
        # Accents and a blank, as in the folders of real people.
        self.local, self.home = folder / "Données locales été", folder / "Élève Noël"
        for place in (self.local, self.home):
            place.mkdir()
        self.env["COACH_HOME"] = windows_path(self.home)
        self.env["PYTHONUTF8"] = "1"
        site = next((ROOT / ".venv").glob("lib/python3*/site-packages"))
        paths = [windows_path(ROOT), windows_path(site)]
        self._begin = BEGIN.format(paths=paths, local=windows_path(self.local))
        self._count = 0

    @property
    def kept(self) -> Path:
        """The agent's local folder."""
        return self.local / "coach-numerique-responsable"

    def command(self, module: str, *arguments: str) -> list[str]:
        """The command line that runs a module of ours there."""
        return [*self.file(RUN), module, *arguments]

    def run(
        self, module: str, *arguments: str, given: bytes = b"", status: int = 0
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a module of ours to its end, with these bytes on its standard input."""
        done = subprocess.run(
            self.command(module, *arguments),
            env=self.env,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == status, (done.stdout, done.stderr)
        return done

    def coach(self, *arguments: str) -> str:
        """What a command of `coach` prints."""
        return self.run("coach", *arguments).stdout.decode("utf-8").replace("\r\n", "\n")

    def file(self, code: str) -> list[str]:
        """The command line that runs some lines of Python there."""
        self._count += 1
        place = self.folder / f"code{self._count}.py"
        place.write_text(self._begin + code, "utf-8")
        return ["wine", str(PYTHON), windows_path(place)]

    def code(self, code: str) -> str:
        """What some lines of Python print there."""
        done = subprocess.run(
            self.file(code), env=self.env, input=b"", capture_output=True, timeout=SECONDS, check=False
        )
        assert done.returncode == 0, (done.stdout, done.stderr)
        return done.stdout.decode("utf-8").replace("\r\n", "\n")

    def wine(self, *command: str) -> str:
        """Run a program of Windows itself; what it prints, whatever its status."""
        done = subprocess.run(
            ["wine", *command],
            env=self.env,
            input=b"",
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        return done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.fixture(scope="session")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WindowsDesk]:
    """One Windows for all tests, since making one takes seconds; its server is ended after."""
    desk = WindowsDesk(tmp_path_factory.mktemp("windows"))
    subprocess.run(["wine", "wineboot", "-i"], env=desk.env, capture_output=True, timeout=SECONDS, check=True)
    for name in ("quiet_start", "quiet_end"):
        desk.coach("settings", "set", name, "00:00")
    yield desk
    subprocess.run(["wineserver", "-k"], env=desk.env, capture_output=True, timeout=SECONDS, check=False)
