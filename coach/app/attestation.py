"""A learner's attestation of a finished path: save it as a page or PDF, copy the line for the training record."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QWidget

from coach.app.page import Shell
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.dialog import Dialog
from coach.app.widgets.text import heading, text
from coach.app.widgets.wrap import together
from coach.domain.attestation import Attestation
from coach.proof.documents import KINDS, Kind, document, stem
from coach.proof.line import line
from coach.proof.paper import is_possible
from coach.study import attesting
from coach.words import _


def show(opener: QWidget, shell: Shell, path: str, now: datetime) -> None:
    """Open the dialog of a path, or say why there is nothing to attest."""
    shell.work(
        lambda: attesting.own(shell.me, path, now), lambda one: MyAttestation(opener, shell, one).open()
    )


class MyAttestation(Dialog):
    """What the attestation is worth, and what can be done with it."""

    def __init__(self, opener: QWidget, shell: Shell, one: Attestation) -> None:
        title = _("My attestation") if one.organisation else _("My personal statement")
        super().__init__(opener, title, 680, 620)
        self._shell, self._one = shell, one
        self.column.addWidget(text(_worth(one)))
        saved = [
            Button(_("Save the page"), "secondary", "download", name=_("Save the attestation as a page"))
        ]
        saved[0].clicked.connect(partial(self._save, "page", _("Page (*.html)")))
        if is_possible():
            saved.append(
                Button(_("Save the PDF"), "secondary", "download", name=_("Save the attestation as PDF"))
            )
            saved[1].clicked.connect(partial(self._save, "pdf", _("PDF (*.pdf)")))
        self.column.addWidget(together(list[QWidget](saved), 12))
        if not is_possible():
            told = _(
                "The page prints on any computer; a PDF is made where human resources have the part for it."
            )
            self.column.addWidget(text(told, "small", 400, "ink2"))
        self.column.addSpacing(theme().space(8))
        self.column.addWidget(heading(_("For my training record"), "heading", 600))
        self.column.addWidget(
            text(_("One line to copy into your livret individuel de formation."), "body", 400, "ink2")
        )
        self.line = QPlainTextEdit(line(one))
        self.line.setReadOnly(True)
        self.line.setTabChangesFocus(True)
        self.line.setAccessibleName(_("Line for my training record"))
        self.line.setMinimumHeight(theme().px(104))
        self.column.addWidget(self.line)
        copy = Button(_("Copy the line"), "secondary", "link")
        copy.clicked.connect(self._copy)
        kept = Button(_("Save the line"), "secondary", "download", name=_("Save the line as a text"))
        kept.clicked.connect(partial(self._save, "line", _("Text (*.txt)")))
        self.column.addWidget(together([copy, kept], 12))
        self.offer_close()

    def _copy(self) -> None:
        QApplication.clipboard().setText(line(self._one))
        self._shell.tell(_("The line is copied."))

    def _save(self, kind: Kind, endings: str) -> None:
        one, shell = self._one, self._shell
        wished = QDir.home().filePath(stem(one) + KINDS[kind])
        # The system's own question whether a file may be replaced comes with this dialog.
        file, _kind = QFileDialog.getSaveFileName(self, _("Save"), wished, endings)
        if file:
            told = _("Saved to {file}").format(file=QDir.toNativeSeparators(file))
            shell.work(
                lambda: attesting.keep(file, document(one, kind), replace=True),
                lambda _nothing: shell.tell(told),
            )


def _worth(one: Attestation) -> str:
    facts = {"title": one.title, "number": one.number}
    if one.organisation is None:
        told = _(
            "“{title}” is finished. Your organisation does not know of these lessons, so this is your own"
            " statement: it says so, and nobody attests it."
        )
        return told.format(**facts)
    told = _(
        "“{title}” is finished. Human resources issue the same document under the same number, {number}. It holds no"
        " score and no hour."
    )
    return told.format(**facts)
