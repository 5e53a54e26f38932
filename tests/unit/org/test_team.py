"""The trainer's table shows shares of services, never of a few people."""

from pathlib import Path

import pytest

from coach import org
from coach.content.library import Library
from coach.domain.people import Person
from coach.org import Cell, Proposal, Shown
from coach.store import people
from tests.unit.org.town import AGENTS, NOW, TRAINER, finish, finish_path, town


def propose(shelf: Library, path: str, *names: str) -> None:
    groups = tuple(org.find_group(TRAINER, name) for name in names)
    org.assign(TRAINER, shelf, Proposal(path, groups), NOW)


def move_in(count: int, service: str) -> list[Person]:
    new = [Person(f"{service}{n}", f"{service} {n}", service) for n in range(count)]
    with town() as connection:
        people.put(connection, new)
    return new


def cells(shelf: Library, service: str) -> dict[str, Cell]:
    """Cells of a service that are not empty, by title of the domain."""
    found = org.team(TRAINER, shelf)
    [row] = [row for row in found.rows if row.service == service]
    pairs = zip(found.domains, row.cells, strict=True)
    return {domain: cell for domain, cell in pairs if cell.kind is not Shown.NONE}


@pytest.fixture
def domain(shelf: Library) -> str:
    """The one domain of the lessons of the path `web`."""
    [domain] = {shelf.cards[lesson].domain for lesson in shelf.paths["web"].lessons}
    return domain


def test_before_anything_is_proposed_every_cell_is_empty(settled: Path, shelf: Library) -> None:
    found = org.team(TRAINER, shelf)
    assert len(found.domains) == 8
    assert [row.service for row in found.rows] == ["Accueil", "Formation", "Ressources humaines", "Voirie"]
    assert [row.people for row in found.rows] == [6, 1, 1, 3]
    assert {cell.kind for row in found.rows for cell in row.cells} == {Shown.NONE}
    assert (found.summary.people, found.summary.services) == (0, 0)


def test_a_share_of_the_assigned_lessons(settled: Path, shelf: Library, domain: str) -> None:
    propose(shelf, "web", "Accueil")
    assert cells(shelf, "Accueil") == {domain: Cell(Shown.LOW)}
    with town() as connection:
        for who in AGENTS[:2]:
            finish_path(connection, who, shelf, "web")
    assert cells(shelf, "Accueil") == {domain: Cell(Shown.SHARE, 33)}
    summary = org.team(TRAINER, shelf).summary
    assert (summary.people, summary.finished, summary.services) == (6, Cell(Shown.SHARE, 33), 1)


def test_never_all_and_never_none(settled: Path, shelf: Library, domain: str) -> None:
    propose(shelf, "web", "Accueil")
    with town() as connection:
        for who in AGENTS[:6]:
            finish_path(connection, who, shelf, "web")
    assert cells(shelf, "Accueil")[domain].text == "> 90%"
    assert org.team(TRAINER, shelf).summary.finished == Cell(Shown.HIGH)


def test_a_lesson_of_two_paths_counts_once(settled: Path, shelf: Library, domain: str) -> None:
    propose(shelf, "web", "Accueil", "001", "002")
    with town() as connection:
        finish_path(connection, AGENTS[0], shelf, "web")
        finish(connection, AGENTS[0], "mes-onglets", "bienvenue")
        finish_path(connection, AGENTS[1], shelf, "web")
        finish_path(connection, AGENTS[2], shelf, "web")
    assert cells(shelf, "Accueil")[domain] == Cell(Shown.SHARE, 50)


def test_what_nobody_was_assigned_does_not_count(settled: Path, shelf: Library, domain: str) -> None:
    propose(shelf, "chiffres", "Accueil")
    with town() as connection:
        for who in AGENTS[:6]:
            finish_path(connection, who, shelf, "web")
    assert domain not in cells(shelf, "Accueil")


def test_a_withdrawn_path_leaves_the_table(settled: Path, shelf: Library) -> None:
    propose(shelf, "web", "Accueil")
    org.withdraw(TRAINER, shelf, org.assignments(TRAINER, shelf)[0].id, NOW)
    assert cells(shelf, "Accueil") == {}


def test_a_small_service_is_hidden_and_takes_another_with_it(
    settled: Path, shelf: Library, domain: str
) -> None:
    move_in(9, "Parcs")
    propose(shelf, "web", "Accueil", "Voirie", "Parcs")
    assert cells(shelf, "Voirie")[domain] == Cell(Shown.FEW)
    assert cells(shelf, "Accueil")[domain] == Cell(Shown.MASKED)
    assert cells(shelf, "Parcs")[domain] == Cell(Shown.LOW)


def test_finishing_lessons_uncovers_nothing(settled: Path, shelf: Library) -> None:
    move_in(9, "Parcs")
    propose(shelf, "web", "Accueil", "Voirie", "Parcs")
    propose(shelf, "bienvenue", "Accueil", "Parcs", "001")

    def covered() -> set[tuple[str, str, Shown]]:
        rows = org.team(TRAINER, shelf).rows
        told = {(row.service, str(n), cell.kind) for row in rows for n, cell in enumerate(row.cells)}
        return {one for one in told if one[2] in (Shown.FEW, Shown.MASKED)}

    before = covered()
    assert before
    for lesson in shelf.paths["web"].lessons + shelf.paths["bienvenue"].lessons:
        for who in AGENTS:
            with town() as connection:
                finish(connection, who, lesson)
        assert covered() == before


def test_four_pilots_of_a_large_service_are_few(settled: Path, shelf: Library, domain: str) -> None:
    with town() as connection:
        people.put_cohort(connection, people.Cohort("c4", "Quatre", ("001", "002", "003", "004")))
    propose(shelf, "web", "Quatre")
    assert cells(shelf, "Accueil") == {domain: Cell(Shown.FEW)}
    assert org.team(TRAINER, shelf).summary.finished == Cell(Shown.FEW)


def test_who_left_is_not_counted(settled: Path, shelf: Library, domain: str) -> None:
    propose(shelf, "web", "Accueil")
    with town() as connection:
        people.leave(connection, AGENTS[:2], NOW.date())
    assert cells(shelf, "Accueil") == {domain: Cell(Shown.FEW)}


def test_every_kind_of_cell_is_printed_and_spoken() -> None:
    for kind in Shown:
        cell = Cell(kind, 42 if kind is Shown.SHARE else None)
        assert cell.text
        assert cell.spoken
    assert Cell(Shown.SHARE, 42).text == "42%"
