"""What goes into the frozen folder and what stays out: modules, data, Qt plugins, libraries."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PyInstaller.depend import bindepend
from PyInstaller.utils.hooks import collect_submodules, copy_metadata

# PyInstaller's table of contents: name in the folder, source, kind.
Entry = tuple[str, str, str]

_imports: Callable[[str], Iterable[tuple[str, str | None]]] = bindepend.get_imports

ROOT = Path(__file__).resolve().parents[2]
# Plug-ins are found by a look into their folder, so they must lie there as files. So do LGPL parts, that anybody
# may replace them; as source, those that are rarely loaded.
_PLUG_INS = (
    "coach.app.pages",
    "coach.commands",
    "coach.exports",
    "coach.questions",
    "coach.sensors",
    "coach.store.migrations.organisation",
    "coach.store.migrations.records",
)
LOOSE = {**dict.fromkeys((*_PLUG_INS, "PySide6", "shiboken6"), "pyc"), "Xlib": "py", "pynput": "py"}

# Nothing here packs otherwise than zip or forks workers, and three programs speak TLS, by the system's OpenSSL.
_NOWHERE = (
    *("bz2", "lzma", "_hashlib"),
    *("multiprocessing", "pygments", "setuptools", "tkinter", "unittest"),
    # keyring tries every backend it finds; this half of one looks for libraries of another system with a compiler.
    # Without the whole of it keyring would complain on the terminal.
    "keyring.backends.macOS.api",
    # It fits the plan of the review to thousands of answers with torch, which nobody here asks for.
    "fsrs.optimizer",
    # A desk does without the server, which pip installs; SQLAlchemy would bring the driver along.
    *("coach.server", "jwt", "psycopg", "psycopg_binary", "psycopg_pool", "starlette", "uvicorn"),
)
_QT = ("PySide6", "shiboken6")
_HEAVY = (
    *_QT,
    "alembic",
    "argparse",
    "babel",
    "pathlib",
    "sqlalchemy",
    "tomllib",
    "rustpy_xlsxwriter",
    "xlsxwriter",
)
_QT_PLUGINS = re.compile(
    r"PySide6/(?:Qt/)?plugins/(?:"
    r"platforms/(?:lib)?q(?:xcb|wayland|offscreen|windows)"
    r"|platforminputcontexts/lib(?:compose|ibus)"
    r"|platformthemes/libqxdgdesktopportal"
    r"|wayland-shell-integration/libxdg-shell"
    r"|wayland-decoration-client/"
    r"|imageformats/(?:lib)?q(?:jpeg|svg)"
    r")"
)
# A desktop need not have these small ones. The rest of the system's libraries is the system's to keep safe.
_BROUGHT = re.compile(r"libpython|libxcb-(?!glx)|libxkbcommon-x11")
# What Python's own modules ask for is brought too, but for OpenSSL, whose faults cannot wait for our next version.
_OPENSSL = re.compile(r"lib(?:ssl|crypto)\.so")


@dataclass(frozen=True)
class Program:
    """One frozen program: its script in this folder, the packages it looks into, what it may not load."""

    name: str
    script: str
    looks_into: tuple[str, ...]
    never: tuple[str, ...]
    console: bool = False
    speaks_tls: bool = False
    # Modules that no import statement shows, each with the platform that has it.
    hidden: tuple[tuple[str, str], ...] = ()

    def modules(self, platform: str) -> list[str]:
        """What PyInstaller does not find by itself on a platform (`sys.platform`).

        Raises:
            SystemExit: a package is empty here; PyInstaller would only warn, and freeze an empty program.
        """
        found = {package: collect_submodules(package) for package in self.looks_into}
        for package, modules in found.items():
            if len(modules) < 2:
                raise SystemExit(f"build.spec: {package} holds no module")
        hidden = [module for there, module in self.hidden if there == platform]
        return [*hidden, *(module for modules in found.values() for module in modules)]

    def excludes(self, platform: str) -> list[str]:
        """What stays out of the program on a platform.

        pynput is the agent's last resort on Linux. On Windows the system always tells how long it is idle, and
        antivirus programs take pynput for a key logger. plyer shows reminders where there is no D-Bus.
        """
        agent, light = self.script == "agent", self.script in ("agent", "bridge", "mailbox")
        linux = platform == "linux"
        out = ["pynput"] * (not agent or not linux) + ["plyer"] * linux + ["ctypes"] * (light and linux)
        return [*_NOWHERE, *["ssl"] * (not self.speaks_tls), *self.never, *out]


_ROOMS = ("coach.exports", "coach.questions", "coach.sensors", "coach.store")
PROGRAMS = (
    # It alone shares, by TLS too; the window asks the organisation's server for trainers and human resources.
    Program(
        "coach",
        "console",
        ("coach.commands", *_ROOMS),
        ("coach.app", *_QT),
        console=True,
        speaks_tls=True,
    ),
    Program("coach-window", "window", ("coach.app", *_ROOMS), ("PySide6.QtNetwork",), speaks_tls=True),
    # On Windows the pipes of a program without a console are not sure to work.
    Program("coach-bridge", "bridge", (), (*_HEAVY, "plyer"), console=True),
    # Like the bridge, it speaks by its standard input and output.
    Program("coach-mailbox", "mailbox", (), (*_HEAVY, "keyring", "plyer"), console=True, speaks_tls=True),
    Program(
        "coach-agent",
        "agent",
        ("coach.sensors",),
        _HEAVY,
        hidden=(
            ("linux", "pynput.mouse._xorg"),
            ("linux", "pynput.keyboard._dummy"),
            ("win32", "plyer.platforms.win.notification"),
        ),
    ),
)


def languages() -> list[str]:
    """Codes of the languages of the interface: the folders of `i18n/`."""
    return sorted(path.name for path in (ROOT / "i18n").iterdir() if path.is_dir())


def data() -> list[tuple[str, str]]:
    """Lessons, catalogues, assets and licences, as PyInstaller's pairs of file and folder."""
    found = [ROOT / "LICENSE"]
    for folder in ("lessons", "i18n", "packaging/assets", "packaging/licences"):
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    shown = [path.relative_to(ROOT) for path in found if not path.name.startswith(".")]
    ours = [(str(ROOT / path), str(path.parent)) for path in sorted(shown)]
    # It reads its own address there when it is imported.
    return [*ours, *copy_metadata("rustpy-xlsxwriter")]


