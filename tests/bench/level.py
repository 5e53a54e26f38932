"""How well the level is told: simulated people answer simulated questions, with a fixed seed.

`python -m tests.bench.level` prints what estimate, placement and words are worth, and ends with 1 when a goal of the
issue or of `learning.md` 3.8 is missed. People are normal; a question's slope is about 1.1, which the estimate takes
for 1; what its author wrote is wrong by 0.5 logits, and in most lines then rounded to the five steps of a lesson.
"""

import math
import random
import statistics
import sys
from collections import Counter
from collections.abc import Sequence

from coach.domain import level, rasch
from coach.domain.level import ALIKE, Estimated
from coach.domain.placement import MOST
from coach.domain.progress import Level
from coach.domain.rasch import Item
from tests.bench import simulated
from tests.bench.simulated import DOMAINS, Answering, Person

SEED, PEOPLE, BANKS = 20261126, 900, 3
_missed: list[str] = []


def line(name: str, value: float, goal: float | None = None, *, least: bool = False) -> None:
    """Print a figure with its goal, if it has one."""
    kept = goal is None or (value >= goal if least else value <= goal)
    wanted = "" if goal is None else f"  goal {'>=' if least else '<='} {goal:g}"
    sys.stdout.write(f"{name:62}{value:8.3f}{wanted}{'' if kept else '  MISSED'}\n")
    sys.stdout.flush()
    if not kept:
        _missed.append(name)


def people(
    of: int,
    *,
    error: float = 0.5,
    steps: bool = False,
    domains: int = 1,
    adaptive: bool = True,
    alike: float = 1.0,
) -> list[Person]:
    """People who have answered so many questions each; the same people, of the same banks, at each call."""
    made = (random.Random(SEED + n) for n in range(BANKS))
    banks = [simulated.bank(by, error=error, steps=steps, domains=domains) for by in made]
    found = []
    for number in range(PEOPLE):
        by = random.Random(f"{SEED} {number}")
        able = simulated.abilities(by, alike)
        bank = banks[number % BANKS]
        found.append(Person(able, simulated.sit(bank, simulated.knowing(able), of, by, adaptive=adaptive)))
    return found


def rmse(pairs: Sequence[tuple[float, float]]) -> float:
    """Root mean square of the differences."""
    return math.sqrt(statistics.fmean((one - other) ** 2 for one, other in pairs))


def _error(found: Sequence[Person], count: int) -> float:
    return rmse([(one.after(count).ability, one.ability) for one in found])


def _covered(found: Sequence[Person], count: int) -> float:
    told = [(one.after(count), one.ability) for one in found]
    return statistics.fmean(estimate.low <= ability <= estimate.high for estimate, ability in told)


def one_ability() -> None:
    """The estimate where a person has one ability: errors, intervals, adaptive against random choice."""
    for who, error, steps, goals in (
        ("known difficulty", 0.0, False, (None, None)),
        ("author's error 0.5", 0.5, False, (0.66, 0.54)),
        ("then in five steps", 0.5, True, (0.66, 0.54)),
    ):
        found = people(20, error=error, steps=steps)
        for count, goal in zip((10, 20), goals, strict=True):
            line(f"RMSE after {count} questions, {who}", _error(found, count), goal)
            line(f"95 % interval covers after {count}, {who}", _covered(found, count), 0.92, least=True)
        at_random = _error(people(10, error=error, steps=steps, adaptive=False), 10)
        line(
            f"RMSE that adaptive choice saves after 10, {who}",
            at_random - _error(found, 10),
            0.08,
            least=True,
        )


def as_it_is() -> None:
    """A placement over all domains: how often the most shown question of a bank is shown, and what that costs.

    In one domain alone, the same few questions would be the best for almost everybody.
    """
    for domains, goal in ((len(DOMAINS), 0.30), (1, None)):
        found = people(20, steps=True, domains=domains)
        where, shares = f"{domains} domains" if goal else "one domain", []
        for bank in range(BANKS):
            shown = Counter(told.name for one in found[bank::BANKS] for told, _right in one.answers[:MOST])
            shares.append(shown.most_common(1)[0][1] / len(found[bank::BANKS]))
        line(f"most shown question of {MOST} asked in {where}", max(shares), goal)
        for count in (10, 20):
            line(f"RMSE after {count} questions in {where}", _error(found, count))


