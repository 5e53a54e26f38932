"""What a trainer does through `coach.org` is the same in a file and through a real gateway and PostgreSQL."""

from datetime import UTC, datetime, timedelta

import pytest

from coach import org
from coach.content.library import library
from coach.domain.errors import NotAllowed
from coach.org.errors import (
    AlreadyProposed,
    CohortError,
    DayOver,
    EmptyGroup,
    UnknownLine,
)
from tests.real.both_stores import TODAY, Store, desk_alone, kept, server_desk
from tests.real.town import AGENTS, TRAINER

__all__ = ["desk_alone", "kept", "server_desk"]
NOW = datetime.now(UTC)
SHELF = library("en")
TOLD = [*(f"{n:03}" for n in range(1, 10)), "t1", "h1"]
LESSONS = SHELF.paths["bienvenue"].lessons


@pytest.fixture(autouse=True)
def trainer(kept: Store) -> None:
    """The trainer sits at the desk."""
    kept.sit(TRAINER)


def propose(*names: str, path: str = "bienvenue", message: str = "") -> tuple[str, ...]:
    """A path for groups."""
    groups = tuple(org.find_group(TRAINER, name) for name in names)
    return org.assign(TRAINER, SHELF, org.Proposal(path, groups, TODAY + timedelta(days=9), message), NOW)


def test_groups_and_people(kept: Store) -> None:
    kind, group = org.Kind, org.Group
    org.create_cohort(TRAINER, "Éveil", ["001", "007", "001"], NOW)
    found = org.find_groups(TRAINER).groups
    assert [one for one in found if one.kind is not kind.PERSON and one.kind is not kind.COHORT] == [
        group(kind.SERVICE, "Accueil", "Accueil", 6),
        group(kind.SERVICE, "Formation", "Formation", 1),
        group(kind.SERVICE, "Ressources humaines", "Ressources humaines", 1),
        group(kind.SERVICE, "Voirie", "Voirie", 3),
    ]
    assert [(one.name, one.size) for one in found if one.kind is kind.COHORT] == [("Éveil", 2)]
    assert [one.id for one in found if one.kind is kind.PERSON][-2:] == ["t1", "h1"]
    told = list(org.everybody(TRAINER))
    assert [(one.id, one.name, one.service, one.audiences) for one in told[:1]] == [
        ("001", "Agent 1", "Accueil", frozenset({"all-staff"}))
    ]
    assert len(told) == 11


def test_cohorts_are_made_changed_and_refused(kept: Store) -> None:
    made = org.create_cohort(TRAINER, "  Les   Pilotes ", ["001", "007"], NOW)
    assert (made.name, made.members) == ("Les Pilotes", ("001", "007"))
    changed = org.change_cohort(TRAINER, "les pilotes", ["002"])
    assert (changed.id, changed.name, changed.members) == (made.id, "Les Pilotes", ("002",))
    assert org.cohorts(TRAINER) == (changed,)
    for name, members, reason in (
        ("", ["001"], "it has no name."),
        ("accueil", ["001"], "a service or cohort has this name already."),
        ("Autre", ["t9"], "these are not on the list: “t9”."),
    ):
        with pytest.raises(CohortError) as raised:
            org.create_cohort(TRAINER, name, members, NOW)
        assert raised.value.facts["reason"] == reason
    with pytest.raises(CohortError) as raised:
        org.change_cohort(TRAINER, "Nulle part", ["001"])
    assert raised.value.facts["reason"] == "there is no such cohort."


def test_people_reached_are_counted_once(kept: Store) -> None:
    org.create_cohort(TRAINER, "Pilotes", ["001", "007"], NOW)
    groups = [org.find_group(TRAINER, name) for name in ("Accueil", "cohort:Pilotes", "001", "008")]
    assert org.reach(TRAINER, groups) == 8
    assert org.reach(TRAINER, ()) == 0


