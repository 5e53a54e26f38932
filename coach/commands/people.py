"""`coach people import FILE [--apply] | list | data`: bring the organisation's list of people up to date."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.commands._command import Command
from coach.domain.people import Person
from coach.domain.text import N_
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org import Change, Plan


def arguments(parser: ArgumentParser) -> None:
    """A file to import, or the list."""
    choice = parser.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    told = _("show what a CSV file of people would change, and change it with --apply")
    bring = choice.add_parser("import", help=told, description=told)
    bring.add_argument(
        "file",
        metavar=_("FILE"),
        help=_("columns staff_number, name, service, and if wished first_name, roles, audiences, login"),
    )
    bring.add_argument("--apply", action="store_true", help=_("change the list; without it nothing changes"))
    told = _("show everybody on the list")
    choice.add_parser("list", help=told, description=told)
    told = _("write all that the organisation keeps about a person, for that person")
    data = choice.add_parser("data", help=told, description=told)
    data.add_argument("person", metavar=_("STAFF-NUMBER"), help=_("whose data"))
    data.add_argument("--out", required=True, metavar=_("FILE"), help=_("a file that ends in .json or .csv"))


def run(chosen: Namespace) -> int:
    """Import or list. An import needs no role: it is how the first roles come in."""
    if chosen.action == "data":
        return _data(chosen.person, chosen.out)
    return _import(chosen.file, chosen.apply) if chosen.action == "import" else _list()


def _data(person: str, file: str) -> int:
    from coach import study
    from coach.org import person_data

    written = person_data.write(study.whoami(), person, file, datetime.now(UTC))
    print(
        _("All that the organisation keeps about {person} is in {file}.").format(person=person, file=written)
    )
    return 0


def _import(file: str, apply: bool) -> int:
    from coach import org, study

    read = org.read_people(file, study.me().library)
    for note in read.notes:
        print(note)
    plan = org.apply(read.people, datetime.now(UTC).astimezone().date()) if apply else org.plan(read.people)
    for line in _told(plan):
        print(line)
    if plan.empty:
        print(_("There is nothing to change."))
    elif apply:
        print(_("The list of people is up to date."))
    else:
        print(_("Nothing was changed yet. To change the list, type: {command}").format(command=_again(file)))
    return 0


def _again(file: str) -> str:
    return f'coach people import "{file}" --apply' if " " in file else f"coach people import {file} --apply"


def _told(plan: "Plan") -> Iterator[str]:
    yield from _section(
        ngettext("{n} person to add:", "{n} people to add:", len(plan.added)),
        [f"{_person(one)}, {one.service}, {_roles(one)}" for one in plan.added],
    )
    yield from _section(
        ngettext("{n} person to change:", "{n} people to change:", len(plan.changed)),
        [f"{_person(one.before)}: {', '.join(_differences(one))}" for one in plan.changed],
    )
    yield from _section(
        ngettext("{n} person no longer listed:", "{n} people no longer listed:", len(plan.left)),
        [f"{_person(one)}, {one.service}" for one in plan.left],
    )
    yield ngettext("{n} person unchanged.", "{n} people unchanged.", plan.same)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    told = [f"  {line}" for line in lines]
    if told:
        yield from (title, *told)


def _differences(change: "Change") -> Iterator[str]:
    if change.back:
        yield _("is back")
    before, after = change.before, change.after
    pairs = (
        (N_("name"), before.name, after.name),
        (N_("service"), before.service, after.service),
        (N_("roles"), _roles(before), _roles(after)),
        (N_("audiences"), ", ".join(sorted(before.audiences)), ", ".join(sorted(after.audiences))),
        (N_("login"), before.login, after.login),
    )
    for title, old, new in pairs:
        if old != new:
            yield _("{field} “{old}” becomes “{new}”").format(field=_(title), old=old, new=new)


def _person(one: Person) -> str:
    return f"{one.id}  {one.name}"


def _roles(one: Person) -> str:
    from coach.org import ROLES

    return ", ".join(_(words) for role, words in ROLES.items() if one.may(role))


def _list() -> int:
    from coach import org, study

    for one in org.everybody(study.whoami()):
        print(f"{_person(one)}, {one.service}, {_roles(one)}")
    return 0


COMMAND = Command(N_("Bring the organisation's list of people up to date."), run, arguments)
