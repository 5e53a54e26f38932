"""“Qui êtes-vous ?”: at a shared computer, a person is chosen, then opens a part of the program by a short code."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from coach.app.page import Page, Shell
from coach.app.shared import named
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel, Thumbnail
from coach.app.widgets.entry import Entry
from coach.app.widgets.layout import clear
from coach.app.widgets.text import kept, text
from coach.app.widgets.wrap import together
from coach.domain import one_time_code
from coach.domain.fold import fold
from coach.server_client.place import is_folder
from coach.study import shared_pc, short_code
from coach.study.shared_pc import Known
from coach.study.short_code import Tried
from coach.words import _, ngettext

_WIDEST = 620
_FIELD = 420
_MANY = 6


class WhoPage(Page):
    """Without arguments the list; `code` and a person ask for the code, `new` for a first one, `other` who else."""

    full: ClassVar[bool] = True

    def __init__(self, shell: Shell, *arguments: str) -> None:
        super().__init__(shell)
        self.outer.addSpacing(theme().space(24))
        step, self._person = (*arguments, "", "")[:2]
        if step == "new" and shell.proven != self._person:
            # Only whoever has just been proven chooses a code.
            step = ""
        self._entry: Entry | None = None
        {"code": self._ask, "new": self._choose, "other": self._other}.get(step, self._list)()

    def help(self) -> str:
        return _(
            "This computer is shared. Your lessons, notebook and settings are behind your short code. “Finish” or"
            " ten minutes without a key or the mouse bring this page back."
        )

    def escape(self) -> None:
        self.shell.go("who")

    # The steps -----------------------------------------------------------------------------------------------------

    def _list(self) -> None:
        everyone = shared_pc.known()
        layout = self.body(
            _("Who are you?"),
            kept(_("This computer is shared: each person has lessons and settings apart.")),
            widest=_WIDEST,
            art=None
            if theme().stacked
            else Thumbnail(theme().art("hero"), (theme().px(232), theme().px(124))),
        )
        column = self._narrow(layout)
        rows = QVBoxLayout()
        rows.setSpacing(theme().space(10))
        if len(everyone) > _MANY:
            search = Entry(_("Search for your name"), "", 80)
            search.changed.connect(lambda words: self._fill(rows, everyone, words))
            column.addWidget(search)
            column.addSpacing(theme().space(14))
        column.addLayout(rows)
        self._fill(rows, everyone, "")
        column.addSpacing(theme().space(18))
        other = Button(_("Someone else") if everyone else _("Begin"), "secondary", "plus")
        other.clicked.connect(lambda: self.shell.go("who", "other"))
        column.addWidget(_wide(other))
        layout.addStretch(1)

    def _fill(self, rows: QVBoxLayout, everyone: list[Known], words: str) -> None:
        clear(rows)
        wanted = fold(words).split()
        found = [one for one in everyone if all(word in fold(f"{one.name} {one.service}") for word in wanted)]
        names = [one.name for one in everyone]
        for one in found:
            button = _wide(Button(_told_apart(one, names), "secondary"))
            button.clicked.connect(lambda _=False, one=one: self._chosen(one))
            rows.addWidget(button)
        if everyone and not found:
            rows.addWidget(text(_("Nobody of this name has begun here.")))

    def _ask(self) -> None:
        who = shared_pc.one(self._person)
        layout = self.body(who.name, who.service, widest=_WIDEST)
        self._entry = self._secret(layout, _("Your short code"), "")
        opened = self._primary(_("Open"), self._try)
        forgot = Button(_("I forgot my code"), "quiet")
        forgot.clicked.connect(lambda: self._forgot(layout, forgot))
        self._buttons(layout, opened, forgot)

    def _choose(self) -> None:
        layout = self.body(
            _("Choose a short code"),
            kept(_("You will type it each time on this computer. Choose one that you use nowhere else.")),
            widest=_WIDEST,
        )
        told = _("{least} to {most} digits").format(least=short_code.LEAST, most=short_code.MOST)
        self._entry = self._secret(layout, _("Your short code"), told)
        self._again = self._secret(layout, _("Once more"), "")
        layout.addWidget(Panel("info", "info", "", _limit()))
        self._buttons(layout, self._primary(_("Keep this code"), self._keep))

    def _other(self) -> None:
        layout = self.body(
            _("Someone else"),
            _("The first time on this computer, or to have a new code.")
            if self._served
            else _("The first time on this computer."),
            widest=_WIDEST,
        )
        if self._served:
            label, hint = _("One-time code"), _("Twelve letters that your IT department gave you.")
        else:
            label, hint = _("Your staff number"), _("As it stands on your payslip.")
        self._entry = Entry(label, hint, 64)
        self._entry.line.setMaximumWidth(theme().px(_FIELD))
        self._entry.beside.addStretch(1)
        layout.addWidget(self._entry)
        self._buttons(layout, self._primary(_("Continue"), self._continue))

    # Parts of a step -----------------------------------------------------------------------------------------------

    @property
    def _served(self) -> bool:
        """Whether a server proves who somebody is."""
        where = named(self.shell.me)
        return bool(where) and not is_folder(where)

    def _narrow(self, layout: QVBoxLayout) -> QVBoxLayout:
        """A column at the left, as wide as names need."""
        box, line = QWidget(), QHBoxLayout()
        box.setMaximumWidth(theme().px(_FIELD))
        line.addWidget(box, 1)
        line.addStretch(0)
        layout.addLayout(line)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        return column

    def _secret(self, layout: QVBoxLayout, label: str, hint: str) -> Entry:
        entry = Entry(label, hint, short_code.MOST)
        entry.line.setEchoMode(QLineEdit.EchoMode.Password)
        entry.line.setMaximumWidth(theme().px(_FIELD // 2))
        entry.beside.addStretch(1)
        layout.addWidget(entry)
        layout.addSpacing(theme().space(10))
        return entry

    def _primary(self, words: str, act: Callable[[], None]) -> Button:
        button = Button(words, "primary")
        button.clicked.connect(act)
        self.default = button
        return button

    def _buttons(self, layout: QVBoxLayout, *buttons: QWidget) -> None:
        back = Button(_("Back"), "secondary", "arrow-left", name=_("Back to the list of people"))
        back.clicked.connect(self.escape)
        layout.addSpacing(theme().space(10))
        first, *others = buttons
        layout.addWidget(together([first, back, *others], 12))
        layout.addStretch(1)

    def _forgot(self, layout: QVBoxLayout, button: Button) -> None:
        if self._served:
            self.shell.go("who", "other")
            return
        button.setEnabled(False)
        told = _(
            "Ask your trainer or your IT department: once this file is deleted, you choose a new code. {file}"
        )
        file = short_code.file_of(self._person)
        layout.insertWidget(layout.count() - 1, Panel("info", "info", "", told.format(file=file)))

    # What is done --------------------------------------------------------------------------------------------------

    def _chosen(self, one: Known) -> None:
        if one.coded:
            self.shell.go("who", "code", one.id)
        elif self._served:
            self.shell.go("who", "other")
        else:
            self.shell.prove(one.id)

    def _try(self) -> None:
        assert self._entry
        code, person, now = self._entry.words, self._person, datetime.now(UTC)
        self.shell.work(lambda: short_code.try_code(person, code, now), self._tried)

    def _tried(self, came: Tried) -> None:
        assert self._entry
        if came.right:
            self.shell.sit(self._person)
            return
        self._entry.line.clear()
        self._entry.wrong(_told(came.wait))

    def _keep(self) -> None:
        assert self._entry
        code, person = self._entry.words, self._person
        if fault := short_code.fault(code):
            self._entry.wrong(fault)
        elif self._again.words != code:
            self._again.line.clear()
            self._again.wrong(_("The two codes are not the same."))
        else:
            self.shell.work(lambda: short_code.keep(person, code), lambda _: self.shell.sit(person))

    def _continue(self) -> None:
        assert self._entry
        typed = self._entry.words
        if self._served:
            code = one_time_code.read(typed)
            if code:
                self._wait(True)
                self.shell.enrol(code, self._refused)
            else:
                self._entry.wrong(_("This is no code: a code has twelve letters."))
        elif not typed:
            self._entry.wrong(_("Type your staff number first."))
        elif shared_pc.one(typed).coded:
            self.shell.go("who", "code", typed)
        else:
            self.shell.prove(typed)

    def _refused(self, sentences: str) -> None:
        assert self._entry
        self._wait(False)
        self._entry.wrong(sentences or _("Something went wrong."))

    def _wait(self, waits: bool) -> None:
        assert isinstance(self.default, Button)
        self.default.turn(_("Connecting…") if waits else _("Continue"))
        self.default.setEnabled(not waits)


def _wide(button: Button) -> Button:
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _told_apart(one: Known, names: list[str]) -> str:
    """The name, with the service where two people bear it."""
    if names.count(one.name) == 1 or not one.service:
        return one.name
    return _("{name}, {service}").format(name=one.name, service=one.service)


def _told(wait: timedelta) -> str:
    if not wait:
        return _("This is not the code of this person.")
    minutes = -(-round(wait.total_seconds()) // 60)
    return ngettext(
        "Too many wrong codes: try again in {n} minute.",
        "Too many wrong codes: try again in {n} minutes.",
        minutes,
    )


def _limit() -> str:
    return _(
        "The code keeps colleagues apart on the screen. Whoever administers this computer can read its files."
        " Nothing is noticed on a shared computer: reminders are off."
    )


PAGE = WhoPage
