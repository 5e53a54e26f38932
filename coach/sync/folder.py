"""A desk and a shared folder: its signed batches go into a box of its own, the trainer's instructions come out of it.

A batch's file is written once and never altered. One that was removed or damaged is written again under the next
number; one that this desk does not know of was written before its backup was restored, and a new chain begins.
"""

import json
import os
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from coach.domain.errors import SyncError
from coach.domain.people import Person
from coach.server_client import credentials, keys
from coach.server_client.client import LaterError
from coach.server_client.credentials import Credentials
from coach.store import database, devices, outbox
from coach.store.database import Connection
from coach.store.devices import Device, Told
from coach.store.outbox import Stored
from coach.sync import answers, lots
from coach.sync import outbox as packing
from coach.sync.answers import NonsenseError, Pulled
from coach.sync.desk import Desk, Outcome
from coach.sync.exchange import merge, ready, take_person
from coach.sync.instructions import CARD, INSTRUCTIONS
from coach.sync.lots import DamagedError, Sealed
from coach.words import _


@dataclass(frozen=True)
class Instructions:
    """What a trainer has written into a box, verified."""

    serial: int
    chain: int
    last: int
    refused: tuple[tuple[str, str], ...]
    pulled: Pulled
    key: str


def own_credentials(desk: Desk) -> Credentials:
    """The key of this desk for the folder, made the first time; raises SyncError without a keyring."""
    own = credentials.kept(desk.person.id, desk.url)
    if own is None:
        own = Credentials(desk.url, str(uuid.uuid4()), keys.new_key())
        credentials.keep(desk.person.id, own)
    return own


def exchange(desk: Desk, own: Credentials, now: datetime) -> tuple[Outcome, Person]:
    """Write all that waits, and take in what the trainer has written; returns also who the trainer says this is.

    Raises:
        LaterError: the folder cannot be reached or written now.
        SyncError: the instructions are signed with another key than the trainer's.
    """
    box = os.path.join(desk.url, own.device)
    today = now.astimezone().date()
    try:
        if not os.path.isdir(desk.url):
            raise LaterError("there is no such folder now")
        _show_card(box, desk, own)
        with database.organisation() as connection:
            device, told = ready(connection, desk, own, now)
            found = _instructions(box, device)
            person = desk.person
            if found is not None:
                person = _take_in(connection, desk, device, found, told, now)
            _fork_if_restored(connection, box, device, own)
            device, _told = ready(connection, desk, own, now)
            packing.pack(connection, device, own, today)
            waiting = outbox.waiting(connection, device.id, device.chain)
        sent = sum(_put(box, one) for one in waiting)
    except OSError as error:
        raise LaterError(f"{type(error).__name__}: {error.strerror}") from error
    with database.organisation() as connection:
        devices.spoke(connection, device.id, now)
    proposed = len(found.pulled.proposed) if found else 0
    return Outcome(sent, proposed, len(found.refused) if found else 0), person


def _show_card(box: str, desk: Desk, own: Credentials) -> None:
    """Say whose box this is; the trainer compares the fingerprint with the one on this screen."""
    file = os.path.join(box, CARD)
    if os.path.exists(file):
        return
    os.makedirs(box, exist_ok=True)
    person = desk.person
    told = {"device": own.device, "person": person.id, "name": person.name, "login": person.login}
    body = json.dumps(told, ensure_ascii=False, sort_keys=True)
    sealed = Sealed(body, "", own.public_key)
    lots.write(file, replace(sealed, signature=own.sign(sealed.digest)))


def _instructions(box: str, device: Device) -> Instructions | None:
    file = os.path.join(box, INSTRUCTIONS)
    if not os.path.lexists(file):
        return None
    try:
        sealed = lots.read(file)
        if not sealed.signed_by(sealed.key):
            raise DamagedError("altered")
        if device.trainer_key and sealed.key != device.trainer_key:
            place = os.path.dirname(box)
            reason = _(
                "the instructions there are signed with another key ({fingerprint}) than the trainer's"
            )
            raise SyncError(place=place, reason=reason.format(fingerprint=keys.fingerprint(sealed.key)))
        return _read(json.loads(sealed.body), sealed.key, device.id)
    except (DamagedError, NonsenseError, ValueError, RecursionError) as error:
        raise LaterError(f"instructions: {error}") from error


def _read(told: Any, key: str, device: str) -> Instructions:
    if not isinstance(told, dict) or told.get("device") != device:
        raise NonsenseError("of another box")
    verdict = answers.verdict({"status": "ok", "last": told.get("last"), "refused": told.get("refused")})
    serial, chain = told.get("serial"), told.get("chain")
    if type(serial) is not int or type(chain) is not int:
        raise NonsenseError("numbers")
    return Instructions(serial, chain, verdict.last, verdict.refused, answers.pulled(told), key)


def _take_in(
    connection: Connection, desk: Desk, device: Device, found: Instructions, told: Told, now: datetime
) -> Person:
    """The trainer's instructions; the key is kept the first time, and older ones are put back by nobody."""
    devices.trust(connection, device.id, found.key)
    if found.serial < json.loads(told.cursor or "{}").get("serial", 0):
        return desk.person
    if found.chain == device.chain:
        outbox.acknowledge(connection, device.id, device.chain, found.last)
    for event, reason in found.refused:
        outbox.refuse(connection, event, reason)
    me = found.pulled.me
    today = now.astimezone().date()
    if me is not None and me.id == desk.person.id:
        person = take_person(connection, desk, found.pulled)
        merge(connection, device, person, desk, found.pulled, today)
    cursor = json.dumps({"serial": found.serial})
    devices.keep_told(connection, device.id, Told(cursor, today, found.pulled.content))
    return replace(me, login=desk.person.login) if me else desk.person


def _fork_if_restored(connection: Connection, box: str, device: Device, own: Credentials) -> None:
    known = outbox.hashes(connection, device.id)
    newest = 0
    for name in lots.names(box):
        try:
            sealed = lots.read(os.path.join(box, name))
            if sealed.digest not in known:
                newest = max(newest, lots.batch_of(sealed, own.device, own.public_key).chain)
        except DamagedError:
            continue
    if newest >= device.chain:
        outbox.begin_chain(connection, device.id, newest + 1)


def _put(box: str, one: Stored) -> int:
    """Write a batch unless it lies there already; returns how many completions were written."""
    there = lots.names(box)
    for name in there:
        try:
            if lots.read(os.path.join(box, name)).digest == one.hash:
                return 0
        except DamagedError:
            continue
    number = int(there[-1][:8]) + 1 if there else 1
    lots.write(os.path.join(box, f"{number:08}.lot"), Sealed(one.body, one.signature))
    return len(json.loads(one.body)["events"])
