"""Questions of a table (CSV), one a line, in the form that all formats share.

Columns, in French or English, in any order: question; right and wrong answers, several parted by ` | `; if wished
kind, feedback of right and wrong answers in the same order, hint, reason, difficulty (1 to 5), competence, tolerance.
Without a kind, the answers tell: true or false, one, several, a number or a word to write. For `order` the right
answers stand in their order; for `match` and `sort` each is `item = target`.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coach.content.exchange.foreign import NOTHING, Answer, Foreign, Form, Refused, Said
from coach.content.exchange.plain_text import Unfit
from coach.content.exchange.source import NotImported
from coach.questions.number import parse
from coach.questions.text import plain
from coach.words import _

_ALIASES: Mapping[str, tuple[str, ...]] = {
    "question": ("question", "énoncé", "intitulé", "texte", "text"),
    "right": ("right", "bonne réponse", "bonnes réponses", "réponse juste", "réponses justes", "correct"),
    "wrong": ("wrong", "mauvaise réponse", "mauvaises réponses", "réponse fausse", "réponses fausses"),
    "right_feedback": ("right feedback", "retour bonne réponse", "retour bonnes réponses"),
    "wrong_feedback": ("wrong feedback", "retour mauvaise réponse", "retour mauvaises réponses"),
    "kind": ("kind", "type"),
    "hint": ("hint", "indice"),
    "reason": ("reason", "explication", "raison"),
    "difficulty": ("difficulty", "difficulté"),
    "competence": ("competence", "compétence"),
    "tolerance": ("tolerance", "tolérance", "marge"),
    "id": ("id", "identifiant"),
}
_FIELDS = {plain(name): field for field, names in _ALIASES.items() for name in names}
_NEEDED = ("question", "right")
_KINDS = {
    **dict.fromkeys(("one", "une", "choix"), "one"),
    **dict.fromkeys(("many", "plusieurs", "choix multiple"), "many"),
    **dict.fromkeys(("true false", "vrai faux"), "true_false"),
    **dict.fromkeys(("text", "texte", "mot"), "text"),
    **dict.fromkeys(("number", "nombre"), "number"),
    **dict.fromkeys(("order", "ordre"), "order"),
    **dict.fromkeys(("match", "paires", "associer"), "match"),
    **dict.fromkeys(("sort", "trier", "tri"), "sort"),
}
_TRUTHS = {
    "true": True,
    "vrai": True,
    "oui": True,
    "yes": True,
    "false": False,
    "faux": False,
    "non": False,
    "no": False,
}
_SEPARATORS = (";", ",", "\t")
Row = Mapping[str, str]


def separator(text: str) -> str:
    """The separator that makes the most known columns of the first line."""
    heading = text.lstrip().partition("\n")[0].replace('"', "")
    return max(_SEPARATORS, key=lambda one: sum(plain(name) in _FIELDS for name in heading.split(one)))


def told_separator(text: str) -> str:
    """What the import says of the separator it found."""
    found = separator(text)
    return _("The columns are parted by {separator}.").format(
        separator=_("tabs") if found == "\t" else f"“{found}”"
    )


def questions(file: str, text: str) -> Iterator[Foreign | Refused]:
    """The questions of a file.

    Raises:
        NotImported: a column is missing, or quotation marks are broken.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
    line = 1
    fields: Sequence[str] = ()
    try:
        for cells in reader:
            if fields and any(map(str.strip, cells)):
                yield _question(line, dict(zip(fields, cells, strict=False)), len(cells) - len(fields))
            elif not fields and any(cells):
                fields = _heading(file, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        told = _("the quotation marks or separators are broken ({error}).").format(error=error)
        reason = _("line {line}: {fault}").format(line=line, fault=told)
        raise NotImported(file=file, reason=reason) from error


def _heading(file: str, cells: Sequence[str]) -> list[str]:
    fields = [_FIELDS.get(plain(cell), "") for cell in cells]
    missing = [_ALIASES[field][0] for field in _NEEDED if field not in fields]
    if missing:
        told = _("its first line lacks the column “{column}”; known columns are {known}.")
        known = ", ".join(names[0] for names in _ALIASES.values())
        raise NotImported(file=file, reason=told.format(column=missing[0], known=known))
    return fields


def _question(line: int, row: Row, beyond: int) -> Foreign | Refused:
    if beyond > 0:
        return Refused(line, _("the line has more fields than the first one"))
    right, wrong = _list(row, "right"), _list(row, "wrong")
    try:
        kind = _kind(row, right, wrong)
        parts = _parts(kind, row, right, wrong)
        return Foreign(
            line=line,
            text=Said(row["question"]),
            id=row.get("id", ""),
            general=Said(row.get("reason", "")),
            extras=_extras(kind, row, len(right)),
            **parts,
        )
    except Unfit as unfit:
        return Refused(line, str(unfit))


def _list(row: Row, field: str) -> list[str]:
    return [part.strip() for part in row.get(field, "").split("|") if part.strip()]


def _kind(row: Row, right: Sequence[str], wrong: Sequence[str]) -> str:
    """The kind that the line names, else the one that its answers show."""
    if named := row.get("kind", "").strip():
        if plain(named) not in _KINDS:
            known = ", ".join(dict.fromkeys(_KINDS.values()))
            raise Unfit(
                _("the kind “{kind}” is unknown; known are {known}").format(kind=named[:40], known=known)
            )
        return _KINDS[plain(named)]
    if not right:
        raise Unfit(_("no answer is right"))
    if len(right) == 1 and plain(right[0]) in _TRUTHS and len(wrong) <= 1:
        return "true_false"
    if wrong:
        return "many" if len(right) > 1 else "one"
    return "number" if len(right) == 1 and parse(right[0]) is not None else "text"


def _parts(kind: str, row: Row, right: list[str], wrong: list[str]) -> dict[str, Any]:
    if not right:
        raise Unfit(_("no answer is right"))
    if kind == "order":
        return {"form": Form.ORDER, "items": tuple(map(Said, right))}
    if kind in ("match", "sort"):
        halves = (part.partition("=") for part in right)
        pairs = [(Said(item.strip()), Said(target.strip())) for item, _is, target in halves]
        return {"form": Form.MATCH, "pairs": (*pairs, *((NOTHING, Said(one)) for one in wrong))}
    if kind == "number":
        return {"form": Form.NUMBER, "answers": (_number(row, right),)}
    answers = (*_answers(row, "right", right, kind), *_answers(row, "wrong", wrong, kind))
    if kind == "true_false":
        return {"form": Form.TRUE_FALSE, "answers": _truths(row, right[0])}
    return {"form": Form.SHORT if kind == "text" else Form.CHOICE, "answers": answers, "many": kind == "many"}


def _answers(row: Row, side: str, words: list[str], kind: str) -> Iterator[Answer]:
    feedback = _list(row, f"{side}_feedback")
    if side == "wrong" and len(feedback) not in (0, len(words)):
        told = _("{answers} wrong answers, and feedback for {feedback}")
        raise Unfit(told.format(answers=len(words), feedback=len(feedback)))
    share = 0.0 if side == "wrong" else 100.0 / (len(words) if kind == "many" else 1)
    for n, one in enumerate(words):
        yield Answer(Said(one), share, Said(feedback[n]) if n < len(feedback) else NOTHING)


def _truths(row: Row, right: str) -> tuple[Answer, ...]:
    if plain(right) not in _TRUTHS:
        raise Unfit(_("it does not say which of true and false is right"))
    truth = _TRUTHS[plain(right)]
    told = {True: row.get("right_feedback", ""), False: row.get("wrong_feedback", "")}
    return tuple(
        Answer(Said("true" if one else "false"), 100.0 * (one is truth), Said(told[one is truth]))
        for one in (True, False)
    )


def _number(row: Row, right: list[str]) -> Answer:
    value = parse(right[0])
    margin = parse(row.get("tolerance") or "0")
    if value is None or margin is None or len(right) != 1:
        raise Unfit(_("“{text}” is no number with a margin").format(text=" ".join(right)[:40]))
    whole = int(value) if value == value // 1 else value
    return Answer(
        Said(right[0]), 100.0, Said(row.get("right_feedback", "")), value - margin, value + margin, whole
    )


def _extras(kind: str, row: Row, items: int) -> dict[str, object]:
    found: dict[str, object] = {
        "kind": kind,
        "hint": row.get("hint", ""),
        "competence": row.get("competence", "").strip(),
    }
    feedback = _list(row, "right_feedback")
    if kind in ("order", "match", "sort") and len(feedback) == items:
        found["feedback"] = feedback
    if given := row.get("difficulty", "").strip():
        if not re.fullmatch("[1-5]", given):
            raise Unfit(_("difficulty goes from 1 to 5"))
        found["difficulty"] = int(given)
    return found
