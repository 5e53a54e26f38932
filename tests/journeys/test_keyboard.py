"""Every kind of question, a final quiz and a placement by the keyboard alone; AT-SPI only tells what is heard."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from coach import words
from coach.app.answers import told
from coach.content.library import library
from coach.domain.lesson import Question
from coach.questions import kinds
from coach.words import _
from tests.desk import Desk, wait_for
from tests.journeys.questions import in_field, respond

TOWN, LESSON = Path(__file__).parent / "town", "onze-sortes"
TAKEN = """
import datetime
from coach import study
from tests.gui.learnt import take
for lesson in study.me().library.paths["bienvenue"].lessons:
    take(lesson, datetime.datetime.now(datetime.UTC))
"""
# Neither the name nor the state of these tells what a key did.
MOVED = {"order", "estimate"}
CONTROLS = {"radio button", "check box", "list", "list item", "text", "slider"}


@pytest.fixture
def desk() -> Iterator[Desk]:
    """The desk of somebody who uses no pointer, in a town with a lesson of its own."""
    words.use("fr")
    with Desk() as made:
        policy = made.folder / "policy.toml"
        policy.write_text(f"[lessons]\nextra = '{TOWN}'\n", "utf-8")
        made.env["COACH_POLICY"] = str(policy)
        made.set({"welcomed": "true"})
        yield made


def _on(desk: Desk, button: str | re.Pattern[str]) -> None:
    desk.events.wait_for_focus(button, seconds=15)


def _checked(desk: Desk, question: Question, right: bool) -> str:
    """Answer and check; what a screen reader is told of it."""
    before = len(desk.events.announcements)
    respond(desk, question, right)
    if right and question.kind in MOVED:
        wait_for(lambda: len(desk.events.announcements) > before, what=f"what moved in “{question.text}”")
    desk.events.clear()
    desk.screen.key("Return")
    titles = (_("That is it"),) if right else (_("Not quite"), _("This is not it yet"))
    return desk.events.wait_for_announcement(_one_of(titles), seconds=15)


def _one_of(beginnings: Sequence[str]) -> re.Pattern[str]:
    return re.compile("^(" + "|".join(map(re.escape, beginnings)) + ")")


def _asked(desk: Desk, question: Question) -> None:
    """Whoever hears only the control that got the keyboard knows what to do."""
    field = in_field(desk, question)
    control = desk.events.focused
    assert control
    assert control.name, question.kind
    assert control.role in CONTROLS, question.kind
    assert field.description, question.kind


def _through(desk: Desk, question: Question) -> None:
    """A miss with its hint, then the right answer with its reason."""
    desk.events.wait_for_announcement(question.text, seconds=15)
    _asked(desk, question)
    assert question.hint in _checked(desk, question, right=False)
    _on(desk, _("Try again"))
    desk.screen.key("Return")
    _asked(desk, question)
    assert question.reason in _checked(desk, question, right=True)
    _on(desk, _("Continue"))
    desk.screen.key("Return")


def test_every_kind_of_question(desk: Desk) -> None:
    lesson = library("fr", str(TOWN)).lesson(LESSON)
    assert {question.kind for question in lesson.questions} == set(kinds())
    desk.start("open", LESSON).window()
    for step in lesson.steps:
        desk.events.wait_for_announcement(step.title, seconds=30)
        _on(desk, _("Continue"))
        desk.screen.key("Return")
    for question in lesson.questions:
        _through(desk, question)
    desk.events.wait_for_announcement(_("That is done"), seconds=15)


def _next(desk: Desk, questions: Sequence[Question], end: str) -> Question | None:
    """Go on with the focused button; the question that is heard next, None at the end."""
    desk.events.clear()
    desk.screen.key("Return")
    heard = desk.events.wait_for_announcement(_one_of([end, *(one.text for one in questions)]), seconds=30)
    if heard == end:
        return None
    alike = [one for one in questions if one.text == heard]
    names = " ".join(node.name for node in in_field(desk, alike[0]).walk())
    # “Complétez ces deux phrases.” is asked by several lessons.
    return max(alike, key=lambda one: sum(choice.text in names for choice in one.choices.values()))


def _unknown(desk: Desk) -> None:
    desk.tab_to(_("I don't know"))
    desk.events.clear()
    desk.screen.key("space")


def test_a_final_quiz_from_today_to_passed(desk: Desk) -> None:
    assert desk.spawn(sys.executable, "-c", TAKEN).wait(60) == 0
    shelf = library("fr")
    root = desk.start().window()
    offered = _("Start the final quiz: {path}").format(path=shelf.paths["bienvenue"].title)
    root.find("push button", offered, seconds=30)
    desk.tab_to(offered)
    desk.screen.key("Return")
    _on(desk, _("Start the quiz"))
    pool, end = shelf.pool("bienvenue").questions, _("Quiz passed")
    question = _next(desk, pool, end)
    while question:
        respond(desk, question)
        question = _next(desk, pool, end)
    _on(desk, _("Back to the path"))
    desk.screen.key("Return")
    root.find(name=_("Path finished"), seconds=15)


def test_a_placement_to_its_result(desk: Desk) -> None:
    shelf = library("fr", str(TOWN))
    bank = [question for name in shelf.cards for question in shelf.lesson(name).questions]
    root = desk.start().window()
    root.find("heading", re.compile("^" + _("Hello")), seconds=30)
    desk.screen.key("ctrl+3")
    begin = f"{_('Begin')}, {_('Find your level')}"
    root.find("push button", begin, seconds=30)
    desk.tab_to(begin)
    end = _("Where you stand")
    question = _next(desk, bank, end)
    assert question
    _asked(desk, question)
    _unknown(desk)
    heard = desk.events.wait_for_announcement(_one_of([_("Here is the answer")]), seconds=15)
    assert told(question, kinds()[question.kind].right(question.key)).rstrip(".") in heard
    _on(desk, _("Continue"))
    while question := _next(desk, bank, end):
        assert question.reason in _checked(desk, question, right=True)
        _on(desk, _("Continue"))
    _on(desk, re.compile("^" + re.escape(_("See the lesson: {title}").split("{")[0])))
