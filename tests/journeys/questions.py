"""Answers the questions of a lesson as a screen reader's user would: by the keyboard, and by what is heard."""

import contextlib
import math
import re
from collections.abc import Callable

from coach.app.fields.number import stops
from coach.content.library import library
from coach.domain.lesson import Lesson, Question
from coach.questions import Do, Form, Gaps, Match, Number, Order, Pick, Tick, Write, kinds
from coach.questions._kind import Response
from coach.words import _, number
from tests.desk import Desk, Node, Vanished, press, wait_for


def question_in_front(root: Node, lesson: Lesson) -> Question:
    """The question whose heading is shown."""
    headings = [node.name for node in root.find_all(role="heading")]
    return next(question for question in lesson.questions if question.text in headings)


def in_field(desk: Desk, question: Question) -> Node:
    """The group of a question's field, once the keyboard is on a control in it."""

    def around() -> Node | None:
        node = desk.events.focused
        with contextlib.suppress(Vanished):
            while node is not None and (node.name != question.text or node.role == "list"):
                node = node.parent
            return node
        return None

    return wait_for(around, seconds=20, what=f"the keyboard in the field of “{question.text}”")


def respond(desk: Desk, question: Question, right: bool = True) -> None:
    """Fill the field in front with the right response, or with a wrong one, by the keys alone."""
    in_field(desk, question)
    kind = kinds()[question.kind]
    form = kind.form(question.key, 0)
    response = kind.right(question.key) if right else _wrong(question, form)
    text = {name: choice.text for name, choice in question.choices.items()}
    match form:
        case Pick() | Do():
            _choose(desk, text[response])
        case Tick():
            _tick(desk, {text[name]: name in response for name in form.options})
        case Order():
            _arrange(desk, [text[name] for name in response])
        case Match():
            _assign(desk, {text[item]: text[response[item]] for item in form.items})
        case Gaps():
            _assign(desk, {f"{n}. {text[gap]}": text[response[gap]] for n, gap in enumerate(form.gaps, 1)})
        case Number():
            _slide(desk, stops(form), response)
        case Write():
            _write(desk, number(response, 6) if form.numeric else response)


def _wrong(question: Question, form: Form) -> Response:
    """A response that is not right."""
    kind, right = kinds()[question.kind], kinds()[question.kind].right(question.key)
    match form:
        case Pick() | Do():
            return next(one for one in form.options if not kind.score(question.key, one))
        case Tick():
            return [one for one in form.options if one not in right]
        case Order():
            return right[::-1]
        case Match():
            return {item: next(one for one in form.targets if one != right[item]) for item in form.items}
        case Gaps():
            return {gap: next(one for one in form.fillers if one != right[gap]) for gap in form.gaps}
        case Number():
            return max(form.low, form.high, key=lambda end: abs(math.log(end / right)))
        case Write():
            return 0 if form.numeric else "xyz"


def _choose(desk: Desk, words: str) -> None:
    """Move by the arrow keys from one of some radio buttons to the wanted one, and choose it."""
    names, at = _beside(desk)
    by = names.index(words) - at
    desk.screen.key(*["Down" if by > 0 else "Up"] * abs(by), "space")
    _wait_until_checked(desk.events.wait_for_focus(words))


def _beside(desk: Desk) -> tuple[list[str], int]:
    """What stands in the group of the node with the keyboard, by name, and its own place there."""
    here = desk.events.focused
    assert here
    assert here.parent
    names = [node.name for node in here.parent.children]
    return names, names.index(here.name)


def _assign(desk: Desk, wanted: dict[str, str]) -> None:
    for item, target in wanted.items():
        desk.tab_to(re.compile("^" + re.escape(f"{item}: ")))
        _choose(desk, f"{item}: {target}")


def _tick(desk: Desk, wanted: dict[str, bool]) -> None:
    for words in sorted(wanted, key=_beside(desk)[0].index):
        box = desk.tab_to(words)
        if ("checked" in box.states) != wanted[words]:
            desk.screen.key("space")
            _wait_until_checked(box, wanted[words])


