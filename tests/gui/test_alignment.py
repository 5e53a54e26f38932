"""Rules of the look that can be measured: what stands in line, what is never cut, what never stands alone."""

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from coach.app.pages.lesson import LessonPage
from coach.app.theme import theme
from coach.app.widgets.button import Button, flush
from coach.app.widgets.card import MOST_IN_SIGHT, cover
from coach.app.widgets.progress import Steps
from coach.app.widgets.table import DataTable
from coach.app.widgets.text import icon, kept
from coach.app.window import Window
from tests.gui.look import settle, until, widgets

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("You can tell sleep from off, and set sleep once.", f"set sleep{NBSP}once."),
        ("Un poste verrouillé ne dort pas avant son délai.", f"avant son{NBSP}délai."),
        ("Twice: reminders then rest for two weeks in a row.", f"weeks in{NBSP}a{NBSP}row."),
        ("Six lessons on what the program does responsibly.", "does responsibly."),
    ],
)
def test_short_words_never_end_a_text_alone(words: str, held: str) -> None:
    assert kept(words).endswith(held)
    assert kept(words).replace(NBSP, " ") == words


@pytest.mark.parametrize("words", ["", "Well noted.", "Only four words here", "a" * 300])
def test_a_line_too_short_to_wrap_stays_as_it_is(words: str) -> None:
    assert kept(words) == words


@pytest.mark.parametrize("style", ["small", "label", "body", "heading"])
def test_an_icon_stands_at_the_middle_of_the_capitals_beside_it(window: Window, style: str) -> None:
    sign, metrics = icon("check", "ink", 14, style), QFontMetrics(theme().font(style))
    middle = sign.contentsMargins().top() + theme().px(14) / 2
    assert abs(middle - (metrics.ascent() - metrics.capHeight() / 2)) <= 1


def test_quiet_words_stand_nearer_to_the_edge_than_those_of_a_button_with_one(window: Window) -> None:
    framed, quiet, edge = Button("Open", "secondary"), Button("Open", "quiet"), flush(Button("Open", "quiet"))
    wide = QFontMetrics(quiet.font()).horizontalAdvance("Open")
    assert framed.sizeHint().width() > quiet.sizeHint().width() > edge.width() >= wide + 8
    assert quiet.sizeHint().height() >= 44


def test_the_bar_of_a_lesson_stays_at_its_place_to_the_end(window: Window, qtbot: QtBot) -> None:
    window.resize(1200, 800)
    window.go("lesson", "veille-ou-arret")
    page = window.page
    assert isinstance(page, LessonPage)
    until(qtbot, lambda: page.sitting is not None)
    places = []
    for number in (0, 99):
        page.show_screen(number)
        settle()
        (bar,) = widgets(page, Steps)
        places.append(bar.mapTo(page, bar.rect().center()).x())
    assert abs(places[0] - places[1]) <= 2
    assert abs(places[0] - page.width() / 2) <= 2


def test_a_table_that_scrolls_shows_whole_rows_only(window: Window, qtbot: QtBot) -> None:
    table = DataTable("Rows", tallest=150)
    qtbot.addWidget(table)
    table.resize(500, 400)
    table.show()
    table.fill(("Name", "Words"), [(f"Row {n}", "some words " * (n % 3 + 1)) for n in range(12)])
    settle()
    heights = [table.rowHeight(row) for row in range(12)]
    ends = [sum(heights[: n + 1]) for n in range(12)]
    shown = table.height() - table.horizontalHeader().height() - 2
    assert shown in ends
    assert shown <= 150 < ends[ends.index(shown) + 1]


@pytest.mark.parametrize("high", [120, 300, 900])
def test_a_drawing_fills_its_box_with_its_own_sky_and_ground(window: Window, high: int) -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
        b'<rect width="200" height="50" fill="#0000ff"/><rect y="50" width="200" height="50" fill="#00ff00"/></svg>'
    )
    picture = QImage(200, high, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    cover(painter, QSvgRenderer(QByteArray(svg)), QRectF(picture.rect()), least=MOST_IN_SIGHT)
    painter.end()
    assert picture.pixelColor(100, 1).name() == "#0000ff"
    assert picture.pixelColor(100, high - 2).name() == "#00ff00"
    colors = {picture.pixelColor(100, y).name() for y in range(0, high, 7)}
    assert colors == {"#0000ff", "#00ff00"}
