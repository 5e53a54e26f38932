"""Progrès: words and never per cents, the label behind each domain, one next step."""

from datetime import date, datetime, timedelta
from typing import cast

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from coach import study
from coach.app.pages.lesson import LessonPage
from coach.app.widgets.charts import Radar, Weeks
from coach.app.window import Window
from coach.domain.people import Person
from coach.study import notebook
from coach.words import as_day
from tests.gui.conftest import Desk
from tests.gui.learnt import take
from tests.gui.look import name_of, named, press, says, settle, unnamed, widgets


def note(day: date, state: str, now: datetime) -> None:
    notebook.note(study.me().person, "favoris-metier", "", state, day, now)


def test_day_one_invites_to_a_first_lesson(window: Window, qtbot: QtBot) -> None:
    window.go("progress")
    told = says(window.page)
    assert "Only you can see this page." in told
    assert "A first lesson is enough to begin this drawing." in told
    assert told.count("Discovery") == 6
    assert all(bar.value() == 0 for bar in widgets(window.page, QProgressBar))
    press(window.page, "Start the lesson: What the app knows about me, 4 minutes")
    assert cast(LessonPage, window.page).lesson.id == "ce-que-l-application-sait-de-moi"
    qtbot.waitUntil(lambda: cast(LessonPage, window.page).sitting is not None)


def test_a_lesson_known_moves_its_domain_in_words(window: Window, now: datetime) -> None:
    take("veille-ou-arret", now)
    window.go("progress")
    bar = named(window.page, QProgressBar, "Workstation and screens: On the way")
    assert (bar.value(), bar.maximum()) == (1, 4)
    assert bar.accessibleDescription() == "1 competence of 4"
    assert "A first lesson is enough" not in says(window.page)
    assert "A possible next step" in says(window.page)
    assert unnamed(window) == []


def test_a_lesson_finished_without_knowing_counts_no_competence(window: Window, now: datetime) -> None:
    take("veille-ou-arret", now, right=False)
    window.go("progress")
    assert named(window.page, QProgressBar, "Workstation and screens: Discovery").value() == 0


def test_there_is_no_per_cent_on_the_page(window: Window, now: datetime) -> None:
    take("veille-ou-arret", now)
    window.go("progress")
    for domain in ("Understand and check", "Workstation and screens"):
        press(window.page, f"See 4 competences, {domain}")
    described = [widget.accessibleDescription() for widget in widgets(window.page, QProgressBar)]
    assert "%" not in says(window.page) + " ".join(described)


def test_domains_of_others_are_not_in_my_goals(window: Window) -> None:
    window.go("progress")
    assert says(window.page).count("not in your goals") == 4  # two domains, in the list and below
    bars = [name_of(bar) for bar in widgets(window.page, QProgressBar)]
    assert not [name for name in bars if "IT fleet" in name]


def test_another_trade_has_other_goals(desk: Desk, window: Window) -> None:
    desk.as_person(
        Person("camille", "Camille", audiences=frozenset({"all-staff", "it", "managers", "procurement"}))
    )
    window.go("progress")
    window.changed()
    settle()
    assert "IT fleet and purchasing: Discovery" in [
        name_of(bar) for bar in widgets(window.page, QProgressBar)
    ]


def test_the_radar_repeats_the_list_in_words(window: Window, now: datetime) -> None:
    take("veille-ou-arret", now)
    window.go("progress")
    radar = widgets(window.page, Radar)[0]
    assert radar.accessibleName() == "Overview of the domains"
    assert QAccessible.queryAccessibleInterface(radar).role() == QAccessible.Role.Graphic
    assert "Workstation and screens: On the way" in radar.accessibleDescription()
    assert "IT fleet" not in radar.accessibleDescription()


def test_gestures_are_counted_by_week_and_plans_are_not(window: Window, now: datetime) -> None:
    today = now.astimezone().date()
    note(today, "done", now)
    note(today, "habit", now)
    note(today, "planned", now)
    note(today - timedelta(days=7), "done", now)
    note(today - timedelta(days=70), "done", now)
    window.go("progress")
    assert "3 in four weeks, of which 2 this week." in says(window.page)
    weeks = widgets(window.page, Weeks)[0].accessibleDescription()
    number = today.isocalendar().week
    assert weeks.endswith(f"week {number}: 2")
    assert len(weeks.split(", ")) == 4


def test_a_domain_opens_on_its_competences_and_their_lessons(
    window: Window, now: datetime, qtbot: QtBot
) -> None:
    take("veille-ou-arret", now)
    window.go("progress")
    press(window.page, "See 4 competences, Workstation and screens")
    told = says(window.page)
    assert told.count("Met") == 1
    assert "Not yet" in told
    assert "Charter: " in told
    assert "Label, criteria: " in told
    assert "Actions of the City: " in told
    assert unnamed(window) == []
    window.changed()
    settle()
    assert "Charter: " in says(window.page), "it closed when the page was read afresh"
    lesson = next(b for b in widgets(window.page, QPushButton) if name_of(b).startswith("Lesson: Sleep"))
    lesson.click()
    assert cast(LessonPage, window.page).lesson.id == "veille-ou-arret"
    qtbot.waitUntil(lambda: cast(LessonPage, window.page).sitting is not None)


def test_an_open_domain_closes_again(window: Window) -> None:
    window.go("progress")
    press(window.page, "See 4 competences, Workstation and screens")
    press(window.page, "Hide, Workstation and screens")
    assert "Charter: " not in says(window.page)


def test_the_wording_of_the_label_is_said_to_be_ours(window: Window) -> None:
    window.go("progress")
    label = window.me.library.label
    told = says(window.page)
    assert "Restatement, not official" in told
    assert f"Version: {as_day(label.version)}." in told
    assert label.source in told
