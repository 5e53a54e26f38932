"""Whether a microphone is in use, which is how a call shows; what it hears is out of reach here.

Linux: ALSA's own status files, which PipeWire and PulseAudio move as well, for they open ALSA's devices. Of a
file only its first line is read: the next ones name a process. A Bluetooth headset is none of ALSA's devices: a
call by it shows only where its program keeps the screen awake, as browsers do while they show video. Windows: the
record behind its own microphone sign, in which a use that has not ended has no end.
"""

import os
import sys
from typing import Any

_ALSA = "/proc/asound"
_RUNNING = b"state: RUNNING"
_CONSENTS = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\microphone"
_UNPACKAGED = "NonPackaged"


def in_use() -> bool:
    """Whether any program listens to a microphone now; no where the system does not tell."""
    return _on_windows() if sys.platform == "win32" else captures(_ALSA)


def captures(root: str) -> bool:
    """Whether a capture stream runs; `root`: the folder in which ALSA tells."""
    return any(
        _runs(part)
        for card in _within(root, "card")
        for stream in _within(card, "pcm", "c")
        for part in _within(stream, "sub")
    )


def is_open(start: int, stop: int) -> bool:
    """Whether a use of Windows' record (times of beginning and end; 0: none) goes on."""
    return start > 0 and stop == 0


def _within(folder: str, start: str, end: str = "") -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [f"{folder}/{name}" for name in names if name.startswith(start) and name.endswith(end)]


def _runs(part: str) -> bool:
    try:
        with open(f"{part}/status", "rb", buffering=0) as file:
            return file.read(len(_RUNNING)) == _RUNNING
    except OSError:
        return False


def _on_windows() -> bool:
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _CONSENTS) as store:
                if _is_any_open(store):
                    return True
                with winreg.OpenKey(store, _UNPACKAGED) as unpackaged:
                    return _is_any_open(unpackaged)
        except OSError:
            return False
    return False


def _is_any_open(store: Any) -> bool:
    if sys.platform == "win32":
        import winreg

        for place in range(winreg.QueryInfoKey(store)[0]):
            with winreg.OpenKey(store, winreg.EnumKey(store, place)) as program:
                try:
                    start = winreg.QueryValueEx(program, "LastUsedTimeStart")[0]
                    stop = winreg.QueryValueEx(program, "LastUsedTimeStop")[0]
                except OSError:
                    continue
            if is_open(start, stop):
                return True
    return False
