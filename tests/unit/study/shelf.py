"""A few small lessons in two paths, and a person who takes them."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.domain.lesson import Lesson
from coach.domain.people import Person
from coach.study import sitting
from coach.study.me import Me, me
from coach.study.sitting import Sitting
from tests.unit.content.author import LESSON_FOLDER, make_folder

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # a Wednesday
MINUTE = timedelta(minutes=1)
CAMILLE = Person("camille", "Camille Roux", "Voirie")
RIGHT = {
    "soir": "arret",
    "gestes": ["lampe", "ecran"],
    "ordre": ["sauver", "fermer", "eteindre"],
    "paires": {"nuit": "a-l-arret", "midi": "en-veille"},
    "gain": 7,
}
WRONG = {
    "soir": "veille",
    "gestes": ["plante"],
    "ordre": ["fermer", "sauver", "eteindre"],
    "paires": {"nuit": "en-veille", "midi": "en-veille"},
    "gain": 900,
}


def make_shelf(place: Path) -> Path:
    """Lessons un, deux, trois and quatre; the path `bienvenue` has the first three, `metier` is for IT."""
    folder = make_folder(place)
    first = folder / LESSON_FOLDER
    for name in ("un", "deux", "trois", "quatre"):
        shutil.copytree(first, folder / "poste" / name)
    shutil.rmtree(first)
    paths = (
        (folder / "paths.toml").read_text("utf-8").replace('["eteindre-le-soir"]', '["un", "deux", "trois"]')
    )
    work = '\n[path.metier]\nfr = "Métier"\nen = "Trade"\nlessons = ["quatre", "un"]\naudiences = ["it"]\n'
    (folder / "paths.toml").write_text(paths + work, "utf-8")
    return folder


def who() -> Me:
    """Camille, read afresh."""
    return me()


def lesson(name: str = "un") -> Lesson:
    """A lesson in the language in use."""
    return who().library.lesson(name)


def sit(name: str = "un", now: datetime = NOW) -> Sitting:
    """Open a lesson."""
    return sitting.open_lesson(CAMILLE, lesson(name), now)


def pass_through(name: str, now: datetime, *, right: bool = True) -> Sitting:
    """Take a lesson from its first step to its end."""
    sat = sit(name, now)
    for question in sat.questions:
        for _ in range(1 if right else 2):
            sitting.answer(sat, question, (RIGHT if right else WRONG)[question.id], now)
    sitting.finish(sat, now)
    return sat


def raise_edition(folder: Path, name: str) -> None:
    """The author changes what a lesson teaches."""
    file = folder / "poste" / name / "lesson.toml"
    file.write_text(file.read_text("utf-8").replace("edition = 1", "edition = 2"), "utf-8")
