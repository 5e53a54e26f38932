"""A question of ours in the form that other programs share, with the nearest thing where they have none.

An estimate leaves as a number within a factor of two, something to do as a choice of its three answers; hints,
feedback of items and the like, which the formats have no place for, leave as extras that only our own import reads.
"""

from collections.abc import Callable, Mapping
from typing import Any

from coach.content.exchange.foreign import NOTHING, Answer, Foreign, Form, Said
from coach.content.exchange.gap_text import numbered
from coach.content.exchange.plain_text import one_line
from coach.domain.lesson import Question
from coach.questions import estimate, number
from coach.questions.do import DONE, LATER, MANAGED
from coach.questions.text import OTHER

Parts = dict[str, Any]
_FAR = 1e15


def leaving(question: Question) -> Foreign:
    """The question for other programs."""
    extras: Parts = {
        "kind": question.kind,
        "difficulty": question.difficulty,
        "competence": question.competence,
    }
    if question.hint:
        extras["hint"] = one_line(question.hint)
    if facts := list(question.key.get("facts", ())):
        extras["facts"] = facts
    parts = _KINDS[question.kind](question)
    return Foreign(
        line=0,
        text=parts.pop("text", _said(question.text)),
        id=question.id,
        general=_said(question.reason),
        extras=extras | parts.pop("extras", {}),
        **parts,
    )


def _said(text: str) -> Said:
    line = one_line(text)
    return Said(line) if line else NOTHING


def _words(question: Question, name: str) -> Said:
    return _said(question.choices[name].text)


def _told(question: Question, name: str) -> Said:
    return _said(question.feedback(name))


def _answer(question: Question, name: str, share: float) -> Answer:
    return Answer(_words(question, name), share, _told(question, name))


def _one(question: Question) -> Parts:
    right = question.key["right"]
    answers = (_answer(question, name, 100.0 * (name == right)) for name in question.key["options"])
    return {"form": Form.CHOICE, "answers": tuple(answers)}


def _many(question: Question) -> Parts:
    """A wrong choice takes away what a right one gives, as here."""
    right = question.key["right"]
    share = round(100 / len(right), 5)
    answers = (
        _answer(question, name, share if name in right else -share) for name in question.key["options"]
    )
    return {"form": Form.CHOICE, "many": True, "answers": tuple(answers)}


def _true_false(question: Question) -> Parts:
    answers = (
        Answer(Said(name), 100.0 * ((name == "true") is question.key["right"]), _told(question, name))
        for name in ("true", "false")
    )
    return {"form": Form.TRUE_FALSE, "answers": tuple(answers)}


def _text(question: Question) -> Parts:
    spellings: Mapping[str, tuple[str, ...]] = question.key["spellings"]
    names, right = list(question.key["answers"]), question.key["right"]
    answers = [
        Answer(_said(way), 100.0 * (name == right), _told(question, name))
        for name in (right, *(name for name in names if name != right))
        for way in spellings[name]
    ]
    other = question.choices[OTHER].feedback or question.choices[OTHER].text
    answers.append(Answer(Said("*"), 0.0, _said(other)))
    wrong = [len(spellings[name]) for name in names if name != right]
    extras = {"wrong": wrong, "place": names.index(right)}
    return {"form": Form.SHORT, "answers": tuple(answers), "extras": extras}


def _number(question: Question) -> Parts:
    right = question.key["right"]
    bounds = number.bounds(question.key)
    assert bounds
    value = right.get("value")
    kept = {key: right[key] for key in ("fact", "tolerance", "unit") if key in right}
    return _between(question, *bounds, value, kept)


def _estimate(question: Question) -> Parts:
    key = question.key
    low, high = key["low"] / estimate.FACTOR, key["high"] * estimate.FACTOR
    return _between(question, low, high, None, dict(key["right"]))


def _between(question: Question, low: float, high: float, value: float | None, right: Parts) -> Parts:
    """A number with what is said to one that is too low or too high; its unit stands in the text."""
    unit = str(question.key.get("unit", ""))
    text = one_line(question.text) + (f" ({unit})" if unit else "")
    middle = Said() if value is None else Said(str(value))
    answers = (
        Answer(middle, 100.0, NOTHING, low, high, value),
        Answer(Said(), 0.0, _words_of_side(question, "low"), -_FAR, low),
        Answer(Said(), 0.0, _words_of_side(question, "high"), high, _FAR),
    )
    extras = {"right": right, "unit": unit}
    return {"form": Form.NUMBER, "text": Said(text), "answers": answers, "extras": extras}


def _words_of_side(question: Question, side: str) -> Said:
    choice = question.choices.get(side)
    return _said(choice.feedback or choice.text) if choice else NOTHING


def _match(question: Question) -> Parts:
    targets = question.key.get("targets", question.key.get("categories", ()))
    right: Mapping[str, str] = question.key["right"]
    goals = [_words(question, name).text for name in targets]
    pairs = [(_words(question, name), _words(question, right[name])) for name in question.key["items"]]
    pairs += [(NOTHING, _words(question, name)) for name in targets if name not in right.values()]
    return {
        "form": Form.MATCH,
        "pairs": tuple(pairs),
        "extras": _feedback(question, "items") | {"targets": goals},
    }


def _order(question: Question) -> Parts:
    items = tuple(_words(question, name) for name in question.key["items"])
    return {"form": Form.ORDER, "items": items, "extras": _feedback(question, "items")}


def _feedback(question: Question, names: str) -> Parts:
    return {"feedback": [one_line(question.feedback(name)) for name in question.key[names]]}


def _gaps(question: Question) -> Parts:
    fillers = list(question.key["fillers"])
    places = {gap: fillers.index(filler) + 1 for gap, filler in question.key["right"].items()}
    asked = one_line(question.text)
    text = numbered(one_line(question.choices["text"].text), places)
    titles = [one_line(question.choices[gap].text) for gap in question.key["gaps"]]
    return {
        "form": Form.GAPS,
        "text": Said(f"{asked} {text}"),
        "items": tuple(_words(question, name) for name in fillers),
        "extras": {"question": asked, "titles": titles, **_feedback(question, "gaps")},
    }


def _do(question: Question) -> Parts:
    answers = (_answer(question, name, 100.0 * (name != LATER)) for name in (DONE, MANAGED, LATER))
    return {"form": Form.CHOICE, "answers": tuple(answers), "extras": {"verify": question.key["verify"]}}


_KINDS: Mapping[str, Callable[[Question], Parts]] = {
    "do": _do,
    "estimate": _estimate,
    "gaps": _gaps,
    "many": _many,
    "match": _match,
    "number": _number,
    "one": _one,
    "order": _order,
    "sort": _match,
    "text": _text,
    "true_false": _true_false,
}
