"""Everything that a trainer may ask a server, with an answer that is right."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from coach import org
from coach.content.library import library
from coach.domain.people import Person
from coach.org.freshness import Heard
from coach.store.people import Cohort
from tests.unit.org.town import TRAINER

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
SHELF = library("en")
GROUP = org.Group(org.Kind.SERVICE, "Accueil", "Accueil", 6)
LINE = "01a1f83a-1b00-7f02-8ea7-5b89b7690141"
TOLD_LINE: dict[str, Any] = {
    "id": LINE, "path": "bienvenue", "title": "Bienvenue", "target": "service", "target_id": "Accueil",
    "group": "Accueil", "due": None, "message": "Bon courage", "assigned_on": "2026-11-20", "by": "Inès Faure",
    "withdrawn_on": None, "people": 6, "started": 1, "finished": 2,
}  # fmt: skip
ASSIGNED = org.Assigned(
    LINE, "bienvenue", "Welcome", GROUP, None, "Bon courage", date(2026, 11, 20), "Inès Faure", None, 6, 1, 2
)
MEMBER = {
    "id": "001", "name": "Agent 1", "service": "Accueil", "state": "started", "done": 1, "lessons": 6,
    "fresh": False, "seen_on": "2026-11-01",
}  # fmt: skip
STANDS = {
    "people": 41_000, "silent": 7, "more": False,
    "paths": [
        {"path": "elsewhere", "title": "D’ailleurs", "not_started": 1, "started": 0, "finished": 0},
        {"path": "bienvenue", "title": "Bienvenue", "not_started": 40_000, "started": 900, "finished": 100},
    ],
    "told": [{
        "id": "001", "name": "Agent 1", "fresh": None, "seen_on": None,
        "paths": {"elsewhere": "not started", "bienvenue": "finished"},
    }],
}  # fmt: skip
DOMAINS = [domain.id for domain in SHELF.label.domains]
NONE = {"kind": "none"}
TABLE = {
    "domains": [*DOMAINS[:1], "new"],
    "rows": [{"service": "Accueil", "people": 6, "cells": [{"kind": "share", "share": 33}, NONE]}],
    "summary": {"people": 6, "finished": {"kind": "low"}, "services": 1},
}
PERSON = {
    "id": "001", "name": "Agent 1", "service": "Accueil", "audiences": ["all-staff"], "cohorts": ["Pilotes"],
}  # fmt: skip
SESSION = {
    "id": LINE, "path": "gone", "title": "D’hier", "held_on": "2026-11-20", "by": "Inès Faure", "people": 3,
}  # fmt: skip
WANTED = org.Session("bienvenue", SHELF.paths["bienvenue"].lessons, ("001", "001"), NOW.date())
HEARD = Heard(live=False)

Call = tuple[str, Callable[[], object], Any, object]
CALLS: tuple[Call, ...] = (
    (
        "find_groups", lambda: org.find_groups(TRAINER),
        {
            "services": [{"name": "Hier", "people": 0}, {"name": "Accueil", "people": 6}],
            "cohorts": [{"id": "c", "name": "Pilotes", "people": 1}],
            "people": [PERSON],
            "more": True,
        },
        org.FoundGroups(
            (
                GROUP, org.Group(org.Kind.SERVICE, "Hier", "Hier", 0),
                org.Group(org.Kind.COHORT, "c", "Pilotes", 1), org.Group(org.Kind.PERSON, "001", "Agent 1", 1),
            ),
            more=True,
        ),
    ),
    (
        "find_people", lambda: org.find_people(TRAINER, "agent 1"), {"people": [PERSON], "more": False},
        org.FoundPeople((Person("001", "Agent 1", "Accueil", frozenset()),), {"001": ("Pilotes",)}, more=False),
    ),
    (
        "cohorts", lambda: org.cohorts(TRAINER), [{"id": "c", "name": "Pilotes", "members": ["001"]}],
        (Cohort("c", "Pilotes", ("001",)),),
    ),
    (
        "put_cohort", lambda: org.create_cohort(TRAINER, "Pilotes", ["001"], NOW),
        {"id": "c", "name": "Pilotes", "members": ["001"]}, Cohort("c", "Pilotes", ("001",)),
    ),
    ("reach", lambda: org.reach(TRAINER, [GROUP]), 6, 6),
    ("assign", lambda: org.assign(TRAINER, SHELF, org.Proposal("bienvenue", (GROUP, GROUP)), NOW), [LINE], (LINE,)),
    ("assignments", lambda: org.assignments(TRAINER, SHELF), [TOLD_LINE], (ASSIGNED,)),
    (
        "status", lambda: org.status(TRAINER, SHELF, LINE, NOW.date()),
        {"assigned": TOLD_LINE, "members": [MEMBER], "silent": 4, "more": True},
        org.Status(
            ASSIGNED,
            (org.Member("001", "Agent 1", "Accueil", org.State.STARTED, 1, 6, Heard(False, date(2026, 11, 1))),),
            silent=4,
            more=True,
        ),
    ),
    (
        "group_standing", lambda: org.standing(TRAINER, SHELF, GROUP, NOW.date(), "agent 1"), STANDS,
        org.GroupStanding(
            people=41_000,
            silent=7,
            paths=(org.PathCount("Welcome", 40_000, 900, 100), org.PathCount("D’ailleurs", 1, 0, 0)),
            lines=(
                org.Standing("Agent 1", "001", "Welcome", org.State.FINISHED, HEARD),
                org.Standing("Agent 1", "001", "D’ailleurs", org.State.NOT_STARTED, HEARD),
            ),
            more=False,
        ),
    ),
    (
        "team", lambda: org.team(TRAINER, SHELF), TABLE,
        org.Team(
            (SHELF.label.domains[0].title, "new"),
            (org.TeamRow("Accueil", 6, (org.Cell(org.Shown.SHARE, 33), org.Cell(org.Shown.NONE))),),
            org.Summary(6, org.Cell(org.Shown.LOW), 1),
        ),
    ),
    ("record_session", lambda: org.record_session(TRAINER, SHELF, WANTED, NOW), LINE, LINE),
    (
        "sessions", lambda: org.sessions(TRAINER, SHELF), [SESSION],
        (org.Held(LINE, "D’hier", date(2026, 11, 20), "Inès Faure", 3),),
    ),
)  # fmt: skip
