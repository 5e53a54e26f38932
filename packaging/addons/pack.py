"""Packs each add-on with the page that all of them share: one file a program, the same for the same sources."""

import json
import re
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = HERE / "page"
VERSION = HERE.parents[1] / "coach" / "__init__.py"


def pack(name: str, to: Path) -> Path:
    """The add-on of the folder `name` as a file under `to`, named by its id, as mail programs want it."""
    manifest = json.loads((HERE / name / "manifest.json").read_text("utf-8"))
    manifest["version"] = version()
    parts = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for folder in (SHARED, HERE / name)
        for file in folder.rglob("*")
        if file.is_file()
    }
    parts["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=2).encode()
    return zipped(parts, to / f"{manifest['browser_specific_settings']['gecko']['id']}.xpi")


def zipped(parts: Mapping[str, bytes], file: Path) -> Path:
    """A zip of files by their places; the same parts make the same bytes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for place in sorted(parts):
            packed.writestr(zipfile.ZipInfo(place, (2026, 1, 1, 0, 0, 0)), parts[place], zipfile.ZIP_DEFLATED)
    return file


def version() -> str:
    """The coach's version, which its add-ons share."""
    found = re.search(r'__version__ = "([\d.]+)', VERSION.read_text("utf-8"))
    assert found, "the version is in coach/__init__.py"
    return found[1]


if __name__ == "__main__":
    print(pack("thunderbird", Path(sys.argv[1] if len(sys.argv) > 1 else "dist/addons")))
