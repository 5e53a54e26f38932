"""Takes a published pack of lessons: verified, checked, unpacked beside the records, and only then pointed at.

Whose key counts, the policy says; without a word there, the first publisher's and no other after it.
"""

import json
import os
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from coach import places
from coach.content import pack as packing
from coach.content.pack import Pack, PackError
from coach.domain.text import N_
from coach.policy import Policy
from coach.replace_file import replace_file
from coach.server_client import keys
from coach.words import _

REASONS = {
    "damaged": N_("they are not whole"),
    "signature": N_("their signature is wrong: somebody has altered them"),
    "key": N_("they are signed with a key that is not your organisation's"),
    "older": N_("they are older than those here"),
    "faults": N_("they have faults"),
}
_HELD, _REFUSED, _PUBLISHED, _CURRENT = "pack.json", "refused.json", "published.json", "current"


class RefusedError(Exception):
    """A pack is not taken; `reason` is a key of `REASONS`, the text is for the log."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"lessons refused: {reason} {detail}".strip())
        self.reason = reason


@dataclass(frozen=True)
class Held:
    """A pack by its hash, its number and its publisher's public key, base64."""

    hash: str
    number: int
    key: str = ""


def held() -> Held | None:
    """The pack that is read here."""
    return _noted(os.path.join(places.pack(), _HELD)) if places.pack() else None


def published() -> Held | None:
    """The pack that was put into the shared folder from this computer last."""
    return _noted(os.path.join(places.packs(), _PUBLISHED))


def refused() -> tuple[str, str]:
    """The hash of the pack that was not taken last, and why, see `REASONS`; both empty when all is well."""
    row = _row(os.path.join(places.packs(), _REFUSED))
    why = row.get("reason")
    return (str(row.get("hash", "")), why) if isinstance(why, str) and why in REASONS else ("", "")


def told(reason: str) -> str:
    """The sentence for lessons that were not taken; nothing for no reason."""
    if not reason:
        return ""
    return _("New lessons were not taken: {reason}. Those here stay. Tell your IT department.").format(
        reason=_(REASONS[reason])
    )


def refuse(wanted: str, reason: str) -> None:
    """Keep in mind that a pack was not taken, so that it is not fetched again and again; raises OSError."""
    _write(_REFUSED, json.dumps({"hash": wanted, "reason": reason}))


def publish(pack: Pack) -> None:
    """Keep in mind what was put into the shared folder; raises OSError."""
    _write(_PUBLISHED, json.dumps(asdict(Held(pack.hash, pack.number, pack.key))))


def take(content: bytes, wanted: str, policy: Policy, today: date) -> Pack:
    """Take the pack that a pull has named. Until it is whole and pointed at, the one before is read.

    Raises:
        RefusedError: it is not taken.
        OSError: it cannot be written.
    """
    pack = _verified(content, wanted, policy)
    os.makedirs(places.packs(), exist_ok=True)
    before, name = places.pack(), wanted[:32]
    with tempfile.TemporaryDirectory(prefix=".", dir=places.packs()) as folder:
        fresh = Path(folder, name)
        fresh.mkdir()
        packing.unpack(pack, fresh)
        found = packing.faults(fresh, today)
        if found:
            raise RefusedError("faults", found[0].told(fresh))
        (fresh / _HELD).write_text(json.dumps(asdict(Held(pack.hash, pack.number, pack.key))), "ascii")
        final = os.path.join(places.packs(), name)
        # A power cut may have left it there, whole or not, with nothing that points at it.
        shutil.rmtree(final, ignore_errors=True)
        os.rename(fresh, final)
    _write(_CURRENT, name)
    with suppress(FileNotFoundError):
        os.remove(os.path.join(places.packs(), _REFUSED))
    _tidy({name, os.path.basename(before)})
    return pack


def _verified(content: bytes, wanted: str, policy: Policy) -> Pack:
    try:
        pack = packing.read(content)
    except PackError as error:
        raise RefusedError("damaged", str(error)) from error
    if pack.hash != wanted:
        raise RefusedError("damaged", "another hash than the one named")
    if not keys.verifies(pack.key, pack.digest, pack.signature):
        raise RefusedError("signature")
    mine, told = held(), keys.fingerprint(pack.key)
    if policy.unreadable or (policy.content_key and policy.content_key != told):
        raise RefusedError("key", told)
    if mine and mine.key != pack.key and not policy.content_key:
        raise RefusedError("key", told)
    if mine and mine.key == pack.key and pack.number <= mine.number:
        raise RefusedError("older", str(pack.number))
    return pack


def _tidy(keep: set[str]) -> None:
    """Let go of what a power cut or older packs have left; a running window may still read the one before."""
    for one in os.scandir(places.packs()):
        if one.is_dir(follow_symlinks=False) and one.name not in keep:
            shutil.rmtree(one.path, ignore_errors=True)


def _noted(file: str) -> Held | None:
    row = _row(file)
    known, number, key = row.get("hash"), row.get("number"), row.get("key", "")
    if not isinstance(known, str) or not re.fullmatch("[0-9a-f]{64}", known) or type(number) is not int:
        return None
    return Held(known, number, key) if isinstance(key, str) else None


def _row(file: str) -> dict[str, object]:
    try:
        with open(file, encoding="utf-8") as opened:
            row = json.loads(opened.read(10_000))
    except (OSError, ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _write(name: str, text: str) -> None:
    os.makedirs(places.packs(), exist_ok=True)
    replace_file(os.path.join(places.packs(), name), text)
