"""Something to do on one's own computer."""

from coach.questions.do import KIND

KEY = {"verify": "nothing"}


def test_what_the_it_department_holds_is_as_good_as_done() -> None:
    assert [KIND.score(KEY, answer) for answer in ("done", "managed", "later")] == [1, 1, 0]
    assert KIND.misses(KEY, "later") == ("later",)


def test_only_what_the_computer_can_tell_is_verified() -> None:
    assert KIND.check({"verify": "screen-sleep"}) == []
    for key in ({"verify": "mails"}, {}):
        assert KIND.check(key) == ["“verify” says what the computer can tell: nothing, screen-sleep"]
