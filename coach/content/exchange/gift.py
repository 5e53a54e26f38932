"""The GIFT format of Moodle read block by block: what each question says, with the line where it begins.

A question is a block of lines without a blank one inside: `::name:: text {answers} text`. Escapes are
`\\~ \\= \\# \\{ \\} \\: \\\\` and `\\n`; `//` begins a remark, which may hold `[id:…]` and `[tag:…]`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coach.content.exchange.foreign import Refused
from coach.content.exchange.gift_answers import answers
from coach.content.exchange.gift_block import Block, Fault, hidden, said, shown
from coach.words import _

_TITLE = re.compile(r"\s*::((?:[^:]|:(?!:))*)::")
_ID = re.compile(r"\[id:([^\x00-\x1f\x7f]+?)\]")
_TAG = re.compile(r"\[tag:([^\x00-\x1f\x7f]+?)\]")
_COACH = re.compile(r"//\s*coach:\s*(\{.*\})\s*")
_CATEGORY = "$CATEGORY:"


@dataclass
class _Remarks:
    """What the remarks before a question say of it."""

    id: str = ""
    tags: list[str] = field(default_factory=list)
    extras: Mapping[str, Any] = field(default_factory=dict)

    def take(self, line: str) -> None:
        if found := _COACH.fullmatch(line):
            self.extras = _told(found[1])
        elif "[" in line:
            if named := _ID.search(line):
                self.id = named[1].strip()
            self.tags += _TAG.findall(line)


def _told(text: str) -> Mapping[str, Any]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def blocks(text: str) -> Iterator[Block | Refused]:
    """Every block of a file in its order; one that cannot be read is a refusal with the line of the fault."""
    lines: list[str] = []
    start, remarks = 0, _Remarks()
    for number, line in enumerate((*text.split("\n"), ""), 1):
        bare = line.strip()
        if bare.startswith("//"):
            remarks.take(bare)
            if lines:
                lines.append("")  # so that lines count
        elif bare:
            start = start if lines else number
            lines.append(line)
        elif lines:
            yield _read(start, lines, remarks)
            lines, remarks = [], _Remarks()


def _read(start: int, lines: list[str], remarks: _Remarks) -> Block | Refused:
    if lines[0].lstrip().startswith(_CATEGORY):
        title = lines[0].strip().removeprefix(_CATEGORY).strip()
        if any(line.strip() for line in lines[1:]):
            return _read(start + 1, lines[1:], remarks)
        return Block(start, "category", title)
    text = hidden("\n".join(lines))
    try:
        return _block(start, text, remarks)
    except Fault as fault:
        return Refused(start + text.count("\n", 0, fault.at), fault.sentence)


def _block(line: int, text: str, remarks: _Remarks) -> Block:
    title = ""
    if found := _TITLE.match(text):
        title = shown(found[1])
    begin = found.end() if found else 0
    opened, closed = text.find("{", begin), text.find("}", begin)
    if opened < 0 or -1 < closed < opened:
        if closed >= 0:
            told = _("“{sign}” ends answers that never began; write “\\{sign}” if it is meant as a sign")
            raise Fault(told.format(sign="}"), closed)
        about = said(text[begin:], "moodle")
        return Block(line, "description", title, about, **_about(remarks))
    if closed < 0:
        told = _("the answers begin with “{first}” and do not end with “{last}” before the blank line")
        raise Fault(told.format(first="{", last="}"), opened)
    for sign in "{}":
        if (another := text.find(sign, (opened if sign == "{" else closed) + 1)) >= 0:
            told = _("a second “{sign}”: a question has its answers at one place, and a blank line after it")
            raise Fault(told.format(sign=sign), another)
    head = said(text[begin:opened], "moodle")
    format = head.format if head else "moodle"
    tail = said(text[closed + 1 :], format)
    inside = answers(text, opened + 1, closed, format)
    return Block(line, title=title, head=head, tail=tail, **inside, **_about(remarks))


def _about(remarks: _Remarks) -> dict[str, Any]:
    return {"id": remarks.id, "tags": tuple(remarks.tags), "extras": remarks.extras}