def test_a_proposal_with_its_counts_members_and_end(kept: Store) -> None:
    (line,) = propose("Accueil", message=" Bon \n courage ")
    kept.finish(AGENTS[0], *LESSONS, "")
    kept.finish(AGENTS[1], LESSONS[0])
    (one,) = org.assignments(TRAINER, SHELF)
    assert (one.id, one.path, one.title, one.by) == (
        line,
        "bienvenue",
        SHELF.paths["bienvenue"].title,
        "Inès Faure",
    )
    assert one.group == org.find_group(TRAINER, "Accueil")
    assert (one.due, one.message, one.withdrawn_on) == (TODAY + timedelta(days=9), "Bon courage", None)
    assert (one.people, one.started, one.finished) == (6, 1, 1)
    status = org.status(TRAINER, SHELF, one.short, TODAY)
    assert status == org.status(TRAINER, SHELF, line, TODAY)
    assert status.assigned == one
    assert [(who.name, who.state, who.done, who.lessons) for who in status.members[:3]] == [
        ("Agent 1", org.State.FINISHED, 6, 6),
        ("Agent 2", org.State.STARTED, 1, 6),
        ("Agent 3", org.State.NOT_STARTED, 0, 6),
    ]
    assert org.withdraw(TRAINER, SHELF, one.short, NOW).id == line
    assert org.assignments(TRAINER, SHELF)[0].withdrawn_on is not None
    assert org.restore(TRAINER, SHELF, line).id == line
    assert org.assignments(TRAINER, SHELF)[0].withdrawn_on is None
    org.undo_assign(TRAINER, [line])
    assert org.assignments(TRAINER, SHELF) == ()


def test_what_is_refused_says_names_and_changes_nothing(kept: Store) -> None:
    (line,) = propose("Accueil")
    with pytest.raises(AlreadyProposed) as raised:
        propose("Voirie", "Accueil")
    assert raised.value.facts == {
        "path": SHELF.paths["bienvenue"].title, "group": "Accueil", "line": line[-8:],
        **({"near": "–"} if kept.name == "server" else {}),
    }  # fmt: skip
    empty = org.create_cohort(TRAINER, "Personne", [], NOW)
    group = org.Group(org.Kind.COHORT, empty.id, empty.name, 0)
    with pytest.raises(EmptyGroup) as refused:
        org.assign(TRAINER, SHELF, org.Proposal("bienvenue", (group,)), NOW)
    assert refused.value.facts["name"] == "Personne"
    over = org.Proposal("bienvenue", (org.find_group(TRAINER, "Voirie"),), TODAY - timedelta(days=2))
    with pytest.raises(DayOver):
        org.assign(TRAINER, SHELF, over, NOW)
    with pytest.raises(UnknownLine):
        org.withdraw(TRAINER, SHELF, "12345678", NOW)
    assert [one.id for one in org.assignments(TRAINER, SHELF)] == [line]


def test_a_restored_line_may_have_a_younger_one(kept: Store) -> None:
    (line,) = propose("Accueil")
    org.withdraw(TRAINER, SHELF, line, NOW)
    propose("Accueil")
    with pytest.raises(AlreadyProposed):
        org.restore(TRAINER, SHELF, line)


def test_where_a_group_stands(kept: Store) -> None:
    propose("Voirie", path="web")
    propose("Voirie", "007")
    kept.finish(AGENTS[6], *LESSONS, "")
    told = org.standing(TRAINER, SHELF, org.find_group(TRAINER, "Voirie"), TODAY).lines
    titles = [path.title for path in SHELF.paths.values() if path.id in ("bienvenue", "web")]
    assert [(one.number, one.path) for one in told] == [(n, t) for n in ("007", "008", "009") for t in titles]
    states = {(one.number, one.path): one.state for one in told}
    assert states["007", SHELF.paths["bienvenue"].title] is org.State.FINISHED
    assert states["008", SHELF.paths["bienvenue"].title] is org.State.NOT_STARTED
    assert not told[0].heard.old(TODAY)
    (alone,) = org.standing(TRAINER, SHELF, org.find_group(TRAINER, "t1"), TODAY).lines
    assert (alone.name, alone.path, alone.state) == ("Inès Faure", "", None)


