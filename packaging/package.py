"""`make package`: freezes the programs into dist/coach and, on Debian, puts them into a .deb beside it."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coach import __version__  # noqa: E402 - the line above makes it findable
from coach.app.tokens import LIGHT  # noqa: E402
from coach.places import FOLDER  # noqa: E402

DIST = ROOT / "dist"
PROGRAMS = ("coach", "coach-window", "coach-agent", "coach-bridge", "coach-mailbox")
OPT = Path("opt/coach")
COMMENT = "short lessons on sober digital habits, for the staff of a town hall"


def main() -> int:
    """Freeze, pack, and say how big it became; the status for the shell."""
    began = time.monotonic()
    done = subprocess.run(
        [str(Path(sys.executable).parent / "pyinstaller"), "--noconfirm", "--log-level", "ERROR", "build.spec"],
        cwd=ROOT, check=False,
    )  # fmt: skip
    if done.returncode:
        return done.returncode
    made = [DIST / "coach", *addons(DIST / "addons")]
    if shutil.which("dpkg-deb"):
        made.append(debian(DIST / "coach"))
    for path in made:
        print(f"package: {path.relative_to(ROOT)}  {_size(path)}", flush=True)
    print(f"package: built in {time.monotonic() - began:.0f} s", flush=True)
    return 0


def addons(to: Path) -> list[Path]:
    """The add-ons of browsers and mail programs, packed."""
    shutil.rmtree(to, ignore_errors=True)
    for script in ("browsers.py", "pack.py"):
        _told(sys.executable, str(ROOT / "packaging/addons" / script), str(to))
    return sorted(to.iterdir())


def debian(frozen: Path) -> Path:
    """A Debian package of a frozen folder: in /opt, with its commands, its icon and the `coach://` links.

    It starts nothing with anybody's session: each person decides that in the settings.
    """
    tree = ROOT / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen, tree / OPT, symlinks=True)
    _link_programs(tree)
    _place(tree, "share/applications", ROOT / "packaging/linux" / f"{FOLDER}.desktop")
    _place(tree, "share/icons/hicolor/scalable/apps", _icon())
    _place(tree, "share/doc/coach", ROOT / "packaging/licences/README.md", "copyright")
    architecture = _told("dpkg", "--print-architecture").strip()
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(_control(tree, frozen, architecture), encoding="utf-8")
    package = DIST / f"coach_{__version__}_{architecture}.deb"
    _told("dpkg-deb", "--root-owner-group", "-Zzstd", "-z10", "--build", str(tree), str(package))
    return package


def _link_programs(tree: Path) -> None:
    (tree / "usr/bin").mkdir(parents=True)
    for name in PROGRAMS:
        (tree / "usr/bin" / name).symlink_to(Path("/") / OPT / name)


def _place(tree: Path, folder: str, source: Path, name: str = "") -> None:
    target = tree / "usr" / folder
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target / (name or source.name))


def _icon() -> Path:
    """The program's mark in the colours of the light theme."""
    drawing = (ROOT / "packaging/assets/art/logo.svg").read_text("utf-8")
    icon = ROOT / "build" / f"{FOLDER}.svg"
    icon.write_text(re.sub(r"\{\{(\w+)\}\}", lambda found: LIGHT[found[1]], drawing), "utf-8")
    return icon


def _control(tree: Path, frozen: Path, architecture: str) -> str:
    name = os.environ.get("DEBFULLNAME", "Coach numérique responsable")
    address = os.environ.get("DEBEMAIL", "coach@localhost")
    return "\n".join(
        (
            "Package: coach",
            f"Version: {__version__}",
            f"Architecture: {architecture}",
            f"Maintainer: {name} <{address}>",
            f"Installed-Size: {_bytes(tree) // 1024}",
            f"Depends: {', '.join(depends(frozen))}",
            "Recommends: fonts-noto-color-emoji",
            "Suggests: curl",
            "Section: education",
            "Priority: optional",
            f"Description: {COMMENT}",
            " Coach numérique responsable teaches in short lessons with a quiz, and shows progress",
            " toward the competences of the label Numérique Responsable. In French and English.",
            "",
        )
    )


def depends(frozen: Path) -> list[str]:
    """Debian packages of the libraries that the frozen folder asks for and does not bring."""
    binaries = [
        path for path in frozen.rglob("*") if path.is_file() and not path.is_symlink() and _is_elf(path)
    ]
    brought = {path.name for path in frozen.rglob("*.so*")}
    told = _told("ldd", *map(str, binaries), LD_LIBRARY_PATH=str(frozen / "_internal"))
    asked = dict(re.findall(r"^\s+(\S+) => (/\S+)", told, re.MULTILINE))
    needed = {name for path in binaries for name in _needed(path)}
    files = {asked[name] for name in needed - brought if name in asked}
    found = _told("dpkg-query", "--search", *files, *(f"/usr{file}" for file in files), check=False)
    packages = {line.partition(":")[0] for line in found.splitlines()} - {"libc6"}
    return [f"libc6 (>= {_glibc(binaries)})", *sorted(packages)]


def _needed(binary: Path) -> Iterator[str]:
    for line in _told("objdump", "-p", str(binary)).splitlines():
        if line.split()[:1] == ["NEEDED"]:
            yield line.split()[1]


def _glibc(binaries: list[Path]) -> str:
    """The newest version of the C library that a binary asks for."""
    found = {
        tuple(map(int, version.split(b".")))
        for path in binaries
        for version in re.findall(rb"GLIBC_(2\.\d+)\0", path.read_bytes())
    }
    return ".".join(map(str, max(found)))


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _size(path: Path) -> str:
    size = _bytes(path)
    return f"{size / 1e6:.0f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def _bytes(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.lstat().st_size for file in path.rglob("*") if not file.is_dir())


def _told(*command: str, check: bool = True, **environment: str) -> str:
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if check and done.returncode:
        raise SystemExit(f"package: {command[0]} failed\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
