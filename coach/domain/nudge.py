"""Which nudge may be shown, if any: one pure rule for the agent and whatever else notices something.

Its records are named tuples: the module that makes data classes would be a quarter of what the bridge costs.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

A_DAY = 2
KEPT = timedelta(days=7)
REFUSALS = 2
REST = timedelta(weeks=2)
# When many tabs may be spoken of, unless the person wants it at once: after lunch, and towards the end of the day.
PAUSES = (("13:00", "14:30"), ("16:30", "24:00"))
_AT_PAUSES = "tabs"


class Why(StrEnum):
    """What was decided about one reading; SHOW and NOTE make a nudge, the others none."""

    SHOW = "show"
    NOTE = "note"
    OFF = "off"
    FORBIDDEN = "forbidden"
    LEARNT = "learnt"
    BELOW = "below"
    PAUSED = "paused"
    QUIET_HOURS = "quiet-hours"
    RESTING = "resting"
    SHOWN_TODAY = "shown-today"
    ENOUGH_TODAY = "enough-today"
    FULL_SCREEN = "full-screen"
    DO_NOT_DISTURB = "do-not-disturb"
    IN_CALL = "in-call"


class Words(NamedTuple):
    """What a nudge says, in the person's language.

    `title` holds one text per plural form, with `{n}` where it counts; or a single one that does not count.
    `plural` gives the form of 0..199 as one digit each: languages count by the last two digits. `title_many`
    also names `{people}`, more than one. `act` is the first button's text where the coach can do the thing itself.
    `plain` is the body where there are no buttons, so that it asks nothing; empty where the body does not either.
    """

    name: str
    title: tuple[str, ...]
    plural: str
    body: str
    action: str
    refuse: str
    recent: str
    title_many: str = ""
    act: str = ""
    plain: str = ""


class Many(NamedTuple):
    """With more than `people` recipients the threshold is `threshold`, in the sensor's own unit."""

    people: int
    threshold: int


class Rule(NamedTuple):
    """What holds for one sensor: the person's choice under the administrator's policy.

    `threshold` is in the sensor's own unit; `per` of them make one of the title's `{n}`. `lesson` is the id
    of the lesson the nudge leads to; it may be empty. `moment` is what the nudge is about, shared by the sensors
    that notice the same thing. `act` is a command line of `coach` that does the thing, or empty. `learnt`: nothing
    is left to learn or to set, so nothing is looked at.
    """

    on: bool
    forbidden: bool
    threshold: int
    per: int
    lesson: str
    words: Words
    moment: str
    many: Many | None = None
    act: str = ""
    learnt: bool = False

    @property
    def watched(self) -> bool:
        """Whether there is a reason to look at all."""
        return self.on and not self.learnt


class Brief(NamedTuple):
    """All the agent knows of the person.

    `quiet` holds local hours (start, end) such as 18:00, 08:00; equal hours mean none. `sentences` translates
    `coach.domain.said`; `language` is the one they are in. `tabs_at_once`: the nudge about tabs need not wait for
    a natural pause. `webmail`: the one origin whose pages the browser's add-on may be let see; empty without one.
    `page` holds the texts of an add-on's own page.
    """

    rules: Mapping[str, Rule] = MappingProxyType({})
    quiet: tuple[tuple[str, str], ...] = ()
    paused_until: datetime | None = None
    guichet: bool = False
    language: str = "en"
    sentences: Mapping[str, str] = MappingProxyType({})
    tabs_at_once: bool = False
    webmail: str = ""
    page: Mapping[str, str] = MappingProxyType({})


class Refusals(NamedTuple):
    """How often in a row a moment was refused, and the day from which it may speak again."""

    in_a_row: int = 0
    until: date | None = None


class Journal(NamedTuple):
    """What was shown in the last days, as moment and day only, and what was refused."""

    shown: tuple[tuple[str, date], ...] = ()
    refusals: Mapping[str, Refusals] = MappingProxyType({})


class Scene(NamedTuple):
    """What goes on at the desk at this moment and forbids an interruption."""

    full_screen: bool = False
    do_not_disturb: bool = False
    in_call: bool = False


class Nudge(NamedTuple):
    """One reminder in words. Without `popup` it goes to “Recent reminders” only.

    `moment` is what it is about; `action` opens the lesson; `act` is a command line of `coach` behind a first
    button that says `act_words`, or empty. `plain` stands in for `body` where no button can be shown.
    """

    moment: str
    title: str
    body: str
    action: str
    refuse: str
    lesson: str
    popup: bool
    act: str = ""
    act_words: str = ""
    plain: str = ""


