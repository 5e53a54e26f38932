"""Draw the tray's pictures from the program's mark: run again after a change of logo.svg or of its colours."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "packaging" / "assets" / "art" / "tray.argb"
SIZES = (24, 48)


def main() -> int:
    """Write `tray.argb`, which the agent hands over as it is: it has nothing that could draw."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    FILE.write_bytes(drawn())
    del application
    return 0


def drawn() -> bytes:
    """One square picture for each of SIZES, after the other: alpha, red, green, blue, one byte each."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    sys.path.insert(0, str(ROOT))
    from coach.app.tokens import LIGHT

    svg = (FILE.parent / "logo.svg").read_text(encoding="utf-8")
    for token, color in LIGHT.items():
        svg = svg.replace("{{" + token + "}}", color)
    pictures = []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(svg.encode())).render(painter)
        painter.end()
        # Qt's RGBA8888 lies in memory as red, green, blue, alpha on every machine.
        converted = image.convertToFormat(QImage.Format.Format_RGBA8888)
        rgba = bytes(converted.constBits())
        pictures.append(b"".join(rgba[at + 3 : at + 4] + rgba[at : at + 3] for at in range(0, len(rgba), 4)))
    return b"".join(pictures)


if __name__ == "__main__":
    sys.exit(main())
