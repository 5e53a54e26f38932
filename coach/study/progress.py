"""What Progrès shows: levels by domain, the competences behind them, gestures by week, one next step."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach.content.library import Library
from coach.domain.label import Competence, Label
from coach.domain.progress import DomainProgress, by_domain, competences_met
from coach.store.glance import Learning
from coach.study import today
from coach.study.me import Me
from coach.study.today import LessonState

WEEKS = 4


@dataclass(frozen=True)
class CompetenceState:
    """A competence of the label: met or not, a goal of this person or not, and the lessons that teach it."""

    competence: Competence
    met: bool
    goal: bool
    lessons: tuple[LessonState, ...]


@dataclass(frozen=True)
class DomainState:
    """A domain with its level and its competences."""

    title: str
    progress: DomainProgress
    competences: tuple[CompetenceState, ...]


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
        return self.finished > 0 or any(domain.progress.met for domain in self.domains)


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
    return Progress(
        domains=tuple(
            DomainState(
                titles[row.domain], row, _competences(shelf, known, row.domain, met, frozenset(goals))
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