def test_the_table_hides_small_groups(kept: Store) -> None:
    propose("Accueil", "Voirie")
    for who in AGENTS[:3]:
        kept.finish(who, *LESSONS, "")
    told = org.team(TRAINER, SHELF)
    assert told.domains == tuple(domain.title for domain in SHELF.label.domains)
    rows = {row.service: row for row in told.rows}
    assert (rows["Accueil"].people, rows["Voirie"].people) == (6, 3)
    assert {cell.kind for cell in rows["Voirie"].cells} == {org.Shown.FEW, org.Shown.NONE}
    assert org.Shown.SHARE not in {cell.kind for cell in rows["Accueil"].cells}
    assert told.summary == org.Summary(9, org.Cell(org.Shown.SHARE, 33), 2)


def test_a_session_is_attested_counted_and_undone(kept: Store) -> None:
    propose("Accueil")
    kept.finish(AGENTS[0], LESSONS[0])
    wanted = org.Session("bienvenue", LESSONS[:2], ("001", "008"), TODAY)
    name = org.record_session(TRAINER, SHELF, wanted, NOW)
    assert kept.counted() == sorted([
        ("001", LESSONS[0], "individual"), ("001", LESSONS[1], "group"),
        ("008", LESSONS[0], "group"), ("008", LESSONS[1], "group"),
    ])  # fmt: skip
    (held,) = org.sessions(TRAINER, SHELF)
    assert held == org.Held(name, SHELF.paths["bienvenue"].title, TODAY, "Inès Faure", 2)
    org.undo_session(TRAINER, name)
    assert org.sessions(TRAINER, SHELF) == ()
    assert kept.counted() == [("001", LESSONS[0], "individual")]
    org.record_session(TRAINER, SHELF, wanted, NOW)
    assert len(kept.counted()) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        org.Session("bienvenue", (), ("001",), TODAY),
        org.Session("bienvenue", ("no-such-lesson",), ("001",), TODAY),
        org.Session("bienvenue", LESSONS, (), TODAY),
        org.Session("bienvenue", LESSONS, ("001", "x9"), TODAY),
        org.Session("bienvenue", LESSONS, ("001",), TODAY + timedelta(days=2)),
    ],
)
def test_a_session_that_cannot_have_been_is_not_kept(kept: Store, wrong: org.Session) -> None:
    with pytest.raises(org.SessionNotKept):
        org.record_session(TRAINER, SHELF, wrong, NOW)
    assert kept.counted() == []
    assert org.sessions(TRAINER, SHELF) == ()


def test_a_learner_may_nothing_of_it(kept: Store) -> None:
    ana = AGENTS[0]
    (line,) = propose("Voirie")
    group = org.find_group(TRAINER, "Voirie")
    kept.sit(ana)
    session = org.Session("bienvenue", LESSONS, ("001",), TODAY)
    for attempt in (
        lambda: org.find_groups(ana),
        lambda: org.find_people(ana),
        lambda: next(iter(org.everybody(ana))),
        lambda: org.cohorts(ana),
        lambda: org.create_cohort(ana, "Pilotes", ["001"], NOW),
        lambda: org.change_cohort(ana, "Pilotes", ["001"]),
        lambda: org.reach(ana, [group]),
        lambda: org.assign(ana, SHELF, org.Proposal("bienvenue", (group,)), NOW),
        lambda: org.undo_assign(ana, [line]),
        lambda: org.withdraw(ana, SHELF, line, NOW),
        lambda: org.restore(ana, SHELF, line),
        lambda: org.assignments(ana, SHELF),
        lambda: org.status(ana, SHELF, line, TODAY),
        lambda: org.standing(ana, SHELF, group, TODAY),
        lambda: org.team(ana, SHELF),
        lambda: org.record_session(ana, SHELF, session, NOW),
        lambda: org.undo_session(ana, line),
        lambda: org.sessions(ana, SHELF),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    kept.sit(TRAINER)
    assert [one.id for one in org.assignments(TRAINER, SHELF)] == [line]
