"""`coach content pack | publish`: lessons and the town's own words as one signed file, and out to every desk."""

import os
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.commands import _server
from coach.commands._command import Command
from coach.domain.errors import CoachError
from coach.domain.text import N_
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.content.pack import Pack


class PackRefused(CoachError):
    """A pack cannot be made or published."""

    what = N_("This pack of lessons cannot be used: {reason}")
    safe = N_("Nothing was published.")
    todo = N_("“coach check” names every fault of a folder of lessons.")


def arguments(parser: ArgumentParser) -> None:
    """What to do."""
    choice = parser.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    told = _("make one signed file of the lessons and of the town's own folder")
    pack = choice.add_parser("pack", help=told, description=told)
    told = _("the town's own folder; by default that of this computer")
    pack.add_argument("--town", metavar=_("FOLDER"), default="", help=told)
    told = _("number of this pack; each is greater than the one before")
    pack.add_argument("--number", metavar="N", type=int, default=1, help=told)
    pack.add_argument("--out", metavar=_("FILE"), required=True, help=_("the file to write"))
    told = _("give a pack to every desk, through the server or the shared folder")
    publish = choice.add_parser("publish", help=told, description=told)
    publish.add_argument("file", metavar=_("FILE"), help=_("the pack"))
    _server.arguments(publish)


def run(chosen: Namespace) -> int:
    """Do it."""
    return _pack(chosen) if chosen.action == "pack" else _publish(chosen)


def _pack(chosen: Namespace) -> int:
    from pathlib import Path

    from coach import places, policy
    from coach.content import pack as packing
    from coach.org.whole_file import whole_file
    from coach.server_client import keys

    town = Path(chosen.town or policy.read().lessons or places.town())
    if chosen.town and not town.is_dir():
        raise PackRefused(reason=_("There is no folder {folder}.").format(folder=town))
    if not 0 < chosen.number < 2**31:
        raise PackRefused(reason=_("its number is none"))
    key = _publishing_key(chosen.out)
    try:
        files = packing.gather(Path(places.lessons()), town if town.is_dir() else None)
    except packing.PackError as error:
        raise PackRefused(reason=error) from error
    except OSError as error:
        raise PackRefused(reason=error.strerror or error) from error
    content = packing.make(files, chosen.number, keys.public(key), lambda digest: keys.sign(key, digest))
    with whole_file(chosen.out, replace=True) as draft:
        _sound(content)
        draft.fill(lambda out: out.write(content))
        draft.keep()
    print(ngettext("{n} file packed.", "{n} files packed.", len(files)))
    print(_("Fingerprint of its key: {fingerprint}").format(fingerprint=keys.fingerprint(keys.public(key))))
    return 0


def _publishing_key(file: str) -> bytes:
    """The key that signs what this person publishes, made at the first."""
    from base64 import b64decode, b64encode

    from coach import keyring_entry
    from coach.domain.errors import ExportError
    from coach.server_client import keys

    try:
        key = b64decode(str(keyring_entry.kept("lessons").get("key", "")))
        if len(key) != 32:
            key = keys.new_key()
            keyring_entry.keep("lessons", {"key": b64encode(key).decode()})
    except (keyring_entry.NoKeyringError, ValueError) as error:
        raise ExportError(file=file, reason=error) from error
    return key


def _sound(content: bytes) -> "Pack":
    """A pack that desks would take: verified and checked as they do it."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from coach.content import pack as packing
    from coach.server_client import keys

    try:
        pack = packing.read(content)
    except packing.PackError as error:
        raise PackRefused(reason=_("it is not whole, or no pack")) from error
    if not keys.verifies(pack.key, pack.digest, pack.signature):
        raise PackRefused(reason=_("its signature is wrong"))
    with TemporaryDirectory() as folder:
        packing.unpack(pack, Path(folder))
        found = packing.faults(Path(folder), datetime.now(UTC).date())
        if found:
            raise PackRefused(reason=found[0].told(Path(folder)))
    return pack


def _publish(chosen: Namespace) -> int:
    from coach import study
    from coach.content.pack import LARGEST
    from coach.server_client.place import is_folder, place
    from coach.sync import lots

    try:
        content = lots.content(chosen.file, LARGEST)
    except lots.DamagedError as error:
        raise PackRefused(reason=_("it is not whole, or no pack")) from error
    except OSError as error:
        raise PackRefused(reason=error.strerror or error) from error
    pack, me = _sound(content), study.me()
    where = place(me.policy, me.own, os.environ)
    if where and is_folder(where) and not (chosen.dsn or os.environ.get(_server.VARIABLE)):
        _into_folder(where, pack, content)
    else:
        _into_store(chosen, pack, content)
    print(_("Published: pack {n}. Desks take it when they synchronise.").format(n=pack.number))
    return 0


def _into_store(chosen: Namespace, pack: "Pack", content: bytes) -> None:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from coach.content.library import LESSONS, TOWN, Library
    from coach.content.pack import read, unpack
    from coach.words import FALLBACK

    with _server.organisation(chosen) as town, TemporaryDirectory() as folder:
        from coach.server.publishing import newest_pack, publish, publish_pack

        before = newest_pack(town)
        newest = publish_pack(town, pack.number, pack.hash, content)
        if newest:
            raise _too_old(newest)
        if before:
            _warn_of_another_key(read(before).key, pack.key)
        unpack(pack, Path(folder))
        own = Path(folder, TOWN)
        publish(town, Library(Path(folder, LESSONS), FALLBACK, (own,) if own.is_dir() else ()))


def _into_folder(folder: str, pack: "Pack", content: bytes) -> None:
    from coach import study
    from coach.commands._sync_lessons import file_of
    from coach.domain.errors import NotAllowed
    from coach.domain.people import Role
    from coach.org.rights import ROLES
    from coach.org.whole_file import whole_file
    from coach.sync import lessons

    if not study.me().person.may(Role.TRAINER):
        raise NotAllowed(role=_(ROLES[Role.TRAINER]))
    newest = lessons.published()
    if newest and newest.number >= pack.number and newest.hash != pack.hash:
        raise _too_old(newest.number)
    with whole_file(file_of(folder, pack.hash), replace=True) as draft:
        draft.fill(lambda out: out.write(content))
        draft.keep()
    if newest:
        _warn_of_another_key(newest.key, pack.key)
    lessons.publish(pack)


def _warn_of_another_key(before: str, now: str) -> None:
    from coach.server_client import keys

    if before != now:
        told = _("Another key signed the pack before: desks take this one only where the policy says {line}")
        print(told.format(line=f'[org] content_key = "{keys.fingerprint(now)}"'))


def _too_old(newest: int) -> PackRefused:
    told = _("pack {n} is published already; make this one with --number {next}")
    return PackRefused(reason=told.format(n=newest, next=newest + 1))


COMMAND = Command(
    N_("Pack lessons and the town's own words, and publish them to every desk."), run, arguments
)
