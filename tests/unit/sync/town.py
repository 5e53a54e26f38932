"""Camille's desk in a town with a server, for the tests of sharing."""

import uuid
from datetime import UTC, date, datetime

from coach.domain.people import Person
from coach.server_client import keys
from coach.server_client.credentials import Credentials
from coach.store import completions, database, people
from coach.sync.desk import Desk

URL = "https://coach.ville.example"
CAMILLE = Person("camille", "Camille Roux", "Accueil")
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
DESK = Desk(CAMILLE, URL, "0.1.0", {"veille-ou-arret": 4})


def settle(*others: Person) -> None:
    """The list of people has them."""
    with database.organisation() as connection:
        people.put(connection, [CAMILLE, *others])


def credentials(url: str = URL) -> Credentials:
    """Those of a new device."""
    return Credentials(url, str(uuid.uuid4()), keys.new_key(), "t0ken")


def finish(lesson: str, day: date = TODAY, path: str = "bienvenue", who: Person = CAMILLE) -> None:
    """Camille finishes a lesson."""
    with database.organisation() as connection:
        completions.record(
            connection,
            person=who.id,
            service=who.service,
            path=path,
            lesson=lesson,
            edition=1,
            day=day,
            minutes=4,
        )
