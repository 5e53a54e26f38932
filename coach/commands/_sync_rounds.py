"""`coach sync`: one synchronisation, tried a few times, by one process at a time, and never for long."""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coach import handover, study
from coach.commands import _sync_lessons
from coach.commands._sync_log import note
from coach.domain.errors import EnrolmentError, SyncError
from coach.server_client import credentials
from coach.server_client.client import LaterError
from coach.server_client.place import is_folder
from coach.store import database, devices, outbox
from coach.sync import enrolling, folder, pace
from coach.sync.desk import Desk, Outcome
from coach.sync.exchange import exchange
from coach.sync.gateway import Gateway
from coach.words import _, ngettext

LATER = 75
"""Exit status: it did not work now and will be tried again (EX_TEMPFAIL)."""
TRIES = 4
PATIENCE = 30
"""Seconds that this process waits before another try; longer, and whoever started it starts it again."""
LONGEST = 300


def synchronise(desk: Desk, *, now: bool) -> int:
    """Exchange with a server. `now`: somebody waits for it; otherwise it is left when it is not due."""
    lock = handover.take("sync.lock")
    if lock is None:
        if now:
            print(_("Another synchronisation is at work."))
        return 0
    with lock:
        if not now and not _due(desk, datetime.now(UTC)):
            return 0
        try:
            with _ends_within(LONGEST):
                return _tried(lambda: _once(desk, again=now), desk)
        except SyncError as error:
            note(desk.url, error)
            raise


def _once(desk: Desk, *, again: bool) -> Outcome:
    if is_folder(desk.url):
        done = _by_folder(desk)
        _sync_lessons.fetch(desk, _sync_lessons.of_folder(desk.url), again=again)
        return done
    own = credentials.kept(desk.person.id, desk.url)
    if own is None:
        if not desk.kerberos:
            reason = _("this desk is not enrolled there yet")
            raise EnrolmentError(place=desk.url, reason=reason)
        before = desk.person.id
        desk, own = enrolling.enrol(desk, "", datetime.now(UTC))
        study.follow(before, desk.person.id)
    door = Gateway(own.url, desk.client, own.token)
    done = exchange(desk, own, door, datetime.now(UTC))
    _sync_lessons.fetch(desk, door.content, again=again)
    return done


def _by_folder(desk: Desk) -> Outcome:
    own = folder.own_credentials(desk)
    done, person = folder.exchange(desk, own, datetime.now(UTC))
    if person.id != desk.person.id:
        # The trainer's list knows by a number whom this desk knew by a login.
        credentials.keep(person.id, own)
        enrolling.settle(replace(desk, person=person), own, datetime.now(UTC))
        study.follow(desk.person.id, person.id)
    return done


def _tried(once: Callable[[], Outcome], desk: Desk) -> int:
    for failures in range(TRIES):
        try:
            done = once()
        except LaterError as error:
            note(desk.url, error)
            wait = pace.after(failures, error.seconds, random.random).total_seconds()
            if failures + 1 == TRIES or wait > PATIENCE:
                _remember(desk, error.seconds)
                print(told_later(desk.url))
                return LATER
            time.sleep(wait)
        else:
            print(told(done))
            return 0
    raise AssertionError


def told_later(place: str) -> str:
    """The sentence for what did not work now."""
    return _(
        "{place} cannot be reached now, or does not answer as it should. Everything stays on this computer"
        " and is sent later."
    ).format(place=place)


def told(done: Outcome) -> str:
    """What an exchange has brought, in a sentence or two."""
    if not done.sent and not done.refused:
        return _("Synchronised: there was nothing to send.")
    sent = ngettext("{n} finished lesson sent", "{n} finished lessons sent", done.sent)
    if not done.refused:
        return _("Synchronised: {sent}.").format(sent=sent)
    refused = ngettext("{n} not taken", "{n} not taken", done.refused)
    return _("Synchronised: {sent}, {refused}. “coach sync status” says why.").format(
        sent=sent, refused=refused
    )


def _due(desk: Desk, now: datetime) -> bool:
    with database.organisation() as connection:
        device = devices.find(connection, desk.person.id, desk.url)
        waits = outbox.counts(connection, desk.person.id).waiting > 0
    if device is None:
        return True
    if device.not_before and timedelta() < device.not_before - now < timedelta(hours=1):
        return False
    return pace.due(device.last_sync, waits, now) and not pace.on_battery()


def _remember(desk: Desk, seconds: float) -> None:
    if seconds:
        with database.organisation() as connection:
            device = devices.find(connection, desk.person.id, desk.url)
            if device:
                devices.wait_until(connection, device.id, datetime.now(UTC) + timedelta(seconds=seconds))


@contextmanager
def _ends_within(seconds: float) -> Iterator[None]:
    """A server that sends a letter now and then must not hold this process: what was committed stands."""
    watch = threading.Timer(seconds, os._exit, [LATER])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
