"""What is shared with the organisation, in words: where, as whom, when last, and what can still be taken back."""

import os
from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.app.page import Shell
from coach.app.theme import theme
from coach.app.widgets.button import Button
from coach.app.widgets.card import Panel
from coach.app.widgets.code_card import CodeCard
from coach.app.widgets.layout import clear
from coach.app.widgets.text import text
from coach.app.widgets.wrap import together
from coach.server_client import keys
from coach.server_client.place import is_folder, place
from coach.store.outbox import Finished
from coach.study import Me, sharing
from coach.sync.state import REASONS, State, state
from coach.words import _, moment, ngettext


def named(me: Me) -> str:
    """The server or folder that this desk shares with; empty if there is none."""
    return place(me.policy, me.own, os.environ)


class Shared(QWidget):
    """How things stand. A code that is being typed stays when they are read afresh."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space(12))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme().space(8))
        column.addLayout(self._lines)
        self._card = CodeCard(named(shell.me), shell.me.policy.kerberos and not shell.me.policy.shared_pc)
        self._card.asked.connect(self._enrol)
        self._card.hide()
        column.addWidget(self._card)

    def refresh(self) -> None:
        """Read and show how things stand."""
        where, person = named(self._shell.me), self._shell.me.person
        if where:
            self._shell.work(lambda: (state(person.id, where), _refused_lessons()), self._show)
        else:
            clear(self._lines)
            none = _("No server and no folder is named here: nothing leaves this computer.")
            self._lines.addWidget(text(none))

    def _show(self, found: tuple[State, str]) -> None:
        how, lessons = found
        clear(self._lines)
        unknown = self._shell.unknown_there
        if unknown:
            told = _("Your organisation’s server does not know this desk any more.")
            safe = _("Everything stays on this computer and is sent once a new code is typed below.")
            self._lines.addWidget(Panel("review", "info", told, safe))
        for line in _lines(self._shell, how):
            self._lines.addWidget(text(line))
        if lessons:
            self._lines.addWidget(Panel("review", "info", "", lessons))
        waits = not is_folder(how.place) and (unknown or not how.enrolled)
        self._card.setVisible(waits)
        self._lines.addWidget(together(self._buttons(how, waits), 12))

    def _buttons(self, how: State, waits: bool) -> list[QWidget]:
        buttons: list[QWidget] = [_take_back(self._shell, one) for one in how.chosen]
        if not waits:
            now = Button(_("Synchronise now"), "secondary", "repeat")
            now.clicked.connect(lambda: _synchronise(self._shell, now))
            buttons.insert(0, now)
        return buttons

    def _enrol(self, code: str) -> None:
        self._card.wait()
        self._shell.enrol(code, self._card.refuse)


def _refused_lessons() -> str:
    # It reads packs and signatures, which a window without a server does without.
    from coach.sync import lessons

    return lessons.told(lessons.refused()[1])


def _synchronise(shell: Shell, button: Button) -> None:
    button.setEnabled(False)
    shell.synchronise()


def _lines(shell: Shell, found: State) -> Iterator[str]:
    if not found.enrolled and not is_folder(found.place):
        yield _("This desk is not connected yet: nothing leaves this computer before.")
        return
    yield _("Shared with: {place}").format(place=found.place)
    yield from _who(shell, found)
    last = moment(found.last_sync) if found.last_sync else _("never")
    yield _("Last synchronisation: {moment}").format(moment=last)
    arrived, waiting = found.counts.arrived, found.counts.waiting
    yield ngettext("{n} finished lesson has arrived", "{n} finished lessons have arrived", arrived)
    yield ngettext("{n} waits to be sent", "{n} wait to be sent", waiting)
    yield _(
        "Of each: the lesson, its edition, the path and the day. Never an answer, a score, an hour or how long"
        " it took."
    )
    if not is_folder(found.place):
        yield _(
            "With each exchange the version of this program, so that the IT department sees which desks are behind."
        )
    for one, reason in found.refused:
        yield _("Not taken: {lesson}, {reason}").format(lesson=_title(shell, one), reason=_(REASONS[reason]))


def _who(shell: Shell, found: State) -> Iterator[str]:
    person = shell.me.person
    if found.enrolled and person.service:
        told = _("As: {name}, {service}")
        yield told.format(name=person.name or person.id, service=person.service)
    if found.public_key:
        told = _("Fingerprint of its key: {fingerprint}")
        yield told.format(fingerprint=keys.fingerprint(found.public_key))


def _take_back(shell: Shell, one: Finished) -> Button:
    told = _("Do not share “{title}”").format(title=_title(shell, one))
    button = Button(told, "secondary", "rotate-ccw")
    person = shell.me.person
    button.clicked.connect(
        lambda: shell.work(lambda: sharing.take_back(person, one.lesson), lambda done: _taken(shell, done))
    )
    return button


def _taken(shell: Shell, done: bool) -> None:
    shell.changed()
    shell.tell(_("It is not shared.") if done else _("It was sent meanwhile."))


def _title(shell: Shell, one: Finished) -> str:
    return shell.me.library.told_lesson(one.lesson)
