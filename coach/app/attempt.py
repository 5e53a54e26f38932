"""Work off the main thread whose error comes back to the page that asked, beside the field that is wrong."""

from collections.abc import Callable
from typing import TypeVar

from coach.app.page import Shell
from coach.domain.errors import CoachError

T = TypeVar("T")


def attempt(
    shell: Shell, task: Callable[[], T], then: Callable[[T], None], otherwise: Callable[[CoachError], None]
) -> None:
    """Like `shell.work`, but an error of the program goes to `otherwise`."""

    def tried() -> T | CoachError:
        try:
            return task()
        except CoachError as error:
            return error

    def answered(value: T | CoachError) -> None:
        if isinstance(value, CoachError):
            otherwise(value)
        else:
            then(value)

    shell.work(tried, answered)
