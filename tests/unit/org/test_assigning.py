"""A trainer proposes a path, sees who has started or finished, and takes it back."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from coach import org, places
from coach.content.library import Library
from coach.domain.errors import CoachError, NotAllowed
from coach.org import Proposal, State
from coach.org.errors import AlreadyProposed, DayOver, EmptyGroup, UnknownLine, UnknownPath
from coach.store import glance, people
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, TRAINER, finish, finish_path, town

DUE = date(2026, 12, 31)


def proposal(*names: str, path: str = "bienvenue", due: date | None = DUE, message: str = "") -> Proposal:
    return Proposal(path, tuple(org.find_group(TRAINER, name) for name in names), due, message)


def test_the_learners_of_the_groups_see_it(settled: Path, shelf: Library) -> None:
    message = "  À votre\nrythme  "
    org.assign(TRAINER, shelf, proposal("Voirie", "Pilotes", message=message), NOW)
    [seen] = glance.assigned(places.organisation(), AGENTS[0])
    assert (seen.path, seen.due, seen.message, seen.assigned_by) == (
        "bienvenue",
        DUE,
        "À votre rythme",
        "Inès Faure",
    )
    assert glance.assigned(places.organisation(), AGENTS[1]) == ()


def test_the_same_group_twice_is_once(settled: Path, shelf: Library) -> None:
    assert len(org.assign(TRAINER, shelf, proposal("Accueil", "accueil"), NOW)) == 1


def test_nothing_is_proposed_if_one_group_is_wrong(settled: Path, shelf: Library) -> None:
    with town() as connection:
        people.put_cohort(connection, people.Cohort("c9", "Vide", ()))
    with pytest.raises(EmptyGroup):
        org.assign(TRAINER, shelf, proposal("Accueil", "Vide"), NOW)
    assert org.assignments(TRAINER, shelf) == ()


def test_the_same_path_stands_once_for_a_group(settled: Path, shelf: Library) -> None:
    [line] = org.assign(TRAINER, shelf, proposal("Accueil"), NOW)
    with pytest.raises(AlreadyProposed, match=line[-8:]):
        org.assign(TRAINER, shelf, proposal("Voirie", "Accueil"), NOW)
    org.withdraw(TRAINER, shelf, line[-8:], NOW)
    org.assign(TRAINER, shelf, proposal("Accueil"), NOW)
    with pytest.raises(AlreadyProposed):
        org.restore(TRAINER, shelf, line)


def test_a_path_is_found_by_id_or_title(settled: Path, shelf: Library) -> None:
    assert org.find_path(shelf, "BROWSER and web").id == "web"
    with pytest.raises(UnknownPath) as caught:
        org.assign(TRAINER, shelf, proposal("Accueil", path="bienvenu"), NOW)
    assert caught.value.facts["near"] == "“bienvenue”"


def test_a_wished_day_is_today_or_later(settled: Path, shelf: Library) -> None:
    with pytest.raises(DayOver):
        org.assign(TRAINER, shelf, proposal("Accueil", due=TODAY - timedelta(days=1)), NOW)
    assert org.assign(TRAINER, shelf, proposal("Accueil", due=TODAY), NOW)


def test_undo_leaves_no_line_withdraw_leaves_one(settled: Path, shelf: Library) -> None:
    undone = org.assign(TRAINER, shelf, proposal("Accueil", "Voirie"), NOW)
    org.undo_assign(TRAINER, undone)
    assert org.assignments(TRAINER, shelf) == ()

    [line] = org.assign(TRAINER, shelf, proposal("Accueil"), NOW)
    org.withdraw(TRAINER, shelf, line, NOW)
    [kept] = org.assignments(TRAINER, shelf)
    assert kept.withdrawn_on == TODAY
    assert glance.assigned(places.organisation(), AGENTS[0]) == ()
    org.restore(TRAINER, shelf, line)
    assert len(glance.assigned(places.organisation(), AGENTS[0])) == 1


@pytest.mark.parametrize("name", ["", "9c4", "ffffffff", "%"])
def test_an_unknown_line(name: str, settled: Path, shelf: Library) -> None:
    org.assign(TRAINER, shelf, proposal("Accueil"), NOW)
    with pytest.raises(UnknownLine):
        org.withdraw(TRAINER, shelf, name, NOW)


def test_who_has_not_started_started_and_finished(settled: Path, shelf: Library) -> None:
    [line] = org.assign(TRAINER, shelf, proposal("Voirie", path="chiffres"), NOW)
    with town() as connection:
        finish_path(connection, AGENTS[6], shelf, "chiffres")
        finish(connection, AGENTS[7], shelf.paths["chiffres"].lessons[0], "chiffres")
        finish(connection, AGENTS[8], "veille-ou-arret")
    found = org.status(TRAINER, shelf, line, TODAY)
    assert [(one.name, one.state, one.done, one.lessons) for one in found.members] == [
        ("Agent 7", State.FINISHED, 2, 2),
        ("Agent 8", State.STARTED, 1, 2),
        ("Agent 9", State.NOT_STARTED, 0, 2),
    ]
    assert (found.assigned.people, found.assigned.started, found.assigned.finished) == (3, 1, 1)


def test_a_path_that_is_no_longer_installed_is_nobodys(settled: Path, shelf: Library) -> None:
    line = org.assign(TRAINER, shelf, proposal("Voirie"), NOW)[0]
    without = Library(shelf.folder, "en")
    without.__dict__["paths"] = {}
    found = org.status(TRAINER, without, line, TODAY)
    assert (found.assigned.title, found.assigned.finished) == ("bienvenue", 0)


def test_one_sentence_before_sending(settled: Path, shelf: Library) -> None:
    assert org.plan_sentence(shelf, proposal("Accueil", "Voirie"), 9) == (
        "“Welcome”, proposed to 2 groups: 9 people, wished for December\u00a031,\u00a02026."
    )
    assert org.plan_sentence(shelf, proposal("t1", due=None), 1) == (
        "“Welcome”, proposed to Inès Faure: 1 person, without a wished day."
    )


def test_learners_and_hr_propose_nothing_and_see_nothing(settled: Path, shelf: Library) -> None:
    [line] = org.assign(TRAINER, shelf, proposal("Accueil"), NOW)
    wanted = proposal("Voirie")
    for actor in (AGENTS[0], HR):
        for act in (
            lambda who: org.assign(who, shelf, wanted, NOW),
            lambda who: org.withdraw(who, shelf, line, NOW),
            lambda who: org.undo_assign(who, [line]),
            lambda who: org.restore(who, shelf, line),
            lambda who: org.assignments(who, shelf),
            lambda who: org.status(who, shelf, line, TODAY),
            lambda who: org.team(who, shelf),
        ):
            with pytest.raises(NotAllowed):
                act(actor)
    assert len(org.assignments(TRAINER, shelf)) == 1


def test_every_error_has_its_three_sentences() -> None:
    for kind in CoachError.__subclasses__():
        if kind.__module__ == "coach.org.errors":
            assert kind.what
            assert kind.safe
            assert kind.todo
