"""Moments: what several sensors share, what many recipients change, and what the coach can do itself."""

import pytest

from coach.domain.nudge import Brief, Journal, Many, Why, choose, judge
from tests.unit.domain.test_nudge import CALM, NOON, TABS, TODAY, WORDS, with_rule

MAIL_WORDS = WORDS._replace(
    title=("This attachment is {n} MB.",), plural="", title_many="{n} MB, for {people} people."
)
MAIL = TABS._replace(threshold=5, many=Many(5, 2), words=MAIL_WORDS, moment="mail")


@pytest.mark.parametrize(
    ("weight", "people", "title"),
    [
        (5, 0, "This attachment is 5 MB."),
        (5, 1, "This attachment is 5 MB."),
        (5, 2, "5 MB, for 2 people."),
        (4, 5, None),
        (2, 6, "2 MB, for 6 people."),
        (1, 400, None),
    ],
)
def test_many_recipients_lower_the_threshold_and_are_named(
    weight: int, people: int, title: str | None
) -> None:
    nudge = choose({"mail": weight}, Brief({"mail": MAIL}), Journal(), CALM, NOON, people)
    assert (nudge.title if nudge else None) == title


def test_a_higher_threshold_for_many_never_asks_for_more_than_the_one_for_few() -> None:
    brief = Brief({"mail": MAIL._replace(many=Many(5, 9))})
    assert choose({"mail": 5}, brief, Journal(), CALM, NOON, 6) is not None


def test_sensors_of_one_moment_share_its_day() -> None:
    brief = Brief({"tabs": TABS, "tabs_session": TABS})
    nudge = choose({"tabs_session": 34}, brief, Journal(), CALM, NOON)
    assert nudge is not None
    assert nudge.moment == "tabs"
    assert judge("tabs", 34, brief, Journal((("tabs", TODAY),)), CALM, NOON) is Why.SHOWN_TODAY


@pytest.mark.parametrize(("act", "words"), [("screen sleep 10", ""), ("", "Yes")])
def test_the_first_button_needs_both_its_command_and_its_words(act: str, words: str) -> None:
    brief = with_rule(TABS._replace(act=act, words=WORDS._replace(act=words)))
    nudge = choose({"tabs": 34}, brief, Journal(), CALM, NOON)
    assert nudge is not None
    assert (nudge.act, nudge.act_words) == ("", "")
