"""The window is killed at a random moment after an answer was acknowledged: the answer is there."""

import random
import re
import sqlite3
import time
from pathlib import Path

from coach import words
from coach.content.library import library
from coach.words import _
from tests.desk import Desk, press
from tests.journeys.questions import respond, to_an_open_question

LESSON = "veille-ou-arret"
KILLS = 20


def _kept(folder: Path) -> tuple[int, str]:
    (file,) = folder.glob("people/*/records.db")
    with sqlite3.connect(file) as connection:
        count: int = connection.execute("SELECT count(*) FROM answer").fetchone()[0]
        sound: str = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return count, sound


def test_no_acknowledged_answer_is_lost() -> None:
    words.use("fr")
    lesson = library("fr").lesson(LESSON)
    chance = random.Random(20261123)
    acknowledged = 0
    with Desk() as desk:
        desk.set({"welcomed": "true"})
        while acknowledged < KILLS:
            app = desk.start("open", LESSON)
            root = app.window()
            question = to_an_open_question(root, lesson)
            if question is None:
                # Twice wrong at each question, and the lesson is at its end: the next start begins it anew.
                app.stop()
                continue
            respond(desk, question, right=False)
            desk.events.clear()
            press(root.find("push button", _("Check my answer")))
            titles = (_("Not quite"), _("This is not it yet"), _("Here is the answer"))
            told = "^(" + "|".join(map(re.escape, titles)) + ")"
            desk.events.wait_for_announcement(re.compile(told), seconds=10)
            acknowledged += 1
            time.sleep(chance.uniform(0, 0.3))
            app.kill()
            assert _kept(desk.coach_home) == (acknowledged, "ok")
    assert acknowledged == KILLS
