"""The house stands: every contract of pyproject.toml is kept, and no room is left out of the floors."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.tree import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_every_contract_is_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in done.stdout


def test_every_room_has_its_floor() -> None:
    (floors,) = (one for one in CONTRACTS if one["type"] == "layers")
    rooms = {room.strip() for layer in floors["layers"] for room in layer.split("|")}
    found = {
        path.name.removesuffix(".py") for path in (ROOT / "coach").iterdir() if path.name != "__pycache__"
    }
    assert rooms == found - {"__init__"}
    assert floors["exhaustive"] is True


def test_no_floor_was_bought_with_an_exception() -> None:
    assert not [one["name"] for one in CONTRACTS if one.get("ignore_imports")]
