"""Where each person stands in each path: what was proposed, what was finished, told person by person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from coach.content.library import Library
from coach.domain.people import Person
from coach.org.finishing import attested
from coach.store import assignments, completions, people
from coach.store.assignments import Line
from coach.store.completions import Chosen, Record
from coach.store.database import Connection
from coach.store.people import Listed


@dataclass(frozen=True)
class PathStanding:
    """A person in a path.

    Attributes:
        listed: the person.
        cohorts: the person's cohorts, names by id.
        path: id of the path.
        lines: the proposals that reach the person now, oldest first.
        records: the completions, cancelled ones among them.
        lessons: those of the path now; none if it is no longer installed.
        quiz: whether it has a final quiz now.
    """

    listed: Listed
    cohorts: Mapping[str, str]
    path: str
    lines: tuple[Line, ...]
    records: tuple[Record, ...]
    lessons: tuple[str, ...]
    quiz: bool

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.listed.person

    @property
    def done(self) -> tuple[Record, ...]:
        """One completion a lesson, that of its newest edition; without cancelled ones, and without the quiz."""
        kept = {one.lesson: one for one in self.records if one.cancelled_on is None and one.lesson}
        return tuple(sorted(kept.values(), key=lambda one: (one.finished_on, one.lesson)))

    @property
    def passed(self) -> Record | None:
        """The final quiz passed, that of the newest edition."""
        return next((one for one in reversed(self.records) if not (one.cancelled_on or one.lesson)), None)

    @property
    def last_day(self) -> date | None:
        """The day of what was finished last, the quiz included."""
        days = [one.finished_on for one in self.done]
        return max((*days, self.passed.finished_on) if self.passed else days, default=None)

    @property
    def state(self) -> str:
        """finished, started, cancelled (nothing else is left) or not_started."""
        if not self.done:
            return "cancelled" if self.records else "not_started"
        if not 0 < len(self.lessons) <= len(self.done):
            return "started"
        seen = {one.lesson for one in self.done if one.mode == "group"}
        owed = self.quiz and self.passed is None and not attested(self.lessons, seen)
        return "started" if owed else "finished"

    @property
    def answered(self) -> Line | None:
        """The proposal that this answers: the oldest that stands, else the oldest withdrawn."""
        return min(self.lines, key=lambda line: (line.withdrawn_on is not None, line.id), default=None)

    @property
    def stands(self) -> tuple[Line, ...]:
        """The proposals that hold: not withdrawn, and the person is still on the list."""
        return tuple(line for line in self.lines if line.withdrawn_on is None and not self.listed.left_on)


def path_standings(connection: Connection, shelf: Library, chosen: Chosen) -> Iterator[PathStanding]:
    """Everybody who was proposed a path or finished something in one, by staff number, then path.

    A period keeps those whose last finished lesson lies in it; a service or group of services is that of the
    last finished lesson, today's where there is none. One person's records at a time are in memory.
    """
    wide = replace(chosen, since=None, until=None, target="", target_id="", service="")
    done = groupby(completions.by_person(connection, wide), lambda one: one.staff_number)
    lines = [line for line in assignments.lines(connection) if chosen.path in ("", line.path)]
    cohorts = people.cohorts_of(connection)
    everyone = sorted(people.listed(connection), key=lambda one: one.person.id)
    for listed, records in _beside(everyone, done):
        mine = cohorts.get(listed.person.id, {})
        for one in _of_person(listed, mine, _reaching(lines, listed.person, mine), records, shelf):
            if _is_chosen(one, chosen):
                yield one


def _beside(
    everyone: Iterable[Listed], done: Iterator[tuple[str, Iterator[Record]]]
) -> Iterator[tuple[Listed, list[Record]]]:
    """Each person with the records of the same staff number; both come in the order of that number."""
    number, records = next(done, ("", iter(())))
    for listed in everyone:
        if listed.person.id == number:
            yield listed, list(records)
            number, records = next(done, ("", iter(())))
        else:
            yield listed, []


def _reaching(lines: Iterable[Line], person: Person, cohorts: Mapping[str, str]) -> list[Line]:
    reached = {("person", person.id), ("service", person.service)} | {("cohort", one) for one in cohorts}
    return sorted(
        (line for line in lines if (line.target, line.target_id) in reached), key=lambda line: line.id
    )


def _of_person(
    listed: Listed,
    cohorts: Mapping[str, str],
    lines: list[Line],
    records: list[Record],
    shelf: Library,
) -> Iterator[PathStanding]:
    found = sorted({line.path for line in lines} | {record.path for record in records})
    for path in found:
        known = shelf.paths.get(path)
        yield PathStanding(
            listed=listed,
            cohorts=cohorts,
            path=path,
            lines=tuple(line for line in lines if line.path == path),
            records=tuple(record for record in records if record.path == path),
            lessons=known.lessons if known else (),
            quiz=known.quiz if known else False,
        )


def _is_chosen(one: PathStanding, chosen: Chosen) -> bool:
    if not one.stands and not one.records:
        return False
    last = one.last_day or max((record.finished_on for record in one.records), default=None)
    service = one.done[-1].service if one.done else one.person.service
    inside = {
        "": True,
        "person": one.person.id == chosen.target_id,
        "service": service == chosen.target_id,
        "cohort": chosen.target_id in one.cohorts,
    }[chosen.target]
    return inside and chosen.service in ("", service) and _in_period(last, chosen)


def _in_period(last: date | None, chosen: Chosen) -> bool:
    if chosen.since is None and chosen.until is None:
        return True
    return last is not None and (chosen.since or last) <= last <= (chosen.until or last)
