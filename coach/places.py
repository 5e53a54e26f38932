"""Where lessons, catalogues, records and local observations live, frozen or not.

Paths are plain strings: the background agent passes through here and must not load pathlib.
"""

import os
import sys

FOLDER = "coach-numerique-responsable"
# Windows takes these for devices, whatever the folder.
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)


def bundle() -> str:
    """Folder that holds `lessons/`, `i18n/` and `packaging/`: the checkout, or the frozen program's own."""
    frozen = getattr(sys, "_MEIPASS", None)
    return str(frozen) if frozen else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def lessons() -> str:
    """Folder of the shipped lessons."""
    return os.path.join(bundle(), "lessons")


def catalogues() -> str:
    """Folder whose sub-folders are the languages of the interface."""
    return os.path.join(bundle(), "i18n")


def assets() -> str:
    """Folder of icons, fonts and the other files the window shows."""
    return os.path.join(bundle(), "packaging", "assets")


def home() -> str:
    """Folder of the learning records: `COACH_HOME`, else the platform's own data folder."""
    chosen = os.environ.get("COACH_HOME")
    if chosen:
        return os.path.abspath(chosen)
    if sys.platform == "win32":
        return os.path.join(_environment("APPDATA", "~/AppData/Roaming"), FOLDER)
    if sys.platform == "darwin":
        return os.path.expanduser(f"~/Library/Application Support/{FOLDER}")
    return os.path.join(_environment("XDG_DATA_HOME", "~/.local/share"), FOLDER)


def person(person_id: str) -> str:
    """Folder of one person's own records and settings. Any identifier makes one plain name of its own."""
    from urllib.parse import quote

    name = quote(person_id, safe="", errors="surrogatepass").replace(".", "%2E")
    if name.lower() in DEVICES:
        name = f"%{ord(name[0]):02X}{name[1:]}"
    return os.path.join(home(), "people", name or "%")


def records(person_id: str) -> str:
    """A person's own learning records."""
    return os.path.join(person(person_id), "records.db")


def organisation() -> str:
    """What the organisation shares, on one file for now."""
    return os.path.join(home(), "organisation.db")


def town() -> str:
    """The town's own lessons and paths on this computer, where the policy names no folder for them."""
    return os.path.join(home(), "town")


def packs() -> str:
    """Folder of the packs of lessons that the organisation published; it need not exist."""
    return os.path.join(home(), "content")


def pack() -> str:
    """The pack that is read in place of the shipped lessons; empty without one. One small file is read, no more."""
    try:
        with open(os.path.join(packs(), "current"), encoding="ascii") as file:
            name = file.read(100)
    except (OSError, ValueError):
        return ""
    folder = os.path.join(packs(), name)
    return folder if name.isalnum() and os.path.isdir(folder) else ""


def local() -> str:
    """Local, non-roaming folder of what the agent notices. `COACH_HOME` never moves it: it cannot roam."""
    if sys.platform == "win32":
        return os.path.join(_environment("LOCALAPPDATA", "~/AppData/Local"), FOLDER)
    if sys.platform == "darwin":
        return os.path.expanduser(f"~/Library/Caches/{FOLDER}")
    return os.path.join(_environment("XDG_STATE_HOME", "~/.local/state"), FOLDER)


def policy() -> str:
    """The administrator's policy file; it need not exist."""
    chosen = os.environ.get("COACH_POLICY")
    if chosen:
        return chosen
    if sys.platform == "win32":
        return os.path.join(_environment("PROGRAMDATA", "C:/ProgramData"), FOLDER, "policy.toml")
    return f"/etc/{FOLDER}/policy.toml"


def log() -> str:
    """The log file that *About* names; it never holds what a sensor reads."""
    return os.path.join(local(), "coach.log")


def _environment(name: str, otherwise: str) -> str:
    return os.environ.get(name) or os.path.expanduser(otherwise)
