"""A file that is read, shown as what it would change, and taken only once somebody agreed."""

import os
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from coach.app.attempt import attempt
from coach.app.page import Page
from coach.app.speech import announce
from coach.app.team.view import View
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel
from coach.app.widgets.entry import Entry, breakable
from coach.app.widgets.layout import show_at_top
from coach.domain.errors import CoachError
from coach.words import _, explain

T = TypeVar("T")


@dataclass(frozen=True)
class Wording:
    """The words of one such view. `kinds` are the files that can be chosen, as Qt's dialog wants them."""

    title: str
    told: str
    file: str
    hint: str
    browse: str
    kinds: str
    keep: str


class FileImport(View, Generic[T]):
    """A file, then what would change, then the change. `T` is what a file was read as."""

    def __init__(self, page: Page, arguments: tuple[str, ...], wording: Wording) -> None:
        super().__init__(page, arguments)
        self._words = wording
        layout = page.body(wording.title, wording.told)
        self.back(layout)
        self._file = Entry(wording.file, wording.hint)
        self._file.line.setText(arguments[0] if arguments else "")
        browse = Button(_("Browse…"), "secondary", name=wording.browse)
        browse.clicked.connect(self._browse)
        self._file.beside.addWidget(browse)
        layout.addWidget(self._file)
        layout.addSpacing(theme().space(20))
        self.choices(layout)
        layout.addLayout(self.inside)
        layout.addStretch(1)
        self._read: T | None = None
        self._act = Button(_("Read the file"), "primary")
        self._act.clicked.connect(self._pressed)
        self._file.changed.connect(lambda _: self.forget())
        page.action_bar(self._act)
        page.default = self._act

    def choices(self, layout: QVBoxLayout) -> None:
        """Add what else is chosen, below the file."""

    @abstractmethod
    def reader(self, file: str) -> Callable[[], T]:
        """What reads the file, off the main thread."""

    @abstractmethod
    def parts(self, read: T) -> tuple[str, list[QWidget]]:
        """What is announced of a file that was read, and what shows it."""

    @abstractmethod
    def changes(self, read: T) -> bool:
        """Whether there is something to keep."""

    @abstractmethod
    def keeper(self, read: T) -> tuple[Callable[[], object], str]:
        """What keeps it, off the main thread, and the words that say so afterwards."""

    def focus_first(self) -> bool:
        self._file.line.setFocus()
        return True

    @property
    def typed(self) -> str:
        """The file as it stands in the field."""
        return self._file.line.text()

    def _browse(self) -> None:
        start = os.path.dirname(self._file.words) or os.path.expanduser("~")
        file, _kind = QFileDialog.getOpenFileName(self.page, self._words.title, start, self._words.kinds)
        if file:
            self._file.line.setText(os.path.normpath(file))
            self._pressed()

    def forget(self) -> None:
        """What was shown is that of another file, or of another choice."""
        if self._read is not None:
            self._read = None
            self._name(_("Read the file"))
            self.refill()

    def _name(self, words: str) -> None:
        self._act.setText(words)
        self._act.updateGeometry()
        self._act.setEnabled(True)

    def _pressed(self) -> None:
        if self._read is not None:
            self._write(self._read)
        elif not self._file.words:
            self._file.wrong(_("Choose a file first."))
        else:
            self._act.setEnabled(False)
            reader = self.reader(os.path.expanduser(self._file.words))
            attempt(self.page, reader, self._show, self._refused)

    def _refused(self, error: CoachError) -> None:
        self._read = None
        self._name(_("Read the file"))
        told = explain(error)
        panel = Panel("danger", "info", breakable(told.what.strip()), f"{told.safe} {told.todo}")
        self.refill(panel)
        self._file.line.setFocus()
        announce(panel, str(told))

    def _show(self, read: T) -> None:
        told, parts = self.parts(read)
        self._read = read if self.changes(read) else None
        self.refill(*parts)
        self._name(self._words.keep if self._read is not None else _("Read the file"))
        announce(self.page, told)
        if parts:
            # With large letters what was read is below the edge, and the button already offers to keep it.
            show_at_top(parts[0])

    def _write(self, read: T) -> None:
        self._act.setEnabled(False)
        keep, told = self.keeper(read)

        def written(_value: object) -> None:
            self.shell.go("team")
            self.shell.tell(told)

        attempt(self.page, keep, written, self._refused)
