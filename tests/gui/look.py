"""Finds what a person sees on a window, by its name, and does what a person does."""

from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

W = TypeVar("W", bound=QWidget)


def name_of(widget: QWidget) -> str:
    """What a screen reader says first."""
    if isinstance(widget, QComboBox):
        # On Linux Qt gives the chosen line as its name, and the label as a relation.
        return widget.accessibleName()
    found = QAccessible.queryAccessibleInterface(widget)
    return str(found.text(QAccessible.Text.Name)) if found.isValid() else ""


def widgets(place: QWidget, kind: type[W]) -> list[W]:
    """The widgets of a class that are shown inside a place."""
    return [one for one in place.findChildren(kind) if one.isVisibleTo(place)]


def named(place: QWidget, kind: type[W], name: str) -> W:
    """The one shown widget of a class that a screen reader calls so."""
    everyone = widgets(place, kind)
    found = [one for one in everyone if name_of(one) == name]
    assert len(found) == 1, f"{len(found)} of {name!r} among {[name_of(one) for one in everyone]}"
    return found[0]


def press(place: QWidget, name: str) -> None:
    """Press a button, or switch a switch, by its name."""
    button = named(place, QAbstractButton, name)
    assert button.isEnabled(), f"{name!r} cannot be pressed"
    button.click()
    settle()


def says(place: QWidget) -> str:
    """Every label that is shown, one a line, in the order they were made."""
    return "\n".join(label.text() for label in widgets(place, QLabel) if label.text())


def keys(widget: QWidget, *typed: Qt.Key) -> None:
    """Press keys on a widget."""
    for key in typed:
        QTest.keyClick(widget, key)
    settle()


def settle() -> None:
    """Let the application do what it has begun, and let go of what it threw away."""
    application = cast(QApplication, QApplication.instance())
    for _ in range(3):
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def focusable(place: QWidget) -> Iterator[QWidget]:
    """Every shown widget that Tab reaches."""
    for widget in widgets(place, QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            yield widget


def unnamed(place: QWidget) -> list[str]:
    """Focusable widgets without a name, called like their class, or called like another one."""
    names = [(name_of(widget), type(widget).__name__) for widget in focusable(place)]
    said = [name for name, _ in names]
    return [f"{kind}: {name!r}" for name, kind in names if not name or name == kind or said.count(name) > 1]


def until(qtbot: object, true: Callable[[], bool]) -> None:
    """Wait until something holds; the work of another thread has no other end to wait for."""
    cast("_Bot", qtbot).waitUntil(true, timeout=10_000)
    settle()


class _Bot:
    def waitUntil(self, callback: Callable[[], bool], timeout: int) -> None:
        """As pytest-qt has it."""
