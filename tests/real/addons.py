"""The add-ons, made from their sources by `packaging/addons` as for everybody."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parents[2] / "packaging" / "addons"


def pack(name: str, to: Path) -> Path:
    """The packed add-on of this name, under `to`."""
    made = _module("pack").pack(name, to)
    assert isinstance(made, Path)
    return made


def build(browser: str, to: Path) -> Path:
    """The add-on of a browser: a folder for Chromium, a packed file for Firefox."""
    making = _module("browsers")
    made = (
        making.build("chromium", to)
        if browser == "chromium"
        else making.zipped(making.parts(browser), to / "coach-firefox.xpi")
    )
    assert isinstance(made, Path)
    return made


def _module(name: str) -> ModuleType:
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    return importlib.import_module(name)
