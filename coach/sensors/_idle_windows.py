"""Absence and return on Windows, which is asked; and what it tells of a screen that is not simply left on."""

import sys

from coach.domain.text import N_
from coach.remote_session import is_remote
from coach.sensors._idle_polled import PolledAbsence
from coach.sensors._microphone import in_use
from coach.sensors._sensor import UnavailableError

# SHQueryUserNotificationState: locked or screen saver; busy, full-screen game, presentation.
_ABSENT, _BUSY = 1, (2, 3, 4)
# CallNtPowerInformation: SystemExecutionState, of which ES_DISPLAY_REQUIRED is a film or a call.
_EXECUTION_STATE, _DISPLAY_REQUIRED = 16, 2
# And SystemPowerPolicyCurrent, whose VideoTimeout stands behind four levels of discharge.
_POWER_POLICY, _POLICY_SIZE, _VIDEO_TIMEOUT = 8, 232, 192


def watch(threshold: int) -> PolledAbsence:
    """Absences by GetLastInputInfo.

    Raises:
        UnavailableError: this is no Windows, or no session with a keyboard.
    """
    input_seconds()
    return PolledAbsence("windows", input_seconds, _nothing, threshold, excused, display_slept_within)


def idle_seconds() -> int | None:
    """Seconds without keyboard or mouse; None while something excuses it. Raises as `watch` does."""
    seconds = int(input_seconds())
    return None if excused() else seconds


def input_seconds() -> float:
    """Seconds without keyboard or mouse, told by Windows.

    Raises:
        UnavailableError: this is no Windows, or no session with a keyboard.
    """
    if sys.platform == "win32":
        import ctypes

        class LastInput(ctypes.Structure):
            _fields_ = (("size", ctypes.c_uint), ("ticks", ctypes.c_uint))

        last = LastInput(ctypes.sizeof(LastInput), 0)
        if ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last)):
            return ticks_since(last.ticks, ctypes.windll.kernel32.GetTickCount()) / 1000
    raise UnavailableError(N_("Windows does not tell when somebody is there."))


def ticks_since(before: int, now: int) -> int:
    """Milliseconds between two 32-bit tick counts, which begin again at 0 after 49.7 days."""
    return (now - before) & 0xFFFFFFFF


def excused() -> bool:
    """Whether an absence at this moment says nothing about a screen left on.

    A session of Windows may go on from another computer, or come back from there, while it is watched.
    """
    left = is_remote() or notification_state() in (_ABSENT, *_BUSY)
    return left or in_use() or _display_required()


def display_slept_within(seconds: float) -> bool:
    """Whether Windows puts the display to sleep within an absence of so many seconds; no where it does not tell."""
    return 0 < video_timeout(_power(_POWER_POLICY, _POLICY_SIZE)) <= seconds


def video_timeout(power_policy: bytes) -> int:
    """Seconds until the display sleeps, of a SYSTEM_POWER_POLICY (winnt.h); 0: never, or not told."""
    if len(power_policy) != _POLICY_SIZE:
        return 0
    return int.from_bytes(power_policy[_VIDEO_TIMEOUT : _VIDEO_TIMEOUT + 4], "little")


def busy() -> bool:
    """Whether a film, a game or a presentation fills the screen."""
    return notification_state() in _BUSY


def notification_state() -> int:
    """What Windows says to those who want to show something; 0 where it does not tell."""
    if sys.platform == "win32":
        import ctypes

        state = ctypes.c_int(0)
        if not ctypes.windll.shell32.SHQueryUserNotificationState(ctypes.byref(state)):
            return state.value
    return 0


def _display_required() -> bool:
    return bool(int.from_bytes(_power(_EXECUTION_STATE, 4), "little") & _DISPLAY_REQUIRED)


def _power(level: int, size: int) -> bytes:
    """What CallNtPowerInformation says at a level; nothing where it does not tell."""
    if sys.platform == "win32":
        import ctypes

        told = ctypes.create_string_buffer(size)
        if not ctypes.windll.powrprof.CallNtPowerInformation(level, None, 0, told, size):
            return told.raw
    return b""


def _nothing() -> None:
    return
