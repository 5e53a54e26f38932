"""Colours, sizes, fonts, icons and drawings of the theme in use."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QRectF, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPainter, QPalette, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from coach import places
from coach.app.tokens import HEAT_DARK, HEAT_LIGHT, THEMES, TYPE

FAMILY = "Atkinson Hyperlegible Next"
SCALES = (100, 125, 150, 175, 200)
WIDE_SPACING = 1.5


class Theme:
    """One theme at one text size. `scale` 1.0 is 100 %; spacing grows slower than text."""

    def __init__(self, name: str, scale: float, font: str = "atkinson", wide_lines: bool = False) -> None:
        self.name = name
        self.scale = scale
        self.tokens = THEMES[name]
        self.wide_lines = wide_lines
        self._family = FAMILY if font == "atkinson" else ""
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    @property
    def dark(self) -> bool:
        """Whether the ground is dark."""
        return self.name in ("dark", "contrast-dark")

    @property
    def high_contrast(self) -> bool:
        """Whether this is one of the two high-contrast themes."""
        return self.name.startswith("contrast")

    @property
    def stacked(self) -> bool:
        """From 160 % on, everything stands in one column and the navigation moves to the top."""
        return self.scale >= 1.6

    def color(self, token: str) -> QColor:
        """A token's colour."""
        return QColor(self.tokens[token])

    def heat(self, share: float) -> tuple[QColor, QColor]:
        """Ground and text of a heat-table cell for a share 0..1."""
        steps = HEAT_DARK if self.dark else HEAT_LIGHT
        ground, text = steps[min(4, int(share * 5))]
        return QColor(ground), QColor(text)

    def px(self, pixels: float) -> int:
        """A text-bound size at this scale."""
        return round(pixels * self.scale)

    def space(self, pixels: float) -> int:
        """A distance at this scale."""
        return round(pixels * (1 + (self.scale - 1) * 0.35))

    def font(self, style: str, weight: int = 400) -> QFont:
        """A font of the type scale: display, title, heading, lead, reading, body, label, small."""
        font = QFont(self._family) if self._family else QFont()
        font.setPixelSize(self.px(TYPE[style]))
        font.setWeight(QFont.Weight(weight))
        return font

    def icon(self, name: str, token: str, pixels: int) -> QPixmap:
        """An icon in a token's colour, `pixels` wide, sharp on this screen."""
        return self._pixmap("icons", name, token, pixels)

    def _pixmap(self, folder: str, name: str, token: str, pixels: int) -> QPixmap:
        ratio = cast(QGuiApplication, QApplication.instance()).devicePixelRatio()
        key = (name, token, pixels, ratio)
        if key not in self._pixmaps:
            svg = (Path(places.assets()) / folder / f"{name}.svg").read_text("utf-8")
            colored = self.colored(svg.replace("currentColor", self.tokens.get(token, token)))
            self._pixmaps[key] = render(colored, pixels, pixels, ratio)
        return self._pixmaps[key]

    def logo(self, pixels: int) -> QPixmap:
        """The program's mark."""
        return self._pixmap("art", "logo", "accent", pixels)

    def art(self, name: str) -> str:
        """One of the program's own drawings as SVG in this theme's colours."""
        return self.colored((Path(places.assets()) / "art" / f"{name}.svg").read_text("utf-8"))

    def colored(self, svg: str) -> str:
        """A drawing with its `{{token}}` placeholders filled in."""
        for token, color in self.tokens.items():
            svg = svg.replace("{{" + token + "}}", color)
        return svg

    def palette(self) -> QPalette:
        """The palette that standard widgets use."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, token in (
            (roles.Window, "canvas"),
            (roles.WindowText, "ink"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "sunken"),
            (roles.Text, "ink"),
            (roles.Button, "surface"),
            (roles.ButtonText, "ink"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.Link, "accent"),
            (roles.PlaceholderText, "ink2"),
            (roles.ToolTipBase, "ink"),
            (roles.ToolTipText, "surface"),
        ):
            palette.setColor(role, self.color(token))
        return palette

    def style_sheet(self) -> str:
        """Only what a palette cannot say: fields, scroll bars, headers, tooltips."""
        t = self.tokens
        radius, pad = self.space(10), self.space(8)
        return f"""
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px }}
QScrollBar::handle {{ background: {t["control"]}; border-radius: 4px; min-height: 40px; min-width: 40px }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0 }}
QLineEdit, QComboBox, QDateEdit, QTimeEdit, QPlainTextEdit {{
    background: {t["surface"]}; color: {t["ink"]}; border: 2px solid {t["control"]};
    border-radius: {radius}px; padding: {pad}px {pad + 4}px; min-height: {self.px(24)}px;
    selection-background-color: {t["accent"]}; selection-color: {t["on_accent"]} }}
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus, QPlainTextEdit:focus {{
    border: 3px solid {t["focus"]}; padding: {pad - 1}px {pad + 3}px }}