def wanted_data(entries: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """Data without the words of languages that the interface does not speak, and links to these binaries only."""
    codes = "|".join(languages())
    spoken = re.compile(rf"(?:root|{codes})\.dat|qtbase_(?:{codes})\.qm")
    folders = ("babel/locale-data/", "PySide6/Qt/translations/", "PySide6/translations/")
    there = {_posix(name) for name, _, _ in binaries}

    def wanted(name: str, source: str, kind: str) -> bool:
        if kind == "SYMLINK":
            return _posix(source) in there
        return not name.startswith(folders) or spoken.fullmatch(_file(name)) is not None

    return [entry for entry in entries if wanted(_posix(entry[0]), entry[1], entry[2])]


def wanted_binaries(entries: Iterable[Entry]) -> list[Entry]:
    """Extension modules, the Qt plugins we need, and of the libraries those that these ask for."""
    found = {_posix(name): (name, source, kind) for name, source, kind in entries}
    kept = {name for name in found if name.startswith("libpython")}
    roots = [name for name, entry in found.items() if entry[2] == "EXTENSION" or _QT_PLUGINS.match(name)]
    while roots:
        name = roots.pop()
        if name not in kept:
            kept.add(name)
            roots += _asked(name, found)
    return [entry for name, entry in found.items() if name in kept]


def _asked(binary: str, found: Mapping[str, Entry]) -> list[str]:
    """Names of the libraries that a binary asks for and the folder is to bring."""
    asked = {_file(_posix(name)) for name, _ in _imports(found[binary][1])}
    pythons = found[binary][2] == "EXTENSION" and not binary.startswith(_QT)
    return [
        name
        for name, (_, source, kind) in found.items()
        if kind != "SYMLINK" and _file(name) in asked and _is_to_bring(source, pythons=pythons)
    ]


def _is_systems(source: str) -> bool:
    return source.startswith(("/lib", "/usr/lib")) and not _BROUGHT.match(_file(source))


def _is_to_bring(source: str, *, pythons: bool) -> bool:
    return not _is_systems(source) or (pythons and not _OPENSSL.match(_file(source)))


def _file(path: str) -> str:
    return path.rpartition("/")[2]


def _posix(name: str) -> str:
    return name.replace("\\", "/")
