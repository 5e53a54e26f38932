"""Makes an attestation of what was finished, or says why there is none to make."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from coach.domain.attestation import Attestation, Followed, Organisation, QuizPassed, plain
from coach.domain.final_quiz import THRESHOLD
from coach.domain.label import Label
from coach.domain.lesson import Card, Path
from coach.domain.people import Person
from coach.proof.errors import NotComplete
from coach.words import _, day

_NAMED = 5
"""Missing lessons that are named; a path may have thirty."""


class Recorded(Protocol):
    """A completion; without a lesson it is the path's final quiz, passed."""

    @property
    def lesson(self) -> str:
        """Its id."""

    @property
    def edition(self) -> int:
        """Of the lesson; of the path for a quiz."""

    @property
    def finished_on(self) -> date:
        """A local day."""

    @property
    def minutes(self) -> int:
        """Published then."""

    @property
    def mode(self) -> str:
        """Individual or group."""


@dataclass(frozen=True)
class Done:
    """A lesson finished: `on` a local day, with the minutes published then. `seen`: by a trainer, in a room."""

    lesson: str
    edition: int
    on: date
    minutes: int
    seen: bool = False


@dataclass(frozen=True)
class Finished:
    """What somebody has finished of a path; `edition` is that of the quiz passed."""

    lessons: tuple[Done, ...]
    quiz: QuizPassed | None = None
    edition: int = 0


def finished(records: Iterable[Recorded]) -> Finished:
    """What the completions of one person in one path tell; they come by edition, without cancelled ones."""
    found, passed = {}, None
    for one in records:
        if one.lesson:
            found[one.lesson] = one
        else:
            passed = one
    return Finished(
        tuple(
            Done(one.lesson, one.edition, one.finished_on, one.minutes, one.mode == "group")
            for one in found.values()
        ),
        quiz_passed(passed.finished_on) if passed else None,
        passed.edition if passed else 0,
    )


def quiz_passed(on: date) -> QuizPassed:
    """A final quiz passed on a day, by the rule of all of them."""
    return QuizPassed(on, round(100 * THRESHOLD))


@dataclass(frozen=True)
class Subject:
    """A path as it is installed: its lessons' cards, the label and the language they are in."""

    path: Path
    cards: Mapping[str, Card]
    label: Label
    language: str


def organisation(said: Mapping[str, str]) -> Organisation | None:
    """Who attests, as the policy's `[org]` names it; None without a name."""
    texts = {name: plain(said.get(name, "")) for name in ("name", "siret", "unit", "responsible")}
    return Organisation(**texts) if texts["name"] else None


def attestation(
    subject: Subject,
    by: Organisation | None,
    who: Person,
    found: Finished,
    today: date,
) -> Attestation:
    """The attestation of somebody who has finished the path; without `by`, a personal statement.

    Raises:
        NotComplete: a lesson or the quiz is missing, or a day lies ahead of `today`.
    """
    path, cards = subject.path, subject.cards
    done = _done(subject, found)
    quiz = found.quiz if path.quiz else None
    last = max([one.on for one in done] + ([quiz.on] if quiz else []))
    if last > today:
        reason = _("a lesson is noted for {day}, which is still to come: a computer’s clock was wrong.")
        raise NotComplete(path=path.title, reason=reason.format(day=day(last)))
    named = {name for lesson in path.lessons for name in cards[lesson].competences}
    goals = [one for one in subject.label.competences if one.id in named]
    return Attestation(
        language=subject.language,
        organisation=by,
        person=plain(who.name),
        staff_number=plain(who.id),
        path=path.id,
        title=plain(path.title) or path.id,
        edition=found.edition if quiz else path.edition,
        aim=plain(path.summary),
        lessons=tuple(Followed(plain(cards[one.lesson].title), one.edition, one.on) for one in done),
        minutes=sum(one.minutes for one in done),
        goals=tuple(plain(one.title) for one in goals),
        levels=tuple(sorted({one.level for one in goals})),
        quiz=quiz,
    )


def _done(subject: Subject, found: Finished) -> list[Done]:
    """The lessons of the path, in its order; raises NotComplete."""
    path, kept = subject.path, {one.lesson: one for one in found.lessons}
    missing = [lesson for lesson in path.lessons if lesson not in kept]
    if missing or not path.lessons:
        raise _without(subject, missing)
    done = [kept[lesson] for lesson in path.lessons]
    # Whom a trainer saw at every lesson, in a room, is not asked for it.
    if path.quiz and found.quiz is None and not all(one.seen for one in done):
        raise NotComplete(path=path.title, reason=_("its final quiz is not passed."))
    return done


def _without(subject: Subject, missing: list[str]) -> NotComplete:
    title = subject.path.title
    if not missing:
        return NotComplete(path=title, reason=_("it has no lesson that is installed here."))
    names = [subject.cards[lesson].title for lesson in missing[:_NAMED]]
    told = ", ".join([*names, "…"] if len(missing) > _NAMED else names)
    return NotComplete(
        path=title, reason=_("these lessons are not finished: {lessons}.").format(lessons=told)
    )
