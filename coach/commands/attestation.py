"""`coach attestation [PATH] --out FOLDER`: what proves a finished path: one's own or, by human resources, others'."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, get_args

from coach.commands._command import Command
from coach.domain.text import N_
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.domain.attestation import Attestation
    from coach.proof.documents import Kind
    from coach.study import Me

# Written out: what makes them is loaded only by an attestation.
AS = ("page", "pdf", "line", "badge")


def arguments(parser: ArgumentParser) -> None:
    """Whose, of which path, as what, and where to."""
    parser.add_argument("path", nargs="?", metavar=_("PATH"), help=_("a path's id or title"))
    parser.add_argument("--out", metavar=_("FOLDER"), help=_("the folder to write into; it may be a new one"))
    told = _("what to write: %(choices)s; else a page, and a PDF where this computer can make one")
    parser.add_argument("--as", dest="kinds", action="append", choices=AS, help=told)
    told = _("for human resources: a service, a cohort or a staff number; “all” for everybody")
    parser.add_argument("--group", metavar=_("GROUP"), help=told)
    told = _("for human resources: issue the attestation of this number again")
    parser.add_argument("--number", metavar=_("NUMBER"), help=told)
    parser.add_argument(
        "--since", metavar=_("DATE"), help=_("complete from this day on: 2026-01-31 or 31/01/2026")
    )
    parser.add_argument("--until", metavar=_("DATE"), help=_("complete until this day, included"))
    parser.add_argument("--language", metavar=_("LANGUAGE"), help=_("language of the documents, such as fr"))
    parser.add_argument(
        "--sign", action="store_true", help=_("a seal beside each page and PDF, for “coach verify”")
    )
    parser.add_argument("--reason", default="", metavar=_("REASON"), help=_("why, for the log of exports"))
    parser.add_argument("--replace", action="store_true", help=_("replace the files if they exist"))


def run(chosen: Namespace) -> int:
    """Write what was asked for; without a folder, print one's own line for the training record."""
    from coach import study, words

    if chosen.language:
        words.use(chosen.language)
    who, now = study.me(), datetime.now(UTC)
    if not (chosen.group or chosen.number):
        return _own(who, chosen, now)
    if not chosen.out:
        print(_("Say where to: --out FOLDER."), file=sys.stderr)
        return 2
    return _others(who, chosen, now)


def _own(who: "Me", chosen: Namespace, now: datetime) -> int:
    from coach import org
    from coach.proof.line import line
    from coach.study import attesting

    if not chosen.path:
        print(_("Write: coach attestation PATH --out FOLDER."), file=sys.stderr)
        return 2
    one = attesting.own(who, org.find_path(who.library, chosen.path).id, now)
    if not chosen.out:
        print(line(one))
        return 0
    for file in attesting.save(one, chosen.out, _kinds(chosen, badge=False), replace=chosen.replace):
        print(file)
    return 0


def _others(who: "Me", chosen: Namespace, now: datetime) -> int:
    from coach import org
    from coach.org import attesting, issuing

    said = who.policy.organisation
    filters = org.Filters(
        org.day(chosen.since) if chosen.since else None,
        org.day(chosen.until) if chosen.until else None,
        org.find_group(who.person, chosen.group) if chosen.group not in (None, "all") else None,
        org.find_path(who.library, chosen.path).id if chosen.path else None,
    )
    found: tuple[Attestation, ...]
    if chosen.number:
        found = (attesting.of_number(who.person, who.library, said, chosen.number, now),)
    else:
        found = attesting.attestations(who.person, who.library, said, filters, now)
    wished = issuing.Wished(
        chosen.out, _kinds(chosen, badge=True), chosen.replace, chosen.sign, filters, chosen.reason
    )
    done = issuing.issue(who.person, found, wished, now)
    told = ngettext("{n} attestation", "{n} attestations", done.count)
    print(_("{attestations} in {folder}; {list} lists them. The export is logged.").format(
        attestations=told, folder=done.folder, list=done.index
    ))  # fmt: skip
    return 0


def _kinds(chosen: Namespace, *, badge: bool) -> "tuple[Kind, ...]":
    """The kinds asked for, each once. A badge is signed by human resources, so one's own has none."""
    from coach.proof.documents import Kind
    from coach.proof.paper import is_possible

    wished = chosen.kinds or (["page", "pdf"] if is_possible() else ["page"])
    return tuple(kind for kind in get_args(Kind) if kind in wished and (badge or kind != "badge"))


COMMAND = Command(N_("Write the attestation of a finished path."), run, arguments)
