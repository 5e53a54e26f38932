"""Journey 1: first run → lesson → quiz → progress → nudge → assignment → completion → export, through the window."""

from openpyxl import load_workbook

from coach.content.library import library
from tests.desk import Desk
from tests.journeys.main_job import LEARNER, LESSON, MainJob, lines


def test_the_main_job_from_first_start_to_the_export() -> None:
    title = library("fr").cards[LESSON].title
    with Desk() as desk:
        file = MainJob(desk).everything()
        (line,) = lines(file)
        (sheet,) = load_workbook(file.with_suffix(".xlsx")).worksheets
        header, row = sheet.iter_rows(values_only=True)
    assert LEARNER in line.values()
    assert title in line.values()
    book = dict(zip(header, row, strict=True))
    assert set(book) == set(line)
    assert LEARNER in book.values()
    assert title in book.values()
