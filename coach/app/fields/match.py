"""Give each item one of the targets: a small group of radio buttons for each item."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout

from coach.app.fields.base import Field
from coach.app.theme import focus_ring, rounded, smooth, theme
from coach.app.widgets.card import Card
from coach.app.widgets.fieldset import Fieldset
from coach.app.widgets.focus import KeyboardFocus
from coach.app.widgets.layout import Flow
from coach.app.widgets.text import text
from coach.questions._kind import Response
from coach.words import _

_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class Chip(KeyboardFocus, QRadioButton):
    """One target as a short radio button."""

    def __init__(self, words: str, item: str) -> None:
        super().__init__()
        self.words = words
        self.result = ""
        # Several groups hold the same words: the name says which item this one is about.
        self.setAccessibleName(f"{item}: {words}")
        self.setFont(theme().font("body", 600))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def hitButton(self, position: object) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # In Qt the arrows follow the grid and are silent at its edges, which nobody knows who does not see it.
        by = _STEPS.get(event.key(), 0)
        if by:
            self._move(by)
        else:
            super().keyPressEvent(event)

    def _move(self, by: int) -> None:
        chips = self.group().buttons()
        beside = chips[(chips.index(self) + by) % len(chips)]
        if self.isChecked():
            beside.click()
        beside.setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        wide = max(60, (self.width() or 200) - theme().space(24))
        box = metrics.boundingRect(0, 0, wide, 9999, Qt.TextFlag.TextWordWrap, self.words)
        return QSize(
            metrics.horizontalAdvance(self.words) + theme().space(28),
            max(44, box.height() + theme().space(18)),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 44)

    def resizeEvent(self, event: object) -> None:
        self.setMinimumHeight(self.sizeHint().height())

    def show_result(self, result: str) -> None:
        """Mark the chip right or wrong."""
        self.result = result
        self.setAccessibleDescription({"right": _("Right answer"), "wrong": _("To review")}.get(result, ""))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = smooth(self)
        t, box = theme(), QRectF(self.rect()).adjusted(1.2, 1.2, -1.2, -1.2)
        ground, line, ink = "surface", "accent" if self.underMouse() else "control", "ink"
        if self.result == "wrong":
            ground, line, ink = "review_soft", "review", "on_review"
        elif self.result == "right" or self.isChecked():
            ground, line, ink = "soft", "accent", "on_soft"
        heavy = 2.4 if self.isChecked() or self.result else 1.4
        rounded(painter, box, t.space(12), t.color(ground), t.color(line), heavy)
        painter.setFont(self.font())
        painter.setPen(t.color(ink))
        words = box.adjusted(t.space(10), 0, -t.space(10), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)
        if self.ringed:
            focus_ring(painter, QRectF(self.rect()), t.space(12))


class MatchField(Field):
    """One card an item, with the targets as chips."""

    def __init__(
        self, question: str, items: tuple[str, ...], targets: tuple[str, ...], texts: Mapping[str, str]
    ) -> None:
        super().__init__(question, _("Choose one answer on each line."))
        self.chips: dict[str, dict[str, Chip]] = {}
        for item in items:
            chips = {target: Chip(texts[target], texts[item]) for target in targets}
            self.chips[item] = chips
            self.column.addWidget(self._line(texts[item], list(chips.values())))

    def _line(self, item: str, chips: list[Chip]) -> Card:
        card = Card("surface", "line", 14)
        column = QVBoxLayout(card)
        side = theme().space(16)
        column.setContentsMargins(side, theme().space(12), side, theme().space(12))
        column.setSpacing(theme().space(8))
        words = text(item, "reading", 600)
        column.addWidget(words)
        group = Fieldset(item)
        inside = QVBoxLayout(group)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(Flow(chips, 150, gap=10, most=min(4, len(chips)), level=True))
        column.addWidget(group)
        together = QButtonGroup(card)
        for chip in chips:
            together.addButton(chip)
            chip.toggled.connect(lambda _: self.changed.emit())
        return card

    def response(self) -> Response:
        chosen = {
            item: next((target for target, chip in chips.items() if chip.isChecked()), None)
            for item, chips in self.chips.items()
        }
        return chosen if all(chosen.values()) else None

    def put(self, response: Response) -> None:
        for item, target in response.items():
            self.chips[item][target].setChecked(True)

    def show_misses(self, misses: Iterable[str]) -> None:
        missed = set(misses)
        for item, chips in self.chips.items():
            for chip in chips.values():
                chip.show_result("wrong" if item in missed and chip.isChecked() else "")

    def show_solution(self, solution: Response) -> None:
        for item, chips in self.chips.items():
            for target, chip in chips.items():
                right = solution[item] == target
                chip.show_result("right" if right else "wrong" if chip.isChecked() else "")
                chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
