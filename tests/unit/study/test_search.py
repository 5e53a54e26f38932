"""The search among lessons: what it lets pass, and what it proposes instead."""

import pytest

from coach.domain.lesson import Card
from coach.study.search import LONG, Found, Wanted, find, fold, near
from coach.study.today import LessonState


def lesson(
    name: str, title: str, *domains: str, minutes: int = 3, screen: int = 0, done: bool = False
) -> Found:
    card = Card(name, title, f"Summary of {name}.", minutes, domains[0], (), (), "", 1, 5, "")
    return Found(LessonState(card, screen, done), domains)


AMONG = (
    lesson("screen", "Éteindre l’écran", "Poste", minutes=2),
    lesson("print", "Imprimer moins", "Courriel et impression", screen=2),
    lesson("heart", "Le cœur du réseau", "Web", "Poste", minutes=5, done=True),
)


def ids(wanted: Wanted) -> list[str]:
    return [state.card.id for state in find(AMONG, wanted)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ecran", ["screen"]),
        ("ÉCRANS", ["screen"]),
        ("coeur", ["heart"]),
        ("l'écran", ["screen"]),
        ("impression", ["print"]),
        ("summary heart", ["heart"]),
        ("ecran reseau", []),
        ("", ["screen", "print", "heart"]),
    ],
)
def test_every_word_must_be_somewhere_accents_and_case_aside(words: str, found: list[str]) -> None:
    assert ids(Wanted(words)) == found


def test_a_word_in_the_title_comes_first() -> None:
    by_domain = lesson("first", "Autre chose", "Imprimer")
    assert [s.card.id for s in find((by_domain, *AMONG), Wanted("imprimer"))] == ["print", "first"]


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
    assert ids(wanted) == found
    assert wanted.filtered


def test_words_alone_are_no_filter() -> None:
    assert not Wanted("ecran").filtered


def test_what_resembles_comes_near_the_nearest_first() -> None:
    assert near(AMONG, Wanted("imprimmante"))[0] == "imprimer"
    assert near(AMONG, Wanted("resau")) == ("réseau",)
    assert near(AMONG, Wanted("zzzzzz")) == ()


def test_only_what_the_filters_leave_in_is_proposed() -> None:
    assert near(AMONG, Wanted("imprimmante", domain="Web")) == ()


def test_folding_keeps_letters_only_plain() -> None:
    assert fold("Œuvre d’ÉTÉ") == "oeuvre d'ete"
