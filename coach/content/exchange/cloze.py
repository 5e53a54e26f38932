"""Moodle's embedded answers, `{1:MULTICHOICE:=yes~no}`, where a question of ours can hold them."""

import re
from typing import Any

from coach.content.exchange.foreign import Answer, Form, Said
from coach.content.exchange.plain_text import Unfit
from coach.words import _

_PART = re.compile(r"\{(\d*):([A-Z_]+):((?:[^\\{}]|\\.)*)\}", re.DOTALL)
_ANSWER = re.compile(r"(?:^|~)((?:[^\\~]|\\.)*)", re.DOTALL)
_LIST = re.compile(r"(?:MULTICHOICE|MC)(?:_[A-Z]+)*")
_WRITTEN = re.compile(r"(?:SHORTANSWER|SA|MW)(?:_[A-Z]+)*")
_NUMBER = ("NUMERICAL", "NM")
_WEIGHT = re.compile(r"\s*(?:=|%(-?\d+(?:[.,]\d+)?)%)?")


def cloze(said: Said) -> dict[str, Any]:
    """Lists of words become a text with gaps, one thing to write becomes that question.

    Raises:
        Unfit: it mixes what no single question here holds.
    """
    found = list(_PART.finditer(said.text))
    if not found:
        raise Unfit(_("its text has no embedded answer"))
    if all(_LIST.fullmatch(part[2]) for part in found):
        return _gaps(said, found)
    if len(found) == 1:
        return _alone(said, found[0])
    raise Unfit(_("several embedded answers to write: divide it into one question for each"))


def _answers(text: str) -> list[Answer]:
    rows = []
    for part in _ANSWER.findall(text):
        weight = _WEIGHT.match(part)
        assert weight
        marked = weight.group().strip() == "="
        share = 100.0 if marked else float((weight[1] or "0").replace(",", "."))
        words, _sign, feedback = re.sub(r"\\#", "\ufdd2", part[weight.end() :]).partition("#")
        rows.append(Answer(Said(_plain(words), "html"), share, Said(_plain(feedback), "html")))
    return rows


def _plain(text: str) -> str:
    return re.sub(r"\\([}{#~/\"\\])", r"\1", text).replace("\ufdd2", "#").strip()


def _gaps(said: Said, parts: list[re.Match[str]]) -> dict[str, Any]:
    words: dict[str, Said] = {}
    places = []
    for part in parts:
        answers = _answers(part[3])
        right = [answer for answer in answers if answer.share >= 100]
        if len(right) != 1:
            raise Unfit(_("an embedded list needs exactly one right word"))
        for answer in answers:
            words.setdefault(answer.said.text, answer.said)
        places.append(list(words).index(right[0].said.text) + 1)
    numbers = iter(places)
    text = _PART.sub(lambda _found: f"[[{next(numbers)}]]", said.text)
    return {"form": Form.GAPS, "text": Said(text, said.format), "items": tuple(words.values())}


def _alone(said: Said, part: re.Match[str]) -> dict[str, Any]:
    text = Said(said.text[: part.start()] + "_____" + said.text[part.end() :], said.format)
    answers = _answers(part[3])
    if _WRITTEN.fullmatch(part[2]):
        return {"form": Form.SHORT, "text": text, "answers": tuple(answers)}
    if part[2] in _NUMBER:
        return {"form": Form.NUMBER, "text": text, "answers": tuple(map(_number, answers))}
    raise Unfit(_("the embedded type “{type}” has no like here").format(type=part[2]))


def _number(answer: Answer) -> Answer:
    if answer.said.text == "*":
        return answer
    value, _sign, margin = answer.said.text.replace(",", ".").partition(":")
    try:
        middle, far = float(value), abs(float(margin or 0))
    except ValueError as error:
        raise Unfit(_("“{text}” is no number with a margin").format(text=answer.said.text[:40])) from error
    return Answer(answer.said, answer.share, answer.feedback, middle - far, middle + far, middle)
