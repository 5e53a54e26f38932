"""What a line of an export can be, one entry each: its columns and its rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from coach.content.library import Library
from coach.domain.text import N_
from coach.exports import Row
from coach.org.path_standing import PathStanding, path_standings
from coach.store import completions, counts
from coach.store.assignments import Line
from coach.store.completions import Chosen, Record
from coach.store.database import Connection


@dataclass(frozen=True)
class Grain:
    """What a line is.

    Attributes:
        title: an English msgid.
        columns: keys of the columns that stand without a choice, in order.
        more: keys of those that can be chosen too.
        rows: the rows, read as they are asked for; each holds every key of both.
        count: how many rows, where that is quicker than to read them.
        of: the row of a completion, where each row tells one.
        alone: whether the chosen completions are enough; else a row needs all of its person and path.
    """

    title: str
    columns: tuple[str, ...]
    more: tuple[str, ...]
    rows: Callable[[Connection, Library, Chosen], Iterator[Row]]
    count: Callable[[Connection, Chosen], int] | None = None
    of: Callable[[Library, Record], Row] | None = None
    alone: bool = False

    def needs(self, chosen: Chosen) -> Chosen:
        """The completions that the rows of the chosen ones are made of."""
        one = chosen.target == "person"
        alike = Chosen(
            path=chosen.path, target=chosen.target if one else "", target_id=chosen.target_id if one else ""
        )
        return chosen if self.alone else alike

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key."""
        return self.columns + self.more


def _completions(connection: Connection, shelf: Library, chosen: Chosen) -> Iterator[Row]:
    for record in completions.records(connection, chosen):
        yield _completion(shelf, record)


def _completion(shelf: Library, record: Record) -> Row:
    return {
        "staff_number": record.staff_number,
        "name": record.name,
        "service": record.service,
        "cohort": record.cohort,
        "path_id": record.path,
        "path": _title(shelf, record.path),
        "lesson_id": record.lesson,
        "lesson": shelf.told_lesson(record.lesson),
        "edition": record.edition,
        "assigned_on": record.assigned_on,
        "due": record.due,
        "finished_on": record.finished_on,
        "minutes": record.minutes,
        "mode": record.mode,
        "service_today": record.service_today,
        "state": "cancelled" if record.cancelled_on else "finished",
        "cancelled_on": record.cancelled_on,
        "cancel_reason": record.cancel_reason,
        "completion_id": record.id,
    }


def _title(shelf: Library, path: str) -> str:
    return shelf.paths[path].title if path in shelf.paths else path


def _paths(connection: Connection, shelf: Library, chosen: Chosen) -> Iterator[Row]:
    for one in path_standings(connection, shelf, chosen):
        yield _path(shelf, one)


def _path(shelf: Library, one: PathStanding) -> Row:
    line, done, state = one.answered, one.done, one.state
    cancelled = [record for record in one.records if record.cancelled_on]
    reasons = dict.fromkeys(record.cancel_reason for record in cancelled)
    return {
        **_person(one),
        "path_id": one.path,
        "path": _title(shelf, one.path),
        "assigned_on": line.assigned_on if line else None,
        "due": line.due if line else None,
        "state": state,
        "lessons_done": len(done),
        "lessons": len(one.lessons),
        "first_day": done[0].finished_on if done else None,
        "finished_on": one.last_day if state == "finished" else None,
        "minutes": sum(record.minutes for record in done),
        "mode": _mode(one),
        "cancelled_on": max(
            (record.cancelled_on for record in cancelled if record.cancelled_on), default=None
        ),
        "cancel_reason": ", ".join(reasons),
    }


def _person(one: PathStanding) -> dict[str, str]:
    person = one.person
    return {
        "staff_number": person.id,
        "name": person.name,
        "service": one.done[-1].service if one.done else person.service,
        "cohort": ", ".join(one.cohorts.values()),
        "service_today": person.service,
    }


def _mode(one: PathStanding) -> str | None:
    """Group as soon as one lesson was finished in a group session."""
    modes = {record.mode for record in one.done}
    return "group" if "group" in modes else next(iter(modes), None)


def _enrolments(connection: Connection, shelf: Library, chosen: Chosen) -> Iterator[Row]:
    for one in path_standings(connection, shelf, chosen):
        for line in one.stands:
            yield _enrolment(shelf, one, line)


def _enrolment(shelf: Library, one: PathStanding, line: Line) -> Row:
    return {
        **_path(shelf, one),
        "assigned_on": line.assigned_on,
        "due": line.due,
        "assigned_to": one.person.name
        if line.target == "person"
        else one.cohorts.get(line.target_id, line.target_id),
        "assigned_by": line.by,
    }


def _hours(connection: Connection, _shelf: Library, chosen: Chosen) -> Iterator[Row]:
    for one in counts.hours(connection, chosen):
        yield {
            "service": one.service,
            "people": one.people,
            "lessons_done": one.lessons,
            "minutes": one.minutes,
            "hours": round(one.minutes / 60, 2),
        }


def _livret(connection: Connection, shelf: Library, chosen: Chosen) -> Iterator[Row]:
    for one in path_standings(connection, shelf, chosen):
        if one.state == "finished":
            nature = "group" if _mode(one) == "group" else "distance"
            yield {**_path(shelf, one), "nature": nature}


_WHO = ("staff_number", "name", "service", "service_today", "cohort")
_CANCELLED = ("cancelled_on", "cancel_reason")

GRAINS: Mapping[str, Grain] = {
    "person-path": Grain(
        N_("One line per person and path"),
        (*_WHO, "path_id", "path", "assigned_on", "due", "state", "finished_on", "minutes"),
        ("lessons_done", "lessons", "first_day", "mode", *_CANCELLED),
        _paths,
    ),
    "completion": Grain(
        N_("One line per lesson finished"),
        (
            *(
                "staff_number",
                "name",
                "service",
                "cohort",
                "path_id",
                "path",
                "lesson_id",
                "lesson",
                "edition",
            ),
            *("assigned_on", "due", "finished_on", "minutes", "mode", "service_today", "state"),
            "cancel_reason",
        ),
        ("cancelled_on", "completion_id"),
        _completions,
        completions.count,
        _completion,
        alone=True,
    ),
    "enrolment": Grain(
        N_("Who is assigned what"),
        (*_WHO, "path_id", "path", "assigned_to", "assigned_by", "assigned_on", "due", "state"),
        ("lessons_done", "lessons", "first_day", "finished_on", "minutes", "mode", *_CANCELLED),
        _enrolments,
    ),
    "hours": Grain(
        N_("Training hours per service (published durations)"),
        ("service", "people", "lessons_done", "minutes", "hours"),
        (),
        _hours,
        alone=True,
    ),
    "livret": Grain(
        N_("Lines for the personal training record"),
        ("staff_number", "name", "path", "nature", "first_day", "finished_on", "minutes"),
        ("service", "service_today", "cohort", "path_id", "assigned_on", "due", "lessons", "mode"),
        _livret,
    ),
}
