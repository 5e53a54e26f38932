"""A link opens its lesson or path in the running window; one that leads nowhere gets a sentence."""

import os

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from coach import places
from coach.agent.menu import RECENT
from coach.app import start
from coach.app.instance import Instance
from coach.app.links import Target, target
from coach.app.pages.lesson import LessonPage
from coach.app.pages.privacy import PrivacyPage
from coach.app.window import Window
from coach.content.library import library
from coach.domain.errors import UnknownLink
from tests.gui.look import says, until


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("coach://lesson/mes-onglets", Target("lesson", ("mes-onglets",))),
        ("coach://path/bienvenue/", Target("paths", ("bienvenue",))),
        ("mes-onglets", Target("lesson", ("mes-onglets",))),
        (RECENT, Target("privacy", ("recent",))),
        ("coach://privacy", Target("privacy")),
        ("coach://settings", Target("settings")),
    ],
)
def test_a_link_names_a_page(link: str, wanted: Target) -> None:
    assert target(link, library("fr")) == wanted


@pytest.mark.parametrize(
    "link", ["coach://lesson/nothing", "coach://team/x", "http://x", "coach://lesson/../../x"]
)
def test_another_link_leads_nowhere(link: str) -> None:
    with pytest.raises(UnknownLink):
        target(link, library("fr"))


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_recent_reminders_are_in_sight_at_once(window: Window, qtbot: QtBot) -> None:
    start._open(window, RECENT)
    page = window.page
    assert isinstance(page, PrivacyPage)
    area = page.findChild(QScrollArea)
    assert area is not None
    head = page._recent_head
    until(qtbot, lambda: 0 <= head.mapTo(area, head.rect().bottomLeft()).y() <= area.height())


# The platform without a screen cannot bring a window to the front.
@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_asks_the_first_and_a_wrong_link_gets_a_sentence(window: Window, qtbot: QtBot) -> None:
    first = Instance(places.local())
    assert first.first
    first.asked.connect(lambda link: start._open(window, link))
    first.listen()
    window.go("today")
    second = Instance(places.local())
    assert not second.first
    second.ask("coach://lesson/mes-onglets")
    until(qtbot, lambda: isinstance(window.page, LessonPage))
    second.ask("coach://path/nowhere")
    until(qtbot, lambda: "which is not among the installed lessons" in says(window))
    assert isinstance(window.page, LessonPage)
    assert not os.path.exists(os.path.join(places.local(), "open.json"))
    first.release()


def test_nonsense_in_the_request_is_forgotten(window: Window, qtbot: QtBot) -> None:
    first = Instance(places.local())
    heard: list[str] = []
    first.asked.connect(heard.append)
    first.listen()
    file = os.path.join(places.local(), "open.json")
    for text in ("{", "[]", '{"open": 3}', "\x00" * 9000):
        with open(file + ".new", "w", encoding="utf-8") as out:
            out.write(text)
        os.replace(file + ".new", file)
        until(qtbot, lambda: not os.path.exists(file))
    assert heard == []
    first.release()
