"""The rule that decides about every nudge: what it lets through, and what it never does."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.nudge import (
    A_DAY,
    Brief,
    Journal,
    Nudge,
    Refusals,
    Rule,
    Scene,
    Why,
    Words,
    answered,
    choose,
    fresh,
    judge,
    pause_turns,
    silence,
    title,
    waits,
)

PARIS = timezone(timedelta(hours=1))
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=PARIS)
TODAY = NOON.date()
WORDS = Words(
    "Tabs", ("{n} tab is open.", "{n} tabs are open."), "0" * 2 + "1" * 198, "", "Show", "Not now", "Tabs"
)
TABS = Rule(on=True, forbidden=False, threshold=30, per=1, lesson="mes-onglets", words=WORDS, moment="tabs")
BRIEF = Brief({name: TABS._replace(moment=name) for name in ("tabs", "idle", "mail")})
CALM = Scene()
NOTHING_YET = Journal()


def ask(
    value: int = 34,
    brief: Brief = BRIEF,
    journal: Journal = NOTHING_YET,
    scene: Scene = CALM,
    now: datetime = NOON,
) -> Why:
    """Judge a reading of the tabs, all being well but for what is given."""
    return judge("tabs", value, brief, journal, scene, now)


def with_rule(rule: Rule) -> Brief:
    """A brief with this rule for the tabs."""
    return BRIEF._replace(rules={"tabs": rule})


def test_a_reading_at_the_threshold_makes_a_nudge_in_the_right_plural() -> None:
    words = WORDS._replace(body="The lesson shows how.")
    brief = with_rule(TABS._replace(threshold=34, words=words))
    assert choose({"tabs": 34}, brief, Journal(), CALM, NOON) == Nudge(
        "tabs", "34 tabs are open.", "The lesson shows how.", "Show", "Not now", "mes-onglets", popup=True
    )


def test_below_the_threshold_there_is_none() -> None:
    assert ask(29) is Why.BELOW
    assert choose({"tabs": 29}, BRIEF, Journal(), CALM, NOON) is None


@pytest.mark.parametrize(
    ("brief", "why"),
    [
        (Brief(), Why.OFF),
        (with_rule(TABS._replace(on=False)), Why.OFF),
        (with_rule(TABS._replace(on=False, forbidden=True)), Why.FORBIDDEN),
        (with_rule(TABS._replace(learnt=True)), Why.LEARNT),
        (with_rule(TABS._replace(on=False, learnt=True)), Why.OFF),
        (BRIEF._replace(paused_until=NOON + timedelta(minutes=1)), Why.PAUSED),
        (BRIEF._replace(paused_until=NOON), Why.SHOW),
        (BRIEF._replace(quiet=(("12:00", "13:00"),)), Why.QUIET_HOURS),
        (BRIEF._replace(quiet=(("11:00", "12:00"),)), Why.SHOW),
        (BRIEF._replace(quiet=(("12:00", "12:00"),)), Why.SHOW),
        (BRIEF._replace(quiet=(("18:00", "08:00"), ("11:30", "12:30"))), Why.QUIET_HOURS),
        (BRIEF._replace(guichet=True), Why.NOTE),
    ],
)
def test_the_brief_decides(brief: Brief, why: Why) -> None:
    assert ask(brief=brief) is why


@pytest.mark.parametrize(
    ("hour", "quiet"),
    [("17:59", False), ("18:00", True), ("23:59", True), ("00:00", True), ("07:59", True), ("08:00", False)],
)
def test_quiet_hours_pass_midnight(hour: str, quiet: bool) -> None:
    now = datetime.fromisoformat(f"{TODAY}T{hour}+01:00")
    assert (silence(BRIEF._replace(quiet=(("18:00", "08:00"),)), now) is Why.QUIET_HOURS) is quiet


def test_quiet_hours_are_local() -> None:
    brief = BRIEF._replace(quiet=(("18:00", "08:00"),))
    assert silence(brief, datetime(2026, 11, 24, 17, 30, tzinfo=UTC)) is None
    assert silence(brief, datetime(2026, 11, 24, 17, 30, tzinfo=UTC).astimezone(PARIS)) is Why.QUIET_HOURS


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        ((("tabs", TODAY - timedelta(days=1)), ("idle", TODAY - timedelta(days=1))), Why.SHOW),
        ((("tabs", TODAY),), Why.SHOWN_TODAY),
        ((("idle", TODAY),), Why.SHOW),
        ((("idle", TODAY), ("mail", TODAY)), Why.ENOUGH_TODAY),
    ],
)
def test_one_per_type_a_day_and_two_in_all(shown: tuple[tuple[str, date], ...], why: Why) -> None:
    assert ask(journal=Journal(shown)) is why


def test_the_second_refusal_in_a_row_rests_the_type_for_two_weeks() -> None:
    once = answered(Refusals(), True, TODAY)
    twice = answered(once, True, TODAY)
    assert once == Refusals(1)
    assert twice == Refusals(0, TODAY + timedelta(days=14))
    journal = Journal((), {"tabs": twice})
    assert ask(journal=journal) is Why.RESTING
    assert ask(journal=journal, now=NOON + timedelta(days=13)) is Why.RESTING
    assert ask(journal=journal, now=NOON + timedelta(days=14)) is Why.SHOW
    assert judge("idle", 34, BRIEF, journal, CALM, NOON) is Why.SHOW


def test_an_acceptance_between_two_refusals_forgets_the_first() -> None:
    assert answered(answered(Refusals(1), False, TODAY), True, TODAY) == Refusals(1)


@pytest.mark.parametrize(
    ("scene", "why"),
    [
        (Scene(full_screen=True), Why.FULL_SCREEN),
        (Scene(do_not_disturb=True), Why.DO_NOT_DISTURB),
        (Scene(in_call=True), Why.IN_CALL),
    ],
)
def test_a_busy_desk_is_left_alone(scene: Scene, why: Why) -> None:
    assert ask(scene=scene) is why
    assert choose({"tabs": 34}, BRIEF, Journal(), scene, NOON) is None


def test_receiving_the_public_makes_a_note_without_a_popup_even_in_full_screen() -> None:
    nudge = choose({"tabs": 34}, BRIEF._replace(guichet=True), Journal(), Scene(full_screen=True), NOON)
    assert nudge is not None
    assert not nudge.popup


def test_of_several_the_type_shown_longest_ago_comes_first() -> None:
    journal = Journal((("idle", TODAY - timedelta(days=3)), ("tabs", TODAY - timedelta(days=5))))
    nudge = choose({"idle": 99, "tabs": 99}, BRIEF, journal, CALM, NOON)
    assert nudge is not None
    assert nudge.moment == "tabs"
    new = choose({"idle": 99, "mail": 99, "tabs": 99}, BRIEF, journal, CALM, NOON)
    assert new is not None
    assert new.moment == "mail"


def test_a_refused_type_makes_room_for_another() -> None:
    journal = Journal((), {"mail": Refusals(0, TODAY + timedelta(days=3))})
    nudge = choose({"mail": 99, "tabs": 99}, BRIEF, journal, CALM, NOON)
    assert nudge is not None
    assert nudge.moment == "tabs"


@pytest.mark.parametrize(
    ("n", "text"),
    [(0, "0 tab is open."), (1, "1 tab is open."), (2, "2 tabs are open."), (12345, "12345 tabs are open.")],
)
def test_plural_forms_of_every_number(n: int, text: str) -> None:
    assert title(WORDS, n) == text


def test_a_title_that_does_not_count_is_the_same_for_all() -> None:
    assert title(WORDS._replace(title=("Sleep.",), plural=""), 5) == "Sleep."


def test_fresh_keeps_seven_days_either_way_and_live_rests() -> None:
    days = [TODAY + timedelta(days=n) for n in (-400, -7, -6, 0, 6, 7)]
    refusals = {
        "one": Refusals(1),
        "over": Refusals(0, TODAY),
        "live": Refusals(0, TODAY + timedelta(days=14)),
        "clock set back": Refusals(0, TODAY + timedelta(days=20)),
        "absurd": Refusals(0, TODAY + timedelta(days=21)),
    }
    kept = fresh(Journal(tuple(("tabs", day) for day in days), refusals), TODAY)
    assert [day for _, day in kept.shown] == days[2:5]
    assert kept.refusals.keys() == {"one", "live", "clock set back"}


THREE_DAYS = timedelta(days=3)
ZONES = st.sampled_from([UTC, PARIS])
HOURS = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
MOMENTS = st.builds(
    lambda zone, minutes: NOON.astimezone(zone) + timedelta(minutes=minutes), ZONES, st.integers(0, 10**6)
)
READINGS: st.SearchStrategy[Mapping[str, int]] = st.dictionaries(
    st.sampled_from(["idle", "tabs", "mail", "unknown"]), st.integers(0, 100)
)


@settings(deadline=None)
@given(READINGS, st.lists(st.tuples(HOURS, HOURS), min_size=1), MOMENTS, st.booleans())
def test_never_in_quiet_hours(
    readings: Mapping[str, int], quiet: list[tuple[str, str]], now: datetime, guichet: bool
) -> None:
    def minutes(hour: str) -> int:
        return int(hour[:2]) * 60 + int(hour[3:])

    # By another way than the rule's: each minute from start on, until the end is reached.
    inside = any(
        (now.hour * 60 + now.minute - minutes(start)) % 1440 < (minutes(end) - minutes(start)) % 1440
        for start, end in quiet
    )
    nudge = choose(readings, BRIEF._replace(quiet=tuple(quiet), guichet=guichet), Journal(), CALM, now)
    if inside:
        assert nudge is None
    else:
        assert (nudge is None) == all(readings.get(name, 0) < 30 for name in BRIEF.rules)


@settings(deadline=None)
@given(READINGS, st.frozensets(st.sampled_from(["idle", "tabs", "mail"])), MOMENTS, st.booleans())
def test_never_when_off(
    readings: Mapping[str, int], on: frozenset[str], now: datetime, forbidden: bool
) -> None:
    rules = {name: TABS._replace(on=name in on, forbidden=forbidden, moment=name) for name in BRIEF.rules}
    nudge = choose(readings, Brief(rules), Journal(), CALM, now)
    assert nudge is None or nudge.moment in on


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(READINGS, st.integers(-2000, 2000), st.sampled_from([None, True, False])),
        min_size=1,
        max_size=60,
    )
)
def test_never_above_the_caps_whatever_the_clock_does(
    turns: list[tuple[Mapping[str, int], int, bool | None]],
) -> None:
    now, journal, refused_twice = NOON, Journal(), dict[str, date]()
    given_out: list[tuple[str, date]] = []
    for readings, minutes, answer in turns:
        # Within the seven days that are kept; what lies further back is forgotten on purpose.
        now = min(max(now + timedelta(minutes=minutes), NOON - THREE_DAYS), NOON + THREE_DAYS)
        today = now.date()
        journal = fresh(journal, today)
        nudge = choose(readings, BRIEF, journal, CALM, now)
        if nudge is None:
            continue
        assert today >= refused_twice.get(nudge.moment, date.min)
        given_out.append((nudge.moment, today))
        refusals = dict(journal.refusals)
        if answer is not None:
            refusals[nudge.moment] = answered(refusals.get(nudge.moment, Refusals()), answer, today)
            refused_twice[nudge.moment] = refusals[nudge.moment].until or date.min
        journal = Journal((*journal.shown, (nudge.moment, today)), refusals)
    assert len(set(given_out)) == len(given_out)
    for day in {day for _, day in given_out}:
        assert sum(1 for _, other in given_out if other == day) <= A_DAY


@pytest.mark.parametrize(
    ("hour", "waiting", "turns"),
    [
        ("08:00", True, "13:00"),
        ("12:59", True, "13:00"),
        ("13:00", False, "14:30"),
        ("14:29", False, "14:30"),
        ("14:30", True, "16:30"),
        ("16:30", False, None),
        ("23:59", False, None),
    ],
)
def test_tabs_wait_for_the_natural_pauses_unless_they_shall_not(
    hour: str, waiting: bool, turns: str | None
) -> None:
    now = datetime.fromisoformat(f"2026-11-24T{hour}:00+01:00")
    turn = pause_turns(TABS, BRIEF, now)
    assert (waits(TABS, BRIEF, now), turn.strftime("%H:%M") if turn else None) == (waiting, turns)
    for rule, brief in ((TABS, BRIEF._replace(tabs_at_once=True)), (TABS._replace(moment="mail"), BRIEF)):
        assert (waits(rule, brief, now), pause_turns(rule, brief, now)) == (False, None)
