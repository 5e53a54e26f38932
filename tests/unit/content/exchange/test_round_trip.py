"""Every question survives export and import, in GIFT and in Moodle XML: the shipped ones and any other."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach import words
from coach.content.exchange import gift_reading, moodle_xml_reading
from coach.content.exchange.foreign import Draft, Foreign, Refused
from coach.content.exchange.gift_writing import gift
from coach.content.exchange.leaving import leaving
from coach.content.exchange.mapping import draft
from coach.content.exchange.moodle_xml_writing import moodle_xml
from coach.content.exchange.plain_text import one_line
from coach.content.library import Library, library
from coach.domain.lesson import Choice, Question
from coach.questions import kinds

Back = Callable[[list[Foreign]], list[Foreign | Refused]]
IDS = ("options", "items", "targets", "categories", "fillers", "gaps", "answers")


def through_gift(questions: list[Foreign]) -> list[Foreign | Refused]:
    return list(gift_reading.questions(gift("Leçon / test", questions)))


def through_xml(questions: list[Foreign]) -> list[Foreign | Refused]:
    return list(moodle_xml_reading.questions("x.xml", moodle_xml([("Leçon", questions)])))


WAYS = {"gift": through_gift, "moodle-xml": through_xml}


def plain(kind: str, key: dict[str, Any], texts: dict[str, str], feedback: dict[str, str]) -> dict[str, Any]:
    """What a question says, with the words in the place of ids, which no format keeps."""
    if kind in ("number", "estimate", "do", "true_false"):
        kept = {name: value for name, value in key.items() if name in ("right", "verify")}
        return {"key": kept, "feedback": feedback}

    def said(value: Any) -> Any:
        if isinstance(value, list):
            return [said(one) for one in value]
        if isinstance(value, dict):
            return {said(one): said(other) for one, other in value.items()}
        return texts.get(value, value)

    kept = {name: said(key[name]) for name in (*IDS, "right") if name in key}
    if "right" in kept and kind == "many":
        kept["right"] = sorted(kept["right"])
    return {"key": kept, "feedback": {said(name): told for name, told in feedback.items() if told}}


def of_ours(question: Question) -> dict[str, Any]:
    key = dict(question.key)
    texts = {name: choice.text for name, choice in question.choices.items()}
    feedback = {name: choice.feedback for name, choice in question.choices.items()}
    if question.kind == "text":
        texts |= {name: " | ".join(ways) for name, ways in key["spellings"].items()}
        texts.pop("other")
        # Nothing says what a right answer teaches but its reason.
        feedback.pop(key["right"], None)
    if question.kind == "gaps":
        texts["text"] = numbered(texts["text"], key["gaps"])
    if question.kind == "do":
        feedback = {"later": feedback["later"]} if feedback.get("later") else {}
    return plain(question.kind, key, texts, feedback)


def numbered(text: str, gaps: list[str]) -> str:
    for n, gap in enumerate(gaps):
        text = text.replace(f"[{gap}]", f"[{n}]")
    return text


def of_draft(found: Draft) -> dict[str, Any]:
    texts = {name: text for name, (text, _feedback) in found.choices.items()}
    feedback = {name: told for name, (_text, told) in found.choices.items()}
    if found.kind in ("number", "estimate"):
        feedback = texts
    if found.kind == "text":
        feedback["other"] = texts.pop("other")
        feedback.pop(found.key["right"])
    if found.kind == "gaps":
        texts["text"] = numbered(texts["text"], found.key["gaps"])
    return plain(found.kind, dict(found.key), texts, feedback)


def check(question: Question, back: Back) -> None:
    (found,) = back([leaving(question)])
    assert isinstance(found, Foreign), found
    made = draft(found, {"screen-fact": 1, **dict.fromkeys(question.facts, 1), **facts_of(question)})
    assert isinstance(made, Draft), made
    assert (made.kind, made.text, made.hint, made.reason) == (
        question.kind,
        question.text,
        question.hint,
        question.reason,
    )
    assert (made.difficulty, made.rated, made.competence) == (question.difficulty, True, question.competence)
    assert of_draft(made) == of_ours(question)
    assert made.notes == ()


def facts_of(question: Question) -> dict[str, int]:
    right = question.key.get("right")
    return {right["fact"]: 1} if isinstance(right, dict) and "fact" in right else {}


@pytest.fixture(scope="module")
def shelf() -> Library:
    words.use("fr")
    return library("fr")


@pytest.mark.parametrize("way", WAYS)
def test_every_shipped_question_survives(way: str, shelf: Library) -> None:
    seen = set()
    for name in shelf.folders:
        for question in shelf.lesson(name).questions:
            check(question, WAYS[way])
            seen.add(question.kind)
    assert seen == set(kinds())


# What people write, and what no program may trip over.
SIGNS = list("aeé zZ09'’\u00a0:;=~#{}\\[]%*/-><&\"?.,!$|_\t")
TEXTS = (
    st.lists(st.sampled_from([*SIGNS, "->", "####", "//", "::", "[html]", "<b>"]), min_size=1, max_size=20)
    # What no item and no spelling may hold; see `gift_writing` and `mapping`.
    .map(lambda parts: one_line("".join(parts).replace("|", "/").replace("->", "→")))
)
SAID = TEXTS.filter(lambda text: any(one.isalnum() for one in text) and "[[" not in text)
TAUGHT = st.one_of(st.just(""), SAID)


@st.composite
def one_of_any(draw: st.DrawFn) -> Question:
    kind = draw(st.sampled_from(["one", "many", "true_false", "match", "sort", "order"]))
    said = [one_line(text) for text in draw(st.lists(SAID, min_size=3, max_size=5, unique_by=one_line))]
    ids = [f"i{n}" for n in range(len(said))]
    feedback = [one_line(draw(TAUGHT)) for _each in ids]
    choices = {i: Choice(i, text, told) for i, text, told in zip(ids, said, feedback, strict=True)}
    key: dict[str, Any] = {}
    if kind == "one":
        key = {"options": ids, "right": draw(st.sampled_from(ids))}
    elif kind == "many":
        count = draw(st.integers(1, len(ids) - 1))
        key = {"options": ids, "right": ids[:count]}
    elif kind == "true_false":
        key = {"right": draw(st.booleans())}
        choices = {name: Choice(name, "", feedback[n]) for n, name in enumerate(("true", "false"))}
    elif kind == "order":
        key = {"items": ids}
    else:
        goals = {f"t{n}": Choice(f"t{n}", f"but {n} {one_line(draw(SAID))}".strip()) for n in range(2)}
        right = {i: draw(st.sampled_from(list(goals))) for i in ids}
        right |= {ids[0]: "t0", ids[1]: "t1"}
        key = {"items": ids, "targets" if kind == "match" else "categories": list(goals), "right": right}
        choices |= goals
    return Question(
        id="q",
        kind=kind,
        difficulty=draw(st.integers(1, 5)),
        competence="c",
        key=key,
        text=one_line(draw(SAID)),
        hint=one_line(draw(TAUGHT)),
        reason=one_line(draw(TAUGHT)),
        choices=choices,
    )


@pytest.mark.parametrize("way", WAYS)
@given(question=one_of_any())
@settings(max_examples=80)
def test_any_question_survives(way: str, question: Question) -> None:
    check(question, WAYS[way])


@pytest.mark.parametrize("way", WAYS)
@given(
    value=st.integers(-(10**6), 10**6).filter(bool),
    tenths=st.integers(0, 50),
    low=TAUGHT,
    high=TAUGHT,
)
@settings(max_examples=50)
def test_any_number_survives(way: str, value: int, tenths: int, low: str, high: str) -> None:
    choices = {name: Choice(name, "", one_line(text)) for name, text in (("low", low), ("high", high))}
    key = {"right": {"value": value, "tolerance": tenths / 100, "unit": "mb"}, "unit": "Mo"}
    question = Question("q", "number", 2, "c", key, "Combien ?", "", "", choices)
    check(question, WAYS[way])
    check(replace(question, key={"right": {"value": value, "tolerance": tenths / 100}}), WAYS[way])