def choose(
    readings: Mapping[str, int], brief: Brief, journal: Journal, scene: Scene, now: datetime, people: int = 0
) -> Nudge | None:
    """The one nudge that these readings may make, or None; of several, the moment not shown for longest.

    Args:
        readings: what each sensor noticed, in its own unit.
        brief: the person's choices.
        journal: what was shown and refused.
        scene: what goes on at the desk.
        now: aware, in the person's time zone: quiet hours and days are local.
        people: recipients of the message whose attachment was weighed.
    """
    last = dict(journal.shown)

    def age(name: str) -> tuple[date, str]:
        rule = brief.rules.get(name)
        return last.get(rule.moment if rule else name, date.min), name

    for name in sorted(readings, key=age):
        why = judge(name, readings[name], brief, journal, scene, now, people)
        if why in (Why.SHOW, Why.NOTE):
            return _nudge(brief.rules[name], readings[name], people, popup=why is Why.SHOW)
    return None


def judge(
    sensor: str, value: int, brief: Brief, journal: Journal, scene: Scene, now: datetime, people: int = 0
) -> Why:
    """What one reading leads to; the first reason that holds, the person's own choice before all others."""
    rule = brief.rules.get(sensor)
    if rule is None or not rule.on:
        return Why.FORBIDDEN if rule is not None and rule.forbidden else Why.OFF
    if rule.learnt:
        return Why.LEARNT
    silent = silence(brief, now)
    if silent is not None:
        return silent
    if value < _least(rule, people):
        return Why.BELOW
    return _spent(rule.moment, journal, now.date()) or _disturbed(brief, scene)


def silence(brief: Brief, now: datetime) -> Why | None:
    """Why nothing may be noticed at all at this moment: a pause or quiet hours. `now` as for `choose`."""
    if brief.paused_until is not None and now < brief.paused_until:
        return Why.PAUSED
    return Why.QUIET_HOURS if any(_within(now, *hours) for hours in brief.quiet) else None


def waits(rule: Rule, brief: Brief, now: datetime) -> bool:
    """Whether what this rule is about is left alone until the next natural pause. `now` as for `choose`."""
    held = rule.moment == _AT_PAUSES and not brief.tabs_at_once
    return held and not any(_within(now, *hours) for hours in PAUSES)


def pause_turns(rule: Rule, brief: Brief, now: datetime) -> datetime | None:
    """When `waits` next changes for this rule today, if it does. `now` as for `choose`."""
    if rule.moment != _AT_PAUSES or brief.tabs_at_once:
        return None
    hours = [hour.split(":") for pause in PAUSES for hour in pause if hour < "24:00"]
    turns = [now.replace(hour=int(h), minute=int(m), second=0, microsecond=0) for h, m in hours]
    return min((turn for turn in turns if turn > now), default=None)


def answered(before: Refusals, refused: bool, today: date) -> Refusals:
    """The refusals after an answer; the second in a row makes the moment rest, an acceptance forgets them."""
    if not refused:
        return Refusals()
    if before.in_a_row + 1 < REFUSALS:
        return Refusals(before.in_a_row + 1)
    return Refusals(until=today + REST)


def fresh(journal: Journal, today: date) -> Journal:
    """The journal without what is older than the seven days it may keep, and without rests that are over.

    Days to come are kept as long: a clock set back and forth must not make room for more nudges.
    """
    return Journal(
        tuple((moment, day) for moment, day in journal.shown if abs(day - today) < KEPT),
        {
            moment: row
            for moment, row in journal.refusals.items()
            if row.in_a_row or (row.until is not None and today < row.until < today + REST + KEPT)
        },
    )


def title(words: Words, n: int) -> str:
    """The title for a number, in its plural form."""
    place = n if n < len(words.plural) else 100 + n % 100
    form = int(words.plural[place]) if place < len(words.plural) else 0
    return words.title[min(form, len(words.title) - 1)].format(n=n)


def _least(rule: Rule, people: int) -> int:
    if rule.many is not None and people > rule.many.people:
        return min(rule.threshold, rule.many.threshold)
    return rule.threshold


def _within(now: datetime, start: str, end: str) -> bool:
    hour = now.strftime("%H:%M")
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end


def _spent(moment: str, journal: Journal, today: date) -> Why | None:
    until = journal.refusals.get(moment, Refusals()).until
    if until is not None and today < until:
        return Why.RESTING
    shown = [name for name, day in journal.shown if day == today]
    if moment in shown:
        return Why.SHOWN_TODAY
    return Why.ENOUGH_TODAY if len(shown) >= A_DAY else None


def _disturbed(brief: Brief, scene: Scene) -> Why:
    if brief.guichet:
        return Why.NOTE
    if scene.full_screen:
        return Why.FULL_SCREEN
    if scene.in_call:
        return Why.IN_CALL
    return Why.DO_NOT_DISTURB if scene.do_not_disturb else Why.SHOW


def _nudge(rule: Rule, value: int, people: int, *, popup: bool) -> Nudge:
    words, n = rule.words, value // rule.per
    many = words.title_many if people > 1 else ""
    return Nudge(
        moment=rule.moment,
        title=many.format(n=n, people=people) if many else title(words, n),
        body=words.body,
        action=words.action,
        refuse=words.refuse,
        lesson=rule.lesson,
        popup=popup,
        act=rule.act if words.act else "",
        act_words=words.act if rule.act else "",
        plain=words.plain,
    )
