"""Evidence of a year for the label and the REEN report: for each criterion, how many people learnt about it.

A figure counts people, never says that anything complies: that is for those who read the evidence to judge.
"""

from dataclasses import dataclass
from datetime import date

from coach.content.library import Library
from coach.domain.label import Support
from coach.domain.people import Person, Role
from coach.org.errors import BadHeadcount, BadYear
from coach.org.rights import may
from coach.org.shared import shared
from coach.store import counts
from coach.store.completions import Chosen
from coach.words import _

FIRST = 2000
KINDS = ("charter", "principle", "criterion")


@dataclass(frozen=True)
class Taught:
    """A lesson, the editions finished in the year, and how many people finished it."""

    title: str
    editions: tuple[int, ...]
    people: int


@dataclass(frozen=True)
class Criterion:
    """One sheet: what is asked, and how many people finished a lesson about it."""

    id: str
    sentence: str
    trained: int
    lessons: tuple[Taught, ...]


@dataclass(frozen=True)
class Evidence:
    """A year. `headcount` is what HR entered; `version` is that of the label's text, whose `wording` is told."""

    organisation: str
    since: date
    until: date
    headcount: int
    version: str
    wording: str
    criteria: tuple[Criterion, ...]


def evidence(
    actor: Person, shelf: Library, organisation: str, year: int, headcount: int, today: date
) -> Evidence:
    """The evidence of a year, of this one until today. The first criterion is the law's: all the lessons.

    Raises:
        BadYear: it has not begun.
        BadHeadcount: more people finished a lesson than there are.
    """
    may(actor, Role.HR)
    if not FIRST <= year <= today.year:
        raise BadYear(year=year)
    since, until = date(year, 1, 1), min(date(year, 12, 31), today)
    chosen = Chosen(since=since, until=until)
    with shared(actor, chosen) as connection:
        learnt = counts.learnt(connection, chosen)
    trained = len({who for who, _lesson, _edition in learnt})
    if headcount < max(1, trained):
        raise BadHeadcount(trained=trained, year=year, headcount=headcount)
    return Evidence(
        organisation=organisation,
        since=since,
        until=until,
        headcount=headcount,
        version=shelf.label.version,
        wording=shelf.label.wording,
        criteria=(_law(shelf, learnt), *_of_label(shelf, learnt)),
    )


def _law(shelf: Library, learnt: list[tuple[str, str, int]]) -> Criterion:
    sentence = _("Raising awareness of responsible digital among the staff (REEN law, decree 2022-1084)")
    return _criterion(shelf, "REEN", sentence, set(shelf.cards), learnt)


def _of_label(shelf: Library, learnt: list[tuple[str, str, int]]) -> list[Criterion]:
    """Those that at least one installed lesson is about."""
    supports = {one.id: set(one.supports) for one in shelf.label.competences}
    about = {
        card.id: set().union(*(supports.get(one, set()) for one in card.competences))
        for card in shelf.cards.values()
    }

    def lessons(criterion: Support) -> set[str]:
        return {lesson for lesson, named in about.items() if criterion.id in named}

    wanted = [one for one in shelf.label.supports if one.kind in KINDS and lessons(one)]
    return [_criterion(shelf, one.id, one.text, lessons(one), learnt) for one in wanted]


def _criterion(
    shelf: Library, name: str, sentence: str, lessons: set[str], learnt: list[tuple[str, str, int]]
) -> Criterion:
    counted = [triple for triple in learnt if triple[1] in lessons]
    taught = []
    for lesson, card in shelf.cards.items():
        mine = [(who, edition) for who, one, edition in counted if one == lesson]
        if lesson in lessons:
            editions = tuple(sorted({edition for _who, edition in mine})) or (card.edition,)
            taught.append(Taught(card.title, editions, len({who for who, _edition in mine})))
    return Criterion(name, sentence, len({who for who, _one, _edition in counted}), tuple(taught))
