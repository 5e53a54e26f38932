"""The trainer's table: services by domains of the label, with small groups hidden."""

from collections import Counter
from collections.abc import Mapping

from coach.content.library import Library
from coach.domain.people import Person, Role
from coach.org.finishing import Pairs, pairs, wanted
from coach.org.masking import LEAST, hidden, small
from coach.org.names import plain
from coach.org.on_server import team as on_server
from coach.org.rights import may
from coach.org.server import server
from coach.org.shapes import Cell, Shown, Summary, Team, TeamRow
from coach.store import assignments, database, people

LOW, HIGH = 0.1, 0.9


def team(actor: Person, shelf: Library) -> Team:
    """The table of services by domains.

    A cell is the share of (person, lesson) pairs finished among those assigned: each of the service's people
    now, with each lesson of the domain (that of its first competence) in the paths proposed to that person. A
    lesson in two of somebody's paths counts once. A cell about fewer than five people is hidden, and so is a
    second one in a row or column that would hide just one.
    """
    there = server(actor)
    if there is not None:
        return on_server.team(there, shelf)
    may(actor, Role.TRAINER)
    assigned, finished, present = _read(shelf)
    services = sorted({one.service for one in present if one.service}, key=plain)
    sizes = Counter(one.service for one in present)
    domains = [domain.id for domain in shelf.label.domains]
    table = _table(shelf, assigned, {one.id: one.service for one in present})
    cells = _cells([[table.get((s, d), set()) for d in domains] for s in services], finished)
    return Team(
        domains=tuple(domain.title for domain in shelf.label.domains),
        rows=tuple(TeamRow(s, sizes[s], row) for s, row in zip(services, cells, strict=True)),
        summary=_summary(assigned, finished, {one.id: one.service for one in present}),
    )


def _read(shelf: Library) -> tuple[dict[str, set[str]], Pairs, list[Person]]:
    """Lessons, and marks of quizzes, that stand for each person; pairs finished; everybody."""
    assigned: dict[str, set[str]] = {}
    with database.organisation() as connection:
        for line in assignments.lines(connection):
            if line.withdrawn_on is None and line.path in shelf.paths:
                for one in people.members(connection, line.target, line.target_id):
                    assigned.setdefault(one.id, set()).update(wanted(shelf.paths[line.path]))
        return assigned, pairs(connection, shelf), people.present(connection)


def _table(
    shelf: Library, assigned: Mapping[str, set[str]], services: Mapping[str, str]
) -> dict[tuple[str, str], Pairs]:
    """Pairs assigned, by service and domain."""
    domain_of = {competence.id: competence.domain for competence in shelf.label.competences}
    domains = {card.id: domain_of.get(card.competences[0], "") for card in shelf.cards.values()}
    table: dict[tuple[str, str], Pairs] = {}
    for who, lessons in assigned.items():
        for lesson in lessons & domains.keys():
            table.setdefault((services[who], domains[lesson]), set()).add((who, lesson))
    return table


def _cells(pairs: list[list[Pairs]], finished: Pairs) -> list[tuple[Cell, ...]]:
    sizes = [[len({who for who, _lesson in cell}) for cell in row] for row in pairs]
    few, all_hidden = small(sizes), hidden(sizes)

    def cell(place: tuple[int, int], found: Pairs) -> Cell:
        if place in few:
            return Cell(Shown.FEW)
        if place in all_hidden:
            return Cell(Shown.MASKED)
        return _share(len(found & finished), len(found))

    return [tuple(cell((r, c), found) for c, found in enumerate(row)) for r, row in enumerate(pairs)]


def _share(done: int, of: int) -> Cell:
    if of == 0:
        return Cell(Shown.NONE)
    if done < LOW * of:
        return Cell(Shown.LOW)
    return Cell(Shown.HIGH) if done > HIGH * of else Cell(Shown.SHARE, round(100 * done / of))


def _summary(assigned: Mapping[str, set[str]], finished: Pairs, services: Mapping[str, str]) -> Summary:
    done = sum(
        bool(lessons) and {(who, lesson) for lesson in lessons} <= finished
        for who, lessons in assigned.items()
    )
    few = 0 < len(assigned) < LEAST
    return Summary(
        people=len(assigned),
        finished=Cell(Shown.FEW) if few else _share(done, len(assigned)),
        services=len({services[who] for who in assigned}),
    )
