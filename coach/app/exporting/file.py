"""Into which file, and what came of it."""

import os
from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from coach.app.speech import announce
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel
from coach.app.widgets.controls import Toggle
from coach.app.widgets.entry import Entry, breakable
from coach.app.widgets.layout import clear, row
from coach.app.widgets.part import Part
from coach.app.widgets.text import text
from coach.exports import formats
from coach.words import Explanation, _, ngettext


def proposed(today: date, format: str) -> str:
    """A file in the person's documents that names what it holds and the day."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = documents if os.path.isdir(documents) else os.path.expanduser("~")
    name = _("lessons-finished-{day}").format(day=today.isoformat())
    return os.path.normpath(os.path.join(folder, name + formats()[format].suffix))


class FilePart(Part):
    """The file's path, to type or to choose, and below it the result."""

    def __init__(self, file: str, typed: Mapping[str, Any]) -> None:
        super().__init__(_("5. The file"))
        self.entry = Entry(_("Folder and file"), _("The format’s ending is added if there is none."))
        self.entry.line.setText(file)
        browse = Button(_("Browse…"), "secondary", name=_("Browse for a folder and a file"))
        browse.clicked.connect(self._browse)
        self.entry.beside.addWidget(browse)
        self.column.addWidget(self.entry)
        self._reason = Entry(_("Reason"), _("Why this export is made; it stands in the list below."), 300)
        self._reason.line.setText(typed.get("reason", ""))
        self.column.addWidget(self._reason)
        self._sign = Toggle(
            _("Sign the file"),
            help=_("Beside it comes a seal: anybody can check, without a network, that nothing was changed."),
        )
        self._sign.show_value(typed.get("sign") is True)
        self.column.addWidget(self._sign)
        words = _("The file holds names: keep it in a folder that only those who need it can open.")
        self.column.addWidget(text(words, "small", 400, "ink2"))
        self._result = QVBoxLayout()
        self._result.setSpacing(theme().space(10))
        self.column.addLayout(self._result)
        self._format = ""

    @property
    def reason(self) -> str:
        """Why, as typed; may be empty."""
        return " ".join(self._reason.words.split())

    @property
    def sign(self) -> bool:
        """Whether a seal is wished."""
        return self._sign.isChecked()

    def typed(self) -> dict[str, Any]:
        """What was typed, to make it anew."""
        return {"file": self.entry.line.text(), "reason": self._reason.line.text(), "sign": self.sign}

    def follow(self, format: str) -> None:
        """Give the file the ending of a format, if it had that of another one."""
        stem, suffix = os.path.splitext(self.entry.line.text())
        if suffix in {export.suffix for export in formats().values()}:
            self.entry.line.setText(stem + formats()[format].suffix)
        self._format = format

    @property
    def file(self) -> str:
        """The path as typed, the home folder's sign written out; empty if nothing was typed."""
        return os.path.abspath(os.path.expanduser(self.entry.words)) if self.entry.words else ""

    def _browse(self) -> None:
        suffix = formats()[self._format].suffix
        # Whether a file may be replaced is asked on the page, in words that say what it holds.
        file, _kind = QFileDialog.getSaveFileName(
            self,
            _("Folder and file"),
            self.file or os.path.expanduser("~"),
            f"*{suffix}",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if file:
            self.entry.line.setText(os.path.normpath(file))

    def clear(self) -> None:
        """Take the last result away."""
        clear(self._result)

    def done(self, file: str, rows: int, seal: str) -> QWidget:
        """Say what was written, and offer to open the folder."""
        told = _("{rows} in {file}").format(
            rows=ngettext("{n} row", "{n} rows", rows), file=os.path.basename(file)
        )
        if seal:
            told += "\n" + _("Its seal is {file}: keep both together.").format(file=os.path.basename(seal))
        panel = Panel("soft", "circle-check", _("The export is saved"), told)
        folder = Button(_("Open the folder"), "secondary")
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(file))))
        self._show(panel, [folder])
        return panel

    def failed(self, told: Explanation, actions: list[Button]) -> QWidget:
        """Say what happened, what is safe, what to do, and offer it."""
        words = " ".join(part for part in (told.safe, told.todo) if part)
        panel = Panel("danger", "info", breakable(told.what), breakable(words))
        self._show(panel, actions)
        return panel

    def _show(self, panel: Panel, actions: list[Button]) -> None:
        clear(self._result)
        self._result.addWidget(panel)
        line = row(12)
        for action in actions:
            line.addWidget(action)
        line.addStretch(1)
        self._result.addLayout(line)
        words = [label.text() for label in panel.findChildren(type(panel.title)) if label.text()]
        announce(panel, " ".join(words))
