"""Paths proposed through the server, and how far people are."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from coach.content.library import Library
from coach.domain.lesson import Path
from coach.org.errors import AlreadyProposed, EmptyGroup, UnknownGroup
from coach.org.on_server.answers import Row, count, day, on, row, rows, text, texts, yes
from coach.org.on_server.freshness import heard
from coach.org.on_server.groups import asked, target
from coach.org.server import Server, reading
from coach.org.shapes import Assigned, Group, Kind, Member, Proposal, State, Status


def assign(there: Server, path: Path, proposal: Proposal) -> tuple[str, ...]:
    """Propose a path to every group, or to none; returns the lines' identifiers.

    Raises:
        CoachError: what is wrong, as with a file.
    """
    wanted = [target(group) for group in dict.fromkeys(proposal.groups)]
    due = proposal.due.isoformat() if proposal.due else None
    with _named(path.title, proposal.groups):
        told = there.ask("assign", path=path.id, groups=wanted, due=due, message=proposal.message)
    with reading(there):
        return texts(told)


def undo(there: Server, lines: Iterable[str]) -> None:
    """As if one's own proposals of today had not been."""
    there.ask("undo_assign", ids=list(lines))


def withdraw(there: Server, line: Assigned) -> None:
    """Propose it no longer."""
    there.ask("withdraw", id=line.id)


def restore(there: Server, line: Assigned) -> None:
    """Propose a withdrawn line again; raises AlreadyProposed."""
    with _named(line.title, [line.group]):
        there.ask("restore", id=line.id)


@contextmanager
def _named(title: str, groups: Sequence[Group]) -> Iterator[None]:
    """The server refuses by identifiers; people know a path by its title and a group by its name."""
    names = {group.id: group.name for group in groups}
    try:
        yield
    except AlreadyProposed as error:
        group = error.facts["group"]
        named = {"path": title, "group": names.get(str(group), group)}
        raise AlreadyProposed(**{**error.facts, **named}) from error
    except (EmptyGroup, UnknownGroup) as error:
        name = error.facts["name"]
        raise type(error)(**{**error.facts, "name": names.get(str(name), name)}) from error


def assignments(there: Server, shelf: Library) -> tuple[Assigned, ...]:
    """The whole history, newest first."""
    told = there.ask("assignments")
    with reading(there):
        return tuple(_assigned(shelf, one) for one in rows(told))


def status(there: Server, shelf: Library, line: str, words: str) -> Status:
    """A line, by its whole identifier, with its group's members."""
    told = there.ask("status", id=line, words=asked(words))
    with reading(there):
        members = tuple(_member(one) for one in rows(told["members"]))
        assigned = _assigned(shelf, row(told["assigned"]))
        return Status(assigned, members, count(told["silent"]), yes(told["more"]))


def _assigned(shelf: Library, told: Row) -> Assigned:
    path, people = text(told, "path"), count(told["people"])
    known = shelf.paths.get(path)
    return Assigned(
        id=text(told, "id"),
        path=path,
        title=known.title if known else text(told, "title"),
        group=Group(Kind(told["target"]), text(told, "target_id"), text(told, "group"), people),
        due=on(told, "due"),
        message=text(told, "message"),
        assigned_on=day(told, "assigned_on"),
        by=text(told, "by"),
        withdrawn_on=on(told, "withdrawn_on"),
        people=people,
        started=count(told["started"]),
        finished=count(told["finished"]),
    )


def _member(told: Row) -> Member:
    done, lessons = count(told["done"]), count(told["lessons"])
    number, name, service = text(told, "id"), text(told, "name"), text(told, "service")
    return Member(number, name, service, State(told["state"]), done, lessons, heard(told))
