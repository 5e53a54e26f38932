"""A question type, a sensor and an export format, each added as one file: all three are there in the real program."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import words
from coach.words import _
from tests.desk import ALL_DAY, Desk, Node, press, wait_for
from tests.journeys.main_job import HR, PEOPLE
from tests.journeys.questions import through_steps

ROOT = Path(__file__).resolve().parents[2]
NEW = {
    "question_verdict.py": "coach/questions/verdict.py",
    "sensor_printing.py": "coach/sensors/printing.py",
    "export_tally.py": "coach/exports/tally.py",
}
QUESTION = "Une veille consomme moins qu’un poste allumé."
LESSON = """
[[question]]
id = "verdict"
kind = "verdict"
difficulty = 1
right = "true"
"""
FRENCH = f"""
## question verdict: {QUESTION}
hint: Pensez au ventilateur.
reason: Presque tout s’arrête en veille.
- true: Vrai
  feedback: En effet.
- false: Faux
  feedback: Non, presque tout s’arrête.
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the program with the three files added, and a lesson that asks the new question."""
    for part in ("coach", "lessons", "i18n", "packaging/assets"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file, place in NEW.items():
        shutil.copy(ROOT / "tests/journeys/newcomer" / file, tmp_path / place)
    lesson = tmp_path / "lessons/accueil/veille-ou-arret"
    toml = (lesson / "lesson.toml").read_text("utf-8")
    pool = toml.count("[[question]]") + 1
    (lesson / "lesson.toml").write_text(re.sub(r"(?m)^ask = \d+", f"ask = {pool}", toml) + LESSON, "utf-8")
    for name in ("fr.md", "en.md"):
        with (lesson / name).open("a", encoding="utf-8") as words_file:
            words_file.write(FRENCH)
    return tmp_path


@pytest.fixture
def desk(house: Path) -> Iterator[Desk]:
    """A desk where that program is the one that starts."""
    words.use("fr")
    with Desk() as made:
        made.env["PYTHONPATH"] = str(house)
        yield made


def test_its_question_is_answered_by_keyboard(desk: Desk, house: Path) -> None:
    from coach.content.library import library

    desk.set({"welcomed": "true"})
    app = desk.start("open", "veille-ou-arret")
    root = app.window()
    through_steps(root, library("fr").lesson("veille-ou-arret"))
    _skip_to(root, QUESTION)
    root.find("radio button", "Vrai").grab_focus()
    desk.events.clear()
    desk.screen.key("space", "Return")
    desk.events.wait_for_announcement(re.compile("^" + re.escape(_("That is it"))))
    assert root.has("radio button", "Vrai")
    desk.screen.key("Return")
    root.gone("heading", QUESTION)


def _skip_to(root: Node, question: str) -> None:
    while not root.has("heading", question):
        before = root.find("heading").name
        press(root.find("push button", _("I don't know")))
        press(root.find("push button", _("Continue")))
        root.gone("heading", before)


def test_its_sensor_has_card_switch_and_nudge(desk: Desk) -> None:
    root = desk.start().window()
    press(root.find("push button", _("Continue"), seconds=20))
    card = root.find("check box", "Long print jobs")
    assert root.has(name="Counts the pages waiting to be printed.")
    assert root.has(name="Reads neither their names nor their content.")
    press(card)
    press(root.find("push button", _("Confirm my choices")))
    root.find("heading", _("Your rhythm"))
    assert desk.run("settings", "get", "nudges.printing.on", check=True).stdout.strip() == "true"
    desk.set(ALL_DAY)
    desk.start("agent", PAGES_WAITING="80")
    shown = desk.notifications.wait_for(seconds=30)
    assert shown.summary == "80 pages are waiting."
    assert shown.body == "Reading them on the screen may do."


def test_its_format_is_on_the_page_and_in_the_help(desk: Desk) -> None:
    people = desk.folder / "people.csv"
    people.write_text(PEOPLE, "utf-8")
    desk.run("people", "import", str(people), "--apply", check=True)
    assert "tally" in desk.run("export", "--help", check=True).stdout
    desk.run("settings", "set", "welcomed", "true", check=True, COACH_PERSON=HR)
    root = desk.start(COACH_PERSON=HR).window()
    wait_for(lambda: root.has("list item", _("Exports")), seconds=20, what="the navigation")
    desk.screen.key("ctrl+5")
    root.find("radio button", re.compile("A bare count"))
