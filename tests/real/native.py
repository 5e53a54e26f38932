"""Lets the real browsers find the real bridge as `coach addons install` does, and writes down what they send."""

import json
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coach.study.addons import HOST
from tests.desk import Desk


def connect(desk: Desk) -> Path:
    """Connect every program of this desk; the folder that takes a copy of every message."""
    heard = desk.folder / "heard"
    heard.mkdir()
    desk.run("addons", "install", check=True)
    manifests = list(desk.home.rglob(f"{HOST}.json"))
    assert manifests
    for manifest in manifests:
        told = json.loads(manifest.read_text("utf-8"))
        spy = desk.folder / "bridge"
        # A file for each bridge: two that are started at once would write into each other's messages.
        spy.write_text(f'#!/bin/sh\ntee "{heard}/$$" | "{told["path"]}" "$@"\n', "utf-8")
        spy.chmod(spy.stat().st_mode | stat.S_IXUSR)
        manifest.write_text(json.dumps(told | {"path": str(spy)}), "utf-8")
    return heard


def messages(heard: Path) -> list[dict[str, Any]]:
    """Every message so far, in the order in which the bridges were started."""
    files = sorted(heard.iterdir(), key=lambda file: file.stat().st_ctime_ns)
    return [message for file in files for message in _whole(file.read_bytes())]


def _whole(left: bytes) -> Iterator[dict[str, Any]]:
    """The messages of one bridge that have arrived as a whole."""
    while len(left) > 4:
        length = int.from_bytes(left[:4], sys.byteorder)
        if len(left) < 4 + length:
            return
        yield json.loads(left[4 : 4 + length])
        left = left[4 + length :]
