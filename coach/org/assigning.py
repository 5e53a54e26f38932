"""What a trainer does: propose a path to groups, withdraw it, and see who has started or finished."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from coach.content.library import Library
from coach.domain.lesson import Path
from coach.domain.people import Person, Role
from coach.org.errors import AlreadyProposed, DayOver, EmptyGroup, UnknownLine, UnknownPath
from coach.org.finishing import Pairs, pairs, state_of
from coach.org.freshness import Heard, heard_of
from coach.org.groups import every, first_of
from coach.org.names import near, plain
from coach.org.on_server import assigning as on_server
from coach.org.rights import may
from coach.org.server import server
from coach.org.shapes import SHORT, Assigned, Group, Kind, Member, Proposal, State, Status
from coach.store import assignments as lines
from coach.store import database, hearing, people
from coach.words import _, day, ngettext

MESSAGE = 300
_WHOLE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def find_path(shelf: Library, text: str) -> Path:
    """The path of an id or title.

    Raises:
        UnknownPath: there is none; the error names some that are near.
    """
    for path in shelf.paths.values():
        if plain(text) in (plain(path.id), plain(path.title)):
            return path
    raise UnknownPath(name=text, near=near(text, list(shelf.paths)))


def plan_sentence(shelf: Library, proposal: Proposal, reached: int) -> str:
    """One sentence to read before sending; `reached` counts people, see `reach`."""
    names = [group.name for group in proposal.groups]
    facts = {
        "path": shelf.paths[proposal.path].title,
        "groups": names[0] if len(names) == 1 else ngettext("{n} group", "{n} groups", len(names)),
        "people": ngettext("{n} person", "{n} people", reached),
    }
    if proposal.due is None:
        return _("“{path}”, proposed to {groups}: {people}, without a wished day.").format(**facts)
    told = _("“{path}”, proposed to {groups}: {people}, wished for {day}.")
    return told.format(**facts, day=day(proposal.due))


def assign(actor: Person, shelf: Library, proposal: Proposal, now: datetime) -> tuple[str, ...]:
    """Propose a path to every group, or to none if something is wrong; returns the lines' identifiers.

    Raises:
        UnknownPath, DayOver, EmptyGroup, AlreadyProposed: what is wrong.
    """
    path, there = find_path(shelf, proposal.path), server(actor)
    if there is not None:
        return on_server.assign(there, path, proposal)
    may(actor, Role.TRAINER)
    groups = tuple(dict.fromkeys(proposal.groups))
    if proposal.due and proposal.due < now.astimezone().date():
        raise DayOver(day=day(proposal.due))
    with database.organisation() as connection:
        standing = lines.lines(connection)
        for group in groups:
            if not people.members(connection, group.kind, group.id):
                raise EmptyGroup(name=group.name)
            _refuse_twice(standing, path.id, path.title, group)
        return tuple(lines.add(connection, _line(actor, path, group, proposal), now) for group in groups)


def _refuse_twice(known: Iterable[lines.Line], path: str, title: str, group: Group) -> None:
    for line in known:
        same = (line.path, line.target, line.target_id) == (path, group.kind, group.id)
        if same and line.withdrawn_on is None:
            raise AlreadyProposed(path=title, group=group.name, line=line.id[-SHORT:])


def _line(actor: Person, path: Path, group: Group, proposal: Proposal) -> lines.New:
    message = " ".join(proposal.message.split())[:MESSAGE]
    return lines.New(path.id, group.kind, group.id, proposal.due, message, actor.id)


def undo_assign(actor: Person, ids: Iterable[str]) -> None:
    """Undo a proposal just made, as if it had not been."""
    there = server(actor)
    if there is not None:
        on_server.undo(there, ids)
        return
    may(actor, Role.TRAINER)
    with database.organisation() as connection:
        for line in ids:
            lines.forget(connection, line)


def withdraw(actor: Person, shelf: Library, line: str, now: datetime) -> Assigned:
    """Propose it no longer; `line` is an identifier or its end. What was finished stays finished."""
    found, there = _find(actor, shelf, line), server(actor)
    if there is not None:
        on_server.withdraw(there, found)
        return found
    with database.organisation() as connection:
        lines.withdraw(connection, found.id, now.astimezone().date())
    return found


def restore(actor: Person, shelf: Library, line: str) -> Assigned:
    """Propose a withdrawn line again.

    Raises:
        AlreadyProposed: the path was meanwhile proposed to the group anew.
    """
    found, there = _find(actor, shelf, line), server(actor)
    if there is not None:
        on_server.restore(there, found)
        return found
    with database.organisation() as connection:
        _refuse_twice(lines.lines(connection), found.path, found.title, found.group)
        lines.restore(connection, found.id)
    return found


def _find(actor: Person, shelf: Library, text: str) -> Assigned:
    return _named(assignments(actor, shelf), text)


def _named(lines: Iterable[Assigned], text: str) -> Assigned:
    found = [one for one in lines if len(text) >= SHORT and one.id.endswith(text)]
    if len(found) != 1:
        raise UnknownLine(name=text)
    return found[0]


def assignments(actor: Person, shelf: Library) -> tuple[Assigned, ...]:
    """The whole history, newest first."""
    there = server(actor)
    if there is not None:
        return on_server.assignments(there, shelf)
    may(actor, Role.TRAINER)
    return tuple(assigned for assigned, _members in _statuses(shelf))


def status(actor: Person, shelf: Library, line: str, today: date, words: str = "") -> Status:
    """Who has started or finished an assigned path; of the members those told who have every one of the words.

    `today` is this desk's day: a server goes by its own.
    """
    there = server(actor)
    if there is not None:
        whole = line if _WHOLE.fullmatch(line) else _find(actor, shelf, line).id
        return on_server.status(there, shelf, whole, words)
    may(actor, Role.TRAINER)
    every_line = dict(_statuses(shelf))
    assigned = _named(every_line, line)
    members = every_line[assigned]
    with database.organisation() as connection:
        inside = people.members(connection, assigned.group.kind, assigned.group.id)
        first, more = first_of(inside, people.cohorts_of(connection), words)
    chosen = {one.id for one in first}
    told = tuple(one for one in members if one.number in chosen)
    return Status(assigned, told, sum(one.heard.old(today) for one in members), more)


def _statuses(shelf: Library) -> list[tuple[Assigned, tuple[Member, ...]]]:
    """Every line with all of its group's members, by name."""
    known = {(group.kind, group.id): group for group in every()}
    with database.organisation() as connection:
        finished = pairs(connection, shelf)
        heard = hearing.heard(connection)
        read = [
            (line, people.members(connection, line.target, line.target_id))
            for line in lines.lines(connection)
        ]
    return [
        _status(shelf, line, known.get((Kind(line.target), line.target_id)), members, (finished, heard))
        for line, members in read
    ]


