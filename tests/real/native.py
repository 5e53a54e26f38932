"""Lets the real browsers find the real bridge as `coach addons install` does, and writes down what they send."""

import json
import stat
import sys
from pathlib import Path
from typing import Any

from coach.study.addons import HOST
from tests.desk import Desk


def connect(desk: Desk) -> Path:
    """Connect every program of this desk; the file that takes a copy of every message."""
    heard = desk.folder / "heard"
    heard.touch()
    desk.run("addons", "install", check=True)
    manifests = list(desk.home.rglob(f"{HOST}.json"))
    assert manifests
    for manifest in manifests:
        told = json.loads(manifest.read_text("utf-8"))
        spy = desk.folder / "bridge"
        spy.write_text(f'#!/bin/sh\ntee -a "{heard}" | "{told["path"]}" "$@"\n', "utf-8")
        spy.chmod(spy.stat().st_mode | stat.S_IXUSR)
        manifest.write_text(json.dumps(told | {"path": str(spy)}), "utf-8")
    return heard


def messages(heard: Path) -> list[dict[str, Any]]:
    """Every message so far."""
    left, found = heard.read_bytes(), []
    while left:
        length = int.from_bytes(left[:4], sys.byteorder)
        found.append(json.loads(left[4 : 4 + length]))
        left = left[4 + length :]
    return found
