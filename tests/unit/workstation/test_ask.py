"""The system's programs are asked in plain C, with their own libraries, and silence is told from an answer."""

import sys

import pytest

from coach.workstation import _ask
from coach.workstation._ask import UnansweredError, ask

SHOW = "import os; print([os.environ.get(n) for n in ('LC_ALL', 'LD_LIBRARY_PATH', 'LD_LIBRARY_PATH_ORIG')])"


@pytest.mark.parametrize(
    ("before", "frozen", "told"),
    [
        ({"LD_LIBRARY_PATH": "/own"}, False, "['C', '/own', None]"),
        ({"LD_LIBRARY_PATH": "/ours"}, True, "['C', None, None]"),
        ({"LD_LIBRARY_PATH": "/ours", "LD_LIBRARY_PATH_ORIG": "/own"}, True, "['C', '/own', None]"),
    ],
)
def test_the_programs_find_their_own_libraries(
    before: dict[str, str], frozen: bool, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in before.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    assert ask(sys.executable, "-c", SHOW).strip() == told


def test_what_does_not_answer_says_which_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnansweredError, match="no-such-program"):
        ask("no-such-program")
    with pytest.raises(UnansweredError, match="not allowed"):
        ask(sys.executable, "-c", "import sys; sys.exit('not allowed')")
    monkeypatch.setattr(_ask, "_SECONDS", 0.2)
    with pytest.raises(UnansweredError, match="TimeoutExpired"):
        ask(sys.executable, "-c", "import time; time.sleep(30)")
