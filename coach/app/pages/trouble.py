"""Shown when nothing else can be: the error's three sentences stand above."""

from coach.app.page import Page, Shell
from coach.app.widgets.button import Button
from coach.app.widgets.empty import Empty
from coach.words import _


class Trouble(Page):
    """The first page could not be read."""

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        layout = self.body(_("Your records could not be opened"))
        again = Button(_("Try again"), "primary", "rotate-ccw")
        again.clicked.connect(lambda: shell.go("today"))
        safe = _("Nothing was erased. The message above says what to do.")
        layout.addWidget(Empty(safe, [again], "search"))
        layout.addStretch(1)


PAGE = Trouble
