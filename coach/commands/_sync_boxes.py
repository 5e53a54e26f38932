"""`coach sync import`: a trainer's program takes what desks have written into a shared folder."""

from datetime import UTC, datetime

from coach.commands._sync_log import note
from coach.domain.errors import NotAllowed, SyncError
from coach.domain.people import Role
from coach.server_client import credentials, keys
from coach.server_client.credentials import TRAINER, Credentials
from coach.server_client.place import is_folder
from coach.sync import boxes
from coach.sync.boxes import Report
from coach.sync.desk import Desk
from coach.words import _, ngettext


def register(desk: Desk, fingerprint: str) -> int:
    """Register the box of somebody whose fingerprint was compared on both screens."""
    _only_trainers(desk)
    try:
        person = boxes.register(desk.url, fingerprint, datetime.now(UTC))
    except OSError as error:
        raise SyncError(place=desk.url, reason=error.strerror or error) from error
    if person is None:
        reason = _("no box there has this fingerprint, or its person is not on the list of people")
        raise SyncError(place=desk.url, reason=reason)
    print(_("Registered: the box of {name}.").format(name=person.name or person.id))
    return take(desk)


def take(desk: Desk) -> int:
    """Take what is new out of every box, and say what came of each."""
    _only_trainers(desk)
    own = _own(desk)
    try:
        reports = boxes.take_all(desk.url, own, desk.minutes, datetime.now(UTC))
    except OSError as error:
        raise SyncError(place=desk.url, reason=error.strerror or error) from error
    told = _("Your fingerprint, to be compared on the others' screens: {fingerprint}")
    print(told.format(fingerprint=keys.fingerprint(own.public_key)))
    for report in reports:
        _tell(desk, report)
    return 0


def _tell(desk: Desk, report: Report) -> None:
    if report.fingerprint:
        told = _(
            "New: {who}. If their screen shows {fingerprint}, type: coach sync import --accept {fingerprint}"
        )
        print(told.format(who=report.who, fingerprint=report.fingerprint))
    elif report.taken:
        taken = ngettext("{n} finished lesson", "{n} finished lessons", report.taken)
        print(_("{who}: {taken}").format(who=report.who, taken=taken))
    for fault in report.faults:
        note(desk.url, f"{report.box}: {fault}")
    if report.faults:
        told = _("{who}: something is wrong in this box, the log says what; the other boxes were read.")
        print(told.format(who=report.who))


def _own(desk: Desk) -> Credentials:
    own = credentials.kept(desk.person.id, desk.url, TRAINER)
    if own is None:
        own = Credentials(desk.url, TRAINER, keys.new_key())
        credentials.keep(desk.person.id, own, TRAINER)
    return own


def _only_trainers(desk: Desk) -> None:
    if not is_folder(desk.url):
        raise SyncError(place=desk.url, reason=_("only what lies in a shared folder is imported"))
    if not desk.person.may(Role.TRAINER):
        from coach.org.rights import ROLES

        raise NotAllowed(role=_(ROLES[Role.TRAINER]))
