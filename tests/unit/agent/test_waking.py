"""Signals and a replaced brief wake the agent; other files do not."""

import os
import select
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import handover, places
from coach.agent.waking import Waking


@pytest.fixture
def waking() -> Iterator[Waking]:
    """A waking whose signals are given back."""
    found = Waking()
    yield found
    found.close()


def awake(waking: Waking, seconds: float = 5) -> bool:
    """Whether it wakes, waited for."""
    woken = bool(select.select([waking.fileno()], [], [], seconds)[0])
    waking.drain()
    return woken


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_request_to_end_wakes_it(waking: Waking, number: int) -> None:
    os.kill(os.getpid(), number)
    assert awake(waking)
    assert waking.ended


def test_a_new_brief_wakes_it_and_a_line_in_the_log_does_not(waking: Waking) -> None:
    handover.write_brief({})
    waking.watch_briefs()
    assert waking.notices_briefs
    with Path(places.log()).open("a") as file:
        file.write("a line\n")
    assert not awake(waking, 0.2)
    for _ in range(3):
        handover.write_brief({})
        assert awake(waking)
    assert not waking.ended


def test_an_erased_brief_wakes_it(waking: Waking) -> None:
    handover.write_brief({})
    waking.watch_briefs()
    handover.erase_all()
    assert awake(waking)


def test_without_the_folder_it_says_that_it_must_be_asked(waking: Waking) -> None:
    waking.watch_briefs()
    assert not waking.notices_briefs


def test_children_are_forgotten(waking: Waking) -> None:
    child = os.posix_spawn("/bin/true", ["true"], os.environ)
    with pytest.raises(ChildProcessError):
        os.waitpid(child, 0)


def test_closed_it_gives_the_signals_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    found = Waking()
    found.watch_briefs()
    found.close()
    assert signal.getsignal(signal.SIGTERM) is before
