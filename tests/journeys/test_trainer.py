"""A trainer with a screen reader: the table of services read cell by cell, then a session in a room."""

import re
from collections.abc import Iterator

import pytest

from coach.content.library import library
from coach.words import _
from tests.desk import Desk, Node, Table, press, wait_for

TRAINER = "2001"
PEOPLE = "matricule;nom;service;rôles\n2001;Alix Bernard;Formation;trainer,hr\n" + "".join(
    f"{number};Agent {number};{service};\n"
    for service, first, last in (("Accueil", 10, 16), ("Parcs", 20, 26), ("Voirie", 30, 33))
    for number in range(first, last)
)
PATH, LESSON = "web", "mes-onglets"


@pytest.fixture
def desk() -> Iterator[Desk]:
    """The desk of a trainer in a town of three services, one of them small."""
    from coach import words

    words.use("fr")
    with Desk() as made:
        file = made.folder / "people.csv"
        file.write_text(PEOPLE, "utf-8")
        made.run("people", "import", str(file), "--apply", check=True)
        made.set({"welcomed": "true"}, COACH_PERSON=TRAINER)
        groups = [part for name in ("Accueil", "Parcs", "Voirie") for part in ("--group", name)]
        made.run("assign", PATH, *groups, check=True, COACH_PERSON=TRAINER)
        yield made


def team(desk: Desk) -> Node:
    """The page Équipe of the running window."""
    root = desk.start(COACH_PERSON=TRAINER).window()
    root.find("heading", re.compile("^" + _("Hello")), seconds=20)
    desk.screen.key("ctrl+5")
    root.find("heading", "Équipe")
    return root


def test_the_heatmap_is_a_table_with_headers_and_cells(desk: Desk) -> None:
    table = Table(team(desk).find("table", _("Competences by service, share of lessons finished")))
    domains = [domain.title for domain in library("fr").label.domains]
    assert table.headers == domains
    assert (table.rows, table.columns) == (4, len(domains))
    web = domains.index(library("fr").cards[LESSON].domain)
    said = [table.cell(row, web).name for row in range(table.rows)]
    # Formation was proposed nothing; Voirie has three people, and Accueil goes with it.
    assert [one.partition(",")[0] for one in said] == ["Accueil", "Formation", "Parcs", "Voirie"]
    masked, none = _("hidden, so that a neighbouring cell cannot be computed"), _("nothing assigned")
    few, low = _("hidden: fewer than five people"), _("fewer than {share} of the lessons finished")
    wanted = [masked, none, low.format(share="10\u00a0%"), few]
    assert [one.partition("\u00a0: ")[2] for one in said] == wanted


def test_a_session_is_held_and_recorded(desk: Desk) -> None:
    root = team(desk)
    press(root.find("push button", _("Hold a session")))
    root.find("heading", _("Group session"))
    press(root.find("radio button", library("fr").paths[PATH].title))
    root.find("text", _("Search for a service, a group or a person")).set_text("voirie")
    press(root.find("push button", _("Tick every line shown")))
    press(root.find("push button", _("Record the session")))
    desk.events.wait_for_announcement(re.compile("est enregistrée"))
    wait_for(lambda: root.find_all("heading", "Équipe"), what="the page Équipe")
    file = desk.folder / "out.csv"
    wanted = ("--what", "completion", "--columns", "staff_number,mode", "--out", str(file))
    desk.run("export", "csv", *wanted, check=True, COACH_PERSON=TRAINER)
    lines = file.read_text("utf-8").splitlines()[1:]
    held = [f"{number},group" for number in (30, 31, 32) for _lesson in library("fr").paths[PATH].lessons]
    assert sorted(lines) == held
