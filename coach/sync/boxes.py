"""The trainer's side of a shared folder: batches out of the boxes, verified one by one; instructions into them.

What is damaged in one box stops that box alone. A key is registered when the trainer has compared its fingerprint
with the one on the other's screen; from then on no other key counts for that box.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coach.domain import batch
from coach.domain.batch import Batch
from coach.domain.people import Person
from coach.server_client import keys
from coach.server_client.credentials import Credentials
from coach.store import boxes, database, hearing, people
from coach.store.boxes import Box, Lot
from coach.store.database import Connection
from coach.store.outbox import Finished
from coach.sync import instructions, lots
from coach.sync.instructions import CARD, INSTRUCTIONS
from coach.sync.lots import DamagedError, Sealed


@dataclass(frozen=True)
class Report:
    """What came of one box.

    Attributes:
        box: its name.
        who: name of the person, or what the box itself says.
        fingerprint: of a key that nobody has registered yet; empty for a registered one.
        taken: completions that are new here.
        faults: for a log and for the trainer, in English.
    """

    box: str
    who: str
    fingerprint: str = ""
    taken: int = 0
    faults: tuple[str, ...] = ()


def register(folder: str, fingerprint: str, now: datetime) -> Person | None:
    """Register the box whose key has this fingerprint; returns whose it is, None if there is no such box.

    Whose it is, the card says by staff number or login, and the list of people must have that person.
    """
    wanted = fingerprint.replace("-", "").replace(" ", "").upper()
    for name in _boxes(folder):
        try:
            card, told = _card(folder, name)
        except DamagedError:
            continue
        if keys.fingerprint(card.key).replace("-", "") != wanted:
            continue
        with database.organisation() as connection:
            person = _listed(connection, told)
            if person is not None:
                boxes.register(connection, name, person.id, card.key, now.astimezone().date())
            return person
    return None


def take_all(folder: str, own: Credentials, minutes: Mapping[str, int], now: datetime) -> list[Report]:
    """Take what is new out of every box, and write into each what the trainer has to tell.

    Args:
        folder: the shared one.
        own: the trainer's key.
        minutes: published, by lesson; a lesson that is not among them is unknown here.
        now: aware.

    Raises:
        OSError: the folder cannot be read.
        StorageError: the organisation's file cannot be written.
    """
    reports = []
    for name in _boxes(folder):
        with database.organisation() as connection:
            known = boxes.registered(connection).get(name)
            if known is None:
                reports.append(_stranger(folder, name))
                continue
            reports.append(_take(connection, folder, known, own, minutes, now.astimezone().date()))
    return reports


def _boxes(folder: str) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(one.name for one in entries if one.is_dir(follow_symlinks=False))


def _card(folder: str, name: str) -> tuple[Sealed, Mapping[str, Any]]:
    card = lots.read(os.path.join(folder, name, CARD))
    try:
        told = json.loads(card.body)
    except (ValueError, RecursionError) as error:
        raise DamagedError("the card is no card") from error
    if not card.signed_by(card.key) or not isinstance(told, dict) or told.get("device") != name:
        raise DamagedError("the card is of another box, or altered")
    return card, told


def _listed(connection: Connection, told: Mapping[str, Any]) -> Person | None:
    everybody = people.present(connection)
    by_number = [one for one in everybody if one.id == told.get("person")]
    by_login = [one for one in everybody if one.login and one.login == told.get("login")]
    return next(iter((*by_number, *by_login)), None)


def _stranger(folder: str, name: str) -> Report:
    try:
        card, told = _card(folder, name)
    except DamagedError as error:
        return Report(name, name, faults=(str(error),))
    who = " ".join(f"{told.get('name', '')} ({told.get('person', '')})".split())[:100]
    return Report(name, who, keys.fingerprint(card.key))


def _take(
    connection: Connection, folder: str, known: Box, own: Credentials, minutes: Mapping[str, int], today: date
) -> Report:
    person = next((one for one in people.present(connection) if one.id == known.person), None)
    if person is None:
        return Report(known.device, known.person, faults=("the list of people has this person no more",))
    box = os.path.join(folder, known.device)
    before = boxes.files(connection, known.device)
    faults = _import(connection, box, known)
    if boxes.files(connection, known.device) != before:
        hearing.note(connection, known.device, today)
    taken, refused = _settle(connection, known, person, minutes, today)
    try:
        instructions.write(connection, box, known, own, person, refused)
    except OSError as error:
        faults.append(f"{INSTRUCTIONS}: {error.strerror}")
    return Report(known.device, person.name or person.id, taken=taken, faults=tuple(faults))


def _import(connection: Connection, box: str, known: Box) -> list[str]:
    """Take the batches that are new, in the order of their chain, whatever their files are called."""
    faults, found = [], []
    old = boxes.files(connection, known.device)
    for name in lots.names(box):
        if name in old:
            continue
        try:
            sealed = lots.read(os.path.join(box, name))
            found.append((lots.batch_of(sealed, known.device, known.public_key), sealed, name))
        except DamagedError as error:
            faults.append(f"{name}: {error}")
    for told, sealed, name in sorted(found, key=lambda one: (one[0].chain, one[0].n)):
        fault = _judge(connection, known.device, told, sealed, name)
        if fault:
            faults.append(f"{name}: {fault}")
    return faults


def _judge(connection: Connection, device: str, told: Batch, sealed: Sealed, name: str) -> str:
    known_hash = boxes.known_hash(connection, device, told.chain, told.n)
    verdict = batch.judge(boxes.head(connection, device), told, known_hash, sealed.digest)
    if verdict is batch.Verdict.GAP:
        return "a batch before it is missing"
    if verdict is batch.Verdict.FORK:
        return "of a chain that has ended"
    if not known_hash:
        lot = Lot(told.chain, told.n, told.prev, sealed.digest, sealed.body, sealed.signature, name)
        boxes.keep(connection, device, lot)
    return ""


def _settle(
    connection: Connection, known: Box, person: Person, minutes: Mapping[str, int], today: date
) -> tuple[int, list[tuple[str, str]]]:
    """Completions of all that was taken out, again each time: what was refused may have been proposed since."""
    there = {(one.path, one.lesson, one.edition) for one in boxes.finished(connection, person.id)}
    paths = {line.path for line in boxes.proposed(connection, person)} | {""}
    taken, refused = 0, []
    for body in boxes.bodies(connection, known.device):
        for event in batch.read(body.encode()).events:
            fault = _fault(event, there, paths, minutes, today)
            if fault:
                refused.append((str(event.get("id")), fault))
            elif fault is not None:
                lesson, day = event.get("lesson", ""), date.fromisoformat(event["day"])
                one = Finished(event["id"], event["path"], lesson, event["edition"], day)
                # A quiz has no lesson, and no minutes of its own.
                boxes.take(connection, person, one, minutes.get(lesson, 0))
                there.add((one.path, one.lesson, one.edition))
                taken += 1
    return taken, refused


def _fault(
    event: Mapping[str, Any],
    there: set[tuple[Any, Any, Any]],
    paths: set[str],
    minutes: Mapping[str, int],
    today: date,
) -> str | None:
    """Why an event is not taken; empty if it is, None if it is here already or is none of this version's."""
    lesson = event.get("lesson", "")
    if event.get("verb") not in batch.SENT or event.get("passed", 1) != 1:
        return None
    fault = batch.event_fault(event, today)
    if fault != "form" and (event["path"], lesson, event["edition"]) in there:
        return None
    if not fault and (lesson not in minutes if event["verb"] == "completed" else not event["path"]):
        return "unknown"
    return fault or ("" if event["path"] in paths else "not-assigned")
