"""What Aujourd'hui and Parcours show: what to do now, the paths, the week, the day's gesture."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach import places
from coach.content.library import Library
from coach.domain.lesson import Card, Gesture, Path
from coach.domain.people import Assignment
from coach.store import glance
from coach.store.glance import Learning
from coach.study.me import Me


@dataclass(frozen=True)
class LessonState:
    """A card with how far the person has come: `screen` of `card.screens`, or finished."""

    card: Card
    screen: int
    finished: bool

    @property
    def share(self) -> float:
        """0..1 of the lesson gone through."""
        return 1.0 if self.finished else min(1.0, self.screen / max(1, self.card.screens))


@dataclass(frozen=True)
class PathState:
    """A path with its lessons' states and, if somebody proposed it, the assignment."""

    path: Path
    lessons: tuple[LessonState, ...]
    assignment: Assignment | None

    @property
    def done(self) -> int:
        """Number of finished lessons."""
        return sum(1 for lesson in self.lessons if lesson.finished)

    @property
    def minutes(self) -> int:
        """Published minutes of the whole path."""
        return sum(lesson.card.minutes for lesson in self.lessons)


@dataclass(frozen=True)
class Week:
    """Lessons finished this week beside the goal the person chose; goal 0 hides it."""

    done: int
    goal: int


@dataclass(frozen=True)
class Today:
    """All of the first page. `next` is None when every lesson is finished."""

    name: str
    next: LessonState | None
    others: tuple[LessonState, ...]
    week: Week
    gesture: Gesture | None
    gesture_done: bool
    proposed: PathState | None


def learning(who: Me) -> Learning:
    """The person's records at a glance."""
    return glance.learning(places.records(who.person.id))


def today(who: Me, now: datetime) -> Today:
    """What Aujourd'hui shows. A lesson begun comes first, then what was proposed, then the paths in order."""
    known, shelf = learning(who), who.library
    walks = paths(who, known)
    waiting = [lesson for walk in walks for lesson in walk.lessons if not lesson.finished]
    waiting.sort(key=lambda lesson: lesson.screen == 0)
    order = list({lesson.card.id: lesson for lesson in waiting}.values())
    done = [lesson for walk in walks for lesson in walk.lessons if lesson.finished]
    done.sort(key=lambda lesson: known.finished[lesson.card.id], reverse=True)
    others = {lesson.card.id: lesson for lesson in (*order[1:], *done)}
    gesture = _gesture_of_the_day(shelf, now.astimezone().date())
    return Today(
        name=who.person.name,
        next=order[0] if order else None,
        others=tuple(others.values())[:3],
        week=Week(_this_week(known, now), who.settings.weekly_goal),
        gesture=gesture,
        gesture_done=gesture is not None and _noted_today(known, gesture, now.astimezone().date()),
        proposed=next((w for w in walks if w.assignment and w.done < len(w.lessons)), None),
    )


def paths(who: Me, known: Learning | None = None) -> tuple[PathState, ...]:
    """Every path, those proposed to the person first."""
    known = known or learning(who)
    shelf = who.library
    proposed = {a.path: a for a in glance.assigned(places.organisation(), who.person)}
    states = [
        PathState(path, tuple(state(shelf, known, lesson) for lesson in path.lessons), proposed.get(path.id))
        for path in shelf.paths.values()
        if path.id in proposed or set(path.audiences) & (who.audiences | {"all-staff"})
    ]
    return tuple(sorted(states, key=lambda walk: walk.assignment is None))


def state(shelf: Library, known: Learning, lesson: str) -> LessonState:
    """How far the person has come in one lesson."""
    return LessonState(shelf.cards[lesson], known.open.get(lesson, 0), lesson in known.finished)


def _this_week(known: Learning, now: datetime) -> int:
    today = now.astimezone().date()
    monday = today - timedelta(days=today.weekday())
    return sum(1 for at in known.finished.values() if at.astimezone().date() >= monday)


def _gesture_of_the_day(shelf: Library, day: date) -> Gesture | None:
    daily = [gesture for gesture in shelf.gestures.values() if gesture.daily]
    return daily[day.toordinal() % len(daily)] if daily else None


def _noted_today(known: Learning, gesture: Gesture, day: date) -> bool:
    return any(
        note.gesture == gesture.id and note.day == day and note.state != "planned" for note in known.notes
    )
