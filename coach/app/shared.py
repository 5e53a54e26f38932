"""What is shared with the organisation, in words: where, when last, what, and what can still be taken back."""

import os
from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout

from coach.app.page import Shell
from coach.app.widgets.button import Button
from coach.app.widgets.layout import clear
from coach.app.widgets.text import text
from coach.app.widgets.wrap import together
from coach.server_client.place import place
from coach.store.outbox import Finished
from coach.study import Me, sharing
from coach.sync.state import REASONS, State, state
from coach.words import _, moment, ngettext


def named(me: Me) -> str:
    """The server or folder that this desk shares with; empty if there is none."""
    return place(me.policy, me.own, os.environ)


def show(part: QVBoxLayout, shell: Shell) -> None:
    """Fill a part of a page with how things stand."""
    where, person = named(shell.me), shell.me.person
    if where:
        shell.work(lambda: state(person.id, where), lambda found: _fill(part, shell, found))
    else:
        clear(part)
        part.addWidget(text(_("No server and no folder is named here: nothing leaves this computer.")))


def _fill(part: QVBoxLayout, shell: Shell, found: State) -> None:
    clear(part)
    for line in _lines(shell, found):
        part.addWidget(text(line))
    buttons = [_take_back(shell, one) for one in found.chosen]
    now = Button(_("Synchronise now"), "secondary", "repeat")
    now.clicked.connect(lambda: _synchronise(shell, now))
    part.addWidget(together([now, *buttons], 12))


def _synchronise(shell: Shell, button: Button) -> None:
    button.setEnabled(False)
    shell.synchronise()


def _lines(shell: Shell, found: State) -> Iterator[str]:
    yield _("Shared with: {place}").format(place=found.place)
    last = moment(found.last_sync) if found.last_sync else _("never")
    yield _("Last synchronisation: {moment}").format(moment=last)
    arrived, waiting = found.counts.arrived, found.counts.waiting
    yield ngettext("{n} finished lesson has arrived", "{n} finished lessons have arrived", arrived)
    yield ngettext("{n} waits to be sent", "{n} wait to be sent", waiting)
    yield _(
        "Of each: the lesson, its edition, the path and the day. Never an answer, a score, an hour or how long"
        " it took."
    )
    for one, reason in found.refused:
        yield _("Not taken: {lesson}, {reason}").format(lesson=_title(shell, one), reason=_(REASONS[reason]))


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
    card = shell.me.library.cards.get(one.lesson)
    return card.title if card else one.lesson
