"""Questions written as Moodle XML; orderings and texts with gaps leave as what they are."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from coach.content.exchange.foreign import Answer, Foreign, Form, Said
from coach.content.exchange.numbers import written

_TYPES: Mapping[Form, str] = {
    Form.CHOICE: "multichoice",
    Form.TRUE_FALSE: "truefalse",
    Form.SHORT: "shortanswer",
    Form.NUMBER: "numerical",
    Form.MATCH: "matching",
    Form.ORDER: "ordering",
    Form.GAPS: "gapselect",
}
# What XML 1.0 cannot hold, however it is written.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def moodle_xml(lessons: Iterable[tuple[str, Iterable[Foreign]]]) -> bytes:
    """The questions of each lesson, by the lesson's title, below a category of its name."""
    quiz = Element("quiz")
    for title, questions in lessons:
        category = SubElement(SubElement(quiz, "question", type="category"), "category")
        _text(category, f"$course$/top/{title.replace('/', '//')}")
        for one in questions:
            _question(quiz, one)
    indent(quiz, " ")
    content: bytes = tostring(quiz, "utf-8", xml_declaration=True)
    return content + b"\n"


def _question(quiz: Element, one: Foreign) -> None:
    question = SubElement(quiz, "question", type=_TYPES[one.form])
    _text(SubElement(question, "name"), one.id)
    _said(question, "questiontext", one.text)
    _said(question, "generalfeedback", one.general)
    SubElement(question, "defaultgrade").text = "1"
    SubElement(question, "idnumber").text = one.id
    _PARTS[one.form](question, one)
    if hint := one.extras.get("hint"):
        _said(question, "hint", Said(str(hint)))
    # Moodle passes over what it does not know; our own import reads it.
    SubElement(question, "coach").text = json.dumps(one.extras, ensure_ascii=False)


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = _NO_XML.sub("", text)


def _said(parent: Element, name: str, said: Said) -> Element:
    part = SubElement(parent, name, format="plain_text")
    _text(part, said.text)
    return part


def _answer(parent: Element, answer: Answer) -> Element:
    part = SubElement(parent, "answer", fraction=written(answer.share), format="plain_text")
    _text(part, answer.said.text)
    _said(part, "feedback", answer.feedback)
    return part


def _choice(question: Element, one: Foreign) -> None:
    SubElement(question, "single").text = "false" if one.many else "true"
    SubElement(question, "shuffleanswers").text = "true"
    SubElement(question, "answernumbering").text = "abc"
    _listed(question, one)


def _listed(question: Element, one: Foreign) -> None:
    for answer in one.answers:
        _answer(question, answer)


def _short(question: Element, one: Foreign) -> None:
    SubElement(question, "usecase").text = "0"
    _listed(question, one)


def _number(question: Element, one: Foreign) -> None:
    for answer in one.answers:
        if answer.low is None or answer.high is None:
            _answer(question, Answer(Said("*"), answer.share, answer.feedback))
            continue
        middle = answer.value if answer.value is not None else (answer.low + answer.high) / 2
        said = Said(written(middle))
        part = _answer(question, Answer(said, answer.share, answer.feedback))
        SubElement(part, "tolerance").text = written(answer.high - middle)


def _pairs(question: Element, one: Foreign) -> None:
    SubElement(question, "shuffleanswers").text = "true"
    for item, target in one.pairs:
        _text(SubElement(_said(question, "subquestion", item), "answer"), target.text)


def _order(question: Element, one: Foreign) -> None:
    SubElement(question, "layouttype").text = "VERTICAL"
    SubElement(question, "selecttype").text = "ALL"
    SubElement(question, "gradingtype").text = "ABSOLUTE_POSITION"
    for place, item in enumerate(one.items, 1):
        _text(SubElement(question, "answer", fraction=f"{place}", format="plain_text"), item.text)


def _gaps(question: Element, one: Foreign) -> None:
    SubElement(question, "shuffleanswers").text = "1"
    for word in one.items:
        option = SubElement(question, "selectoption")
        _text(option, word.text)
        SubElement(option, "group").text = "1"


_PARTS: Mapping[Form, Callable[[Element, Foreign], None]] = {
    Form.CHOICE: _choice,
    Form.TRUE_FALSE: _listed,
    Form.SHORT: _short,
    Form.NUMBER: _number,
    Form.MATCH: _pairs,
    Form.ORDER: _order,
    Form.GAPS: _gaps,
}
