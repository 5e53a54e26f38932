"""Opens a form of a lesson: a copy in the person's documents, shown by the system's program for it."""

import os
from collections.abc import Sequence

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from coach.app.page import Shell
from coach.app.widgets.button import Button
from coach.app.widgets.wrap import together
from coach.content.forms import Form
from coach.domain.errors import FormNotShown
from coach.study import forms
from coach.words import _


def openers(shell: Shell, offered: Sequence[Form], about: str = "") -> QWidget:
    """A button for each form, side by side or below each other; `about` tells twins apart."""
    return together([_opener(shell, form, about) for form in offered], 12)


def _opener(shell: Shell, form: Form, about: str) -> Button:
    name = f"{form.opening}, {about}" if about else ""
    button = Button(form.opening, "secondary", "file-down", name=name)
    button.clicked.connect(lambda: _open(shell, form))
    return button


def _open(shell: Shell, form: Form) -> None:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

    def show(file: str) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(file)):
            shell.tell(_("A copy is in your documents: {file}").format(file=os.path.basename(file)))
        else:
            shell.fail(FormNotShown(file=file))

    shell.work(lambda: forms.copy(form, folder), show)
