"""What Windows says of a screen that is not simply left on."""

import ctypes

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
    assert not _idle_windows.display_slept_within(1e9)


class PowerPolicy(ctypes.Structure):
    """SYSTEM_POWER_POLICY as winnt.h has it."""

    _fields_ = (
        ("Revision", ctypes.c_uint32),
        ("PowerButton_SleepButton_LidClose", ctypes.c_uint32 * 9),
        ("LidOpenWake_Reserved", ctypes.c_uint32 * 2),
        ("Idle", ctypes.c_uint32 * 3),
        ("IdleTimeout", ctypes.c_uint32),
        ("IdleSensitivity_DynamicThrottle_Spare2", ctypes.c_uint8 * 4),
        ("MinSleep_MaxSleep_ReducedLatencySleep", ctypes.c_uint32 * 3),
        ("WinLogonFlags_Spare3_DozeS4Timeout_BroadcastCapacityResolution", ctypes.c_uint32 * 4),
        # Enable and Spare, BatteryLevel, PowerPolicy, MinSystemState: four levels.
        ("DischargePolicy", ctypes.c_uint32 * 24),
        ("VideoTimeout", ctypes.c_uint32),
        ("VideoDimDisplay", ctypes.c_uint8),
        ("VideoReserved", ctypes.c_uint32 * 3),
        ("SpindownTimeout", ctypes.c_uint32),
        ("OptimizeForPower_FanThrottleTolerance_ForcedThrottle_MinThrottle", ctypes.c_uint8 * 4),
        ("OverThrottled", ctypes.c_uint32 * 3),
    )


@pytest.mark.parametrize(("timeout", "slept"), [(600, True), (601, False), (0, False)])
def test_the_time_after_which_the_display_sleeps_is_read_from_the_power_policy(
    timeout: int, slept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = bytes(PowerPolicy(VideoTimeout=timeout))
    assert _idle_windows.video_timeout(policy) == timeout
    monkeypatch.setattr(_idle_windows, "_power", lambda level, size: policy if level == 8 else b"")
    assert _idle_windows.display_slept_within(600) is slept


def test_a_policy_of_another_size_tells_nothing() -> None:
    assert _idle_windows.video_timeout(b"") == _idle_windows.video_timeout(b"\x01" * 200) == 0
