"""Answers the questions of a lesson as a screen reader's user would: by name, role and action."""

import re
from collections.abc import Callable

from coach.content.library import library
from coach.domain.lesson import Lesson, Question
from coach.questions import kinds
from coach.words import _, number
from tests.desk import Desk, Node, press, wait_for


def question_in_front(root: Node, lesson: Lesson) -> Question:
    """The question whose heading is shown."""
    headings = [node.name for node in root.find_all(role="heading")]
    return next(question for question in lesson.questions if question.text in headings)


def respond(desk: Desk, root: Node, question: Question, right: bool = True) -> None:
    """Fill the field with the right response, or with a wrong one."""
    key, kind = question.key, kinds()[question.kind]
    solution = kind.right(key)
    text = {name: choice.text for name, choice in question.choices.items()}
    options = key.get("options") or list(kind.own_words)
    if question.kind in ("one", "true_false", "do"):
        chosen = solution if right else next(o for o in reversed(options) if o != solution)
        press(root.find("radio button", text[chosen]))
    elif question.kind in ("number", "text"):
        written = number(solution, 6) if question.kind == "number" else solution
        root.find("text", re.compile("^" + re.escape(_("Your answer")))).set_text(written if right else "0")
    elif question.kind == "many":
        wanted = set(solution) if right else set(key["options"]) - set(solution)
        for option in key["options"]:
            box = root.find("check box", text[option])
            if ("checked" in box.states) != (option in wanted):
                press(box)
    elif question.kind in ("match", "sort", "gaps"):
        targets = next(key[part] for part in ("targets", "categories", "fillers") if part in key)
        for n, (item, target) in enumerate(solution.items(), 1):
            chosen = target if right else next(t for t in targets if t != target)
            called = f"{n}. {text[item]}" if question.kind == "gaps" else text[item]
            press(root.find("radio button", f"{called}: {text[chosen]}"))
    elif question.kind == "order":
        _arrange(desk, root, question, [text[name] for name in (solution if right else solution[::-1])])
    else:
        slider = root.find("slider")
        goal = _nearest_stop(question, solution) if right else 0
        slider.set_value(goal + 1 if goal == slider.value.now else goal - 1)
        slider.set_value(goal)


def _arrange(desk: Desk, root: Node, question: Question, wanted: list[str]) -> None:
    """Move the lines by keyboard alone, as the instruction says: Ctrl and the arrow keys."""
    rows = root.find("list", question.text)
    for place, words in enumerate(wanted):
        now = [row.name for row in rows.children].index(words)
        rows.grab_focus()
        _wait_for_focus(rows)
        desk.screen.key("Home", *["Down"] * now, *["ctrl+Up"] * (now - place))
        _wait_for_name(rows.children[place], words)


def _wait_for_focus(rows: Node) -> None:
    # Qt gives the state to the list or to its current line.
    wait_for(lambda: any("focused" in node.states for node in (rows, *rows.children)), what="the focus")


def _wait_for_name(row: Node, words: str) -> None:
    wait_for(lambda: row.name == words, what=f"the line “{words}”")


def _nearest_stop(question: Question, solution: float) -> int:
    from coach.app.fields.number import stops
    from coach.questions import Number

    form = kinds()["estimate"].form(question.key, 0)
    assert isinstance(form, Number)
    values = stops(form)
    return min(range(len(values)), key=lambda n: abs(values[n] - solution))


Picture = Callable[[str], None]


def answer(desk: Desk, root: Node, lesson: Lesson, picture: Picture | None = None) -> Question:
    """Answer the question in front rightly and go on."""
    question = question_in_front(root, lesson)
    respond(desk, root, question)
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
