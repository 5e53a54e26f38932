"""What Windows says of a screen that is not simply left on."""

import pytest

from coach.sensors import _idle_windows

LOCKED, BUSY, GAME, PRESENTATION, FREE, QUIET_TIME, APP = range(1, 8)


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk at which nothing goes on."""
    monkeypatch.setattr(_idle_windows, "in_use", lambda: False)
    monkeypatch.setattr(_idle_windows, "is_remote", lambda: False)
    monkeypatch.setattr(_idle_windows, "notification_state", lambda: FREE)


@pytest.mark.parametrize(
    ("state", "excused", "busy"),
    [
        (LOCKED, True, False),
        (BUSY, True, True),
        (GAME, True, True),
        (PRESENTATION, True, True),
        (FREE, False, False),
        (QUIET_TIME, False, False),
        (APP, False, False),
        (0, False, False),
    ],
)
def test_locked_is_no_absence_and_a_presentation_is_not_interrupted_either(
    state: int, excused: bool, busy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_idle_windows, "notification_state", lambda: state)
    assert (_idle_windows.excused(), _idle_windows.busy()) == (excused, busy)


@pytest.mark.parametrize("reason", ["in_use", "is_remote", "_display_required"])
def test_a_call_a_film_and_a_session_shown_elsewhere_are_no_absence(
    reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not _idle_windows.excused()
    monkeypatch.setattr(_idle_windows, reason, lambda: True)
    assert _idle_windows.excused()
    assert not _idle_windows.busy()


def test_elsewhere_windows_says_nothing() -> None:
    assert not _idle_windows._display_required()
