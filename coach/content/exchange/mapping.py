"""A question of another program becomes one of our types, or is refused in a sentence."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from coach.content.exchange import extras
from coach.content.exchange.foreign import Answer, Draft, Foreign, Form, Refused, Said
from coach.content.exchange.gap_text import gap_text
from coach.content.exchange.names import Names, plain_id
from coach.content.exchange.numbers import share_of
from coach.content.exchange.plain_text import Unfit, plain_text
from coach.questions import kinds
from coach.questions.text import LONGEST, OTHER, plain
from coach.words import _, number

_FULL = 99.0
Words = dict[str, tuple[str, str]]


@dataclass
class _Made:
    """What a question becomes, while it is made."""

    kind: str
    key: dict[str, Any]
    choices: Words = field(default_factory=dict)
    reason: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    text: str = ""
    unfit: Unfit | None = None
    """Why a number cannot be one here, unless a known fact gives it another range."""


def draft(found: Foreign, facts: Mapping[str, object]) -> Draft | Refused:
    """The question as one of ours. `facts` are the ids of known facts, which our own exports may name."""
    try:
        text = plain_text(found.text)
        if not text:
            raise Unfit(_("it asks nothing: its text is empty"))
        made = _BY_FORM[found.form](found)
        _restore(made, found, facts)
        general = plain_text(found.general)
        _sound(made)
    except Unfit as unfit:
        return Refused(found.line, str(unfit))
    reason = " ".join(dict.fromkeys(part for part in (general, *made.reason) if part))
    return _told(found, made, made.text or text, reason)


def _told(found: Foreign, made: _Made, text: str, reason: str) -> Draft:
    left = found.extras
    difficulty, facts = left.get("difficulty"), left.get("facts")
    rated = type(difficulty) is int and 1 <= difficulty <= 5
    names = facts if isinstance(facts, list) else []
    return Draft(
        line=found.line,
        wish=plain_id(found.id or text),
        kind=made.kind,
        key=made.key,
        text=text,
        hint=_line(left, "hint"),
        reason=reason,
        choices=made.choices,
        difficulty=difficulty if rated and isinstance(difficulty, int) else 3,
        rated=rated,
        competence=_line(left, "competence"),
        facts=tuple(name for name in names if isinstance(name, str)),
        notes=tuple(dict.fromkeys(made.notes)),
    )


def _line(left: Mapping[str, Any], name: str) -> str:
    value = left.get(name)
    return plain_text(Said(value)) if isinstance(value, str) else ""


def _restore(made: _Made, found: Foreign, facts: Mapping[str, object]) -> None:
    """What our own export wrote in a nearer type, and what the format has no place for."""
    kind, left = found.extras.get("kind"), found.extras
    if made.kind == "number":
        made.key["right"] = extras.number(made.key.get("right", {}), left, facts)
        if kind == "estimate" and (right := extras.estimate(left, facts)):
            made.kind, made.key = "estimate", {"right": right}
        if made.unfit and "fact" not in made.key["right"]:
            raise made.unfit
    elif kind == "do" and (deed := extras.deed(made.choices, left)):
        made.kind, (made.key, made.choices) = "do", deed
        made.notes.clear()
    made.choices = extras.feedback(made.kind, made.key, made.choices, left)


def _sound(made: _Made) -> None:
    """Refuse what the question type itself would."""
    right = made.key.get("right")
    if isinstance(right, dict) and "fact" in right:
        return  # its numbers are those of the fact, which the lesson knows
    kind = kinds()[made.kind]
    faults = kind.check(made.key)
    faults = faults or kind.check_words(made.key, {name: words for name, (words, _f) in made.choices.items()})
    if faults:
        raise Unfit("; ".join(faults))


def _choice(found: Foreign) -> _Made:
    ids, choices = _named(found.answers)
    right = [one for one, answer in zip(ids, found.answers, strict=True) if answer.share > 0]
    full = [one for one, answer in zip(ids, found.answers, strict=True) if answer.share >= _FULL]
    if not right:
        raise Unfit(_("no answer is right"))
    if found.many or len(full) > 1:
        return _many(found, ids, choices, right if found.many else full)
    if not full:
        raise Unfit(_("no answer is wholly right"))
    made = _Made("one", {"options": ids, "right": full[0]}, choices)
    if len(right) > 1:
        made.notes.append(_("half a right answer counts as wrong here"))
    return made


def _many(found: Foreign, ids: list[str], choices: Words, right: list[str]) -> _Made:
    shares = [answer.share for answer in found.answers if answer.share > 0]
    made = _Made("many", {"options": ids, "right": right}, choices)
    if not found.many:
        made.notes.append(_("several answers are right: all of them are asked for"))
    elif not 98 <= sum(shares) <= 102:
        told = _("the weights of the right answers add up to {n}%, not to 100%")
        raise Unfit(told.format(n=number(sum(shares))))
    elif max(shares) - min(shares) > 1:
        made.notes.append(_("the right answers count alike here"))
    return made


def _named(answers: Iterable[Answer]) -> tuple[list[str], Words]:
    names, choices = Names(), {}
    for answer in answers:
        words = plain_text(answer.said)
        if not words:
            raise Unfit(_("an answer is empty"))
        choices[names.new(words)] = words, plain_text(answer.feedback)
    return list(choices), choices


def _true_false(found: Foreign) -> _Made:
    feedback = {answer.said.text: plain_text(answer.feedback) for answer in found.answers}
    right = [answer.said.text for answer in found.answers if answer.share >= _FULL]
    if len(right) != 1 or not set(feedback) <= {"true", "false"}:
        raise Unfit(_("it does not say which of true and false is right"))
    choices = {name: ("", feedback.get(name, "")) for name in ("true", "false")}
    return _Made("true_false", {"right": right[0] == "true"}, choices)


def _short(found: Foreign) -> _Made:
    """One right answer with its spellings; each wrong one that was foreseen; whatever else is written."""
    made = _Made("text", {"answers": [], "right": ""}, {})
    names, right, other = Names(OTHER), list[str](), ""
    wrong, seen = Words(), dict[str, tuple[float, str]]()
    for answer in found.answers:
        words, feedback = plain_text(answer.said), plain_text(answer.feedback)
        if words == "*" and answer.share <= 0:
            other = feedback
            continue
        _writable(words)
        # Moodle takes the first answer that fits.
        if seen.setdefault(plain(words), (answer.share, feedback)) != (answer.share, feedback):
            continue
        if answer.share >= _FULL:
            right.append(words)
            made.reason.append(feedback)
        else:
            wrong[names.new(words)] = words, feedback
            if answer.share > 0:
                made.notes.append(_("half a right answer counts as wrong here"))
    if not right:
        raise Unfit(_("no answer is wholly right"))
    name = names.new(right[0])
    choices = {name: (" | ".join(right), ""), **wrong, OTHER: (other, "")}
    answers, made.choices = extras.grouped([name, *wrong], choices, found.extras)
    made.key |= {"answers": answers, "right": name}
    return made


def _writable(words: str) -> None:
    if "*" in words.replace("\\*", ""):
        raise Unfit(_("“*” in an answer stands for any letters in Moodle, and for nothing here"))
    if "|" in words:
        raise Unfit(_("an answer holds “|”, which parts spellings here"))
    if not plain(words):
        raise Unfit(_("the answer “{answer}” has neither letters nor digits").format(answer=words[:40]))
    if len(words) > LONGEST:
        raise Unfit(_("an answer is longer than the {n} letters that can be written").format(n=LONGEST))


def _number(found: Foreign) -> _Made:
    bounded = [one for one in found.answers if one.low is not None and one.high is not None]
    right = [one for one in bounded if one.share >= _FULL]
    if len(right) != 1 or right[0].low is None or right[0].high is None:
        raise Unfit(_("a number needs exactly one wholly right answer"))
    made, value = _Made("number", {}), (right[0].low + right[0].high) / 2
    made.text = extras.without_unit(plain_text(found.text), found.extras)
    try:
        value, share = share_of(right[0].low, right[0].high, right[0].value)
        made.key["right"] = {"value": value, "tolerance": share}
    except Unfit as unfit:
        made.unfit = unfit
    made.reason.append(plain_text(right[0].feedback))
    told: dict[str, list[str]] = {"low": [], "high": []}
    for one in found.answers:
        if one is right[0]:
            continue
        if one.share > 0:
            made.notes.append(_("half a right answer counts as wrong here"))
        for side in _sides(one, value):
            told[side].append(plain_text(one.feedback))
    made.choices = {side: (" ".join(dict.fromkeys(filter(None, said))), "") for side, said in told.items()}
    return made


def _sides(answer: Answer, value: float) -> tuple[str, ...]:
    """On which side of the right value a wrong answer lies; one that stands for all others lies on both."""
    if answer.low is None or answer.high is None:
        return "low", "high"
    return ("low",) if answer.low + answer.high < 2 * value else ("high",)


def _match(found: Foreign) -> _Made:
    items, targets = Names(), Names()
    words: Words = {}
    targeted: dict[str, str] = {}
    right: dict[str, str] = {}
    for item, target in found.pairs:
        told, meant = plain_text(item), plain_text(target)
        if not meant:
            raise Unfit(_("a pair lacks one of its halves"))
        if meant not in targeted:
            targeted[meant] = targets.new(meant)
        if told:
            name = items.new(told)
            words[name], right[name] = (told, ""), targeted[meant]
    # An id stands for one thing only.
    both = {name: name if name not in words else f"{name}-x" for name in targeted.values()}
    goals = {both[name]: (meant, "") for meant, name in targeted.items()}
    goals = extras.in_order(goals, found.extras)
    right = {item: both[target] for item, target in right.items()}
    sorted_out = len(goals) < len(words) and set(goals) == set(right.values()) and len(words) >= 3
    kind = "sort" if sorted_out else "match"
    if found.extras.get("kind") in ("sort", "match"):
        kind = str(found.extras["kind"])
    names = "categories" if kind == "sort" else "targets"
    return _Made(kind, {"items": list(words), names: list(goals), "right": right}, {**words, **goals})


def _order(found: Foreign) -> _Made:
    names, choices = Names(), {}
    for item in found.items:
        words = plain_text(item)
        if not words:
            raise Unfit(_("an answer is empty"))
        choices[names.new(words)] = words, ""
    return _Made("order", {"items": list(choices)}, choices)


def _gaps(found: Foreign) -> _Made:
    names = Names("text", *(f"gap-{n}" for n in range(1, len(found.items) + 1)))
    fillers = {names.new(words): words for words in map(plain_text, found.items)}
    asked, text, right = gap_text(plain_text(found.text), list(fillers), found.extras.get("question"))
    titles = found.extras.get("titles")
    titles = titles if isinstance(titles, list) and len(titles) == len(right) else []
    choices: Words = {"text": (text, "")}
    for n, gap in enumerate(right):
        title = plain_text(Said(str(titles[n]))) if titles else _("Gap {n}").format(n=n + 1)
        choices[gap] = title, ""
    choices |= {name: (words, "") for name, words in fillers.items()}
    key = {"gaps": list(right), "fillers": list(fillers), "right": right}
    return _Made("gaps", key, choices, text=asked)


_BY_FORM: Mapping[Form, Callable[[Foreign], _Made]] = {
    Form.CHOICE: _choice,
    Form.TRUE_FALSE: _true_false,
    Form.SHORT: _short,
    Form.NUMBER: _number,
    Form.MATCH: _match,
    Form.ORDER: _order,
    Form.GAPS: _gaps,
}
