"""Starts the background agent with the session, only when the person says so; takes it back as easily.

Linux follows the XDG autostart specification, Windows the `Run` key of the person's own registry.
"""

import os
import subprocess
import sys

from coach import handover
from coach.domain.errors import ReadOnlyFolder
from coach.places import FOLDER
from coach.words import _

_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
# The characters that the desktop entry specification reserves inside a quoted argument.
_RESERVED = '\\"`$'


def begin(wanted: object) -> None:
    """Do what the switch says: the session starts the agent from now on, beginning at once; or no longer.

    Raises:
        ReadOnlyFolder: as `follow` and `start_now`.
    """
    follow(wanted=wanted is True)
    if wanted is True:
        start_now()


def follow(*, wanted: bool) -> None:
    """Make the session start the agent, or no longer.

    Raises:
        ReadOnlyFolder: the place for it may not be written.
    """
    try:
        if sys.platform == "win32":
            _follow_registry(wanted=wanted)
        elif wanted:
            _write(_entry())
        elif os.path.exists(_entry()):
            os.remove(_entry())
    except OSError as error:
        raise ReadOnlyFolder(file=_entry()) from error


def running() -> bool:
    """Whether the agent is at work now."""
    held = handover.take("agent.lock")
    if held is None:
        return True
    held.close()
    return False


def start_now() -> None:
    """Start the agent, unless it runs; it outlives the window.

    Raises:
        ReadOnlyFolder: the program could not be started.
    """
    if running():
        return
    command = agent()
    try:
        if sys.platform == "win32":
            quiet = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
            subprocess.Popen(command, creationflags=quiet)
        else:
            subprocess.Popen(command, start_new_session=True)
    except OSError as error:
        raise ReadOnlyFolder(file=command[0]) from error


def agent() -> list[str]:
    """The command line of the agent: the frozen program beside this one, or the module."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "coach.agent"]
    suffix = ".exe" if sys.platform == "win32" else ""
    return [os.path.join(os.path.dirname(sys.executable), f"coach-agent{suffix}")]


def _entry() -> str:
    folder = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    return os.path.join(folder, "autostart", f"{FOLDER}.desktop")


def _write(file: str) -> None:
    os.makedirs(os.path.dirname(file), exist_ok=True)
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={_('Responsible digital coach: reminders')}",
        f"Exec={' '.join(_quoted(part) for part in agent())}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    )
    with open(file + ".part", "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
    os.replace(file + ".part", file)


def _quoted(argument: str) -> str:
    """An argument of `Exec`: quoted, then escaped once for the quotes and once for the file."""
    escaped = "".join(f"\\{sign}" if sign in _RESERVED else sign for sign in argument)
    return '"' + escaped.replace("\\", "\\\\").replace("%", "%%") + '"'


def _follow_registry(*, wanted: bool) -> None:
    if sys.platform == "win32":
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
            if wanted:
                winreg.SetValueEx(key, FOLDER, 0, winreg.REG_SZ, subprocess.list2cmdline(agent()))
            else:
                try:
                    winreg.DeleteValue(key, FOLDER)
                except FileNotFoundError:
                    return
