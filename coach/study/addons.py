"""Connects the add-ons of browsers and mail programs to `coach-bridge`: their native-messaging manifests.

Linux keeps them in a folder per program, Windows in files that the registry names.
"""

import json
import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from coach import places
from coach.domain.errors import ReadOnlyFolder

HOST = "fr.numerique_responsable.coach"
# Made from the public key in packaging/addons/web/chromium.json.
CHROMIUM_ID = "gnjiefljefonfhonpmmhhobmahgdclnc"
MOZILLA_IDS = ("web@coach.numerique-responsable", "mail@coach.numerique-responsable")
_KEY = r"Software\{program}\NativeMessagingHosts"


@dataclass(frozen=True)
class Place:
    """Where a program looks for manifests. `kind` is chromium or mozilla; `key` is a registry key, else empty.

    `traces` are commands, or folders with a slash, by which the program is found on this computer.
    """

    program: str
    kind: str
    folder: str
    traces: tuple[str, ...]
    key: str = ""

    @property
    def file(self) -> str:
        """The manifest."""
        return os.path.join(self.folder, f"{HOST}.json" if not self.key else f"{HOST}.{self.kind}.json")


@dataclass(frozen=True)
class State:
    """What is known of a program: whether it is here, and whether it is connected for the person or everybody.

    `sealed`: it is installed as a snap or flatpak too, which may not start other programs.
    """

    program: str
    found: bool
    mine: bool
    everybody: bool
    sealed: bool

    @property
    def connected(self) -> bool:
        """Whether its add-on finds the coach."""
        return self.mine or self.everybody


# Mail programs' add-ons weigh attachments; browsers' count tabs and, where the policy names one, watch webmail.
_MAIL_PROGRAMS = frozenset({"Thunderbird"})

_SEALED = {
    "Chromium": ("/snap/chromium/", "~/.var/app/org.chromium.Chromium/"),
    "Google Chrome": ("~/.var/app/com.google.Chrome/",),
    "Microsoft Edge": ("~/.var/app/com.microsoft.Edge/",),
    "Brave": ("/snap/brave/", "~/.var/app/com.brave.Browser/"),
    "Firefox": ("/snap/firefox/", "~/.var/app/org.mozilla.firefox/"),
    "Thunderbird": ("/snap/thunderbird/", "~/.var/app/org.mozilla.Thunderbird/"),
}


def linux(config: str, home: str, *, system: bool) -> tuple[Place, ...]:
    """The places on Linux, in the person's folders or everybody's. `config`: XDG_CONFIG_HOME."""
    mozilla = (
        "/usr/lib/mozilla/native-messaging-hosts" if system else f"{home}/.mozilla/native-messaging-hosts"
    )
    chromium = (
        ("Chromium", "chromium", "/etc/chromium", ("chromium", "chromium-browser")),
        ("Google Chrome", "google-chrome", "/etc/opt/chrome", ("google-chrome", "google-chrome-stable")),
        ("Microsoft Edge", "microsoft-edge", "/etc/opt/edge", ("microsoft-edge", "microsoft-edge-stable")),
        ("Brave", "BraveSoftware/Brave-Browser", "", ("brave-browser", "brave")),
    )
    found = [
        Place(
            program,
            "chromium",
            f"{everybody}/native-messaging-hosts" if system else f"{config}/{own}/NativeMessagingHosts",
            (*commands, f"{config}/{own}/"),
        )
        for program, own, everybody, commands in chromium
        if everybody or not system
    ]
    found.append(
        Place("Firefox", "mozilla", mozilla, ("firefox", "firefox-esr", f"{home}/.mozilla/firefox/"))
    )
    found.append(Place("Thunderbird", "mozilla", mozilla, ("thunderbird", f"{home}/.thunderbird/")))
    return tuple(found)


def windows(folder: str, programs: tuple[str, ...]) -> tuple[Place, ...]:
    """The places on Windows. `folder` holds the manifests; `programs`: the folders where programs are installed."""
    known = (
        ("Chromium", "chromium", "Chromium", r"Chromium\Application"),
        ("Google Chrome", "chromium", r"Google\Chrome", r"Google\Chrome\Application"),
        ("Microsoft Edge", "chromium", r"Microsoft\Edge", r"Microsoft\Edge\Application"),
        ("Firefox", "mozilla", "Mozilla", "Mozilla Firefox"),
        ("Thunderbird", "mozilla", "Mozilla", "Mozilla Thunderbird"),
    )
    return tuple(
        Place(
            program,
            kind,
            folder,
            tuple(f"{root}\\{installed}\\" for root in programs),
            _KEY.format(program=key),
        )
        for program, kind, key, installed in known
    )


def manifest(kind: str, bridge: str, chromium_id: str = CHROMIUM_ID) -> dict[str, object]:
    """What tells a program of this kind which bridge to start, and for whose add-on alone."""
    told: dict[str, object] = {
        "name": HOST,
        "description": "Coach numérique responsable",
        "path": bridge,
        "type": "stdio",
    }
    if kind == "chromium":
        return told | {"allowed_origins": [f"chrome-extension://{chromium_id}/"]}
    return told | {"allowed_extensions": list(MOZILLA_IDS)}


