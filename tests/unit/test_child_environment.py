"""What the system's programs are started with: their libraries, not those of the frozen program."""

import os
import subprocess
import sys

import pytest

from coach.child_environment import hand_back_libraries


@pytest.mark.parametrize(
    ("before", "frozen", "after"),
    [
        ({"LD_LIBRARY_PATH": "/own"}, False, "/own"),
        ({"LD_LIBRARY_PATH": "/ours"}, True, ""),
        ({"LD_LIBRARY_PATH": "/ours", "LD_LIBRARY_PATH_ORIG": "/own"}, True, "/own"),
        ({}, True, ""),
    ],
)
def test_a_child_of_ours_finds_the_libraries_of_the_system(
    before: dict[str, str], frozen: bool, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in before.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    hand_back_libraries()
    told = subprocess.run(
        ["/bin/sh", "-c", "echo $LD_LIBRARY_PATH"], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == after
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
