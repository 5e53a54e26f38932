"""Builds the browsers' add-on from its one source: a folder to try, and a file to hand out, per browser.

With `COACH_ADDON_KEY`, a private RSA key (PEM), the add-on for Chromium bears that key's identifier and is signed
too; `COACH_ADDON_URL` is the folder on the web where its .crx will lie.
"""

import json
import os
import sys
from pathlib import Path

import crx
from pack import HERE, SHARED, version, zipped

KEY = os.environ.get("COACH_ADDON_KEY", "")
SIZES = (16, 32, 48, 128)
BROWSERS = ("chromium", "firefox")


def build(browser: str, to: Path) -> Path:
    """The folder `web-<browser>` under `to`, as the browser loads it."""
    folder = to / f"web-{browser}"
    for name, content in parts(browser).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def parts(browser: str) -> dict[str, bytes]:
    """Every file of the add-on for a browser, by its place."""
    mine = HERE / "web"
    own = {f"{name}.json" for name in BROWSERS}
    found = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for folder in (SHARED, mine)
        for file in folder.rglob("*")
        if file.is_file() and file.name not in own
    }
    found |= {f"icon-{size}.png": drawn(size) for size in SIZES}
    found["icon.png"] = found[f"icon-{SIZES[-1]}.png"]
    found["manifest.json"] = json.dumps(manifest(browser), ensure_ascii=False, indent=2).encode()
    if browser == "firefox":
        del found["worker.js"]
    return found


def manifest(browser: str) -> dict[str, object]:
    """The manifest for a browser: the common one, and what only this one understands."""
    common = json.loads((HERE / "web" / "manifest.json").read_text("utf-8"))
    icons = {str(size): f"icon-{size}.png" for size in SIZES}
    common |= {"version": version(), "icons": icons}
    common["action"]["default_icon"] = icons
    if browser == "chromium":
        common["background"] = {"service_worker": "worker.js"}
    own = json.loads((HERE / "web" / f"{browser}.json").read_text("utf-8"))
    if browser == "chromium" and KEY:
        own["key"] = crx.manifest_key(crx.public(Path(KEY)))
    common["action"] |= own.pop("action", {})
    return common | own


def drawn(size: int) -> bytes:
    """The icon as a PNG, which Chromium wants."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SHARED / "icon.svg")).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def main(to: Path) -> list[Path]:
    """Build for every browser: a zip for Chromium and Edge, signed with a key, and an xpi for Firefox."""
    packed = zipped(parts("chromium"), to / "coach-chromium.zip")
    made = [packed, zipped(parts("firefox"), to / "coach-firefox.xpi")]
    return made + (_signed(packed, Path(KEY)) if KEY else [])


def _signed(packed: Path, key: Path) -> list[Path]:
    """The .crx of a zip, and the file that tells browsers where it lies."""
    out, told = packed.with_suffix(".crx"), packed.with_name("updates.xml")
    address = f"{os.environ.get('COACH_ADDON_URL') or packed.parent.resolve().as_uri()}/{out.name}"
    out.write_bytes(crx.signed(packed.read_bytes(), key))
    told.write_text(crx.updates(crx.identifier(crx.public(key)), version(), address), "utf-8")
    return [out, told]


if __name__ == "__main__":
    print(*main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist/addons")), sep="\n")
