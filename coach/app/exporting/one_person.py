"""The field for one person: a name or a staff number, and below it who that is, or that there is nobody."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from coach.app.speech import announce
from coach.app.widgets.entry import Entry
from coach.app.widgets.text import text
from coach.domain.errors import CoachError
from coach.words import _, explain

if TYPE_CHECKING:
    from coach.org import Group

_TYPING_MS = 400


class OnePerson(Entry):
    """`asked` comes with what was typed once typing has paused, `found` when it is known who that is."""

    asked = Signal(str)
    found = Signal()

    def __init__(self, typed: str) -> None:
        super().__init__(_("Person"), _("Full name or staff number"), 200)
        self.group: Group | None = None
        self._who = text("", "label", 600, "on_soft")
        self._who.hide()
        self.column.insertWidget(self.column.count() - 1, self._who)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.words))
        self.changed.connect(self._look)
        self.line.setText(typed)

    def _look(self, _typed: str) -> None:
        self.group = None
        self._who.hide()
        if self.words:
            self._pause.start()
        else:
            self._pause.stop()

    def chosen(self) -> "Group | None":
        """Who it is; None if that is not known, and then why stands below the field."""
        if not self.words:
            self.wrong(_("Type a full name, or a staff number."), focus=False)
        return self.group

    def show_person(self, typed: str, group: "Group") -> None:
        """It is this one, unless something else was typed meanwhile."""
        if typed != self.words:
            return
        self.group = group
        told = _("{name}, staff number {number}").format(name=group.name, number=group.id)
        self._who.setText(told)
        self._who.show()
        announce(self.line, told)
        self.found.emit()

    def show_nobody(self, typed: str, error: CoachError) -> None:
        """It is nobody, or it cannot be told who."""
        if typed == self.words:
            told = explain(error)
            self.wrong(f"{told.what} {told.todo}".strip(), focus=False)
