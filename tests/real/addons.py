"""The add-ons, packed from their sources as `packaging/addons/pack.py` does it for everybody."""

import importlib.util
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "packaging" / "addons" / "pack.py"


def pack(name: str, to: Path) -> Path:
    """The packed add-on of this name, under `to`."""
    spec = importlib.util.spec_from_file_location("pack", FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.pack(name, to)
    assert isinstance(made, Path)
    return made
