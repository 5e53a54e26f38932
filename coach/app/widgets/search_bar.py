"""The search of Parcours: a field, and three filters for lessons, each with its label."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from coach.app.theme import theme
from coach.app.widgets.controls import Choice
from coach.app.widgets.layout import Flow
from coach.app.widgets.text import text
from coach.study.search import LONG, Wanted
from coach.words import _

SPOKEN_AFTER_MS = 700


def labelled(words: str, field: QWidget) -> QWidget:
    """A field under its label, which names it for assistive technology."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().space(4))
    label = text(words, "label", 600)
    label.setBuddy(field)
    field.setFont(theme().font("body"))
    field.setAccessibleName(words)
    column.addWidget(label)
    column.addWidget(field)
    return box


class SearchBar(QWidget):
    """Gives `changed` at each letter and choice, and `rested` once typing has paused: the moment to speak."""

    changed = Signal()
    rested = Signal()

    def __init__(self, domains: Sequence[str]) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setMaxLength(80)
        self._domain = Choice(_("Domain"), [("", _("All domains")), *((title, title) for title in domains)])
        self._minutes = Choice(
            _("Duration"),
            [
                ((0, LONG), _("Any duration")),
                ((0, 3), _("Up to 3 minutes")),
                ((0, 4), _("Up to 4 minutes")),
                ((5, LONG), _("5 minutes and more")),
            ],
        )
        self._stage = Choice(
            _("How far"),
            [
                ("", _("All lessons")),
                ("later", _("Not begun")),
                ("begun", _("Under way")),
                ("finished", _("Finished")),
            ],
        )
        self._choices = (self._domain, self._minutes, self._stage)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(12))
        column.addWidget(labelled(_("Search for a lesson, a word or a figure"), self.field))
        column.addWidget(Flow([labelled(one.accessibleName(), one) for one in self._choices], 230, gap=12))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SPOKEN_AFTER_MS)
        self._pause.timeout.connect(self.rested)
        self.field.textChanged.connect(self._moved)
        for choice in self._choices:
            # Each filter fills its column, however long its longest value: the open list shows the whole.
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            choice.chosen.connect(self._moved)

    def _moved(self) -> None:
        self.changed.emit()
        self._pause.start()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(
            words=" ".join(self.field.text().split()),
            domain=self._domain.currentData(),
            minutes=tuple(self._minutes.currentData()),
            stage=self._stage.currentData(),
        )

    def typed(self) -> tuple[str, ...]:
        """What was typed and chosen, for a bar made anew, maybe in another language; nothing where nothing was."""
        chosen = [choice.currentIndex() for choice in self._choices]
        return (self.field.text(), *map(str, chosen)) if self.field.text() or any(chosen) else ()

    def take_up(self, words: str, *chosen: str) -> None:
        """Show what `typed` has told."""
        self.field.setText(words)
        for choice, index in zip(self._choices, chosen, strict=True):
            choice.setCurrentIndex(min(int(index), choice.count() - 1))

    def say(self, words: str) -> None:
        """Look for these words instead."""
        self.field.setText(words)
        self.focus()

    def open_filters(self) -> None:
        """Let every domain, duration and state in."""
        for choice in self._choices:
            choice.setCurrentIndex(0)

    def focus(self) -> None:
        """Go to the field, its words selected."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
