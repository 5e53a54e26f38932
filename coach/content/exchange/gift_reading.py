"""Questions of a GIFT file in the form that all formats share."""

import re
from collections.abc import Iterator

from coach.content.exchange.foreign import NOTHING, Answer, Foreign, Form, Refused, Said
from coach.content.exchange.gift import blocks
from coach.content.exchange.gift_block import Block, Choice
from coach.words import _

_GAP = re.compile(r"\[(\d{1,2})\]")
_FULL_STOP = re.compile(r"[\s.:;,!?…]*")


def questions(text: str) -> Iterator[Foreign | Refused]:
    """The questions of a file; what asks nothing that can be marked is refused."""
    for block in blocks(text):
        if isinstance(block, Refused):
            yield block
        elif block.kind == "description":
            yield Refused(block.line, _("a text without a question: it belongs into a step of the lesson"))
        elif block.kind == "essay":
            yield Refused(
                block.line, _("a free text, which somebody has to read: there is no such question here")
            )
        elif block.kind != "category":
            yield _foreign(block)


def _foreign(block: Block) -> Foreign:
    forms = {"true-false": Form.TRUE_FALSE, "short": Form.SHORT, "number": Form.NUMBER, "match": Form.MATCH}
    form = forms.get(block.kind, Form.CHOICE)
    answers = _truths(block) if form is Form.TRUE_FALSE else tuple(map(_answer, block.choices))
    found = Foreign(
        line=block.line,
        form=form,
        text=_stem(block),
        id=block.id or block.title,
        answers=answers,
        many=form is Form.CHOICE and not any(one.right for one in block.choices),
        pairs=tuple((left, Said(right)) for left, right in block.pairs),
        general=block.general or NOTHING,
        extras=block.extras,
    )
    return _as_it_was(found)


def _stem(block: Block) -> Said:
    """The text; a full stop after the answers does not make a gap of them."""
    if block.tail and block.head and _FULL_STOP.fullmatch(block.tail.text):
        return block.head
    return block.stem


def _answer(choice: Choice) -> Answer:
    share = choice.weight if choice.weight is not None else 100.0 if choice.right else 0.0
    number = choice.number
    low, high, value = (number.low, number.high, number.value) if number else (None, None, None)
    return Answer(choice.said, share, choice.feedback or NOTHING, low, high, value)


def _truths(block: Block) -> tuple[Answer, ...]:
    """Moodle says the first feedback to a wrong answer, the second to a right one."""
    wrong, right = block.feedbacks
    return tuple(
        Answer(
            Said("true" if truth else "false"),
            100.0 if truth is block.truth else 0.0,
            (right if truth is block.truth else wrong) or NOTHING,
        )
        for truth in (True, False)
    )


def _as_it_was(found: Foreign) -> Foreign:
    """What our own export wrote as a matching, because GIFT has nothing nearer."""
    kind = found.extras.get("kind")
    if found.form is not Form.MATCH or kind not in ("order", "gaps"):
        return found
    said = {left.text: right for left, right in found.pairs}
    if kind == "order":
        places = {right.text: left for left, right in found.pairs}
        wanted = [str(n) for n in range(1, len(found.pairs) + 1)]
        if sorted(places) != sorted(wanted):
            return found
        return _changed(found, Form.ORDER, found.text, tuple(places[n] for n in wanted))
    words = tuple(dict.fromkeys(right for _left, right in found.pairs))

    def gap(shown: re.Match[str]) -> str:
        filler = said.get(shown.group())
        return f"[[{words.index(filler) + 1}]]" if filler else shown.group()

    text = Said(_GAP.sub(gap, found.text.text), found.text.format)
    return _changed(found, Form.GAPS, text, words)


def _changed(found: Foreign, form: Form, text: Said, items: tuple[Said, ...]) -> Foreign:
    return Foreign(
        line=found.line,
        form=form,
        text=text,
        id=found.id,
        items=items,
        general=found.general,
        extras=found.extras,
    )
