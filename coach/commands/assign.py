"""`coach assign PATH --group G --due DATE`, `--list`, `--status ID`, `--withdraw ID`: propose paths."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.commands._command import Command
from coach.domain.people import Person, Role
from coach.domain.text import N_
from coach.words import _, day, ngettext, number

if TYPE_CHECKING:
    from coach.content.library import Library
    from coach.org import Assigned


def arguments(parser: ArgumentParser) -> None:
    """A path with its groups, or a look at what was proposed."""
    parser.add_argument("path", nargs="?", metavar=_("PATH"), help=_("a path's id or title"))
    parser.add_argument(
        "--group",
        action="append",
        metavar=_("GROUP"),
        help=_("a service, a cohort or a staff number; may stand several times"),
    )
    parser.add_argument("--due", metavar=_("DATE"), help=_("the wished day: 2026-12-31 or 31/12/2026"))
    parser.add_argument("--message", default="", metavar=_("TEXT"), help=_("a few words for the learners"))
    parser.add_argument("--list", action="store_true", help=_("show what was proposed, newest first"))
    parser.add_argument("--status", metavar=_("ID"), help=_("show who has started or finished"))
    told = _("of those with --status, only who has these words in name, staff number, service or cohort")
    parser.add_argument("--search", metavar=_("WORDS"), default="", help=told)
    parser.add_argument("--withdraw", metavar=_("ID"), help=_("propose it no longer"))
    parser.add_argument("--restore", metavar=_("ID"), help=_("propose a withdrawn path again"))


def run(chosen: Namespace) -> int:
    """Do what was asked as the person at this desk."""
    from coach import org, study

    actor, shelf = study.whoami(), study.me().library
    if chosen.withdraw:
        done = org.withdraw(actor, shelf, chosen.withdraw, datetime.now(UTC))
        print(_("Withdrawn: {line}").format(line=_line(done)))
    elif chosen.restore:
        print(_("Proposed again: {line}").format(line=_line(org.restore(actor, shelf, chosen.restore))))
    elif chosen.status:
        print("\n".join(_status(actor, shelf, chosen.status, chosen.search)))
    elif chosen.path and chosen.group:
        _assign(actor, shelf, chosen)
    elif chosen.path or chosen.group:
        sys.stderr.write(_("Write: coach assign PATH --group GROUP --due DATE.") + "\n")
        return 2
    else:
        _list(org.assignments(actor, shelf))
    return 0


def _assign(actor: Person, shelf: "Library", chosen: Namespace) -> None:
    from coach import org

    org.may(actor, Role.TRAINER)
    proposal = org.Proposal(
        org.find_path(shelf, chosen.path).id,
        tuple(dict.fromkeys(org.find_group(actor, name) for name in chosen.group)),
        org.day(chosen.due) if chosen.due else None,
        chosen.message,
    )
    ids = org.assign(actor, shelf, proposal, datetime.now(UTC))
    print(org.plan_sentence(shelf, proposal, org.reach(actor, proposal.groups)))
    lines = [one for one in org.assignments(actor, shelf) if one.id in ids]
    _list(tuple(lines))


def _list(lines: "tuple[Assigned, ...]") -> None:
    print("\n".join(_line(one) for one in lines) or _("Nothing was proposed yet."))


def _line(one: "Assigned") -> str:
    parts = [
        one.title,
        one.group.name,
        _("wished for {day}").format(day=day(one.due, "short")) if one.due else _("without a wished day"),
        _("withdrawn on {day}").format(day=day(one.withdrawn_on, "short")) if one.withdrawn_on else "",
        _("{finished} of {people} finished, {started} under way").format(
            finished=one.finished, people=one.people, started=one.started
        ),
    ]
    return f"{one.short}  " + " | ".join(part for part in parts if part)


def _status(actor: Person, shelf: "Library", line: str, words: str) -> Iterator[str]:
    from coach import org

    today = datetime.now().astimezone().date()
    found = org.status(actor, shelf, line, today, words)
    yield _line(found.assigned)
    for member in found.members:
        lessons = ngettext("{n} lesson", "{n} lessons", member.lessons)
        done = _("{done} of {lessons}").format(done=member.done, lessons=lessons)
        age = member.heard.told(today) if member.heard.old(today) else ""
        yield f"  {member.name}, {member.service}: " + ", ".join(
            part for part in (member.told, done, age) if part
        )
    if found.more:
        told = _("These are the first {n} by name. Add --search with a name to find others.")
        yield told.format(n=number(len(found.members), 0))


COMMAND = Command(N_("Propose a path to groups of people."), run, arguments)
