"""`coach people import FILE [--apply] | list | data`: bring the organisation's list of people up to date.

With the address of a database it is the list of the organisation's server, otherwise the one of this computer.
"""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from coach.commands import _people_erase, _server
from coach.commands._command import Command
from coach.domain.people import Person
from coach.domain.text import N_
from coach.words import _, ngettext

if TYPE_CHECKING:
    from coach.org import Change, PeopleFile, Plan


def arguments(parser: ArgumentParser) -> None:
    """A file to import, or the list."""
    choice = parser.add_subparsers(dest="action", metavar=_("ACTION"), required=True)
    told = _("show what a CSV file of people would change, and change it with --apply")
    bring = choice.add_parser("import", help=told, description=told)
    bring.add_argument(
        "file",
        metavar=_("FILE"),
        help=_(
            "columns staff_number, name, service, and if wished first_name, roles, audiences, login,"
            " parent_service"
        ),
    )
    bring.add_argument("--apply", action="store_true", help=_("change the list; without it nothing changes"))
    _server.arguments(bring)
    told = _("show everybody on the list")
    _server.arguments(choice.add_parser("list", help=told, description=told))
    told = _("write all that the organisation keeps about a person, for that person")
    data = choice.add_parser("data", help=told, description=told)
    data.add_argument("person", metavar=_("STAFF-NUMBER"), help=_("whose data"))
    data.add_argument("--out", required=True, metavar=_("FILE"), help=_("a file that ends in .json or .csv"))
    told = _(_people_erase.TOLD)
    _people_erase.arguments(choice.add_parser("erase", help=told, description=told))


def run(chosen: Namespace) -> int:
    """Import or list. An import needs no role: it is how the first roles come in."""
    if chosen.action == "data":
        return _data(chosen.person, chosen.out)
    if chosen.action == "erase":
        return _people_erase.run(chosen)
    return _import(chosen, chosen.file, chosen.apply) if chosen.action == "import" else _list(chosen)


def _data(person: str, file: str) -> int:
    from coach import study
    from coach.org import person_data

    written = person_data.write(study.whoami(), person, file, datetime.now(UTC))
    print(
        _("All that the organisation keeps about {person} is in {file}.").format(person=person, file=written)
    )
    return 0


def _elsewhere(chosen: Namespace) -> bool:
    return bool(chosen.dsn or os.environ.get(_server.VARIABLE))


def _import(chosen: Namespace, file: str, apply: bool) -> int:
    from coach import org, study

    read = org.read_people(file, study.me().library)
    for note in read.notes:
        print(note)
    today = datetime.now(UTC).astimezone().date()
    moved: list[str] = []
    if _elsewhere(chosen):
        plan, moved = _at_the_server(chosen, read, today)
    else:
        org.may_import(study.whoami())
        plan = org.apply(read.people, today) if apply else org.plan(read.people)
    for line in (*_told(plan), *moved):
        print(line)
    if plan.empty and not moved:
        print(_("There is nothing to change."))
    elif apply:
        print(_("The list of people is up to date."))
    else:
        print(_("Nothing was changed yet. To change the list, type: {command}").format(command=_again(file)))
    return 0


def _at_the_server(chosen: Namespace, read: "PeopleFile", today: date) -> "tuple[Plan, list[str]]":
    """The same plan for the organisation's database with what changes among services, and the change if wished."""
    with _server.organisation(chosen) as town:
        from coach import org
        from coach.server import people, services

        plan = org.compare(read.people, people.listed(town))
        if chosen.apply:
            people.put(town, (*plan.added, *(change.after for change in plan.changed)), today)
            people.leave(town, plan.left, today)
        if read.parents is None:
            return plan, []
        moved = list(_moved(services.parents(town), read.parents))
        if chosen.apply and moved:
            services.arrange(town, read.parents)
        return plan, moved


def _moved(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for service in sorted({*before, *after}):
        if service not in after:
            yield _("“{service}” stands below no other service any more.").format(service=service)
        elif before.get(service) != after[service]:
            yield _("“{service}” stands below “{other}”.").format(service=service, other=after[service])


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


def _list(chosen: Namespace) -> int:
    for one in _listed(chosen):
        # The organisation's server tells nobody's roles.
        print(", ".join(told for told in (_person(one), one.service, _roles(one)) if told))
    return 0


def _listed(chosen: Namespace) -> Iterable[Person]:
    from coach import org, study

    if not _elsewhere(chosen):
        return org.everybody(study.whoami())
    with _server.organisation(chosen) as town:
        from coach.server import people

        return [one.person for one in people.listed(town) if one.left_on is None]


COMMAND = Command(N_("Bring the organisation's list of people up to date."), run, arguments)
