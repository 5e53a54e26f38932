"""A small Qt window with one of each widget that the rig must be able to read and use."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPushButton,
    QSlider,
    QTableView,
    QVBoxLayout,
    QWidget,
)

ROWS = (("Ada", "formatrice"), ("Éloïse", "apprenante"))
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class People(QAbstractTableModel):
    """Two people in two columns."""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """As many as there are, none below a cell."""
        return 0 if parent.isValid() else len(ROWS)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Name and role, none below a cell."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        return ROWS[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The text of a header."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return ("Nom", "Rôle")[section]


class Toy(QMainWindow):
    """The window."""

    def __init__(self) -> None:
        """Put one widget below the other."""
        super().__init__()
        self.setWindowTitle("Jouet")
        self.presses = 0
        self.count = QLabel("0 fois")
        self.button = QPushButton("Continuer")
        self.button.setAccessibleDescription("Passe à la suite")
        self.button.clicked.connect(self.go_on)
        self.doomed = QLabel("Bientôt parti")
        remove = QPushButton("Retirer")
        remove.clicked.connect(self.doomed.deleteLater)
        box = QWidget()
        column = QVBoxLayout(box)
        for widget in (self.count, self.button, self.doomed, remove, *fields()):
            column.addWidget(widget)
        self.setCentralWidget(box)

    def go_on(self) -> None:
        """Count, and say so."""
        self.presses += 1
        self.count.setText(f"{self.presses} fois")
        said = QAccessibleAnnouncementEvent(self.button, f"Pressé {self.presses} fois")
        QAccessible.updateAccessibility(said)


def fields() -> list[QWidget]:
    """What can be filled in."""
    edit, items, view, combo = QLineEdit(), QListWidget(), QTableView(), QComboBox()
    items.addItems(["un", "deux", "trois"])
    view.setModel(People(view))
    combo.addItems(["clair", "sombre", "contraste"])
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setMaximum(10)
    hidden = QLabel("Caché")
    hidden.hide()
    names = {edit: "Saisie", items: "Liste", view: "Gens", slider: "Curseur"}
    for widget, name in names.items():
        widget.setAccessibleName(name)
    return [edit, QCheckBox("D’accord"), items, view, combo, slider, hidden]


def main() -> int:
    """Show the window until it is closed."""
    application = QApplication(sys.argv)
    application.setApplicationName("jouet")
    toy = Toy()
    toy.show()
    print("prêt", flush=True)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
