"""Exports saved under a name: choose one, save what is chosen, forget one."""

from collections.abc import Iterable

from PySide6.QtCore import Signal

from coach.app.widgets.button import Button
from coach.app.widgets.controls import Choice
from coach.app.widgets.entry import Entry
from coach.app.widgets.part import Part
from coach.app.widgets.search_bar import labelled
from coach.app.widgets.split import Split
from coach.app.widgets.text import text
from coach.words import _


class ProfilePart(Part):
    """`chosen` names the profile to take, `saved` the name to save under, `forgotten` the one to forget."""

    chosen = Signal(str)
    saved = Signal(str)
    forgotten = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Saved exports"))
        told = _(
            "A format, columns and titles under a name, so that another program takes the file as it is."
        )
        self.column.addWidget(text(told, "body", 400, "ink2"))
        self._choice = Choice(_("Saved export"), [("", _("None"))])
        self._choice.chosen.connect(self._take)
        self.name = Entry(_("Save what is chosen as"), "", 60)
        save = Button(_("Save"), "secondary", name=_("Save as a saved export"))
        save.clicked.connect(self._save)
        self.name.beside.addWidget(save)
        self._forget = Button(_("Forget this one"), "quiet", name=_("Forget the saved export chosen"))
        self._forget.clicked.connect(lambda: self.forgotten.emit(self._choice.currentData()))
        self._forget.hide()
        self.column.addWidget(Split([labelled(_("Saved export"), self._choice), self.name], 420, gap=12))
        self.column.addWidget(self._forget)

    def offer(self, names: Iterable[str], chosen: str = "") -> None:
        """Offer these profiles."""
        self._choice.offer([("", _("None")), *((name, name) for name in names)])
        self._choice.show_value(chosen)
        self._forget.setVisible(bool(chosen))

    def _take(self, name: str) -> None:
        self._forget.setVisible(bool(name))
        if name:
            self.name.line.setText(name)
            self.chosen.emit(name)

    def _save(self) -> None:
        if self.name.words:
            self.saved.emit(self.name.words)
        else:
            self.name.wrong(_("Type a name first."))
