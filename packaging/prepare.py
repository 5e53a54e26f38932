"""Make `.venv` and everything the program needs around it; quick when there is nothing to do.

Run by `make setup` with the system's own Python, so it uses the standard library only. An argument names a
further list of Debian packages, beside `debian.txt`.
"""

# Annotations stay text, so that an old Python gets as far as our sentence about its age.
from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = "requirements.lock"
# What a new set-up depends on.
PINS = (LOCK, "pyproject.toml")
# Written last: a set-up that was interrupted starts again.
STAMP = VENV / "prepared"
OLDEST = (3, 11)


class Refused(Exception):
    """What stops the set-up, in one sentence for the person at the keyboard."""


def main() -> int:
    """Prepare everything; the status for the shell."""
    try:
        check_python()
        advice = system_libraries()
        environment()
        catalogues()
        bytecode()
    except Refused as stopped:
        print(f"setup: {stopped}", file=sys.stderr)
        return 1
    # Said last, so that pip's lines do not push it off the screen.
    if advice:
        print(advice, file=sys.stderr)
    return 0


def check_python() -> None:
    """Refuse a Python that is too old, or Debian's without its `venv` half."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:2]))
        raise Refused(f"Python {found} is too old, 3.11 is needed. Try: make setup PYTHON=python3.11")
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        raise Refused("Python cannot make environments. Type: apt-get install python3-venv") from None


def system_libraries() -> str:
    """Install the missing Debian packages if we may; else return the line to type, or nothing."""
    missing = missing_packages()
    if not missing:
        return ""
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() == 0:
        print(f"setup: installing {len(missing)} system packages", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        # One repository that does not answer must not stop the others: the install below tells.
        run("apt-get", "update", "-qq", env=quiet, check=False)
        if run(*install, "-qq", "-o", "Dpkg::Use-Pty=0", env=quiet, check=False) == 0:
            return ""
    line = " ".join(install)
    return f"setup: without these system packages the window or its tests may fail. Type:\n  sudo {line}"


def missing_packages() -> list[str]:
    """Names from the lists that dpkg does not know as installed; none on a system without dpkg."""
    try:
        told = subprocess.run(
            ["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Package} ${Provides}\n"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return []
    installed: set[str] = set()
    for line in told.stdout.splitlines():
        status, _, names = line.partition(" ")
        if status == "installed":
            # A newer release may provide an old name: libglib2.0-0t64 provides libglib2.0-0.
            installed.update(name.strip(",") for name in names.split())
    return [name for name in wanted_packages() if name not in installed]


def wanted_packages() -> list[str]:
    """Names of the lists, and the shared library that PyInstaller needs beside Debian's Python."""
    lists = [ROOT / "packaging" / name for name in ("debian.txt", *sys.argv[1:])]
    lines = [line for file in lists for line in file.read_text(encoding="utf-8").splitlines()]
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if sys.base_prefix == "/usr":
        names.append(f"libpython{sysconfig.get_python_version()}")
    return names


def environment() -> None:
    """Fill `.venv` from the lock, then add our own package as a link to this folder."""
    place = fingerprint(sys.version, str(ROOT))
    pins = fingerprint(*(ROOT.joinpath(name).read_text(encoding="utf-8") for name in PINS))
    done = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else ["", ""]
    if done == [place, pins]:
        return
    STAMP.unlink(missing_ok=True)
    if done[0] != place or not PYTHON.exists():
        print("setup: making .venv", flush=True)
        run(sys.executable, "-m", "venv", "--clear", str(VENV))
    print(f"setup: installing from {LOCK}; the first time takes a minute or two", flush=True)
    pip("--require-hashes", "--only-binary", ":all:", "--requirement", str(ROOT / LOCK))
    pip("--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(f"{place}\n{pins}\n", encoding="utf-8")


def fingerprint(*texts: str) -> str:
    """A short name for exactly these texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def pip(*arguments: str) -> None:
    """Install with the environment's pip, never more than what is named."""
    install = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps")
    run(str(PYTHON), *install, *arguments)


def catalogues() -> None:
    """Compile each `i18n/<language>/coach.po` that is newer than its `.mo`."""
    for source in sorted((ROOT / "i18n").glob("*/coach.po")):
        compiled = source.parent / "LC_MESSAGES" / "coach.mo"
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        compiled.parent.mkdir(exist_ok=True)
        run(
            str(PYTHON), "-m", "babel.messages.frontend", "--quiet", "compile",
            "--input-file", str(source), "--output-file", str(compiled),
        )  # fmt: skip


def bytecode() -> None:
    """Compile our package as pip compiles the others: a start from source alone takes half as much again."""
    run(str(PYTHON), "-m", "compileall", "-q", str(ROOT / "coach"))


def run(*command: str, env: dict[str, str] | None = None, check: bool = True) -> int:
    """Run a command; a failure is a refusal that names it, unless `check` is off."""
    try:
        status = subprocess.run(command, env=env, check=False).returncode
    except OSError as error:
        raise Refused(f"{command[0]} cannot be started: {error}") from error
    if status and check:
        raise Refused(f"this command failed with status {status}:\n  {' '.join(command)}")
    return status


if __name__ == "__main__":
    sys.exit(main())
