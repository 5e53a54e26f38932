"""What assistive technology hears beyond the standard roles: headings and announcements."""

from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget


class Heading(QLabel):
    """A label that is exposed with the role of a heading."""

    @property
    def spoken(self) -> str:
        """Its words without what only holds them together on a line."""
        return self.accessibleName() or self.text()


class _HeadingInterface(QAccessibleWidget):
    def __init__(self, label: Heading) -> None:
        super().__init__(label, QAccessible.Role.Heading)

    def text(self, kind: QAccessible.Text) -> str:
        label = self.widget()
        return label.spoken if kind == QAccessible.Text.Name and isinstance(label, Heading) else ""


class HeadingFactory:
    """Makes the interface of each heading and lets it go with its label."""

    def __init__(self) -> None:
        # Qt does not own an interface made in Python: without this reference it would be collected at once.
        self._kept: dict[int, _HeadingInterface] = {}

    def __call__(self, _class: str, thing: Any = None) -> _HeadingInterface | None:
        if type(thing) is not Heading:
            return None
        made = _HeadingInterface(thing)
        self._kept[id(thing)] = made
        key = id(thing)
        thing.destroyed.connect(lambda: self._kept.pop(key, None))
        return made


def announce(widget: QWidget, text: str) -> None:
    """Say a result aloud without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
