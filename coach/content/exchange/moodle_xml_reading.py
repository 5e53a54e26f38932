"""Questions of a Moodle XML file in the form that all formats share."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from coach.content.exchange.foreign import NOTHING, Answer, Foreign, Form, Refused, Said
from coach.content.exchange.plain_text import Unfit
from coach.content.exchange.source import NotImported
from coach.content.exchange.xml_tree import Node, tree
from coach.words import _

_FORMATS = {"html": "html", "moodle_auto_format": "moodle", "plain_text": "plain", "markdown": "markdown"}
_SILENT = ("category",)
_UNMARKED = {"essay", "description"}
Parts = dict[str, Any]


def questions(file: str, content: bytes) -> Iterator[Foreign | Refused]:
    """The questions of a file.

    Raises:
        NotImported: it is no XML, or no Moodle quiz.
    """
    quiz = tree(file, content)
    if quiz.tag != "quiz":
        told = _("its outermost element is <{tag}>, where Moodle writes <quiz>.")
        raise NotImported(file=file, reason=told.format(tag=quiz.tag[:40]))
    for node in quiz.all("question"):
        if (kind := node.attributes.get("type", "")) not in _SILENT:
            yield _question(node, kind)


def _question(node: Node, kind: str) -> Foreign | Refused:
    if kind in _UNMARKED:
        told = _("the type “{type}” asks nothing that can be marked")
        return Refused(node.line, told.format(type=kind))
    if kind not in _READERS:
        told = _("the type “{type}” has no like here; known are {known}")
        return Refused(node.line, told.format(type=kind[:40], known=", ".join(sorted(_READERS))))
    try:
        parts = _READERS[kind](node)
    except Unfit as unfit:
        return Refused(node.line, str(unfit))
    return Foreign(
        line=node.line,
        text=parts.pop("text", _said(node.first("questiontext"))),
        id=node.words("idnumber") or node.words("name", "text"),
        general=_said(node.first("generalfeedback")),
        extras=_extras(node),
        **parts,
    )


def _extras(node: Node) -> Mapping[str, Any]:
    """What our own export left, and the first of Moodle's hints."""
    hint = _said(node.first("hint"))
    found: Mapping[str, Any] = {}
    try:
        told = json.loads(node.words("coach") or "{}")
        found = told if isinstance(told, dict) else {}
    except (ValueError, RecursionError):
        pass
    return {"hint": _bare(hint), **found} if hint.text else found


def _bare(said: Said) -> str:
    from coach.content.exchange.plain_text import plain_text

    return plain_text(said)


def _said(node: Node | None) -> Said:
    if node is None:
        return NOTHING
    text = node.words("text")
    return Said(text, _FORMATS.get(node.attributes.get("format", ""), "moodle")) if text else NOTHING


def _share(node: Node) -> float:
    fraction = node.attributes.get("fraction", "0").strip().replace(",", ".")
    try:
        share = float(fraction)
    except ValueError:
        share = 1000.0
    if not -100 <= share <= 100.5:
        told = _("the grade “{grade}” of an answer goes from -100 to 100")
        raise Unfit(told.format(grade=fraction[:20]))
    return share


def _answers(node: Node) -> tuple[Answer, ...]:
    # Answers of very old files have no format of their own.
    return tuple(
        Answer(_said(answer), _share(answer), _said(answer.first("feedback")))
        for answer in node.all("answer")
    )


def _choice(node: Node) -> Parts:
    many = node.words("single").lower() in ("false", "0")
    return {"form": Form.CHOICE, "answers": _answers(node), "many": many}


def _true_false(node: Node) -> Parts:
    answers = tuple(
        Answer(Said(answer.said.text.strip().lower()), answer.share, answer.feedback)
        for answer in _answers(node)
    )
    return {"form": Form.TRUE_FALSE, "answers": answers}


def _short(node: Node) -> Parts:
    return {"form": Form.SHORT, "answers": _answers(node)}


def _number(node: Node) -> Parts:
    answers = [
        _bounded(one, answer.words("tolerance"))
        for one, answer in zip(_answers(node), node.all("answer"), strict=True)
    ]
    return {"form": Form.NUMBER, "answers": tuple(answers)}


def _bounded(answer: Answer, tolerance: str) -> Answer:
    if answer.said.text.strip() == "*":
        return answer
    try:
        value = float(answer.said.text.replace(",", "."))
        margin = abs(float(tolerance.replace(",", ".") or 0))
    except ValueError as error:
        told = _("“{text}” is no number with a margin")
        raise Unfit(told.format(text=f"{answer.said.text[:20]} ± {tolerance[:20]}")) from error
    whole = int(value) if value == value // 1 else value
    return Answer(answer.said, answer.share, answer.feedback, value - margin, value + margin, whole)


def _match(node: Node) -> Parts:
    pairs = tuple((_said(part), Said(part.words("answer", "text"))) for part in node.all("subquestion"))
    return {"form": Form.MATCH, "pairs": pairs}


def _order(node: Node) -> Parts:
    """Moodle numbers the places in `fraction`; a file without numbers keeps its own order."""
    rows = []
    for n, answer in enumerate(node.all("answer")):
        place = re.fullmatch(r"\d{1,4}(?:\.\d+)?", answer.attributes.get("fraction", ""))
        rows.append((float(place.group()) if place else 0.0, n, _said(answer)))
    return {
        "form": Form.ORDER,
        "items": tuple(said for _place, _n, said in sorted(rows, key=lambda row: row[:2])),
    }


def _gaps(node: Node) -> Parts:
    """Words to drag or to select; words of several groups are one list here."""
    formats = {"dragbox": "moodle", "selectoption": "plain"}
    words = [part for part in node.children if part.tag in formats]
    return {"form": Form.GAPS, "items": tuple(Said(word.words("text"), formats[word.tag]) for word in words)}


def _cloze(node: Node) -> Parts:
    from coach.content.exchange.cloze import cloze

    return cloze(_said(node.first("questiontext")))


_READERS: Mapping[str, Callable[[Node], Parts]] = {
    "cloze": _cloze,
    "ddmatch": _match,
    "ddwtos": _gaps,
    "gapselect": _gaps,
    "matching": _match,
    "multichoice": _choice,
    "multichoiceset": _choice,
    "numerical": _number,
    "ordering": _order,
    "shortanswer": _short,
    "truefalse": _true_false,
}
