"""Attestations for everybody chosen above: which documents, into which folder, and how far it is."""

from collections.abc import Mapping
from threading import Event
from typing import Any, get_args

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from coach.app.speech import announce
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel
from coach.app.widgets.controls import Toggle
from coach.app.widgets.entry import Entry, breakable
from coach.app.widgets.layout import clear
from coach.app.widgets.part import Part
from coach.app.widgets.progress import Bar
from coach.app.widgets.text import text
from coach.app.widgets.wrap import together
from coach.proof.documents import Kind
from coach.proof.paper import is_possible
from coach.words import Explanation, _, ngettext


class AttestingPart(Part):
    """`asked` comes when the documents are wished; `tell` may be called from any thread."""

    asked = Signal()
    _told = Signal(int, int)

    def __init__(self, typed: Mapping[str, Any]) -> None:
        super().__init__(_("Attestations of finished paths"))
        words = _(
            "For everybody chosen in part 2, one document for each finished path, all in one folder with a list of"
            " them."
        )
        self.column.addWidget(text(words, "body", 400, "ink2"))
        wished = typed.get("attestations", ["page", "pdf"])
        self._kinds = {kind: _toggle(kind) for kind in get_args(Kind) if kind != "pdf" or is_possible()}
        for kind, toggle in self._kinds.items():
            toggle.show_value(kind in wished)
            self.column.addWidget(toggle)
        if not is_possible():
            told = _("This computer makes no PDF: your IT department can add the package “coach-pdf”.")
            self.column.addWidget(text(told, "small", 400, "ink2"))
        self._sign = Toggle(
            _("Sign the pages and PDFs"), help=_("Beside each comes a seal, as for an export.")
        )
        self._sign.show_value(typed.get("attestations_sign") is True)
        self.column.addWidget(self._sign)
        self.folder = Entry(_("Folder"), _("A new one is made if there is none of that name."))
        self.folder.line.setText(typed.get("attestations_folder") or _proposed())
        browse = Button(_("Browse…"), "secondary", name=_("Browse for a folder"))
        browse.clicked.connect(self._browse)
        self.folder.beside.addWidget(browse)
        self.column.addWidget(self.folder)
        self._issue = Button(_("Issue the attestations"), "secondary", "file-down")
        self._issue.clicked.connect(self._ask)
        self._stop = Button(_("Stop"), "quiet", "x", name=_("Stop issuing"))
        self._stop.clicked.connect(self._halt)
        self._stop.hide()
        self.column.addWidget(together([self._issue, self._stop], 12))
        self._result = QVBoxLayout()
        self.column.addLayout(self._result)
        self._stopped = Event()
        self._told.connect(self._show_progress)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The documents wished."""
        return tuple(kind for kind, toggle in self._kinds.items() if toggle.isChecked())

    @property
    def sign(self) -> bool:
        """Whether seals are wished."""
        return self._sign.isChecked()

    def typed(self) -> dict[str, Any]:
        """What was chosen and typed, to make it anew."""
        return {
            "attestations": list(self.kinds),
            "attestations_sign": self.sign,
            "attestations_folder": self.folder.line.text(),
        }

    def tell(self, count: int, whole: int) -> bool:
        """So many are done; whether to go on."""
        self._told.emit(count, whole)
        return not self._stopped.is_set()

    def begin(self) -> None:
        """The documents are being made."""
        self._stopped.clear()
        self._issue.setEnabled(False)
        self._stop.show()
        clear(self._result)

    def _end(self) -> None:
        self._issue.setEnabled(True)
        self._stop.hide()
        clear(self._result)

    def done(self, count: int, folder: str) -> QWidget:
        """Say what was written, and offer to open the folder."""
        self._end()
        words = ngettext("{n} attestation", "{n} attestations", count)
        panel = Panel(
            "soft", "circle-check", _("The attestations are saved"), breakable(f"{words}\n{folder}")
        )
        opened = Button(_("Open the folder"), "secondary", name=_("Open the folder of the attestations"))
        opened.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        return self._show(panel, [opened])

    def failed(self, told: Explanation, actions: list[Button]) -> QWidget:
        """Say what happened, what is safe, what to do, and offer it."""
        self._end()
        words = " ".join(part for part in (told.safe, told.todo) if part)
        return self._show(Panel("danger", "info", breakable(told.what), breakable(words)), actions)

    def _show(self, panel: Panel, actions: list[Button]) -> QWidget:
        self._result.addWidget(panel)
        if actions:
            self._result.addWidget(together(list[QWidget](actions), 12))
        announce(panel, panel.accessibleName())
        return panel

    def _show_progress(self, count: int, whole: int) -> None:
        if self._issue.isEnabled():
            return
        clear(self._result)
        told = _("{count} of {whole}").format(count=count, whole=whole)
        self._result.addWidget(text(told, "body"))
        self._result.addWidget(Bar(count, whole, _("Attestations issued")))

    def _halt(self) -> None:
        self._stopped.set()
        self._stop.setEnabled(False)

    def _ask(self) -> None:
        if not self.kinds:
            self.failed(Explanation(_("Choose at least one document."), "", ""), [])
        elif not self.folder.words:
            self.folder.wrong(_("Type a folder first."))
        else:
            self._stop.setEnabled(True)
            self.asked.emit()

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder"), self.folder.words)
        if folder:
            self.folder.line.setText(folder)


def _toggle(kind: Kind) -> Toggle:
    names = {
        "page": (_("Page"), _("For any browser and screen reader.")),
        "pdf": (_("PDF"), _("Tagged for screen readers (PDF/UA).")),
        "line": (
            _("Line for the training record"),
            _("A small text for the livret individuel de formation."),
        ),
        "badge": (_("Open Badge"), _("One signed file for those who collect badges; it names nobody.")),
    }
    name, help_ = names[kind]
    return Toggle(name, help=help_)


def _proposed() -> str:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    name = _("attestations")
    return f"{documents}/{name}"
