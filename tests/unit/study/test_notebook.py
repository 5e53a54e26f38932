"""The notebook keeps what was noted, by week, and a removed line comes back."""

import dataclasses
from datetime import date

import pytest

from coach.store.glance import Notebook
from coach.study import notebook, today
from coach.study.notebook import Contents
from tests.unit.study.shelf import CAMILLE, NOW, who

pytestmark = pytest.mark.usefixtures("lessons")
MONDAY = date(2026, 11, 23)


def note(words: str = "", state: str = "done", day: date = MONDAY, gesture: str = "") -> str:
    return notebook.note(CAMILLE, gesture, words, state, day, NOW)


def seen() -> Contents:
    return notebook.contents(who())


def lines() -> tuple[Notebook, ...]:
    return today.learning(who()).notes


def test_an_empty_notebook() -> None:
    assert seen() == Contents((), ())


def test_own_words_and_gestures_of_the_list() -> None:
    note("  Éteindre\n la lampe  ")
    note(gesture="regler")
    texts = {line.text: line.effect for week in seen().weeks for line in week.lines}
    assert texts == {
        "Éteindre la lampe": "The effect cannot be measured.",
        "Set sleep.": "Order of magnitude: 6\u00a0to\u00a09\u00a0kWh/year (ADEME, 2026).",
    }


def test_what_is_planned_stands_apart_the_nearest_day_first() -> None:
    for day in (3, 1, 2):
        note(f"le {day}", "planned", date(2026, 12, day))
    assert [line.text for line in seen().planned] == ["le 1", "le 2", "le 3"]
    assert seen().weeks == ()


def test_weeks_begin_on_monday_the_newest_first() -> None:
    for day in (date(2026, 11, 22), MONDAY, date(2026, 11, 29), date(2026, 11, 16)):
        note(str(day), "habit" if day == MONDAY else "done", day)
    assert [(week.monday, [line.note.day.day for line in week.lines]) for week in seen().weeks] == [
        (MONDAY, [29, 23]),
        (date(2026, 11, 16), [22, 16]),
    ]


def test_a_gesture_that_is_no_longer_listed_keeps_its_line() -> None:
    note(gesture="gone")
    assert seen().weeks[0].lines[0].text == "gone"


def test_a_line_is_changed_removed_and_put_back() -> None:
    note("avant")
    (line,) = lines()
    changed = dataclasses.replace(line, words="après", state="habit")
    notebook.change(CAMILLE, changed)
    assert lines() == (changed,)
    notebook.remove(CAMILLE, changed)
    assert lines() == ()
    notebook.put_back(CAMILLE, changed)
    assert lines() == (changed,)


@pytest.mark.parametrize("way", ["note", "change"])
def test_words_are_one_line_of_at_most_300_letters(way: str) -> None:
    text = "a\tb\n" + "x" * 500
    if way == "note":
        note(text)
    else:
        note("avant")
        notebook.change(CAMILLE, dataclasses.replace(lines()[0], words=text))
    (line,) = lines()
    assert line.words.startswith("a b xxx")
    assert len(line.words) == 300