def patterns() -> None:
    """What becomes of those who do not answer by what they know: how many get the word that they must get.

    Of those who leave it to chance, a few are lucky.
    """
    discovery, seasoned = Level.DISCOVERY, Level.SEASONED
    cases: tuple[tuple[str, Answering, Level, float], ...] = (
        ("always wrong", simulated.wrong, discovery, 1),
        ("always right", simulated.right, seasoned, 1),
        ("clicks anywhere", simulated.clicker, discovery, 0.98),
        ("always the first answer", simulated.first, discovery, 0.98),
    )
    for name, answering, wanted, goal in cases:
        by = random.Random(SEED)
        questions, words, overall = simulated.bank(by, steps=True), [], []
        for _number in range(PEOPLE // 3):
            found = Person({}, simulated.sit(questions, answering, MOST, by))
            words += [told.level is wanted for told in level.estimated(found.by_domain(MOST)).values()]
            overall.append(level.word(found.after(MOST).ability) is wanted)
        line(f"{name}: people at {wanted.name.lower()}", statistics.fmean(overall), goal, least=True)
        line(f"{name}: domains at {wanted.name.lower()}", statistics.fmean(words), goal, least=True)


def by_domain() -> None:
    """A whole placement, two questions a domain: what its words are worth, for people of which domains differ."""
    for alike in (ALIKE, 0.3, 0.9):
        found = people(MOST, steps=True, domains=len(DOMAINS), alike=alike)[: PEOPLE // 3]
        own, whole, words = [], [], []
        for one in found:
            answers = one.by_domain(MOST)
            told, weights = level.estimated(answers), level.weighed(answers)
            for domain in DOMAINS:
                true = one.abilities[domain]
                own.append((rasch.estimate(answers[domain]).ability, true))
                whole.append((rasch.summed_up(weights[domain]).ability, true))
                words.append((told[domain], level.word(true)))
        _tell_domains(alike, own, whole, words)


def _tell_domains(
    alike: float,
    own: Sequence[tuple[float, float]],
    whole: Sequence[tuple[float, float]],
    words: Sequence[tuple[Estimated, Level]],
) -> None:
    name, goal = f"domains alike by {alike}", 0.0 if alike == ALIKE else None
    line(f"{name}: RMSE by all answers", rmse(whole))
    line(f"{name}: what the other domains' answers save", rmse(own) - rmse(whole), goal, least=True)
    held = statistics.fmean(told.low <= true <= told.high for told, true in words)
    line(f"{name}: the range in words holds", held, level.LIKELY if goal is not None else None, least=True)
    line(f"{name}: words in the range", statistics.fmean(told.high - told.low + 1 for told, _ in words))
    line(f"{name}: the word is right", statistics.fmean(told.level is true for told, true in words))
    line(f"{name}: off by two or more", statistics.fmean(abs(told.level - true) > 1 for told, true in words))


def which_answers() -> None:
    """Which answer to a question counts, if it was asked again after the person had learnt: first, last, or all."""
    by = random.Random(SEED)
    questions = simulated.bank(by, 40, steps=True)
    errors: dict[str, list[tuple[float, float]]] = {"the first": [], "the last": [], "every one": []}
    for _number in range(PEOPLE // 2):
        before = by.gauss(0, 1)
        after = before + abs(by.gauss(0.8, 0.4))
        asked = by.sample(questions, 20)
        earlier = _answered(asked, before, by)
        # Half of them come again, and an answer that was read is remembered half of the time.
        again = [(item, was or by.random() < 0.5) for item, was in _answered(asked[:10], after, by)]
        told = {"the first": earlier, "the last": again + earlier[10:], "every one": earlier + again}
        for name, answers in told.items():
            errors[name].append((rasch.estimate(answers).ability, after))
    found = {name: rmse(pairs) for name, pairs in errors.items()}
    for name, value in found.items():
        line(f"counting {name} answer to a question: RMSE", value)
    worse = found["the last"] - min(found.values())
    line("the last answer is worse than the best of them by", worse, 0.02)


def _answered(
    asked: Sequence[simulated.Question], ability: float, by: random.Random
) -> list[tuple[Item, bool]]:
    answering = simulated.knowing(dict.fromkeys(DOMAINS, ability))
    return [(question.told.item, answering(question, by)) for question in asked]


def main() -> int:
    """Print every figure; 1 when a goal was missed."""
    for part in (one_ability, as_it_is, patterns, by_domain, which_answers):
        part()
    return 1 if _missed else 0


if __name__ == "__main__":
    sys.exit(main())
