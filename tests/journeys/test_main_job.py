"""Journey 1: first run → lesson → quiz → progress → nudge → assignment → completion → export, through the window."""

from tests.desk import Desk
from tests.journeys.main_job import LESSON, MainJob, lines


def test_the_main_job_from_first_start_to_the_export() -> None:
    with Desk() as desk:
        exported = lines(MainJob(desk).everything())
    assert [(line["Matricule"], line["Identifiant de leçon"]) for line in exported] == [("1001", LESSON)]
