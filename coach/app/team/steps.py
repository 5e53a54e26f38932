"""The three steps of proposing a path: which path, to whom, with which wish."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel
from coach.app.widgets.entry import Entry, typed_day
from coach.app.widgets.fieldset import Fieldset
from coach.app.widgets.option import Option
from coach.app.widgets.picker import Picker
from coach.app.widgets.picker_list import Item
from coach.app.widgets.text import heading, text
from coach.app.widgets.wrap import Wrap
from coach.content.library import Library
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org import FoundGroups, Group

LONGEST = 300


class Step(QWidget):
    """A titled column; `first` gets the focus when the step is shown."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().space(10))
        self.title = title
        self.column.addWidget(heading(title))
        self.column.addWidget(text(words, "body", 400, "ink2"))
        self.told_fault = text("", "label", 600, "danger")
        self.told_fault.hide()

    def fault(self, sentence: str) -> None:
        """Say what is missing; an empty sentence says nothing."""
        self.told_fault.setText(sentence)
        self.told_fault.setVisible(bool(sentence))

    def first(self) -> QWidget | None:
        """The control where the step begins."""
        return None


class PathStep(Step):
    """Which path."""

    chosen = Signal()

    def __init__(self, shelf: Library, chosen: str, words: str) -> None:
        super().__init__(_("Which path?"), words)
        self._options: dict[str, Option] = {}
        box = Fieldset(_("Which path?"))
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme().space(12))
        for path in shelf.paths.values():
            option = Option(path.title, f"{shelf.told_size(path.id)}. {path.summary}")
            option.setChecked(path.id == chosen)
            option.toggled.connect(self._toggled)
            self._options[path.id] = option
            rows.addWidget(option)
        self.column.addWidget(self.told_fault)
        self.column.addWidget(box)

    def _toggled(self, on: bool) -> None:
        self.fault("")
        if on:
            self.chosen.emit()

    @property
    def path(self) -> str:
        """Id of the chosen path, or nothing."""
        return next((name for name, one in self._options.items() if one.isChecked()), "")

    def first(self) -> QWidget | None:
        every = list(self._options.values())
        return next((one for one in every if one.isChecked()), every[0] if every else None)


class GroupStep(Step):
    """To whom."""

    def __init__(self, chosen: tuple[str, ...]) -> None:
        super().__init__(_("To whom?"), _("Choose services, groups or single people."))
        self.picker = Picker(_("Search for a service, a group or a person"), _("Services, groups and people"))
        self.picker.choose(chosen)
        self.picker.changed.connect(self.tell)
        self._groups: dict[str, Group] = {}
        self._wanted = chosen
        self._told = text("", "body", 600, "on_soft")
        self.column.addWidget(self.told_fault)
        self.column.addWidget(self.picker)
        self.column.addWidget(self._told)

    def fill(self, found: "FoundGroups", words: str) -> None:
        """Offer the groups found with these words; nobody is in some, so they are left out."""
        offered = {group.key: group for group in found.groups if group.size}
        self._groups |= offered
        self.picker.choose((*self._wanted, *self.picker.keys))
        self._wanted = ()
        items = [Item(key, group.name, _told(group)) for key, group in offered.items()]
        self.picker.fill(items, found.more, words)
        self.tell()

    def tell(self) -> None:
        """Say what is chosen."""
        self.fault("")
        names = [group.name for group in self.groups]
        self._told.setVisible(bool(names))
        self._told.setText(_("Chosen: {names}").format(names=", ".join(names)))

    @property
    def groups(self) -> tuple["Group", ...]:
        """What is chosen."""
        return tuple(self._groups[key] for key in self.picker.keys)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of what is chosen, also before the groups are known."""
        return self.picker.keys or self._wanted

    @property
    def numbers(self) -> tuple[str, ...]:
        """Staff numbers of the people chosen."""
        return tuple(key.partition(":")[2] for key in self.keys if key.startswith("person:"))

    def first(self) -> QWidget | None:
        return self.picker.search


def _told(group: "Group") -> str:
    kinds = {"service": _("service"), "cohort": _("group"), "person": _("person")}
    if group.kind == "person":
        return _("person, staff number {number}").format(number=group.id)
    return f"{kinds[group.kind]}, {ngettext('{n} person', '{n} people', group.size)}"


class WishStep(Step):
    """By when, with which words; the whole proposal stands below as one sentence."""

    changed = Signal()

    def __init__(self, due: str, message: str, today: date) -> None:
        super().__init__(_("With which wish?"), _("Both are optional. Nothing is ever called late."))
        self.due = Entry(
            _("Wished day"), _("For instance {day}").format(day=typed_day(today + timedelta(30))), 20
        )
        self.due.line.setText(due)
        self.due.line.setMaximumWidth(theme().px(260))
        self.due.beside.addStretch(1)
        self.due.changed.connect(lambda _: self.changed.emit())
        self.column.addWidget(self.due)
        self.column.addWidget(self._shortcuts(today))
        self._make_message(message)
        self._summary = Panel("soft", "users", _("What will be sent"), " ")
        self._sentence = self._summary.findChildren(type(self.told_fault))[-1]
        self.column.addSpacing(theme().space(8))
        self.column.addWidget(self._summary)

    def _shortcuts(self, today: date) -> QWidget:
        line = QWidget()
        wrap = Wrap(line, theme().space(8))
        days = [(_("In two weeks"), today + timedelta(14)), (_("In a month"), today + timedelta(30))]
        for words, value in days:
            button = Button(words, "secondary", "calendar", name=_("Wished day: {when}").format(when=words))
            button.clicked.connect(lambda _=False, value=value: self.due.line.setText(typed_day(value)))
            wrap.addWidget(button)
        none = Button(_("No wished day"), "quiet")
        none.clicked.connect(self.due.line.clear)
        wrap.addWidget(none)
        return line

    def _make_message(self, message: str) -> None:
        label = text(_("Message"), "label", 600)
        self._message = QPlainTextEdit(message)
        self._message.setAccessibleName(_("Message"))
        self._message.setAccessibleDescription(_("It stands beside the path, under your name."))
        self._message.setFont(theme().font("body"))
        self._message.setTabChangesFocus(True)
        self._message.setFixedHeight(theme().px(96))
        label.setBuddy(self._message)
        self._left = text("", "small", 400, "ink2")
        self.column.addSpacing(theme().space(4))
        self.column.addWidget(label)
        self.column.addWidget(text(_("It stands beside the path, under your name."), "label", 400, "ink2"))
        self.column.addWidget(self._message)
        self.column.addWidget(self._left)
        self._message.textChanged.connect(self._shorten)
        self._shorten()

    def _shorten(self) -> None:
        words = self._message.toPlainText()
        if len(words) > LONGEST:
            cursor = self._message.textCursor()
            at = min(cursor.position(), LONGEST)
            self._message.setPlainText(words[:LONGEST])
            cursor.setPosition(at)
            self._message.setTextCursor(cursor)
            return
        self._left.setText(_("{n} of {all} characters").format(n=len(words), all=LONGEST))

    @property
    def message(self) -> str:
        """What was typed."""
        return self._message.toPlainText()

    def say(self, sentence: str) -> None:
        """Show the whole proposal as one sentence."""
        self._sentence.setText(sentence)

    def first(self) -> QWidget | None:
        return self.due.line
