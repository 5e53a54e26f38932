"""The shipped lessons are without a fault, complete, set as French is set, and drawn in every theme."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from coach import words
from coach.app.tokens import THEMES
from coach.content.bare_figures import bare_figures
from coach.content.check import check
from coach.content.library import Library
from coach.domain.lesson import Lesson
from coach.sensors import moments, sensors
from tests.house.tree import ROOT
from tests.house.typography import faults_of_french

FOLDER = ROOT / "lessons"
LANGUAGES = ("fr", "en")
WELCOME = (
    "ce-que-l-application-sait-de-moi",
    "les-gestes-qui-comptent",
    "veille-ou-arret",
    "piece-jointe-ou-lien",
    "une-vie-de-portable",
    "nos-engagements",
)
BOXES = {"figure": (680, 250), "cover": (320, 150)}


@pytest.fixture(scope="module", params=LANGUAGES)
def shelf(request: pytest.FixtureRequest) -> Iterator[Library]:
    """The shipped lessons in each language."""
    language: str = request.param
    words.use(language)
    yield Library(FOLDER, language)
    words.use("en")


def whole(shelf: Library) -> list[Lesson]:
    return [shelf.lesson(name) for name in shelf.folders]


def test_the_checker_finds_no_fault() -> None:
    found = [fault for fault in check(FOLDER, datetime.now(UTC).date()) if not fault.notice]
    assert [fault.told(FOLDER) for fault in found] == []


def test_every_lesson_stands_in_a_path_and_speaks_both_languages(shelf: Library) -> None:
    assert set(shelf.folders) == {name for path in shelf.paths.values() for name in path.lessons}
    assert shelf.paths["bienvenue"].lessons == WELCOME
    assert {lesson.language for lesson in whole(shelf)} == {shelf.language}


def test_each_lesson_is_drawn_asks_and_leads_to_a_gesture(shelf: Library) -> None:
    for lesson in whole(shelf):
        assert lesson.cover, lesson.id
        assert [step for step in lesson.steps if step.figure], lesson.id
        assert lesson.ask >= 3, lesson.id
        assert any(step.facts for step in lesson.steps) or any(q.facts for q in lesson.questions), lesson.id
    assert len({question.kind for lesson in whole(shelf) for question in lesson.questions}) >= 5


def test_the_label_has_its_8_domains_and_35_competences_each_with_what_it_supports(shelf: Library) -> None:
    label = shelf.label
    assert (len(label.domains), len(label.competences)) == (8, 35)
    assert all(competence.supports for competence in label.competences)
    assert Counter(competence.domain for competence in label.competences).keys() == {
        d.id for d in label.domains
    }
    said = {"fr": "Reformulation, non officielle", "en": "Restatement, not official"}
    assert label.wording.startswith(said[shelf.language])
    assert label.version in label.source or label.version
    assert all(label.name and support.text for support in label.supports)


def test_every_reminder_leads_somewhere_and_every_lesson_is_led_to_by_a_known_one(shelf: Library) -> None:
    assert {moment for card in shelf.cards.values() for moment in card.nudges} == moments().keys()


def test_every_domain_of_a_gesture_and_every_effect_can_be_told(shelf: Library) -> None:
    assert any(gesture.daily for gesture in shelf.gestures.values())
    for gesture in shelf.gestures.values():
        assert gesture.text.endswith(".")
        shelf.effect(gesture)
        assert all(click.endswith(".") for way in gesture.how for click in way.clicks)
        assert gesture.how or not gesture.it_may_hold, "what IT may hold is said below the clicks"


# Words --------------------------------------------------------------------------------------------------------------


def lines(language: str) -> Iterator[tuple[str, str]]:
    """Every line of the lessons' words with its place; references count as words."""
    for file in sorted(FOLDER.glob(f"*/*/{language}.md")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            text = re.sub(
                r"^(- )?[a-z0-9-]+:(?: |$)|^## \w+ [a-z0-9-]+: |^label [a-z0-9-]+: |^ +feedback: |^of: .*",
                "",
                line,
            )
            text = re.sub(r'\]\([^)"]*(?:"([^"]*)")?\)', r"] \1", text).replace("![", "[")
            yield f"{file.parent.name}/{file.name}:{number}", text


def said_in_toml(values: Any, language: str) -> Iterator[str]:
    """Every text of one language in a TOML file."""
    if isinstance(values, dict):
        for key, value in values.items():
            if isinstance(value, str | list) and (key == language or key.endswith(f"_{language}")):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from said_in_toml(value, language)


def test_french_is_set_as_french_is_set() -> None:
    found = [f"{place} {fault}" for place, text in lines("fr") for fault in faults_of_french(text)]
    for file in FOLDER.glob("*.toml"):
        values = tomllib.loads(file.read_text("utf-8"))
        found += [f"{file.name} {f}" for text in said_in_toml(values, "fr") for f in faults_of_french(text)]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_figure_stands_without_its_source(language: str) -> None:
    said = [text for _place, text in lines(language)]
    for file in (FOLDER / "gestures.toml", FOLDER / "organisation.toml"):
        said += said_in_toml(tomllib.loads(file.read_text("utf-8")), language)
    assert [figure for text in said for figure in bare_figures(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_reminder_claims_a_figure(language: str) -> None:
    words.use(language)
    all_texts = [sensor.texts for sensor in sensors().values()]
    said = [words.ngettext(one.title[0], one.title[-1], 1000) for one in all_texts]
    said += [words._(text) for one in all_texts for text in one if isinstance(text, str) and text]
    assert len(said) > 30
    assert [figure for text in said for figure in bare_figures(text)] == []


def test_no_lesson_shouts_or_blames() -> None:
    banned = re.compile(r"!|\bcoupable|\bhonte|\bguilt|\bshame|collègues? (?:plus|moins)", re.IGNORECASE)
    for language in LANGUAGES:
        assert [place for place, text in lines(language) if banned.search(text)] == []


def test_an_answer_is_not_known_by_its_length(shelf: Library) -> None:
    longest = 0
    picks = [q for lesson in whole(shelf) for q in lesson.questions if q.kind == "one"]
    for question in picks:
        lengths = {name: len(choice.text) for name, choice in question.choices.items()}
        longest += max(lengths, key=lambda name: lengths[name]) == question.key["right"]
    assert longest <= len(picks) * 2 / 3


# Drawings -----------------------------------------------------------------------------------------------------------


def drawings(shelf: Library) -> Iterator[tuple[str, str, str]]:
    """Lesson, kind of drawing, and the drawing with its words."""
    for lesson in whole(shelf):
        yield lesson.id, "cover", lesson.cover
        for step in lesson.steps:
            if step.figure:
                yield lesson.id, "figure", step.figure.svg


def painted(svg: str, size: tuple[int, int]) -> QImage:
    """A drawing as Qt paints it."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    assert renderer.isValid()
    box = renderer.viewBoxF()
    assert (box.x(), box.y(), box.width(), box.height()) == (0, 0, *size)
    image = QImage(size[0] // 2, size[1] // 2, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    return image


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("theme", sorted(THEMES))
def test_every_drawing_is_drawn_in_every_theme(shelf: Library, theme: str) -> None:
    assert QApplication.instance()
    for lesson, kind, svg in drawings(shelf):
        for token, color in THEMES[theme].items():
            svg = svg.replace("{{" + token + "}}", color)  # noqa: PLW2901 - as the theme does
        assert "{{" not in svg, lesson
        image = painted(svg, BOXES[kind])
        colors = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
        assert len(colors) >= 4, f"{lesson}: the {kind} is nearly empty"


def test_colours_are_tokens_and_words_are_labels() -> None:
    color = re.compile(r"(?:fill|stroke)=\"(?!none|\{\{)|#[0-9a-fA-F]{3,6}\b|rgb\(|style=")
    spoken = re.compile(r"<text[^>]*>(?!\{\{label:[a-z0-9-]+\}\}</text>)")
    banned = re.compile(
        r"<(?:filter|mask|clipPath|linearGradient|radialGradient|style|image|script|foreignObject)\b"
    )
    for file in FOLDER.glob("*/*/*.svg"):
        text = file.read_text("utf-8")
        for rule in (color, spoken, banned):
            assert not rule.search(text), f"{Path(file).parent.name}/{file.name}"
