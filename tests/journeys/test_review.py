"""Three days after a lesson its questions come back: the daily review by keyboard alone, heard by a screen reader."""

import re
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from coach import words
from coach.app.widgets.text import kept
from coach.words import _
from tests.desk import Desk, Node
from tests.journeys.questions import take

LESSON = "mes-onglets"
AGO = timedelta(days=3)
MOMENTS = (("attempt", "started"), ("attempt", "finished"), ("answer", "at"))


def _three_days_pass(folder: Path) -> None:
    """Everything in the records is three days older."""
    (file,) = folder.glob("people/*/records.db")
    with sqlite3.connect(file) as connection:
        for table, column in MOMENTS:
            for row, told in connection.execute(f"SELECT id, {column} FROM {table}").fetchall():
                before = (datetime.fromisoformat(told) - AGO).isoformat()
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (before, row))


def _begins(text: str) -> re.Pattern[str]:
    return re.compile("^" + re.escape(text))


def _review(desk: Desk, root: Node) -> None:
    """Go through the review in front without knowing anything, by the keyboard."""
    for place in range(1, 4):
        root.find(name=_("Question {n} of {all}").format(n=place, all=3), seconds=15)
        desk.tab_to(_begins(_("I don't know")))
        desk.events.clear()
        desk.screen.key("space")
        desk.events.wait_for_announcement(_begins(_("Here is the answer")), seconds=15)
        desk.events.wait_for_focus(_("Continue"), seconds=15)
        desk.screen.key("Return")


def test_the_daily_review_by_keyboard_alone() -> None:
    words.use("fr")
    with Desk() as desk:
        desk.set({"welcomed": "true"})
        app = desk.start("open", LESSON)
        take(desk, app.window(), LESSON)
        app.stop()
        _three_days_pass(desk.coach_home)
        app = desk.start()
        root = app.window()
        offered = _begins(_("Start the review"))
        root.find("push button", offered, seconds=30)
        desk.tab_to(offered)
        desk.screen.key("Return")
        _review(desk, root)
        root.find("heading", _("That is all for today"), seconds=15)
        root.find(name=kept(_("The next time is tomorrow.")))
        desk.events.wait_for_focus(_("Back to today"), seconds=15)
        desk.screen.key("Return")
        root.find("push button", _begins(_("Start the lesson: {title}, {minutes}").split("{")[0]), seconds=15)
        assert not root.has("push button", offered)
