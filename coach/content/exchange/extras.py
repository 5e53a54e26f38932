"""What our own export left beside a question, because the format has no place for it; anybody may have written it."""

import math
from collections.abc import Mapping
from typing import Any

from coach.content.exchange.foreign import Said
from coach.content.exchange.plain_text import plain_text
from coach.questions.do import LATER, VERIFIABLE
from coach.questions.text import OTHER

Words = dict[str, tuple[str, str]]


def feedback(kind: str, key: Mapping[str, Any], choices: Words, extras: Mapping[str, Any]) -> Words:
    """The words with the feedback of items, which matchings and orderings have nowhere."""
    told, ids = extras.get("feedback"), key.get("gaps" if kind == "gaps" else "items", ())
    if not isinstance(told, list) or len(told) != len(ids):
        return choices
    said = {name: plain_text(Said(str(text))) for name, text in zip(ids, told, strict=True)}
    return {name: (words, said.get(name, was)) for name, (words, was) in choices.items()}


def in_order(targets: Words, extras: Mapping[str, Any]) -> Words:
    """The targets of a matching in the order that they had."""
    told = extras.get("targets")
    names = {text: name for name, (text, _feedback) in targets.items()}
    if not isinstance(told, list) or not all(isinstance(text, str) for text in told):
        return targets
    if sorted(told) != sorted(names):
        return targets
    return {names[text]: targets[names[text]] for text in told}


def number(
    right: Mapping[str, Any], extras: Mapping[str, Any], facts: Mapping[str, object]
) -> dict[str, Any]:
    """The right number with its unit, or with the fact that holds it."""
    told = extras.get("right")
    if not isinstance(told, dict):
        return dict(right)
    tolerance = told.get("tolerance")
    if told.get("fact") in facts and isinstance(tolerance, int | float) and math.isfinite(tolerance):
        return {"fact": told["fact"], "tolerance": tolerance}
    if isinstance(told.get("unit"), str):
        return {**right, "unit": told["unit"]}
    return dict(right)


def without_unit(text: str, extras: Mapping[str, Any]) -> str:
    """What was asked, without the unit that our export put behind it."""
    unit = extras.get("unit")
    return text.removesuffix(f" ({unit})") if isinstance(unit, str) and unit else text


def estimate(extras: Mapping[str, Any], facts: Mapping[str, object]) -> dict[str, Any] | None:
    """The right value of an estimate, if its fact is known here."""
    told = extras.get("right")
    if not isinstance(told, dict) or told.get("fact") not in facts:
        return None
    low, high = told.get("from"), told.get("to")
    if not isinstance(low, int | float) or not isinstance(high, int | float) or not 0 < low < high < math.inf:
        return None
    return {"fact": told["fact"], "from": low, "to": high}


def deed(choices: Words, extras: Mapping[str, Any]) -> tuple[dict[str, Any], Words] | None:
    """Key and words of something to do, whose answers are the program's own."""
    verify = extras.get("verify")
    if verify not in VERIFIABLE or len(choices) != 3:
        return None
    _done, _managed, (_words, later) = choices.values()
    told = {LATER: ("", later)} if later else {}
    return {"verify": verify}, told


def grouped(answers: list[str], choices: Words, extras: Mapping[str, Any]) -> tuple[list[str], Words]:
    """The answers of a text, the right one first, as they were: spellings of one answer together, at its place."""
    counts, place = extras.get("wrong"), extras.get("place")
    right, wrong = answers[0], answers[1:]
    if not isinstance(counts, list) or not all(type(n) is int and n > 0 for n in counts):
        return answers, choices
    if sum(counts) != len(wrong) or type(place) is not int or not 0 <= place <= len(counts):
        return answers, choices
    kept, left = {}, iter(wrong)
    for n in counts:
        names = [next(left) for _each in range(n)]
        kept[names[0]] = " | ".join(choices[name][0] for name in names), choices[names[0]][1]
    order = list(kept)
    order.insert(place, right)
    return order, {name: (kept | choices if name not in kept else kept)[name] for name in (*order, OTHER)}
