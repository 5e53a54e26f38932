"""Builds the browsers' add-on from its one source: a folder to try, and a file to hand out, per browser."""

import json
import os
import sys
from pathlib import Path

from pack import HERE, SHARED, version, zipped

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
    return common | json.loads((HERE / "web" / f"{browser}.json").read_text("utf-8"))


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
    """Build for every browser: a zip for Chromium and Edge, an xpi for Firefox."""
    return [
        zipped(parts("chromium"), to / "coach-chromium.zip"),
        zipped(parts("firefox"), to / "coach-firefox.xpi"),
    ]


if __name__ == "__main__":
    print(*main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist/addons")), sep="\n")
