"""The page of last resort, and the fixtures that every page's tests build on."""

from coach.app.window import Window
from tests.gui.look import says, unnamed


def test_says_that_nothing_was_lost_and_what_to_do(window: Window) -> None:
    window.go("trouble")
    assert "Nothing was erased." in says(window.page)
    assert unnamed(window) == []