def _wait_until_checked(box: Node, on: bool = True) -> None:
    wait_for(lambda: ("checked" in box.states) == on, what=f"the other state of “{box.name}”")


def _arrange(desk: Desk, wanted: list[str]) -> None:
    """Move the lines as the instruction says: Ctrl and the arrow keys."""
    here = desk.events.focused
    assert here
    # Qt gives the focus to the list or to its current line.
    rows = here if here.role == "list" else here.parent
    assert rows
    for place, words in enumerate(wanted):
        now = [row.name for row in rows.children].index(words)
        desk.screen.key("Home", *["Down"] * now, *["ctrl+Up"] * (now - place))
        _wait_for_line(rows, place, words)


def _wait_for_line(rows: Node, place: int, words: str) -> None:
    def there() -> bool:
        # A line asked for before the keys have worked would keep its words and leave its place, or be no more.
        with contextlib.suppress(Vanished):
            return rows.children[place].name == words
        return False

    wait_for(there, what=f"the line “{words}”")


def _slide(desk: Desk, values: list[float], wanted: float) -> None:
    """Move to the nearest stop; what stands at the lower end has to leave it first."""
    slider = desk.events.focused
    assert slider
    stop = min(range(len(values)), key=lambda n: abs(values[n] - wanted))
    desk.screen.key("End", "Home", *["Right"] * stop)
    wait_for(lambda: slider.value.now == stop, what="the slider there")


def _write(desk: Desk, words: str) -> None:
    line = desk.events.focused
    assert line
    desk.screen.key("ctrl+a")
    desk.screen.type(words)
    wait_for(lambda: line.text == words, what=f"“{words}” written")


Picture = Callable[[str], None]


def answer(desk: Desk, root: Node, lesson: Lesson, picture: Picture | None = None) -> Question:
    """Answer the question in front rightly and go on."""
    question = question_in_front(root, lesson)
    respond(desk, question)
    if picture:
        picture(f"question-{question.kind}")
    press(root.find("push button", _("Check my answer")))
    desk.events.wait_for_announcement(re.compile("^" + re.escape(_("That is it"))), seconds=10)
    if picture:
        picture(f"question-{question.kind}-reponse")
    press(root.find("push button", _("Continue")))
    return question


def through_steps(root: Node, lesson: Lesson) -> None:
    """Continue through the steps that are left, until a question or the end is in front."""
    titles = {step.title for step in lesson.steps}

    def in_front() -> str:
        return next((node.name for node in root.find_all("heading")), "")

    title = wait_for(in_front, seconds=15, what="a heading")
    while title in titles:
        press(root.find("push button", _("Continue")))
        root.gone("heading", title)
        title = wait_for(in_front, what="the next heading")


def to_an_open_question(root: Node, lesson: Lesson) -> Question | None:
    """Go on to a question that waits for an answer, past those answered before; None at the end of the lesson."""
    through_steps(root, lesson)
    while not root.has("heading", _("That is done")):
        question = question_in_front(root, lesson)
        waiting = [_("Check my answer"), _("Try again"), _("Continue")]
        button = root.find("push button", re.compile("^(" + "|".join(map(re.escape, waiting)) + ")$"))
        step = button.name
        if step == waiting[0]:
            return question
        press(button)
        if step == waiting[1]:
            root.find("push button", waiting[0])
            return question
        root.gone("heading", question.text)
    return None


def take(desk: Desk, root: Node, lesson_id: str, picture: Picture | None = None) -> list[Question]:
    """Take the lesson in front from its current screen to its end; returns the questions answered."""
    lesson = library("fr").lesson(lesson_id)
    through_steps(root, lesson)
    answered = []
    while not root.has("heading", _("That is done")):
        before = question_in_front(root, lesson)
        answered.append(answer(desk, root, lesson, picture))
        root.gone("heading", before.text)
    return answered
