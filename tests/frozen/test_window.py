"""The frozen window, driven as a screen reader would: a lesson with its quiz, a link, the reminder's button."""

import pytest

from coach import words
from coach.words import _
from tests.desk import Desk, wait_for
from tests.frozen.conftest import INSIDE
from tests.journeys.main_job import LESSON, MainJob
from tests.journeys.questions import take


@pytest.fixture(autouse=True)
def _french() -> None:
    words.use("fr")


def test_the_main_job_goes_through(desk: Desk) -> None:
    exported = MainJob(desk).everything()
    assert LESSON in exported.read_text("utf-8-sig")


def test_a_link_opens_its_lesson_here_and_in_the_running_window(desk: Desk) -> None:
    desk.set({"welcomed": "true"})
    job = MainJob(desk)
    program = desk.spawn(str(INSIDE.parent / "coach-window"), f"coach://lesson/{LESSON}")
    root = program.window()
    root.find("heading", job.shelf.lesson(LESSON).steps[0].title, seconds=20)
    other = job.shelf.paths["bienvenue"].lessons[0]
    assert desk.start("open", other).wait(20) == 0
    root.find("heading", job.shelf.lesson(other).steps[0].title, seconds=20)
    take(desk, root, other)
    root.find("push button", _("Back to today"))


def test_it_speaks_english_too(desk: Desk) -> None:
    words.use("en")
    desk.set({"welcomed": "true", "language": "en"})
    root = desk.start().window()
    wait_for(lambda: root.has("list item", _("Today")), seconds=20, what="the navigation")
