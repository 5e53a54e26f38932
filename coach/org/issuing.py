"""Attestations as files in a folder, all or none, with a list of them and a line in the log of exports."""

import csv
import io
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from coach.domain.attestation import Attestation
from coach.domain.people import Person, Role
from coach.exports import guarded
from coach.org.errors import FileThere, Stopped
from coach.org.query import Filters, Query
from coach.org.records import SEAL
from coach.org.rights import may
from coach.org.shared import begin, logged
from coach.org.whole_file import as_export_error
from coach.proof.documents import KINDS, Kind, document, stem
from coach.store import export_log
from coach.words import _

ALL = Filters()
Tell = Callable[[int, int], bool]
"""Told how many of how many are done; an answer of False stops."""


@dataclass(frozen=True)
class Wished:
    """Where the files go and which: kinds of `proof.documents`. `sealed`: page and PDF each get a seal beside them.

    What was asked for, and why, is for the log.
    """

    folder: str
    kinds: tuple[Kind, ...]
    replace: bool = False
    sealed: bool = False
    filters: Filters = ALL
    reason: str = ""


@dataclass(frozen=True)
class Issued:
    """How many attestations were written, their folder, and the list of them."""

    count: int
    folder: str
    index: str


def issue(
    actor: Person,
    found: Sequence[Attestation],
    wished: Wished,
    now: datetime,
    tell: Tell = lambda _n, _all: True,
) -> Issued:
    """Write them into a folder, which need not exist yet.

    Raises:
        FileThere: one of the files is there and may not be replaced. ExportError: it cannot be written.
        Stopped: `tell` said so. In all these cases none of the files is there.
        NoPdf, NoKeyring: a kind that cannot be made here was wished.
        SyncError: the organisation's server cannot note it in its log.
    """
    may(actor, Role.HR)
    folder = os.path.abspath(wished.folder)
    index = os.path.join(folder, _("attestations-{day}.csv").format(day=now.astimezone().date().isoformat()))
    query = Query(wished.filters, "attestation", reason=" ".join(wished.reason.split()))
    line = begin(actor, export_log.New(actor.id, "attestation", folder, query.logged()), now)
    part = os.path.join(folder, f".{uuid4().hex}.part")
    try:
        os.makedirs(part)
        names = list(_written(actor, found, wished, part, now, tell))
        list_part = os.path.join(part, os.path.basename(index))
        with open(list_part, "wb") as out:
            out.write(_index(found))
        names.append(os.path.basename(index))
        _free(folder, names, wished.replace)
        with logged(actor, line, len(found), list_part):
            for name in names:
                os.replace(os.path.join(part, name), os.path.join(folder, name))
    except OSError as error:
        raise as_export_error(error, folder) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Issued(len(found), folder, index)


def _written(
    actor: Person, found: Sequence[Attestation], wished: Wished, part: str, now: datetime, tell: Tell
) -> Iterator[str]:
    from coach.org.keys import signing_key

    key = signing_key() if "badge" in wished.kinds else None
    for count, one in enumerate(found, 1):
        for kind in wished.kinds:
            name = stem(one) + KINDS[kind]
            with open(os.path.join(part, name), "wb") as out:
                out.write(document(one, kind, key))
            yield name
            if wished.sealed and kind in ("page", "pdf"):
                yield _seal(actor, one, os.path.join(part, name), now)
        if not tell(count, len(found)):
            raise Stopped


def _seal(actor: Person, one: Attestation, file: str, now: datetime) -> str:
    from coach.org.sealing import sealed

    told = {
        "file": os.path.basename(file),
        "query": {"number": one.number},
        "day": now.astimezone().date().isoformat(),
        "author": actor.id,
        "n": 1,
    }
    with open(file + SEAL, "wb") as out:
        out.write(sealed(file, told, "attestation", None))
    return os.path.basename(file) + SEAL


def _free(folder: str, names: Collection[str], replace: bool) -> None:
    for name in names:
        if os.path.lexists(os.path.join(folder, name)) and not replace:
            raise FileThere(file=os.path.join(folder, name))


def _index(found: Sequence[Attestation]) -> bytes:
    """Which attestation is whose, as a French spreadsheet opens it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        (_("Attestation number"), _("Staff number"), _("Name"), _("Path"), _("Date of issue"), _("File"))
    )
    for one in found:
        row = (one.number, one.staff_number, one.person, one.title, f"{one.last:%d/%m/%Y}", stem(one))
        writer.writerow([guarded(words) for words in row])
    return out.getvalue().encode("utf-8-sig")
