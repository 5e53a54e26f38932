"""One right answer among several."""

from coach.questions.one import KIND

KEY = {"options": ["a", "b", "c"], "right": "b"}


def test_the_chosen_option_is_what_was_missed() -> None:
    assert KIND.misses(KEY, "c") == ("c",)
    assert KIND.guess(KEY) == 1 / 3


def test_faults() -> None:
    assert KIND.check({"options": ["a"], "right": "a"}) == ["“options” needs at least two ids"]
    assert KIND.check({"options": ["a", "a"], "right": "a"}) == ["“options” names an id twice"]
    assert KIND.check({"options": ["a", "b"], "right": ["a"]}) == [
        "the right answer “['a']” is not among the options"
    ]
    assert KIND.check({"options": ["a", "b"]}) == ["“right” is missing"]
