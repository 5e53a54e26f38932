"""Answers of a session as a table: a line per answer, or Moodle's report of grades with a column per question."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from coach.content.exchange.source import NotImported, content, decoded
from coach.domain.item_statistics import ItemStatistics
from coach.questions.number import parse
from coach.questions.text import plain
from coach.words import _

_COLUMNS = {
    **dict.fromkeys(("question", "id"), "question"),
    **dict.fromkeys(("person", "code", "personne", "personcode", "code personne"), "person"),
    **dict.fromkeys(("right", "juste", "correct", "correcte"), "right"),
}
_RIGHT = {"1": True, "oui": True, "vrai": True, "true": True, "yes": True, "x": True}
_WRONG = {"0": False, "non": False, "faux": False, "false": False, "no": False, "": False}
_VALUES = _RIGHT | _WRONG
# “Q. 3 /1.00”, in whatever language; the grade beside it counts up to that.
_GRADE = re.compile(r"\s*(Q\.?\s?\d{1,3})\s*/\s*(\d+(?:[.,]\d+)?)\s*")
Answer = tuple[str, str, bool]


def read(file: str) -> tuple[ItemStatistics, ...]:
    """Each question in the order of the file, with everybody's first answer to it. No name is kept.

    Raises:
        NotImported: the file cannot be read, or lacks a column.
    """
    text = decoded(file, content(file)).text
    heading = text.lstrip().partition("\n")[0]
    separator = max(";,\t", key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    first: dict[tuple[str, str], bool] = {}
    try:
        for question, person, right in _answers(file, rows):
            first.setdefault((question, person), right)
    except csv.Error as error:
        told = _("the quotation marks or separators are broken ({error}).").format(error=error)
        raise NotImported(file=file, reason=told) from error
    return tuple(_counted(first))


def _counted(first: Mapping[tuple[str, str], bool]) -> Iterator[ItemStatistics]:
    for question in dict.fromkeys(question for question, _person in first):
        found = [right for (asked, _person), right in first.items() if asked == question]
        yield ItemStatistics(question, len(found), sum(found))


def _answers(file: str, rows: Iterator[list[str]]) -> Iterator[Answer]:
    heading = next(rows, [])
    grades = {place: found for place, title in enumerate(heading) if (found := _GRADE.fullmatch(title))}
    if grades:
        for number, row in enumerate(rows):
            yield from _graded(number, row, grades)
        return
    places = {_COLUMNS[plain(title)]: n for n, title in enumerate(heading) if plain(title) in _COLUMNS}
    for column in ("question", "person", "right"):
        if column not in places:
            told = _("its first line lacks the column “{column}”; known columns are {known}.")
            raise NotImported(file=file, reason=told.format(column=column, known="question, person, right"))
    for line, row in enumerate(rows, 2):
        if any(map(str.strip, row)):
            yield _listed(file, line, row, places)


def _graded(number: int, row: Sequence[str], grades: Mapping[int, re.Match[str]]) -> Iterator[Answer]:
    """The answers of a line of grades; a dash is a question that was not reached, and a line of means no person."""
    for place, title in grades.items():
        grade, most = parse(row[place]) if place < len(row) else None, parse(title[2])
        if grade is not None and most and any(cell.strip() for cell in row[:2]):
            yield title[1].strip(), str(number), grade >= most * 0.999


def _listed(file: str, line: int, row: Sequence[str], places: Mapping[str, int]) -> Answer:
    cells = {column: row[place].strip() if place < len(row) else "" for column, place in places.items()}
    right = _VALUES.get(plain(cells["right"]))
    if right is None or not cells["question"] or not cells["person"]:
        told = _("a question, a person’s code and 1 or 0 are wanted.")
        raise NotImported(file=file, reason=_("line {line}: {fault}").format(line=line, fault=told))
    return cells["question"], cells["person"], right
