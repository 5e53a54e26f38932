"""Work off the main thread whose error comes back to the page that asked, beside the field that is wrong."""

from collections.abc import Callable
from typing import TypeVar

from shiboken6 import isValid

from coach.app.page import Page
from coach.domain.errors import CoachError

T = TypeVar("T")


def attempt(
    page: Page, task: Callable[[], T], then: Callable[[T], None], otherwise: Callable[[CoachError], None]
) -> None:
    """Like `shell.work`, but an error of the program goes to `otherwise`; a page that is gone hears nothing."""

    def tried() -> T | CoachError:
        try:
            return task()
        except CoachError as error:
            return error

    def answered(value: T | CoachError) -> None:
        if not isValid(page):
            # A pause in typing may end while the window is being made anew.
            return
        if isinstance(value, CoachError):
            otherwise(value)
        else:
            then(value)

    page.shell.work(tried, answered)
