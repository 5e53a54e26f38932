"""What whoever does not see a question hears of it, and where the arrow keys lead."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coach.app import answers
from coach.app.fields.match import MatchField
from coach.app.window import Window
from tests.gui.asked import asked
from tests.gui.look import keys, until

LESSON = "veille-ou-arret"


def test_whoever_hears_only_hears_the_answer_that_others_see_marked(window: Window, qtbot: QtBot) -> None:
    view = asked(window, qtbot, LESSON, "order")
    view.unsure.click()
    until(qtbot, lambda: view.done)
    outcome = view._outcome
    assert outcome
    told = view._spoken(outcome, None)
    right = "; ".join(view.question.choices[name].text for name in view.question.key["items"])
    assert told.startswith(f"Here is the answer. The answer: {right.rstrip('.')}. ")
    assert told.endswith(view.question.reason)


def test_an_estimate_is_told_with_two_digits(window: Window, qtbot: QtBot) -> None:
    question = asked(window, qtbot, LESSON, "estimate").question
    assert answers.told(question, 7.3484692) == f"7.3 {question.key['unit']}"


def test_the_arrows_go_through_the_words_of_a_line_whatever_their_grid(window: Window, qtbot: QtBot) -> None:
    view = asked(window, qtbot, LESSON, "match")
    assert isinstance(view.field, MatchField)
    chips = list(next(iter(view.field.chips.values())).values())
    chips[0].setFocus()
    for chip in (*chips[1:], chips[0]):
        keys(cast(QWidget, QApplication.focusWidget()), Qt.Key.Key_Down)
        assert chip.hasFocus()
    assert not any(chip.isChecked() for chip in chips)
    keys(chips[0], Qt.Key.Key_Space, Qt.Key.Key_Left)
    assert chips[-1].hasFocus()
    assert chips[-1].isChecked()