def _status(
    shelf: Library,
    line: lines.Line,
    group: Group | None,
    members: Sequence[Person],
    known: tuple[Pairs, dict[str, date | None]],
) -> tuple[Assigned, tuple[Member, ...]]:
    path = shelf.paths.get(line.path)
    by_name = sorted(members, key=lambda one: (plain(one.name), one.id))
    finished, heard = known
    told = tuple(_member(one, path, finished, heard_of(heard, one.id)) for one in by_name)
    states = [member.state for member in told]
    assigned = Assigned(
        id=line.id,
        path=line.path,
        title=path.title if path else line.path,
        group=group or Group(Kind(line.target), line.target_id, line.target_id, 0),
        due=line.due,
        message=line.message,
        assigned_on=line.assigned_on,
        by=line.by,
        withdrawn_on=line.withdrawn_on,
        people=len(told),
        started=states.count(State.STARTED),
        finished=states.count(State.FINISHED),
    )
    return assigned, told


def _member(person: Person, path: Path | None, finished: Pairs, heard: Heard) -> Member:
    lessons = path.lessons if path else ()
    done = sum((person.id, lesson) in finished for lesson in lessons)
    state = state_of(person.id, path, finished)
    return Member(person.id, person.name, person.service, state, done, len(lessons), heard)
