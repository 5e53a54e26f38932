"""Questions written as GIFT, for Moodle, Mentor and whatever reads it; UTF-8.

GIFT has no ordering and no text with gaps: both leave as a matching, with places or gaps for items. What only our own
import reads stands in a remark, `// coach: {…}`.
"""

import json
import re
from collections.abc import Iterable, Iterator

from coach.content.exchange.foreign import Answer, Foreign, Form, Said
from coach.content.exchange.numbers import written

_SIGNS = re.compile(r"[\\~=#{}:]")
_GAP = re.compile(r"\[\[(\d+)\]\]")


def gift(category: str, questions: Iterable[Foreign]) -> str:
    """The questions of one lesson below a category of its name."""
    return (
        "\n\n".join((f"$CATEGORY: $course$/top/{category.replace('/', '//')}", *map(_question, questions)))
        + "\n"
    )


def _question(one: Foreign) -> str:
    extras = json.dumps(one.extras, ensure_ascii=False, separators=(",", ":"))
    stem = _text(_gapped(one)) if one.form is Form.GAPS else _text(one.text.text)
    inside = [*_answers(one), *([f"####{_said(one.general)}"] if one.general.text else [])]
    if one.form in (Form.TRUE_FALSE, Form.NUMBER):
        # What kind it is stands right behind the brace.
        inside = [inside[0], *(f"\t{line}" for line in inside[1:])]
        return f"// coach: {extras}\n::{_escaped(one.id)}::{stem} {{" + "\n".join(inside) + "\n}"
    return (
        f"// coach: {extras}\n::{_escaped(one.id)}::{stem} {{\n"
        + "".join(f"\t{line}\n" for line in inside)
        + "}"
    )


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", text)


def _text(text: str) -> str:
    """A text that nobody takes for HTML."""
    return f"[plain]{_escaped(text)}"


def _said(said: Said) -> str:
    """A text of the question's own format; one that begins like a format or a weight says so itself."""
    return _text(said.text) if said.text[:1] in ("[", "%") else _escaped(said.text)


def _answers(one: Foreign) -> Iterator[str]:
    match one.form:
        case Form.TRUE_FALSE:
            yield _truth(one)
        case Form.NUMBER:
            yield "#"
            yield from map(_number, one.answers)
        case Form.CHOICE | Form.SHORT:
            yield from (_answer(answer, one) for answer in one.answers)
        case Form.MATCH:
            yield from (_pair(item.text, target.text) for item, target in one.pairs)
        case Form.ORDER:
            yield from (_pair(item.text, str(n)) for n, item in enumerate(one.items, 1))
        case Form.GAPS:
            yield from _gap_pairs(one)


def _truth(one: Foreign) -> str:
    """The answer, what is said to a wrong one, then to a right one."""
    right = next(answer for answer in one.answers if answer.share > 0)
    wrong = next(answer for answer in one.answers if answer is not right)
    told = f"{right.said.text.upper()}"
    if right.feedback.text or wrong.feedback.text:
        told += f"#{_said(wrong.feedback)}"
    return f"{told}#{_said(right.feedback)}" if right.feedback.text else told


def _answer(answer: Answer, one: Foreign) -> str:
    share = answer.share
    if one.form is Form.SHORT:
        sign = "=" if share == 100 else f"=%{share:g}%"
    elif one.many:
        sign = f"~%{written(share)}%"
    else:
        sign = "=" if share == 100 else "~"
    # A word with an arrow would make a matching of it; feedback, be it empty, does not.
    feedback = f"#{_said(answer.feedback)}" if answer.feedback.text or "->" in answer.said.text else ""
    return f"{sign}{_said(answer.said)}{feedback}"


def _number(answer: Answer) -> str:
    weight = "" if answer.share == 100 else "%0%"
    feedback = f"#{_said(answer.feedback)}" if answer.feedback.text else ""
    if answer.low is None or answer.high is None:
        return f"={weight}*{feedback}"
    if answer.value is not None:
        return f"={written(answer.value)}:{written(answer.high - answer.value)}{feedback}"
    return f"={weight}{written(answer.low)}..{written(answer.high)}{feedback}"


def _pair(item: str, target: str) -> str:
    # Nothing escapes an arrow.
    return f"={_said(Said(item.replace('->', '→')))} -> {_escaped(target)}"


def _gapped(one: Foreign) -> str:
    places = iter(range(1, len(_GAP.findall(one.text.text)) + 1))
    return _GAP.sub(lambda _found: f"[{next(places)}]", one.text.text)


def _gap_pairs(one: Foreign) -> Iterator[str]:
    """Every word once in its place of the list, so that it comes back in the same order."""
    meant = [int(place) - 1 for place in _GAP.findall(one.text.text)]
    for n, word in enumerate(one.items):
        gaps = [f"[{gap}]" for gap, place in enumerate(meant, 1) if place == n]
        for gap in gaps or [""]:
            yield _pair(gap, word.text)
