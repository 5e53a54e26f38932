"""What stands between the braces of a GIFT question."""

import re
from collections.abc import Iterator
from typing import Any

from coach.content.exchange.foreign import Said
from coach.content.exchange.gift_block import Choice, Fault, Number, joined, said, shown
from coach.words import _

_TRUTH = re.compile(r"\s*(TRUE|FALSE|T|F|[Tt]rue|[Ff]alse)\s*(?=#|\Z)")
_CHOICE = re.compile(r"[=~]")
_WEIGHT = re.compile(r"\s*%([^%]*)%")
_DIGITS = r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d{1,3})?"
_NUMBER = re.compile(rf"\s*({_DIGITS})\s*(?:(:|\.\.)\s*({_DIGITS}))?\s*")
_HALF_TAG = re.compile(r"<[A-Za-z][^<>]*\s[\w-]+\s*\Z")


def answers(text: str, start: int, end: int, format: str) -> dict[str, Any]:
    """What stands between the braces, as arguments of a block."""
    general = None
    if (last := text.find("####", start, end)) >= 0:
        general, end = said(text[last + 4 : end], format), last
    body = text[start:end].strip()
    found: dict[str, Any] = {"general": general}
    if not body:
        return found | {"kind": "essay"}
    if truth := _TRUTH.match(body):
        parts = [said(part, format) for part in body[truth.end() :].split("#")[1:]]
        wrong, right = (*parts, None, None)[:2]
        return found | {
            "kind": "true-false",
            "truth": truth[1][0] in "Tt",
            "feedbacks": (wrong, right),
        }
    if body[0] == "#":
        start = text.index("#", start) + 1
        return found | {"kind": "number", "choices": tuple(_numbers(text, start, end, format))}
    if body[0] not in "=~":
        if sign := _CHOICE.search(text, start, end):
            raise Fault(_("the first answer begins with neither “=” nor “~”"), sign.start())
        words, _sign, feedback = body.partition("#")
        choice = Choice(True, None, said(words, format) or Said(), said(feedback, format))
        return found | {"kind": "short", "choices": (choice,)}
    if pairs := _pairs(body, format):
        return found | {"kind": "match", "pairs": pairs}
    choices = tuple(_choices(text, start, end, format))
    kind = "short" if all(one.right for one in choices) else "choice"
    return found | {"kind": kind, "choices": choices}


def _pairs(body: str, format: str) -> tuple[tuple[Said, str], ...]:
    """The pairs of a matching; none if it is another question."""
    parts = body.split("=")[1:]
    if "~" in body or "#" in body or not all("->" in part for part in parts):
        return ()
    halves = (part.partition("->") for part in parts)
    return tuple(
        (said(left, format) or Said("", format), shown(joined(right.strip()))) for left, _to, right in halves
    )


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    """Place, sign and text of each answer."""
    places = [found.start() for found in _CHOICE.finditer(text, start, end)]
    for place, following in zip(places, (*places[1:], end), strict=True):
        yield place, text[place], text[place + 1 : following]


def _choices(text: str, start: int, end: int, format: str) -> Iterator[Choice]:
    for place, sign, part in _parts(text, start, end):
        weight, words, feedback = _weighed(part, place)
        after = place + 1 + len(part)
        if "<" in part and format in ("html", "moodle") and after < end and _HALF_TAG.search(part):
            raise Fault(_("“=” and “~” inside an answer are written “\\=” and “\\~”"), place)
        words_said = said(words, format)
        if words_said is None:
            raise Fault(_("an answer is empty"), place)
        yield Choice(sign == "=", weight, words_said, said(feedback, format))


def _weighed(part: str, place: int) -> tuple[float | None, str, str]:
    """The weight, words and feedback of an answer."""
    weight = None
    if found := _WEIGHT.match(part):
        part = part[found.end() :]
        try:
            weight = float(found[1].replace(",", "."))
        except ValueError:
            weight = 1000.0
        if not -100 <= weight <= 100:
            told = _("the weight “{weight}” goes from -100 to 100")
            raise Fault(told.format(weight=f"%{shown(found[1])[:20]}%"), place)
    words, _sign, feedback = part.partition("#")
    return weight, words, feedback


def _numbers(text: str, start: int, end: int, format: str) -> Iterator[Choice]:
    if text[start:end].lstrip()[:1] not in ("=", "~"):
        words, _sign, feedback = text[start:end].partition("#")
        yield Choice(True, None, Said(shown(words).strip()), said(feedback, format), _number(words, start))
        return
    for place, sign, part in _parts(text, start, end):
        weight, words, feedback = _weighed(part, place)
        number = Number(None, None) if words.strip() in ("", "*") else _number(words, place)
        told = Said(shown(words).strip() or "*", format)
        yield Choice(sign == "=", weight, told, said(feedback, format), number)


def _number(words: str, place: int) -> Number:
    # A range is written with a colon, which nothing escapes.
    found = _NUMBER.fullmatch(shown(words).strip())
    if not found:
        told = _("“{text}” is no number, range 1..5 or number with a margin 3:2")
        raise Fault(told.format(text=shown(words).strip()[:40]), place)
    first = float(found[1].replace(",", "."))
    second = float(found[3].replace(",", ".")) if found[3] else 0.0
    if found[2] == "..":
        return Number(first, second)
    return Number(first - abs(second), first + abs(second), first)
