"""More people than one answer holds: a part is told, counts are of all, a search finds the others, in both stores."""

import pytest

from coach import org
from coach.domain.people import Person
from coach.org.errors import AmbiguousPerson, UnknownPerson
from coach.words import explain
from tests.real.both_stores import TODAY, Store, desk_alone, kept, server_desk
from tests.real.test_org_trainer_stores import LESSONS, NOW, SHELF, TOLD, propose, trainer
from tests.real.town import AGENTS, TRAINER

__all__ = ["desk_alone", "kept", "server_desk", "trainer"]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("", TOLD),
        ("agent 1", ["001"]),
        ("  AGENT   001 ", ["001"]),
        ("voirie", ["007", "008", "009"]),
        ("faure", ["t1"]),
        ("eveil", ["001", "007"]),
        ("éveil voirie", ["007"]),
        ("50%", []),
        ("_", TOLD),
        ("nobody", []),
        ("x " * 60, []),
    ],
)
def test_people_are_found_by_every_word(kept: Store, words: str, numbers: list[str]) -> None:
    org.create_cohort(TRAINER, "Éveil", ["001", "007"], NOW)
    found = org.find_people(TRAINER, words)
    assert ([one.id for one in found.people], found.more) == (numbers, False)
    if "007" in numbers:
        assert found.cohorts["007"] == ("Éveil",)
    told = org.find_people(TRAINER, words, ["t1", "stranger"])
    assert {one.id for one in told.people} == {*numbers, "t1"}
    groups = org.find_groups(TRAINER, words)
    assert [one.id for one in groups.groups if one.kind is org.Kind.PERSON] == numbers
    assert len(groups.groups) == len(numbers) + 5


def test_of_a_crowd_a_thousand_are_told_and_a_search_finds_the_others(kept: Store) -> None:
    kept.crowd(1200)
    first = org.find_people(TRAINER)
    assert (len(first.people), first.more) == (1000, True)
    assert "c999" not in {one.id for one in first.people}
    found = org.find_people(TRAINER, "foule c999")
    assert ([one.name for one in found.people], found.more) == (["Foule 999"], False)
    groups = org.find_groups(TRAINER, "foule", ["001"])
    assert (len(groups.groups), groups.more) == (4 + 1000 + 1, True)
    assert org.find_group(TRAINER, "Foule 999").id == org.find_group(TRAINER, "person:c999").id == "c999"
    assert org.find_person(TRAINER, "foule 999").id == "c999"
    with pytest.raises(AmbiguousPerson) as raised:
        org.find_person(TRAINER, "foule")
    assert "Foule 1 (c1)" in explain(raised.value).todo
    with pytest.raises(UnknownPerson):
        org.find_person(TRAINER, "fouille")
    assert len(list(org.everybody(TRAINER))) == 1211


def test_a_group_of_more_people_than_one_answer_holds(kept: Store) -> None:
    # Everybody at once would be 5 MB, where an answer is at most 4; a file is read without an answer.
    size = 41_000 if kept.name == "server" else 1_200
    kept.crowd(size)
    first, last, everybody = AGENTS[0], Person("c999", "Foule 999", "Accueil"), size + 6
    (line,) = propose("Accueil")
    propose(last.id, path="web")
    kept.finish(first, LESSONS[0])
    kept.finish(last, *LESSONS, "")
    group = org.find_group(TRAINER, "Accueil")
    # All write into one file; at the server the desks of two people have spoken.
    silent = everybody - 2 if kept.name == "server" else 0
    titles = [SHELF.paths[path].title for path in ("bienvenue", "web")]
    counts = (org.PathCount(titles[0], everybody - 2, 1, 1), org.PathCount(titles[1], 1, 0, 0))
    whole = org.standing(TRAINER, SHELF, group, TODAY)
    assert (whole.people, whole.silent, whole.paths, whole.more) == (everybody, silent, counts, True)
    assert (len(whole.lines), whole.lines[0].number, whole.lines[0].state) == (1000, "001", org.State.STARTED)
    found = org.standing(TRAINER, SHELF, group, TODAY, "foule C999")
    assert (found.people, found.silent, found.paths, found.more) == (everybody, silent, counts, False)
    assert [(one.number, one.path, one.state) for one in found.lines[:2]] == [
        (last.id, titles[0], org.State.FINISHED),
        (last.id, titles[1], org.State.NOT_STARTED),
    ]
    status = org.status(TRAINER, SHELF, line, TODAY)
    assert (status.assigned.people, status.assigned.started, status.assigned.finished) == (everybody, 1, 1)
    assert (len(status.members), status.silent, status.more) == (1000, silent, True)
    told = org.status(TRAINER, SHELF, line, TODAY, f"{last.id} accueil")
    assert (told.assigned, told.silent, told.more) == (status.assigned, silent, False)
    member = told.members[0]
    assert (member.number, member.state, member.done) == (last.id, org.State.FINISHED, len(LESSONS))


def test_words_find_in_a_group_what_they_find_in_a_list(kept: Store) -> None:
    org.create_cohort(TRAINER, "Éveil", ["001", "007"], NOW)
    org.create_cohort(TRAINER, "Pilotes", ["001", "008"], NOW)
    (line,) = propose("Éveil")
    group = org.find_group(TRAINER, "Éveil")
    for words, numbers in (
        ("", ["001", "007"]),
        ("  AGENT   001 ", ["001"]),
        ("voirie", ["007"]),
        ("pilotes", ["001"]),
        ("éveil voirie", ["007"]),
        ("008", []),
        ("50%", []),
        ("x " * 60, []),
    ):
        found = org.standing(TRAINER, SHELF, group, TODAY, words)
        assert ([one.number for one in found.lines], found.more, found.people) == (numbers, False, 2)
        members = org.status(TRAINER, SHELF, line, TODAY, words).members
        assert [one.number for one in members] == numbers
