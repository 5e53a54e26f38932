"""Which columns, in which order, under which titles; and all of that saved under a name."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.controls import Toggle
from coach.app.widgets.entry import Entry
from coach.app.widgets.part import Part
from coach.app.widgets.picker import Picker
from coach.app.widgets.picker_list import Item
from coach.app.widgets.text import text
from coach.app.widgets.wrap import Wrap
from coach.exports import columns, formats
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org.grains import Grain


class ColumnsPart(Part):
    """The columns of the grain as they come; a button opens the list to change them. `changed` tells of it."""

    changed = Signal()

    def __init__(self, typed: Mapping[str, Any]) -> None:
        super().__init__(_("3. Columns"))
        self._all: tuple[str, ...] = ()
        self._own: tuple[str, ...] = ()
        self.keys: tuple[str, ...] = tuple(typed.get("columns", ()))
        self.titles: dict[str, str] = dict(typed.get("titles", {}))
        self._told = text("", "body", 400)
        self._pseudonyms = Toggle(
            _("Pseudonyms in place of people"),
            help=_(
                "Always the same one for a person; names are left out. Nobody gets back without your key."
            ),
        )
        self._pseudonyms.show_value(typed.get("pseudonyms") is True)
        self._pseudonyms.chosen.connect(lambda _on: self.changed.emit())
        self._open = Button(_("Change the columns"), "secondary")
        self._open.clicked.connect(self._show_list)
        self._list = _List()
        self._list.changed.connect(self._take)
        self._list.hide()
        for widget in (self._told, self._open, self._list, self._pseudonyms):
            self.column.addWidget(widget)

    @property
    def pseudonyms(self) -> bool:
        """Whether people are to be told by pseudonyms."""
        return self._pseudonyms.isChecked()

    def offer(self, grain: "Grain", format: str) -> None:
        """Offer the columns of a grain; those chosen before stay where it has them."""
        fixed = formats()[format].keys
        self._all, self._own = (fixed, fixed) if fixed else (grain.keys, grain.columns)
        # Nothing chosen stands for the grain's own: another grain then shows its own, too.
        self.keys = tuple(key for key in self.keys if key in self._all) if not fixed else self.keys
        self._open.setVisible(not fixed and self._list.isHidden())
        if fixed:
            self._list.hide()
        self._tell()

    def show_profile(self, keys: tuple[str, ...], titles: Mapping[str, str], pseudonyms: bool) -> None:
        """Take what a profile says, before `offer`."""
        self.keys, self.titles = keys, dict(titles)
        self._pseudonyms.show_value(pseudonyms)

    def _tell(self) -> None:
        chosen = self.keys if set(self.keys) <= set(self._all) else ()
        self._say(len(chosen or self._own))
        if not self._list.isHidden():
            self._list.fill(self._all, chosen or self._own, self.titles)

    def _show_list(self) -> None:
        self._open.hide()
        self._list.show()
        self._list.fill(self._all, self.keys or self._own, self.titles)
        self._list.picker.list.setFocus()

    def _take(self) -> None:
        self.keys, self.titles = self._list.keys, self._list.titles
        self._say(len(self.keys or self._own))
        self.changed.emit()

    def _say(self, count: int) -> None:
        told = ngettext("{n} column; the preview names it.", "{n} columns; the preview names them.", count)
        self._told.setText(told)

    def typed(self) -> dict[str, Any]:
        """What was chosen, to make it anew."""
        return {"columns": self.keys, "titles": self.titles, "pseudonyms": self.pseudonyms}


class _List(QWidget):
    """Tick columns, move one, give it a title of one's own."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.titles: dict[str, str] = {}
        self._order: list[str] = []
        self.picker = Picker(_("Look for a column"), _("Columns"))
        self.picker.changed.connect(self.changed)
        self._title = Entry(_("Title of the chosen line in the file"), _("Empty: our own title."), 60)
        self._title.changed.connect(self._entitle)
        self.picker.list.selectionModel().currentChanged.connect(lambda *_places: self._show_title())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(8))
        column.addWidget(self.picker)
        column.addWidget(self._buttons())
        column.addWidget(self._title)

    def _buttons(self) -> QWidget:
        line = QWidget()
        wrap = Wrap(line, theme().space(8))
        for words, by in ((_("Move up"), -1), (_("Move down"), 1)):
            button = Button(words, "secondary")
            button.clicked.connect(lambda _on=False, by=by: self.move_current(by))
            wrap.addWidget(button)
        return line

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the columns that are ticked, in order."""
        return self.picker.keys

    def fill(self, every: tuple[str, ...], chosen: tuple[str, ...], titles: Mapping[str, str]) -> None:
        """Offer all of these, the chosen ones first and ticked."""
        self.titles = dict(titles)
        self._order = [*chosen, *(key for key in every if key not in chosen)]
        self._refill()
        self.picker.choose(chosen)
        self.picker.list.setCurrentIndex(self.picker.list.model().index(0, 0))

    def _refill(self) -> None:
        shown = columns(self._order, self.titles)
        self.picker.fill([Item(one.key, one.heading, one.key) for one in shown])

    def _current(self) -> str:
        item = self.picker.current()
        return item.key if item else ""

    def move_current(self, by: int) -> None:
        """Move the current line; its new place is announced."""
        key = self._current()
        if not key or not 0 <= self._order.index(key) + by < len(self._order):
            return
        place = self._order.index(key)
        self._order.insert(place + by, self._order.pop(place))
        self._refill()
        self.picker.go_to(key)
        told = _("{item}: place {n} of {all}")
        heading = columns([key], self.titles)[0].heading
        announce(self.picker.list, told.format(item=heading, n=place + by + 1, all=len(self._order)))
        self.changed.emit()

    def _show_title(self) -> None:
        before = self._title.blockSignals(True)
        self._title.line.setText(self.titles.get(self._current(), ""))
        self._title.blockSignals(before)

    def _entitle(self, words: str) -> None:
        key = self._current()
        if key:
            self.titles = {**self.titles, key: words.strip()}
            if not words.strip():
                del self.titles[key]
            self._refill()
            self.picker.go_to(key)
            self.changed.emit()
