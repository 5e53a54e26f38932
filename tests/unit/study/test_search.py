"""The search: what it lets pass, in which groups, and what it proposes instead."""

import dataclasses
import subprocess
import sys

import pytest

from coach.content.full_text import Entry, FullText
from coach.domain.excerpt import Excerpt
from coach.domain.fact import Fact, Read, Status
from coach.domain.glossary import Term
from coach.domain.lesson import Card
from coach.study.search import LONG, Found, Searched, Wanted, find, narrowed, near
from coach.study.today import LessonState


def lesson(
    name: str, title: str, *domains: str, minutes: int = 3, screen: int = 0, done: bool = False
) -> Found:
    card = Card(name, title, f"Summary of {name}.", minutes, domains[0], (), (), "", 1, 5, "")
    return Found(LessonState(card, screen, done), domains)


LESSONS = {
    one.state.card.id: one
    for one in (
        lesson("screen", "Éteindre l’écran", "Poste", minutes=2),
        lesson("print", "Imprimer moins", "Courriel et impression", screen=2),
        lesson("heart", "Le cœur du réseau", "Web", "Poste", minutes=5, done=True),
    )
}
TERM = Term("screen-saver", "économiseur d’écran", "Une animation.", ("screensaver",))
FACT = Fact("six", "Un écran éteint épargne.", "", 2026, "ADEME", "", "", Read.PRIMARY, Status.OK, "2027-01")
OLD = dataclasses.replace(FACT, id="old", statement="Un écran.", status=Status.OUTDATED)
BODIES = {"print": "Mettre un **écran** dans la salle suffit.", "screen": "Le soir.", "heart": "Des câbles."}
ENTRIES = [
    *(
        Entry(
            "lesson",
            name,
            one.state.card.title,
            " ".join((one.state.card.summary, *one.domains)),
            BODIES[name],
        )
        for name, one in LESSONS.items()
    ),
    Entry("term", TERM.id, TERM.name, "screensaver", TERM.meaning),
    Entry("fact", OLD.id, OLD.statement, "ADEME 2010", ""),
    Entry("fact", FACT.id, FACT.statement, "ADEME 2026", ""),
    Entry("lesson", "gone", "Un écran disparu", "", ""),
]
FACTS = {FACT.id: FACT, OLD.id: OLD}
AMONG = Searched(FullText(ENTRIES, [TERM.spellings]), LESSONS, {TERM.id: TERM}, FACTS)


def ids(wanted: Wanted) -> list[str]:
    return [hit.state.card.id for hit in find(AMONG, wanted).lessons]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ecran", ["screen", "print"]),
        ("ÉCRANS", ["screen", "print"]),
        ("coeur", ["heart"]),
        ("impression", ["print"]),
        ("summary heart", ["heart"]),
        ("ecran reseau", []),
        ("", []),
    ],
)
def test_every_word_must_be_somewhere_accents_and_case_aside(words: str, found: list[str]) -> None:
    assert ids(Wanted(words)) == found


def test_lessons_words_and_facts_stand_in_their_groups() -> None:
    hits = find(AMONG, Wanted("écran"))
    assert [hit.term.id for hit in hits.terms] == ["screen-saver"]
    assert [hit.fact.id for hit in hits.facts] == ["six", "old"]
    assert hits
    assert not find(AMONG, Wanted("zebre"))


def test_the_words_looked_for_are_marked_in_the_summary_else_in_the_text() -> None:
    by_title, by_text = find(AMONG, Wanted("ecran")).lessons
    assert by_title.title == Excerpt("Éteindre l’écran", ((11, 16),))
    assert by_title.excerpt == Excerpt("Summary of screen.")
    assert by_text.excerpt == Excerpt("Mettre un écran dans la salle suffit.", ((10, 15),))


def test_a_filter_is_about_lessons_only() -> None:
    hits = find(AMONG, Wanted("écran", domain="Poste"))
    assert ([hit.state.card.id for hit in hits.lessons], hits.terms, hits.facts) == (["screen"], (), ())


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(domain="Poste"), ["screen", "heart"]),
        (Wanted(minutes=(0, 2)), ["screen"]),
        (Wanted(minutes=(5, LONG)), ["heart"]),
        (Wanted(stage="begun"), ["print"]),
        (Wanted(stage="finished"), ["heart"]),
        (Wanted(stage="later"), ["screen"]),
        (Wanted("ecran", domain="Web"), []),
    ],
)
def test_filters_narrow_the_words(wanted: Wanted, found: list[str]) -> None:
    passed = [state.card.id for state in narrowed(LESSONS.values(), wanted)]
    assert (ids(wanted) if wanted.words else passed) == found
    assert wanted.filtered


def test_words_alone_are_no_filter() -> None:
    assert not Wanted("ecran").filtered


def test_what_resembles_comes_near_the_nearest_first() -> None:
    assert near(AMONG, Wanted("imprimmante"))[0] == "imprimer"
    assert near(AMONG, Wanted("resau")) == ("réseau",)
    assert near(AMONG, Wanted("zzzzzz")) == ()


def test_only_what_the_filters_leave_in_is_proposed() -> None:
    assert near(AMONG, Wanted("imprimmante", domain="Web")) == ()


def test_the_first_page_loads_nothing_of_the_search() -> None:
    told = (
        "import sys, coach.app.start, coach.app.pages.today\n"
        "print(*{f'coach.content.{name}' for name in ('full_text', 'glossary', 'linking')} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
