"""A town with people, proposals and completions, and a person halfway through: what the pictures show."""

import random
from datetime import UTC, date, datetime, timedelta

from coach.content.library import library
from coach.domain.people import Person, Role
from coach.store import assignments, attempts, completions, database, gestures, people

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SERVICES = {
    "Accueil et état civil": 14,
    "Services techniques": 22,
    "Médiathèque": 9,
    "Écoles et périscolaire": 31,
    "Finances et achats": 11,
    "Direction générale": 4,
}
CAMILLE = Person("1001", "Camille Martin", "Accueil et état civil", frozenset(Role), login="camille")


def town() -> list[Person]:
    """Ninety-one people in six services; the first is Camille, who holds every role."""
    made = [CAMILLE]
    for service, size in SERVICES.items():
        for _place in range(size - (service == CAMILLE.service)):
            number = len(made) + 1
            made.append(Person(f"{1000 + number}", f"Agent {number}", service))
    return made


def settle() -> None:
    """Fill both files."""
    shelf, chance, everyone = library("fr"), random.Random(7), town()
    with database.organisation() as connection:
        people.put(connection, everyone)
        for number, service in enumerate(SERVICES):
            for path in shelf.paths:
                due = date(2026, 12, 18 + number)
                new = assignments.New(path, "service", service, due, "", CAMILLE.id)
                assignments.add(connection, new, NOW)
        for person in everyone:
            keen = chance.uniform(0.2, 0.95)
            for walk in shelf.paths.values():
                for lesson in walk.lessons:
                    if chance.random() < keen:
                        day = NOW.date() - timedelta(days=chance.randrange(20))
                        completions.record(
                            connection,
                            person=person.id,
                            service=person.service,
                            path=walk.id,
                            lesson=lesson,
                            edition=1,
                            day=day,
                            minutes=shelf.cards[lesson].minutes,
                            mode="individual",
                        )
    _learn()


def _learn() -> None:
    shelf = library("fr")
    with database.records(CAMILLE.id) as connection:
        for back, lesson in enumerate(shelf.paths["bienvenue"].lessons[:3]):
            at = NOW - timedelta(days=back * 3)
            begun = attempts.begin(connection, lesson, 1, (), at)
            for question in shelf.lesson(lesson).questions[:3]:
                given = (begun.id, lesson, question.id, question.hash, question.competence, "null", 1.0, 1)
                attempts.keep(connection, attempts.NewAnswer(*given), at)
            attempts.finish(connection, begun, at)
        begun = attempts.begin(connection, shelf.paths["bienvenue"].lessons[3], 1, (), NOW)
        attempts.reach(connection, begun.id, 2)
        for back, (gesture, state) in enumerate(
            [
                ("regler-la-veille", "planned"),
                ("lien-plutot-que-piece-jointe", "done"),
                ("favoris-metier", "habit"),
            ]
            * 2
        ):
            day = (NOW - timedelta(days=back * 5)).date()
            gestures.add(connection, gesture, "", state, day, NOW)
