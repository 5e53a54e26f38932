"""Gathers the licence texts of everything that goes into the frozen folder."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

Entry = tuple[str, str, str]

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "packaging/licences"
_TEXT = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
# Their wheels bring no text.
_LGPL = {"PySide6_Essentials", "shiboken6"}


def gathered(entries: Iterable[Entry]) -> list[Entry]:
    """One folder of texts for each part that these entries come from, as PyInstaller's entries.

    Raises:
        SystemExit: a part has no licence text, so it may not be given to anybody.
    """
    sources = {Path(source).resolve() for _, source, _ in entries}
    found = dict(_python())
    for part, files in _distributions(sources):
        if not files:
            raise SystemExit(f"build.spec: no licence text for {part}")
        found |= files
    found |= dict(_system(sources))
    return [(f"{FOLDER}/{name}", str(source), "DATA") for name, source in found.items()]


def _distributions(sources: set[Path]) -> Iterator[tuple[str, dict[str, Path]]]:
    for part in metadata.distributions():
        files = part.files or []
        if not any(Path(str(file.locate())).resolve() in sources for file in files):
            continue
        name = part.metadata["Name"]
        if name.lower().replace("_", "-") == "coach-numerique-responsable":
            continue
        texts = {f"{name}/{file.name}": Path(str(file.locate())) for file in files if _is_text(str(file))}
        if name in _LGPL:
            texts = {f"{name}/{text}": ROOT / FOLDER / text for text in ("LGPL-3.txt", "GPL-3.txt")}
        yield name, texts


def _is_text(file: str) -> bool:
    return ".dist-info/" in file and _TEXT.search(file) is not None


def _python() -> Iterator[tuple[str, Path]]:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for place in (f"{sys.base_prefix}/lib/{version}/LICENSE.txt", f"/usr/share/doc/{version}/copyright"):
        if Path(place).exists():
            yield "Python/LICENSE.txt", Path(place)
            return
    raise SystemExit("build.spec: no licence text for Python")


def _system(sources: set[Path]) -> Iterator[tuple[str, Path]]:
    """Texts of the Debian packages whose libraries are brought along."""
    brought = [str(source) for source in sources if str(source).startswith(("/lib/", "/usr/lib/"))]
    if not brought:
        return
    asked = ["dpkg-query", "--search", *brought, *(name.removeprefix("/usr") for name in brought)]
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    for package in sorted({line.partition(":")[0] for line in told.splitlines()}):
        text = Path("/usr/share/doc") / package / "copyright"
        if text.exists():
            yield f"{package}/copyright", text
