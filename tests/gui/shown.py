"""What the pictures show: each page of the window, and the stages that take some doing to reach."""

import dataclasses
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from coach.app.exporting.attesting import AttestingPart
from coach.app.lesson.question import QuestionView
from coach.app.pages.lesson import LessonPage
from coach.app.pages.review import ReviewPage
from coach.app.widgets.code_card import CodeCard
from coach.app.widgets.entry import Entry
from coach.app.window import Window
from coach.study import sitting as sittings
from coach.study.reviewing import Return
from tests.gui import sample
from tests.gui.quiz_stages import stages

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
    card = window.page.findChildren(CodeCard)[0]
    card.entry.line.setText("ACDE FGHJ KM")
    card.button.click()
    settle(window)
    _scroll(window, card, 260)


def _scroll(window: Window, to: QWidget, around: int) -> None:
    window.page.findChildren(QScrollArea)[0].ensureWidgetVisible(to, 0, around)


def attestations(window: Window) -> None:
    """Shows the part of the page Exports where attestations are issued."""
    window.go("exports")
    settle(window)
    _scroll(window, window.page.findChildren(AttestingPart)[0], 20)


def placed(over: bool) -> Show:
    """Shows a placement: its present question, or the levels at its end."""
    return page("placement", "", "", "over" if over else "")


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
    "placement": placed(over=False),
    "placed": placed(over=True),
    "notebook": page("notebook"),
    "note": page("notebook", "new"),
    "team": page("team"),
    "coverage": page("team", "coverage"),
    "exports": page("exports"),
    "attestations": attestations,
    "privacy": page("privacy"),
    "connect": connect,
    "settings": page("settings"),
    "about": page("about"),
    "trouble": page("trouble"),
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
