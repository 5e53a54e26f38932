"""Every question type, sensor and export inherits these tests by being there."""

import io
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coach import words
from coach.content.library import Library, library
from coach.domain.lesson import Question
from coach.exports import COLUMNS, Row, Value, formats
from coach.questions import Form, kinds
from coach.sensors import sensors
from coach.words import _, ngettext

HOSTILE = ("=1+1", "+33", "-2", "@x", "\tx", "\rx", '"', ";", "Œuvre\u00a0», ’", "a\nb", "<b>&</b>", "")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    words.use("en")
    yield
    words.use("en")


# Question types -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shelf() -> Library:
    """The shipped lessons."""
    return library("fr")


def asked(shelf: Library, name: str) -> list[Question]:
    """Every shipped question of a type."""
    return [q for one in shelf.folders for q in shelf.lesson(one).questions if q.kind == name]


@pytest.mark.parametrize("name", kinds())
def test_a_question_type_is_used_by_a_lesson(name: str, shelf: Library) -> None:
    assert asked(shelf, name)


@pytest.mark.parametrize("name", kinds())
def test_an_empty_key_is_a_fault_told_in_a_sentence(name: str) -> None:
    faults = kinds()[name].check({})
    assert faults
    assert all(len(fault) > 15 for fault in faults)


@pytest.mark.parametrize("name", kinds())
def test_every_shipped_question_of_a_type_can_be_drawn_answered_scored_and_stored(
    name: str, shelf: Library
) -> None:
    kind = kinds()[name]
    for question in asked(shelf, name):
        key = question.key
        assert kind.check(key) == []
        assert isinstance(kind.form(key, 1), Form)
        assert kind.form(key, 1) == kind.form(key, 1)
        right = kind.right(key)
        assert (kind.score(key, right), kind.misses(key, right)) == (1, ())
        stored = json.loads(kind.canonical(key, right))
        assert kind.score(key, stored) == 1
        assert kind.canonical(key, stored) == kind.canonical(key, right)
        assert kind.words(key) == set(question.choices)
        assert 0 < kind.guess(key) < 1
        assert kind.interaction


# Sensors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sensors())
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sensor_says_all_that_its_card_switch_and_nudge_show(
    name: str, language: str, shelf: Library
) -> None:
    words.use(language)
    sensor = sensors()[name]
    texts = sensor.texts
    said = [sensor.reads, sensor.never_reads, sensor.threshold.about, *sensor.sources.values()]
    said += [texts.name, texts.recent, texts.body, texts.action, texts.refuse]
    # A pair is asked for as a pair: before Python 3.11.4 gettext does not know its first half alone.
    said += texts.title[:1] if len(texts.title) == 1 else ()
    assert all(_(text).strip() for text in said)
    if len(texts.title) > 1:
        assert (ngettext(texts.title[0], texts.title[1], 2) != texts.title[1].format(n=2)) is (
            language == "fr"
        )
    assert sensor.sources
    if language == "fr":
        assert all(_(text) != text for text in said), "not in the French catalogue"


@pytest.mark.parametrize("name", sensors())
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_nudge_fits_into_a_notification(name: str, language: str) -> None:
    words.use(language)
    texts = sensors()[name].texts
    title = _(texts.title[0]) if len(texts.title) == 1 else ngettext(texts.title[0], texts.title[-1], 120)
    for card in library(language).cards.values():
        if name in card.nudges:
            assert len(title) + len(_(texts.body).format(lesson=card.title, minutes=card.minutes)) <= 140


@pytest.mark.parametrize("name", sensors())
def test_the_numbers_of_a_sensor_make_sense(name: str) -> None:
    sensor = sensors()[name]
    assert 0 < sensor.threshold.least <= sensor.threshold.default <= sensor.threshold.most
    assert sensor.every >= 1
    assert sensor.unit.per >= 1
    assert sensor.text_version >= 1
    assert all("{n}" in text for text in sensor.unit.words)


def test_sensors_import_the_standard_library_only() -> None:
    code = (
        "import sys\nfrom coach.sensors import sensors\nsensors()\n"
        "known = sys.stdlib_module_names | {'coach', '__main__'}\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} - known))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() in ("[]", "['sitecustomize']"), done.stderr or done.stdout


# Exports ------------------------------------------------------------------------------------------------------------


def row(n: int, text: str = "x") -> Row:
    """A completion as exports tell it, with the same text wherever there is one."""
    values: dict[str, Value] = dict.fromkeys((column.key for column in COLUMNS), text)
    values |= dict.fromkeys(("assigned_on", "finished_on"), date(2026, 11, 23))
    return values | {"edition": 1, "minutes": 3, "mode": "individual", "due": None, "staff_number": f"{n:06}"}


@pytest.mark.parametrize("name", formats())
def test_an_export_has_a_name_for_people_and_a_suffix_for_files(name: str) -> None:
    one = formats()[name]
    assert one.suffix.startswith(".")
    assert one.limit >= 0
    words.use("fr")
    assert _(one.title or name).strip()


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("text", HOSTILE)
def test_an_export_takes_any_text_and_leaves_the_file_open(name: str, text: str) -> None:
    out = io.BytesIO()
    formats()[name].write(COLUMNS, iter([row(1, text)]), out)
    assert not out.closed
    assert out.getvalue()


@pytest.mark.parametrize("name", formats())
def test_an_export_of_nothing_still_has_its_heading(name: str) -> None:
    nothing, something = io.BytesIO(), io.BytesIO()
    formats()[name].write(COLUMNS, iter(()), nothing)
    formats()[name].write(COLUMNS, iter([row(n) for n in range(50)]), something)
    assert 0 < len(nothing.getvalue()) < len(something.getvalue())


@pytest.mark.parametrize("name", formats())
def test_an_export_holds_few_rows_at_a_time(name: str, tmp_path: Path) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        with open(tmp_path / "file", "wb") as out:
            formats()[name].write(COLUMNS, (row(n) for n in range(count)), out)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(10)
    assert peak(2000) <= 1.5 * peak(200) + 100_000
