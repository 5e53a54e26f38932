"""A panel with a name for assistive technology and no drawing of its own."""

from PySide6.QtWidgets import QGroupBox


class Fieldset(QGroupBox):
    """What belongs together, such as the answers to one question."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setFlat(True)
        self.setStyleSheet("QGroupBox { border: 0; margin: 0; padding: 0 }")
        self.setAccessibleName(name)
