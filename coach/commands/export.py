"""`coach export FORMAT --out FILE`: what was finished as a file, for human resources."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.commands._command import Command
from coach.domain.people import Role
from coach.domain.text import N_
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.content.library import Library
    from coach.domain.people import Person
    from coach.org import Filters
    from coach.org.profiles import Profile

# What a line is, as typed. Written out: the rows behind it are loaded only by an export.
WHAT = ("person-path", "completion", "enrolment", "hours", "livret")


class _Formats:
    """The formats by name, looked up only when `coach export` is what was typed."""

    def __iter__(self) -> Iterator[str]:
        from coach.exports import formats

        return iter(formats())


def arguments(parser: ArgumentParser) -> None:
    """The format, the file, the filters, and how the file tells it."""
    parser.add_argument(
        "format", choices=_Formats(), nargs="?", metavar=_("FORMAT"), help=_("one of: %(choices)s")
    )
    parser.add_argument("--out", required=True, metavar=_("FILE"), help=_("the file to write"))
    _filters(parser)
    parser.add_argument("--what", choices=WHAT, help=_("what a line is: %(choices)s; else person-path"))
    columns = _("keys of the columns in order, each with a title if wished: staff_number=Matricule,minutes")
    parser.add_argument("--columns", metavar=_("COLUMNS"), help=columns)
    parser.add_argument("--pseudonyms", action="store_true", help=_("pseudonyms in place of people"))
    parser.add_argument("--reason", default="", metavar=_("REASON"), help=_("why, for the log of exports"))
    parser.add_argument("--sign", action="store_true", help=_("sign the file, for “coach verify”"))
    parser.add_argument("--profile", metavar=_("NAME"), help=_("format and columns as saved under a name"))
    parser.add_argument("--save-profile", metavar=_("NAME"), help=_("save format and columns under a name"))
    parser.add_argument("--replace", action="store_true", help=_("replace the file if it exists"))


def _filters(parser: ArgumentParser) -> None:
    parser.add_argument("--since", metavar=_("DATE"), help=_("first day: 2026-01-31 or 31/01/2026"))
    parser.add_argument("--until", metavar=_("DATE"), help=_("last day, included"))
    parser.add_argument("--group", metavar=_("GROUP"), help=_("a service, a cohort or a staff number"))
    parser.add_argument("--path", metavar=_("PATH"), help=_("a path's id or title"))
    parser.add_argument("--service", metavar=_("SERVICE"), help=_("the service of the day it was finished"))


def run(chosen: Namespace) -> int:
    """Export as the person at this desk; the export is logged."""
    from coach import org, study
    from coach.org import profiles

    if chosen.format is None and chosen.profile is None:
        print(
            _("Write: coach export FORMAT --out FILE, or coach export --profile NAME --out FILE."),
            file=sys.stderr,
        )
        return 2
    actor, shelf = study.whoami(), study.me().library
    org.may(actor, Role.HR)
    told = _told(actor, chosen)
    query = org.Query(
        _chosen(actor, shelf, chosen),
        told.grain,
        told.columns,
        told.titles,
        told.pseudonyms,
        " ".join(chosen.reason.split()),
    )
    target = org.Target(told.format, chosen.out, chosen.replace, chosen.sign)
    done = org.export(actor, shelf, target, query, datetime.now(UTC))
    if chosen.save_profile:
        profiles.save(actor, told)
    rows = ngettext("{n} row", "{n} rows", done.rows)
    print(_("{rows} written to {file}. The export is logged.").format(rows=rows, file=done.file))
    if done.seal:
        print(_("Signed: {seal}. Keep both files together.").format(seal=done.seal))
    return 0


def _told(actor: "Person", chosen: Namespace) -> "Profile":
    """How the file tells it: as typed, else as the profile has it."""
    from coach.org import profiles

    saved = profiles.find(actor, chosen.profile) if chosen.profile else None
    pairs = [part.partition("=") for part in (chosen.columns or "").split(",") if part.strip()]
    return profiles.Profile(
        name=chosen.save_profile or "",
        format=chosen.format or (saved.format if saved else ""),
        grain=chosen.what or (saved.grain if saved else WHAT[0]),
        columns=tuple(key.strip() for key, _is, _title in pairs) or (saved.columns if saved else ()),
        titles={key.strip(): title.strip() for key, _is, title in pairs if title.strip()}
        or (saved.titles if saved else {}),
        pseudonyms=chosen.pseudonyms or bool(saved and saved.pseudonyms),
    )


def _chosen(actor: "Person", shelf: "Library", chosen: Namespace) -> "Filters":
    from coach import org

    return org.Filters(
        org.day(chosen.since) if chosen.since else None,
        org.day(chosen.until) if chosen.until else None,
        org.find_group(actor, chosen.group) if chosen.group else None,
        org.find_path(shelf, chosen.path).id if chosen.path else None,
        chosen.service,
    )


COMMAND = Command(N_("Export what was finished to a file, for human resources."), run, arguments)
