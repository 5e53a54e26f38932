"""Every page in four themes, at 100 and 200 %, French and English, as contact sheets in `shots/` to look at."""

import dataclasses
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea

from coach import settings, study
from coach.app.lesson.question import QuestionView
from coach.app.pages.lesson import LessonPage
from coach.app.pages.review import ReviewPage
from coach.app.start import make_application, make_window
from coach.app.widgets.code_card import CodeCard
from coach.app.widgets.entry import Entry
from coach.app.window import Window
from coach.study import short_code
from coach.study import sitting as sittings
from coach.study.reviewing import Return
from tests.gui import sample
from tests.gui.quiz_stages import stages

FOLDER = Path(__file__).resolve().parents[2] / "shots"
THEMES = ("light", "dark", "contrast-dark", "contrast-light")
SCALES = (100, 200)
LANGUAGES = ("fr", "en")
SIZE = (1200, 860)
THUMB = 780
Show = Callable[[Window], None]


def page(name: str, *arguments: str) -> Show:
    """Shows a page of the navigation."""
    return lambda window: window.go(name, *arguments)


def screen(lesson: str, number: int) -> Show:
    """Shows one screen of a lesson."""

    def show(window: Window) -> None:
        _open(window, lesson).show_screen(number)

    return show


def question(lesson: str, kind: str, responses: int) -> Show:
    """Shows a lesson's first question of a kind, after none, one wrong, or two wrong answers."""

    def show(window: Window) -> None:
        front = _open(window, lesson)
        assert front.sitting
        pool = front.lesson.questions
        front.sitting = dataclasses.replace(front.sitting, questions=pool)
        asked = next(place for place, one in enumerate(pool) if one.kind == kind)
        front.show_screen(len(front.lesson.steps) + asked)
        view = front.view
        assert isinstance(view, QuestionView)
        for answered in range(responses):
            outcome = sittings.Outcome(
                right=False,
                done=answered == 1,
                score=0.5,
                feedback=tuple(c.feedback for c in pool[asked].choices.values() if c.feedback)[:1],
                hint=pool[asked].hint,
                reason=pool[asked].reason,
                misses=tuple(pool[asked].choices)[:1],
                solution=sittings.kind_of(pool[asked]).right(pool[asked].key),
            )
            view._draw(outcome, "")

    return show


def connect(window: Window) -> None:
    """Shows the card that asks for a code, after one that was mistyped."""
    os.environ["ORG_URL"] = "https://coach.ville.example"
    window.go("privacy")
    settle(window)
    del os.environ["ORG_URL"]
    card, area = window.page.findChild(CodeCard), window.page.findChild(QScrollArea)
    assert card
    assert area
    card.entry.line.setText("ACDE FGHJ KM")
    card.button.click()
    settle(window)
    inside = area.widget()
    assert inside
    area.verticalScrollBar().setValue(card.mapTo(inside, card.rect().topLeft()).y() - 260)


def looked_for(words: str) -> Show:
    """Shows what a search finds."""

    def show(window: Window) -> None:
        window.go("paths")
        window.page.findChildren(QLineEdit)[0].setText(words)
        settle(window)

    return show


def review(number: int) -> Show:
    """Shows one question of the daily review, or its end."""

    def show(window: Window) -> None:
        window.go("review")
        settle(window)
        front = window.page
        assert isinstance(front, ReviewPage)
        assert front.review
        today = datetime.now(UTC).astimezone().date()
        days = (1, 2, 11, 46, 163)
        front.returns = tuple(
            Return(item, today + timedelta(days=n)) for item, n in zip(front.review.items, days, strict=False)
        )
        front.show_screen(min(number, front.screens))

    return show


def _open(window: Window, lesson: str) -> LessonPage:
    window.go("lesson", lesson)
    settle(window)
    front = window.page
    assert isinstance(front, LessonPage)
    return front


def settle(window: Window) -> None:
    """Let work, layouts and wrapped labels come to rest."""
    for _pass in range(4):
        QTest.qWait(20)
        window._worker.wait()
    # The last value of another thread may just have come: the layouts it moves come to rest, too.
    QTest.qWait(60)


SHOWN: dict[str, Show] = {
    "welcome-1": page("welcome", "1"),
    "welcome-2": page("welcome", "2"),
    "welcome-3": page("welcome", "3"),
    "today": page("today"),
    "paths": page("paths"),
    "path": page("paths", "bienvenue"),
    "found": looked_for("mail"),
    "not-found": looked_for("reconditioné"),
    "glossary": page("glossary"),
    "explained": screen("veille-ou-arret", 2),
    "step": screen("piece-jointe-ou-lien", 0),
    "sources": screen("veille-ou-arret", 1),
    "one": question("veille-ou-arret", "one", 1),
    "many": question("piece-jointe-ou-lien", "many", 0),
    "order": question("veille-ou-arret", "order", 2),
    "match": question("piece-jointe-ou-lien", "match", 1),
    "estimate": question("veille-ou-arret", "estimate", 2),
    "true-false": question("mes-onglets", "true_false", 1),
    "sort": question("les-gestes-qui-comptent", "sort", 1),
    "gaps": question("veille-ou-arret", "gaps", 1),
    "number": question("piece-jointe-ou-lien", "number", 2),
    "text": question("veille-ou-arret", "text", 1),
    "do": question("veille-ou-arret", "do", 0),
    "end": screen("veille-ou-arret", 99),
    **stages(settle),
    "review": review(0),
    "reviewed": review(99),
    "progress": page("progress"),
    "notebook": page("notebook"),
    "note": page("notebook", "new"),
    "team": page("team"),
    "coverage": page("team", "coverage"),
    "exports": page("exports"),
    "privacy": page("privacy"),
    "connect": connect,
    **{name: page(name) for name in ("settings", "about", "trouble")},
}


