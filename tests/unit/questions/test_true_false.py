"""A statement that is true or false."""

from coach.questions import Pick
from coach.questions.true_false import KIND


def test_true_stands_first_whatever_is_right() -> None:
    for right in (True, False):
        assert KIND.form({"right": right}, 7) == Pick(("true", "false"))


def test_the_wrong_answer_is_the_miss() -> None:
    assert KIND.misses({"right": True}, "false") == ("false",)
    assert KIND.score({"right": False}, "false") == 1


def test_a_word_is_no_truth() -> None:
    assert KIND.check({"right": "true"}) == ["“right” needs true or false"]
    assert KIND.check({"right": 1}) == ["“right” needs true or false"]
