"""Completions: kept once, chosen by filters, told with the assignment they answer."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from coach import places
from coach.domain.errors import StorageError
from coach.domain.people import Person
from coach.store import assignments, completions, glance, people
from coach.store.completions import Chosen
from tests.unit.org.town import AGENTS, NOW, TRAINER, finish, settle, town

DUE = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def _town(home: Path) -> None:
    settle()


def propose(target: str, target_id: str, due: date | None = DUE, day: int = 0) -> str:
    new = assignments.New("bienvenue", target, target_id, due, "", TRAINER.id)
    with town() as connection:
        return assignments.add(connection, new, NOW + timedelta(days=day))


def chosen(**filters: object) -> list[str]:
    with town() as connection:
        wanted = Chosen(**filters)  # type: ignore[arg-type]  # each test gives what the field holds
        found = sorted(record.staff_number for record in completions.records(connection, wanted))
        assert completions.count(connection, wanted) == len(found)
        return found


def only_record() -> completions.Record:
    with town() as connection:
        [found] = completions.records(connection, Chosen())
        return found


def test_the_same_completion_is_kept_once() -> None:
    with town() as connection:
        assert finish(connection, AGENTS[0], "veille-ou-arret")
        assert not finish(connection, AGENTS[0], "veille-ou-arret", day=date(2027, 1, 1))
        assert finish(connection, AGENTS[0], "veille-ou-arret", path="web")
    assert chosen() == ["001", "001"]


def test_nobody_unknown_completes_anything() -> None:
    with pytest.raises(StorageError), town() as connection:
        finish(connection, Person("ghost", "Ghost"), "veille-ou-arret")


def test_days_are_included_at_both_ends() -> None:
    with town() as connection:
        for n in range(5):
            finish(connection, AGENTS[n], "veille-ou-arret", day=date(2026, 11, 1 + n))
    assert chosen(since=date(2026, 11, 2), until=date(2026, 11, 4)) == ["002", "003", "004"]
    assert chosen(since=date(2026, 11, 5)) == ["005"]
    assert chosen(until=date(2026, 11, 1)) == ["001"]


def test_a_group_is_a_service_a_cohort_or_a_person() -> None:
    with town() as connection:
        for who in (AGENTS[0], AGENTS[6], AGENTS[7]):
            finish(connection, who, "veille-ou-arret")
        finish(connection, AGENTS[0], "mes-onglets", path="web")
    assert chosen(target="service", target_id="Voirie") == ["007", "008"]
    assert chosen(target="cohort", target_id="c1") == ["001", "001", "007"]
    assert chosen(target="cohort", target_id="c1", path="web") == ["001"]
    assert chosen(target="person", target_id="008") == ["008"]


def test_the_service_is_that_of_the_day() -> None:
    with town() as connection:
        finish(connection, AGENTS[0], "veille-ou-arret")
        people.put(connection, [Person("001", "Agent 1", "Voirie")])
    assert only_record().service == "Accueil"
    assert chosen(target="service", target_id="Accueil") == ["001"]


def test_a_record_tells_its_cohorts_and_the_oldest_assignment_that_stands() -> None:
    withdrawn = propose("person", "001", date(2026, 11, 30))
    propose("cohort", "c1", DUE, day=1)
    propose("service", "Accueil", None, day=2)
    with town() as connection:
        people.put_cohort(connection, people.Cohort("c2", "Ambassadeurs", ("001",)))
        assignments.withdraw(connection, withdrawn, NOW.date())
        finish(connection, AGENTS[0], "veille-ou-arret")
    found = only_record()
    assert found.cohort == "Ambassadeurs, Pilotes"
    assert (found.assigned_on, found.due) == (date(2026, 11, 24), DUE)


def test_what_others_were_proposed_is_not_the_reason() -> None:
    propose("cohort", "c1")
    propose("person", "002")
    propose("service", "Accueil")
    with town() as connection:
        finish(connection, AGENTS[0], "mes-onglets", "web")
        finish(connection, AGENTS[6], "veille-ou-arret")
        finish(connection, AGENTS[7], "veille-ou-arret")
        found = {(one.staff_number, one.path): one.due for one in completions.records(connection, Chosen())}
    assert found == {("001", "web"): None, ("007", "bienvenue"): DUE, ("008", "bienvenue"): None}


def test_a_withdrawn_assignment_is_still_the_reason() -> None:
    withdrawn = propose("service", "Accueil")
    propose("service", "Voirie")
    with town() as connection:
        assignments.withdraw(connection, withdrawn, NOW.date())
        finish(connection, AGENTS[0], "veille-ou-arret")
    assert (only_record().assigned_on, only_record().due) == (NOW.date(), DUE)


def test_without_an_assignment_its_days_are_empty() -> None:
    with town() as connection:
        finish(connection, AGENTS[1], "veille-ou-arret")
    found = only_record()
    assert (found.assigned_on, found.due, found.cohort) == (None, None, "")


def test_finished_counts_a_lesson_once_and_only_who_is_there() -> None:
    with town() as connection:
        finish(connection, AGENTS[0], "veille-ou-arret")
        finish(connection, AGENTS[0], "veille-ou-arret", path="web")
        finish(connection, AGENTS[1], "veille-ou-arret")
        people.leave(connection, [AGENTS[1]], NOW.date())
        assert list(completions.finished(connection)) == [("001", "", "veille-ou-arret", "individual")]


def test_a_passed_quiz_counts_for_each_path_of_its_own() -> None:
    with town() as connection:
        finish(connection, AGENTS[0], "")
        finish(connection, AGENTS[0], "", path="web")
        found = sorted(completions.finished(connection))
    assert found == [("001", "bienvenue", "", "individual"), ("001", "web", "", "individual")]


def test_a_learner_sees_a_proposal_until_it_is_withdrawn() -> None:
    line = propose("cohort", "c1")
    [seen] = glance.assigned(places.organisation(), AGENTS[6])
    assert (seen.path, seen.due, seen.assigned_by) == ("bienvenue", DUE, TRAINER.name)
    assert glance.assigned(places.organisation(), AGENTS[7]) == ()
    with town() as connection:
        assignments.withdraw(connection, line, NOW.date())
    assert glance.assigned(places.organisation(), AGENTS[6]) == ()
    with town() as connection:
        assignments.restore(connection, line)
    assert len(glance.assigned(places.organisation(), AGENTS[6])) == 1


def test_the_history_keeps_what_was_withdrawn_and_forgets_what_was_undone() -> None:
    first, second = propose("service", "Accueil"), propose("service", "Voirie", day=1)
    with town() as connection:
        assignments.withdraw(connection, first, NOW.date())
        assert [(line.id, line.withdrawn_on) for line in assignments.lines(connection)] == [
            (second, None),
            (first, NOW.date()),
        ]
        assignments.forget(connection, second)
        assert [line.id for line in assignments.lines(connection)] == [first]
