"""A pack of lessons: one signed archive that is the same, byte for byte, wherever it is made of the same files.

A ZIP that any tool opens: `manifest.json` (format, number, size and SHA-256 of each file), `signature.json` (over the
manifest's hash), then the files under `lessons/` and `town/`. Nothing in it is compressed: two versions of a
compressor write different bytes, and what is not compressed cannot unfold to more than it is.
"""

import io
import json
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from coach import places
from coach.content.check import check
from coach.content.faults import Fault
from coach.content.forms import MIME
from coach.content.library import LESSONS, TOWN
from coach.words import _

LARGEST = 32_000_000
"""Bytes of a pack."""
MOST_FILES = 4000
FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
_NAME = re.compile(rf"(?:{LESSONS}|{TOWN})(?:/[A-Za-z0-9][A-Za-z0-9._-]{{0,99}}){{1,3}}")
_KINDS = (".toml", ".md", ".svg", *MIME)
_OTHERS = ("LICENSE",)
# zipfile meets a malformed archive, and we a malformed manifest, with errors of many kinds.
_MALFORMED = (
    *(zipfile.BadZipFile, OSError, EOFError, ValueError, LookupError, RuntimeError, TypeError),
    *(AttributeError, OverflowError, struct.error, zlib.error),
)
_PARTS = 100_000
"""Bytes of a signature's file."""


class PackError(ValueError):
    """It is no pack, or not a whole one; the text says why, for a log."""


@dataclass(frozen=True)
class Pack:
    """A pack that holds what its manifest says. Whose the signature is has not been looked at.

    Attributes:
        number: greater than the one of the pack before.
        files: content by name, such as "lessons/facts.toml".
        digest: SHA-256 of the manifest, hexadecimal: what is signed.
        key: the publisher's public key, base64.
        signature: base64.
        hash: SHA-256 of the whole pack, hexadecimal: its name.
    """

    number: int
    files: Mapping[str, bytes]
    digest: str
    key: str
    signature: str
    hash: str


def gather(lessons: Path, town: Path | None) -> dict[str, bytes]:
    """The files of a pack, by name: the lessons, and the town's own folder beside them.

    Raises:
        PackError: a file has a name that some desk could not write, or there is too much.
        OSError: one cannot be read.
    """
    files = {}
    tops = {LESSONS: lessons} | ({TOWN: town} if town else {})
    for top, folder in tops.items():
        for file in sorted(folder.rglob("*")):
            if file.is_symlink() or not file.is_file() or not _belongs(file):
                continue
            files[f"{top}/{file.relative_to(folder).as_posix()}"] = file.read_bytes()
    _hold(files)
    return files


def _belongs(file: Path) -> bool:
    return not file.name.startswith(".") and (file.suffix in _KINDS or file.name in _OTHERS)


def make(files: Mapping[str, bytes], number: int, key: str, sign: Callable[[str], str]) -> bytes:
    """The pack of these files, signed.

    Args:
        files: content by name, as `gather` gives it.
        number: of this pack, from 1.
        key: public, base64.
        sign: gives the signature of a hash in hexadecimal, base64.
    """
    rows = {
        name: {"sha256": sha256(content).hexdigest(), "size": len(content)} for name, content in files.items()
    }
    manifest = _json({"files": rows, "number": number, "v": FORMAT})
    signature = _json({"key": key, "signature": sign(sha256(manifest).hexdigest())})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {
            MANIFEST: manifest,
            SIGNATURE: signature,
            **dict(sorted(files.items())),
        }.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            # Otherwise it says on what system it was made.
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read(content: bytes) -> Pack:
    """A pack, as if anybody could have written it.

    Raises:
        PackError: it is none, it holds something else than its manifest says, or its names lead elsewhere.
    """
    if len(content) > LARGEST:
        raise PackError("too large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, sha256(content).hexdigest())
    except PackError:
        raise
    except _MALFORMED as error:
        raise PackError(type(error).__name__) from error


def _read(archive: zipfile.ZipFile, whole: str) -> Pack:
    entries = archive.infolist()
    sizes = {entry.filename: entry.file_size for entry in entries}
    if len(sizes) != len(entries) or len(entries) > MOST_FILES + 2:
        raise PackError("a name stands twice, or there are too many")
    if any(entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1 for entry in entries):
        raise PackError("compressed or encrypted")
    if sum(sizes.values()) > LARGEST or sizes.get(SIGNATURE, 0) > _PARTS:
        raise PackError("more than it may be")
    manifest = archive.read(MANIFEST)
    told, signed = json.loads(manifest), json.loads(archive.read(SIGNATURE))
    key, signature, number = signed["key"], signed["signature"], told["number"]
    if told["v"] != FORMAT or type(number) is not int or not 0 < number < 2**31:
        raise PackError("of another format, or without a number")
    if not isinstance(key, str) or not isinstance(signature, str) or len(key) + len(signature) > 400:
        raise PackError("without a signature")
    if sizes.keys() != told["files"].keys() | {MANIFEST, SIGNATURE}:
        raise PackError("something else than its manifest says")
    files = {name: _file(archive, name, row) for name, row in told["files"].items()}
    _hold(files)
    return Pack(number, files, sha256(manifest).hexdigest(), key, signature, whole)


def _file(archive: zipfile.ZipFile, name: str, row: Mapping[str, Any]) -> bytes:
    content = archive.read(name)
    if row["size"] != len(content) or row["sha256"] != sha256(content).hexdigest():
        raise PackError("a file is not what the manifest says")
    return content


def _hold(files: Mapping[str, bytes]) -> None:
    """See that every name can be written on every system, inside the pack's own folder, beside all others."""
    if len(files) > MOST_FILES or sum(map(len, files.values())) > LARGEST:
        raise PackError(_("there is too much for one pack"))
    seen: set[str] = set()
    folders: set[str] = set()
    for name in files:
        parts = name.lower().split("/")
        if not _NAME.fullmatch(name) or any(_device(part) for part in parts):
            told = _("a name that not every computer can write: {name}")
            raise PackError(told.format(name=ascii(name)[:120]))
        seen.add("/".join(parts))
        folders.update("/".join(parts[:depth]) for depth in range(1, len(parts)))
    if len(seen) != len(files) or seen & folders:
        raise PackError(_("two names that some computers take for one"))


def _device(part: str) -> bool:
    return part.endswith(".") or part.partition(".")[0] in places.DEVICES


def unpack(pack: Pack, folder: Path) -> None:
    """Write the files of a pack into an empty folder; on the disk when this returns.

    Raises:
        OSError: one could not be written.
    """
    for name, content in pack.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())


def faults(folder: Path, today: date) -> list[Fault]:
    """What `coach check` finds wrong with a pack that was unpacked there."""
    lessons, town = folder / LESSONS, folder / TOWN
    found = check(lessons, today) if lessons.is_dir() else [Fault(lessons, 0, _("the file is missing"))]
    if town.is_dir():
        found += check(town, today, lessons)
    return [fault for fault in found if not fault.notice]
