"""A line of the first page: a sign, a few words, and the one button that goes with them."""

from PySide6.QtWidgets import QVBoxLayout

from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Card
from coach.app.widgets.layout import row
from coach.app.widgets.text import icon, text


class Strip(Card):
    """`title` stands small above the `sentence`; with large text the button stands below them."""

    def __init__(
        self, sign: str, title: str, sentence: str, button: Button, fill: str = "soft", ink: str = "on_soft"
    ) -> None:
        super().__init__(fill, "" if fill == "soft" else "line", 18)
        t, line = theme(), row(14)
        self.setLayout(line)
        line.setContentsMargins(t.space(22), t.space(12), t.space(16), t.space(12))
        if not t.stacked:
            line.addWidget(icon(sign, ink, 26))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text(title, "small", 600, ink))
        words.addWidget(text(sentence, "body", 400, "on_soft" if fill == "soft" else "ink"))
        line.addLayout(words, 1)
        self.button = button
        line.addWidget(button)