QComboBox QAbstractItemView {{ background: {t["surface"]}; color: {t["ink"]}; border: 1px solid {t["control"]} }}
QTableView {{ background: transparent; gridline-color: {t["line"]} }}
QHeaderView, QHeaderView::section {{ background: transparent; border: 0; color: {t["ink2"]}; padding: 4px }}
QTableCornerButton::section {{ background: transparent; border: 0 }}
QToolTip {{ background: {t["ink"]}; color: {t["surface"]}; border: 0; padding: 6px }}
QMenu {{ background: {t["surface"]}; color: {t["ink"]}; border: 1px solid {t["control"]}; padding: 6px }}
QMenu::item {{ padding: {pad}px {pad * 2}px }}
QMenu::item:selected {{ background: {t["soft"]}; color: {t["on_soft"]} }}
"""


class CoachApplication(QApplication):
    """The application with the theme in use, and Qt's own words in the person's language."""

    theme: Theme
    words: QTranslator | None = None


def theme() -> Theme:
    """The theme in use."""
    return cast(CoachApplication, QApplication.instance()).theme


def render(svg: str, width: float, height: float, ratio: float) -> QPixmap:
    """An SVG text as a pixmap of `width` × `height` logical pixels."""
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def load_fonts() -> None:
    """Register the bundled typeface; no text is set in italics."""
    for weight in ("400-normal", "600-normal", "700-normal"):
        QFontDatabase.addApplicationFont(
            str(Path(places.assets()) / "fonts" / f"AtkinsonHyperlegibleNext-{weight}.ttf")
        )


def system_theme() -> str:
    """The theme that follows the system's colour scheme and contrast."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    # Qt 6.10 tells the contrast the person asked the system for; older ones have no such hint.
    accessibility = getattr(hints, "accessibility", None)
    contrast = getattr(accessibility(), "contrastPreference", None) if accessibility else None
    if contrast is not None and contrast() == Qt.ContrastPreference.HighContrast:
        return "contrast-dark" if dark else "contrast-light"
    return "dark" if dark else "light"


def system_scale() -> int:
    """The text size of the system's font, as one of our steps in per cent; 10 points are 100 %."""
    points = QGuiApplication.font().pointSizeF()
    wished = 100 * points / 10 if points > 0 else 100
    return max((step for step in SCALES if step <= wished), default=100)


def smooth(widget: QWidget) -> QPainter:
    """A painter on a widget that draws edges smooth."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def rounded(
    painter: QPainter,
    box: QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    width: float = 1,
) -> None:
    """Draw a rounded box."""
    painter.setPen(QPen(line, width) if line else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)


def focus_ring(painter: QPainter, box: QRectF, radius: float) -> None:
    """Draw the double ring: 3 px outside in `focus`, 2 px inside in `surface`, so that it shows on any ground."""
    rounded(
        painter, box.adjusted(3.5, 3.5, -3.5, -3.5), max(2, radius - 3), None, theme().color("surface"), 2
    )
    rounded(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), radius, None, theme().color("focus"), 3)
