"""Reading time, length of sentences and the balance of right answers: what an editor is told of a sound lesson."""

from dataclasses import replace

import pytest

from coach.content import balance, readable
from coach.content.library import library
from coach.domain.lesson import Choice, Lesson, Question, Step
from tests.unit.content.author import Author

LESSON = Lesson(
    id="x", shelf="y", edition=1, minutes=2, language="fr", title="", summary="", learnt="", competences=(),
    steps=(Step("s", "Un titre", " ".join(["mot"] * 358) + "."),), questions=(), ask=0, gesture="",
)  # fmt: skip


def question(right: str, options: dict[str, str]) -> Question:
    choices = {name: Choice(name, text) for name, text in options.items()}
    key = {"options": list(options), "right": right}
    return Question("q", "one", 2, "c", key, "Quoi ?", "", "", choices)


def test_180_words_are_a_minute_and_a_question_takes_its_time() -> None:
    assert readable.minutes(LESSON) == pytest.approx(2)
    asked = replace(LESSON, questions=(question("a", {"a": "un", "b": "deux"}),) * 4, ask=2)
    each = (3 / readable.WORDS_A_MINUTE) + readable.ANSWERING / 60
    assert readable.minutes(asked) == pytest.approx(2 + 2 * each)


def test_a_minute_too_many_is_told() -> None:
    short = replace(LESSON, steps=(Step("s", "t", "Un mot."),))
    assert list(readable.notices(replace(short, minutes=1))) == []
    (told,) = readable.notices(replace(short, minutes=5))
    assert "the lesson says 5" in told


def test_sentences_are_counted_by_their_words() -> None:
    body = "L’écran de l’accueil dort. Il dort bien.\n- Un, deux, trois et quatre"
    assert readable.sentence_words(replace(LESSON, steps=(Step("s", "", body),))) == pytest.approx(
        (4 + 3 + 5) / 3
    )
    (told,) = readable.notices(
        replace(LESSON, steps=(Step("s", "", " ".join(["mot"] * 40) + "."),), minutes=1)
    )
    assert told == "sentences have 40 words on average, more than 15"


def test_right_answers_that_give_themselves_away_are_counted() -> None:
    bank = [
        question("a", {"a": "la plus longue de toutes", "b": "court"}),
        question("b", {"a": "la plus longue de toutes", "b": "court"}),
        question("c", {"a": "même", "b": "deux", "c": "long", "d": "pair"}),
    ]
    found = balance.balance(bank)
    assert (found.longest, found.asked, found.expected) == (1, 3, 1.25)
    assert dict(found.places) == {1: 1, 2: 1, 3: 1}
    told = list(balance.told(found))
    assert told[0] == "3 questions."
    assert told[-1] == (
        "The right answer is the longest in 1 of 3, the shortest in 1; by chance each would be in 1.2."
    )
    assert len(list(balance.told(balance.balance([])))) == 3


def test_statements_that_are_mostly_false_are_told() -> None:
    stated = [
        Question("q", "true_false", 2, "c", {"right": right}, "Quoi ?", "", "", {})
        for right in (False, False, True)
    ]
    assert "Of 3 statements to call true or false, 1 are true." in balance.told(balance.balance(stated))


def test_the_statistics_stand_behind_the_faults(author: Author) -> None:
    from coach.__main__ import main

    author.capsys.readouterr()
    assert main(["check", str(author.folder), "--stats"]) == 0
    told = author.capsys.readouterr().out
    assert "Lessons –\n5 questions." in told
    assert "Final quizzes –\n0 questions." in told


def test_the_towns_own_lessons_are_counted_beside_the_shipped_ones() -> None:
    from pathlib import Path

    from coach import places
    from coach.content.check import readable as lessons
    from coach.content.check import readable_pools as pools

    shipped, shelf = Path(places.lessons()), library("fr")
    assert {lesson.id for lesson in lessons(shipped)} == set(shelf.folders)
    assert {pool.path for pool in pools(shipped)} == {path.id for path in shelf.paths.values() if path.quiz}