def bridge() -> str:
    """The bridge beside this program."""
    suffix = ".exe" if sys.platform == "win32" else ""
    return os.path.join(os.path.dirname(sys.executable), f"coach-bridge{suffix}")


def here(*, system: bool) -> tuple[Place, ...]:
    """The places of this computer; none on a system that is not known."""
    return _places(sys.platform, os.environ, system=system)


def state() -> list[State]:
    """Every program that may have an add-on."""
    everybody = {place.program: connected(place, system=True) for place in here(system=True)}
    return [
        State(
            place.program,
            found=present(place),
            mine=connected(place, system=False),
            everybody=everybody.get(place.program, False),
            sealed=any(os.path.isdir(os.path.expanduser(path)) for path in _SEALED[place.program]),
        )
        for place in here(system=False)
    ]


def serving(sensor: str, webmail: str) -> list[State]:
    """The programs here whose add-on can tell a sensor. `webmail`: the origin that the policy names, if any."""
    mail = sensor == "mail"
    browsers = not mail or bool(webmail)
    found = [one for one in state() if one.found]
    return [one for one in found if (mail if one.program in _MAIL_PROGRAMS else browsers)]


def install(*, system: bool, chromium_id: str = CHROMIUM_ID) -> list[str]:
    """Connect every program found. Returns their names.

    Raises:
        ReadOnlyFolder: a place may not be written, or this program has no bridge beside it.
    """
    if not os.path.exists(bridge()):
        raise ReadOnlyFolder(file=bridge())
    found = [place for place in here(system=system) if present(place)]
    for place in found:
        _write(place, json.dumps(manifest(place.kind, bridge(), chromium_id), ensure_ascii=False, indent=1))
        _register(place, place.file, system=system)
    return [place.program for place in found]


def remove(*, system: bool) -> list[str]:
    """Disconnect every program, found or not, and leave nothing. Returns the names of those that were connected.

    Raises:
        ReadOnlyFolder: a manifest may not be removed.
    """
    known = here(system=system)
    done = [place.program for place in known if connected(place, system=system)]
    for place in known:
        _register(place, "", system=system)
        _erase(place)
    return done


def present(place: Place) -> bool:
    """Whether the program is on this computer."""
    return any(
        os.path.isdir(trace) if trace[-1] in "/\\" else shutil.which(trace) is not None
        for trace in place.traces
    )


def connected(place: Place, *, system: bool) -> bool:
    """Whether the program will find the bridge."""
    if not os.path.exists(place.file):
        return False
    return not place.key or _registered(place, system=system)


def _places(platform: str, env: Mapping[str, str], *, system: bool) -> tuple[Place, ...]:
    if platform == "win32":
        roots = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        folder = os.path.dirname(places.policy()) if system else places.local()
        return windows(os.path.join(folder, "addons"), tuple(env[root] for root in roots if env.get(root)))
    if platform == "darwin":
        return ()
    home = os.path.expanduser("~")
    return linux(env.get("XDG_CONFIG_HOME") or f"{home}/.config", home, system=system)


def _write(place: Place, text: str) -> None:
    try:
        os.makedirs(place.folder, exist_ok=True)
        with open(place.file + ".part", "w", encoding="utf-8") as file:
            file.write(text + "\n")
        os.replace(place.file + ".part", place.file)
    except OSError as error:
        raise ReadOnlyFolder(file=place.file) from error


def _erase(place: Place) -> None:
    try:
        with suppress(FileNotFoundError):
            os.remove(place.file)
    except OSError as error:
        raise ReadOnlyFolder(file=place.file) from error
    # A folder that nobody uses goes too; one with other programs' manifests stays.
    with suppress(OSError):
        os.rmdir(place.folder)


def _register(place: Place, file: str, *, system: bool) -> None:
    """Name the manifest in the registry, or with an empty name forget it; nothing to do without a key."""
    if sys.platform == "win32" and place.key:
        import winreg

        root = winreg.HKEY_LOCAL_MACHINE if system else winreg.HKEY_CURRENT_USER
        try:
            if file:
                winreg.SetValue(root, f"{place.key}\\{HOST}", winreg.REG_SZ, file)
            else:
                with suppress(FileNotFoundError):
                    winreg.DeleteKey(root, f"{place.key}\\{HOST}")
        except OSError as error:
            raise ReadOnlyFolder(file=place.key) from error


def _registered(place: Place, *, system: bool) -> bool:
    if sys.platform == "win32":
        import winreg

        root = winreg.HKEY_LOCAL_MACHINE if system else winreg.HKEY_CURRENT_USER
        with suppress(OSError):
            return winreg.QueryValue(root, f"{place.key}\\{HOST}") == place.file
    return False
