"""What Aujourd'hui and Parcours show: what to do now, the paths, the week, the day's gesture."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach import places
from coach.content.library import Library
from coach.domain.errors import UnknownLink
from coach.domain.final_quiz import PathPassed, Standing, Tried, passed_paths, standing
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
    """A path with its lessons' states and, if somebody proposed it, the assignment.

    `tried` are its final quizzes gone through, oldest first; `begun`: one is open.
    """

    path: Path
    lessons: tuple[LessonState, ...]
    assignment: Assignment | None
    tried: tuple[Tried, ...] = ()
    begun: bool = False

    @property
    def done(self) -> int:
        """Number of finished lessons."""
        return sum(1 for lesson in self.lessons if lesson.finished)

    @property
    def lessons_done(self) -> bool:
        """Whether every lesson is finished; not of a path without any."""
        return 0 < len(self.lessons) == self.done

    @property
    def passed(self) -> PathPassed | None:
        """How the final quiz was passed, if it was."""
        return passed_paths(self.tried).get(self.path.id)

    @property
    def finished(self) -> bool:
        """Whether every lesson is finished and the final quiz, if there is one, is passed (decision 18)."""
        return self.lessons_done and (not self.path.quiz or self.passed is not None)

    def quiz_on(self, day: date) -> Standing:
        """Where the person stands with the final quiz on a local day."""
        if not self.path.quiz:
            return Standing.NONE
        return standing(self.tried, lessons_done=self.lessons_done, begun=self.begun, today=day)

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
    """All of the first page. `next` is None when every lesson is finished.

    `review` says that one may wait: whether it does is worth a look (`study.review`) once the page is drawn.
    `quiz` is the first path whose final quiz can be taken now, one begun before one not begun.
    """

    name: str
    next: LessonState | None
    others: tuple[LessonState, ...]
    week: Week
    gesture: Gesture | None
    gesture_done: bool
    proposed: PathState | None
    review: bool
    quiz: PathState | None = None


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
        proposed=next((w for w in walks if w.assignment and not w.finished), None),
        review=who.settings.review and _before(known, now.astimezone().date()),
        quiz=_ready(walks, now.astimezone().date()),
    )


def _ready(walks: tuple[PathState, ...], day: date) -> PathState | None:
    ready = [(walk.quiz_on(day), walk) for walk in walks]
    wanted = (Standing.BEGUN, Standing.OPEN)
    return next((walk for one in wanted for state, walk in ready if state is one), None)


def paths(who: Me, known: Learning | None = None) -> tuple[PathState, ...]:
    """The paths for this person's trades; those proposed come first, the nearest wished day before all."""
    known, shelf, proposed = known or learning(who), who.library, _proposed(who)
    states = [
        _walk(shelf, known, path, proposed)
        for path in shelf.paths.values()
        if path.id in proposed or set(path.audiences) & (who.audiences | {"all-staff"})
    ]
    return tuple(sorted(states, key=_wished))


def _wished(walk: PathState) -> tuple[bool, date]:
    due = walk.assignment.due if walk.assignment else None
    return walk.assignment is None, due or date.max


def path(who: Me, path_id: str) -> PathState:
    """One path, whoever it is for: a link may lead to it.

    Raises:
        UnknownLink: there is no such path.
    """
    shelf = who.library
    if path_id not in shelf.paths:
        raise UnknownLink(name=path_id)
    return _walk(shelf, learning(who), shelf.paths[path_id], _proposed(who))


def _proposed(who: Me) -> dict[str, Assignment]:
    # The nearest wished day comes first and is the one to tell, so it is the last one put in.
    assignments = glance.assigned(places.organisation(), who.person)
    return {assignment.path: assignment for assignment in reversed(assignments)}


def _walk(shelf: Library, known: Learning, path: Path, proposed: dict[str, Assignment]) -> PathState:
    # A lesson too broken to read has no card; the others of its path stay open.
    lessons = tuple(state(shelf, known, lesson) for lesson in path.lessons if lesson in shelf.cards)
    tried = tuple(one for one in known.tried if one.path == path.id)
    return PathState(path, lessons, proposed.get(path.id), tried, (path.id, path.edition) in known.quizzes)


def state(shelf: Library, known: Learning, lesson: str) -> LessonState:
    """How far the person has come in one lesson."""
    card = shelf.cards[lesson]
    return LessonState(card, known.open.get((lesson, card.edition), 0), lesson in known.finished)


def _this_week(known: Learning, now: datetime) -> int:
    today = now.astimezone().date()
    monday = today - timedelta(days=today.weekday())
    return sum(1 for at in known.finished.values() if at.astimezone().date() >= monday)


def _before(known: Learning, day: date) -> bool:
    """Whether a lesson was finished before that day: no question comes back on the day it was asked."""
    return any(at.astimezone().date() < day for at in known.finished.values())


def _gesture_of_the_day(shelf: Library, day: date) -> Gesture | None:
    daily = [gesture for gesture in shelf.gestures.values() if gesture.daily]
    return daily[day.toordinal() % len(daily)] if daily else None


def _noted_today(known: Learning, gesture: Gesture, day: date) -> bool:
    return any(
        note.gesture == gesture.id and note.day == day and note.state != "planned" for note in known.notes
    )
