"""`coach sync [--now] | enrol [CODE] | import | status`: share finished lessons with the organisation."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from io import TextIOWrapper
from typing import TYPE_CHECKING

from coach.commands._command import Command
from coach.domain.people import Role
from coach.domain.text import N_
from coach.words import _, moment, ngettext

if TYPE_CHECKING:
    from coach.sync.desk import Desk
    from coach.sync.state import State


_ASKED = "-"
"""In place of a code: it comes by standard input."""


def arguments(parser: ArgumentParser) -> None:
    """What to do; nothing named is one synchronisation."""
    parser.add_argument("--now", action="store_true", help=_("even if it is not time yet"))
    choice = parser.add_subparsers(dest="action", metavar=_("ACTION"))
    told = _("make this desk known to the organisation's server, by a one-time code")
    enrol = choice.add_parser("enrol", help=told, description=told)
    enrol.add_argument(
        "code",
        metavar=_("CODE"),
        nargs="?",
        default="",
        help=_(
            "such as ABCD-EFGH-JKLM, or - to read it from standard input; none where the server knows you"
        ),
    )
    told = _("for trainers: take what desks have written into the shared folder")
    bring = choice.add_parser("import", help=told, description=told)
    bring.add_argument("--accept", metavar=_("FINGERPRINT"), help=_("register the box whose key has it"))
    told = _("show with what place, when last, and what waits")
    choice.add_parser("status", help=told, description=told)


def run(chosen: Namespace) -> int:
    """Do it."""
    desk = _desk()
    if not desk.url:
        print(_("No server and no folder is named here: nothing leaves this computer."))
        return 0
    does = {None: _synchronise, "enrol": _enrol, "import": _import, "status": _status}
    return does[chosen.action](desk, chosen)


def _desk() -> "Desk":
    from dataclasses import replace

    from coach import __version__, study
    from coach.domain.people import Person
    from coach.server_client.place import place
    from coach.sync.desk import Desk

    me = study.me()
    # The login of a shared computer is nobody's, and nobody's folder goes with whoever enrols there.
    nobody = me.policy.shared_pc and not os.environ.get("COACH_PERSON")
    person = Person(id="", name="") if nobody else me.person
    if me.policy.shared_pc:
        person = replace(person, login="")
    where = place(me.policy, me.own, os.environ)
    minutes = {card.id: card.minutes for card in me.library.cards.values()} if where else {}
    # On a shared computer the session is nobody's in particular.
    kerberos = me.policy.kerberos and not me.policy.shared_pc
    return Desk(person, where, __version__, minutes, kerberos)


def _synchronise(desk: "Desk", chosen: Namespace) -> int:
    from coach.commands import _sync_rounds
    from coach.server_client.place import is_folder

    done = _sync_rounds.synchronise(desk, now=chosen.now)
    if done == 0 and is_folder(desk.url) and desk.person.may(Role.TRAINER):
        from coach.commands import _sync_boxes

        return _sync_boxes.take(desk)
    return done


def _import(desk: "Desk", chosen: Namespace) -> int:
    from coach.commands import _sync_boxes

    return _sync_boxes.register(desk, chosen.accept) if chosen.accept else _sync_boxes.take(desk)


def _enrol(desk: "Desk", chosen: Namespace) -> int:
    from coach import study
    from coach.commands import _sync_rounds
    from coach.commands._sync_log import note
    from coach.server_client import keys
    from coach.server_client.client import LaterError
    from coach.server_client.place import is_folder
    from coach.sync import enrolling

    if is_folder(desk.url):
        # A box needs no code: the trainer compares fingerprints.
        return _synchronise(desk, Namespace(now=True))

    try:
        found, own = enrolling.enrol(desk, _code(chosen.code), datetime.now(UTC))
    except LaterError as error:
        note(desk.url, error)
        print(_sync_rounds.told_later(desk.url))
        return _sync_rounds.LATER
    if desk.person.id:
        study.follow(desk.person.id, found.person.id)
    if chosen.code == _ASKED:
        print(found.person.id)
    told = _("This desk is enrolled as {name}, {service}.")
    print(told.format(name=found.person.name or found.person.id, service=found.person.service))
    print(_("Fingerprint of its key: {fingerprint}").format(fingerprint=keys.fingerprint(own.public_key)))
    # A window is told at once, to show whose desk it is now, and synchronises by itself.
    return 0 if chosen.code == _ASKED else _sync_rounds.synchronise(found, now=True)


def _code(named: str) -> str:
    """The code; a window writes it here, as a command line can be read by whoever shares the computer."""
    if named != _ASKED:
        return named
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Whatever this computer's usual coding, the window reads this one.
            stream.reconfigure(encoding="utf-8")
    return sys.stdin.readline(200)


def _status(desk: "Desk", chosen: Namespace) -> int:
    from coach.sync.state import state

    for line in _lines(desk, state(desk.person.id, desk.url)):
        print(line)
    return 0


def _lines(desk: "Desk", found: "State") -> Iterator[str]:
    from coach.server_client import keys
    from coach.sync.state import REASONS

    yield _("Shared with: {place}").format(place=found.place)
    yield from _key(desk)
    last = moment(found.last_sync) if found.last_sync else _("never")
    yield _("Last synchronisation: {moment}").format(moment=last)
    yield ngettext(
        "{n} finished lesson has arrived", "{n} finished lessons have arrived", found.counts.arrived
    )
    yield ngettext("{n} waits to be sent", "{n} wait to be sent", found.counts.waiting)
    if found.trainer_key:
        yield _("Fingerprint of the trainer's key: {fingerprint}").format(
            fingerprint=keys.fingerprint(found.trainer_key)
        )
    yield from _lessons()
    for one, reason in found.refused:
        yield _("Not taken: {lesson}, {reason}").format(lesson=one.lesson, reason=_(REASONS[reason]))


def _lessons() -> Iterator[str]:
    from coach.server_client import keys
    from coach.sync import lessons

    here = lessons.held()
    if here:
        told = _("Lessons: pack {n}, signed with the key {fingerprint}")
        yield told.format(n=here.number, fingerprint=keys.fingerprint(here.key))
    if refused := lessons.told(lessons.refused()[1]):
        yield refused


def _key(desk: "Desk") -> Iterator[str]:
    from coach.domain.errors import SyncError
    from coach.server_client import credentials, keys

    try:
        own = credentials.kept(desk.person.id, desk.url)
    except SyncError as error:
        yield str(error.facts["reason"])
        return
    if own is None:
        yield _("Not enrolled: “coach sync enrol CODE”")
        return
    yield _("Fingerprint of its key: {fingerprint}").format(fingerprint=keys.fingerprint(own.public_key))


COMMAND = Command(N_("Share finished lessons of proposed paths with your organisation."), run, arguments)