def seated(window: Window) -> None:
    """Shows the first page of somebody who sits at a shared computer."""
    window.sit(sample.CAMILLE.id)


def choosing(window: Window) -> None:
    """Shows where a first code is chosen, after one that is too easy."""
    window.prove("1002")
    for entry, typed in zip(window.page.findChildren(Entry), ("1234", ""), strict=True):
        entry.line.setText(typed)
    assert window.page.default
    window.page.default.click()


def wrong_code(window: Window) -> None:
    """Shows a code that was wrong."""
    window.go("who", "code", sample.CAMILLE.id)
    window.page.findChildren(Entry)[0].line.setText("9000")
    assert window.page.default
    window.page.default.click()


AT_A_SHARED_COMPUTER: dict[str, Show] = {
    "who": page("who"),
    "who-code": wrong_code,
    "who-new": choosing,
    "who-other": page("who", "other"),
    "who-seated": seated,
}


def sheet(pictures: list[QImage], columns: int) -> QImage:
    """The pictures side by side, each `THUMB` wide."""
    small = [p.scaledToWidth(THUMB, Qt.TransformationMode.SmoothTransformation) for p in pictures]
    high, rows = small[0].height(), -(-len(small) // columns)
    whole = QImage(columns * (THUMB + 8), rows * (high + 8), QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.gray)
    painter = QPainter(whole)
    for place, one in enumerate(small):
        left, top = (place % columns) * (THUMB + 8), (place // columns) * (high + 8)
        painter.drawImage(QRect(left, top, one.width(), one.height()), one)
    painter.end()
    return whole


def _at_a_shared_computer(
    window: Window, chosen: settings.Settings, taken: dict[str, list[QImage]]
) -> Window:
    """Take the pictures of a computer that a canteen shares; returns its window, where nobody sits any more."""
    wanted = [name for name in AT_A_SHARED_COMPUTER if name in taken]
    if not wanted:
        return window
    window.close()
    os.environ["COACH_POLICY"] = os.path.join(os.environ["COACH_HOME"], "shared.toml")
    Path(os.environ["COACH_POLICY"]).write_text("[org]\nshared_pc = true\n", "utf-8")
    for number in range(1001, 1009):
        settings.write(str(number), chosen)
    short_code.keep(sample.CAMILLE.id, "4071")
    made = make_window()
    made.resize(*SIZE)
    made.show()
    for name in wanted:
        AT_A_SHARED_COMPUTER[name](made)
        settle(made)
        taken[name].append(made.grab().toImage())
    del os.environ["COACH_POLICY"]
    assert made.seat
    made.seat.leave()
    return made


def main() -> int:
    """Take the pictures; with arguments, of these pages only."""
    every = [*SHOWN, *AT_A_SHARED_COMPUTER]
    wanted = [name for name in every if not sys.argv[1:] or name in sys.argv[1:]]
    home = tempfile.mkdtemp(prefix="shots-")
    os.environ.update(
        COACH_HOME=home, XDG_STATE_HOME=home, XDG_CONFIG_HOME=home, COACH_PERSON=sample.CAMILLE.id
    )
    application = make_application()
    sample.settle()
    taken: dict[str, list[QImage]] = {name: [] for name in wanted}
    window: Window | None = None
    for language in LANGUAGES:
        for scale in SCALES:
            for theme in THEMES:
                chosen = settings.Settings(
                    language=language, theme=theme, text_scale=scale, welcomed=True, name="Camille"
                )
                settings.write(sample.CAMILLE.id, chosen)
                study.speak()
                if window is not None:
                    window.close()
                window = make_window()
                window.resize(*SIZE)
                window.show()
                for name in wanted:
                    if name in SHOWN:
                        SHOWN[name](window)
                        settle(window)
                        taken[name].append(window.grab().toImage())
                window = _at_a_shared_computer(window, chosen, taken)
                print(f"{language} {scale} % {theme}", flush=True)
    FOLDER.mkdir(exist_ok=True)
    for name, pictures in taken.items():
        sheet(pictures, len(THEMES)).save(str(FOLDER / f"{name}.png"))
    application.processEvents()
    shutil.rmtree(home, ignore_errors=True)
    print(f"{len(taken)} contact sheets are in {FOLDER.name}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
