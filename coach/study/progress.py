"""What Progrès shows: levels by domain, the competences behind them, gestures by week, one next step."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach import places
from coach.content.library import Library
from coach.domain.label import Competence, Label
from coach.domain.progress import DomainProgress, Level, by_domain, competences_met
from coach.store import glance
from coach.store.glance import Learning
from coach.study import level, today
from coach.study.level import DomainLevel
from coach.study.me import Me
from coach.study.today import LessonState

WEEKS = 4


@dataclass(frozen=True)
class CompetenceState:
    """A competence of the label: met or not, a goal of this person or not, and the lessons that teach it.

    Of the `asked` questions of its lessons, `known` came right at the first try.
    """

    competence: Competence
    met: bool
    goal: bool
    lessons: tuple[LessonState, ...]
    known: int
    asked: int

    @property
    def next(self) -> LessonState | None:
        """The lesson that brings it nearer: one that is not finished, else the first one again."""
        waiting = (lesson for lesson in self.lessons if not lesson.finished)
        return None if self.met else next(waiting, self.lessons[0] if self.lessons else None)


@dataclass(frozen=True)
class DomainState:
    """A domain with its level, what that rests on, and its competences."""

    title: str
    progress: DomainProgress
    competences: tuple[CompetenceState, ...]
    told: DomainLevel

    @property
    def level(self) -> Level:
        """As estimated; by the competences met while there are too few answers (decision 19)."""
        return self.told.estimated.level if self.told.estimated else self.progress.level

    @property
    def next(self) -> LessonState | None:
        """The next lesson for one of its goals."""
        found = (one.next for one in self.competences if one.goal)
        return next((lesson for lesson in found if lesson is not None and not lesson.finished), None)


@dataclass(frozen=True)
class GestureWeek:
    """Gestures done in one ISO week."""

    number: int
    done: int


@dataclass(frozen=True)
class Progress:
    """All of Progrès."""

    domains: tuple[DomainState, ...]
    weeks: tuple[GestureWeek, ...]
    next: LessonState | None
    finished: int
    label: Label

    @property
    def begun(self) -> bool:
        """Whether there is anything to draw yet."""
        return self.finished > 0 or any(
            domain.progress.met or domain.told.estimated for domain in self.domains
        )

    @property
    def suggested(self) -> LessonState | None:
        """After a placement: a lesson of the lowest domain that has one, else the next of the paths."""
        lowest = sorted((one for one in self.domains if one.progress.goals), key=lambda one: one.level)
        return next((domain.next for domain in lowest if domain.next), self.next)


def progress(who: Me, now: datetime) -> Progress:
    """The person's progress toward the label's goals; a pure reading of the records, kept nowhere."""
    known = today.learning(who)
    shelf = who.library
    met = competences_met(
        frozenset(known.finished), {card.id: card.competences for card in shelf.cards.values()}, known.answers
    )
    goals = shelf.label.goals(who.audiences)
    rows = by_domain(met, goals, [domain.id for domain in shelf.label.domains])
    titles = {domain.id: domain.title for domain in shelf.label.domains}
    told = level.levels(shelf, glance.answers(places.records(who.person.id)))
    return Progress(
        domains=tuple(
            DomainState(
                titles[row.domain],
                row,
                _competences(shelf, known, row.domain, met, frozenset(goals)),
                told.get(row.domain, DomainLevel(None, ())),
            )
            for row in rows
        ),
        weeks=_weeks(known, now.astimezone().date()),
        next=today.today(who, now).next,
        finished=len(known.finished),
        label=shelf.label,
    )


def _competences(
    shelf: Library, known: Learning, domain: str, met: frozenset[str], goals: frozenset[Competence]
) -> tuple[CompetenceState, ...]:
    answers = Counter((one.competence, one.known) for one in known.answers)
    return tuple(
        CompetenceState(
            competence=c,
            met=c.id in met,
            goal=c in goals,
            lessons=tuple(
                today.state(shelf, known, card.id)
                for card in shelf.cards.values()
                if c.id in card.competences
            ),
            known=answers[c.id, True],
            asked=answers[c.id, True] + answers[c.id, False],
        )
        for c in shelf.label.competences
        if c.domain == domain
    )


def _weeks(known: Learning, day: date) -> tuple[GestureWeek, ...]:
    mondays = [day - timedelta(days=day.weekday() + 7 * back) for back in reversed(range(WEEKS))]
    return tuple(
        GestureWeek(
            monday.isocalendar().week,
            sum(
                1
                for note in known.notes
                if note.state != "planned" and monday <= note.day < monday + timedelta(days=7)
            ),
        )
        for monday in mondays
    )
