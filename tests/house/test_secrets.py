"""What must not be told: hosts of package registries, paths of somebody's machine, credentials."""

import re
import subprocess

from tests.house.tree import ROOT, files, named

# Put together here, so that this file does not hold what it looks for.
REGISTRY = re.compile(
    "|".join(("pypi" + r"\.org", "python" + r"hosted\.org", "index" + "[-_]url", "npm" + r"js\.org"))
)
MACHINE = re.compile(
    "|".join(r"(?<![\w.])/" + name + "/" for name in ("wo" + "rk", "ro" + "ot", "home/[a-z]+/src"))
)
KEY = re.compile(
    "|".join(("BEGIN [A-Z ]*PRIVATE " + "KEY", "gh[pousr]_" + r"\w{30}", "AKIA" + "[0-9A-Z]{16}"))
)
# Forms are made from texts in packaging/, which are looked at.
BINARY = {".argb", ".ttf", ".png", ".woff2", ".ico", ".odt", ".ods"}


def places(pattern: re.Pattern[str]) -> list[str]:
    """`file:line` of everything that matches, in every text of the project."""
    return [
        f"{named(file)}:{number}"
        for file in files()
        if file.suffix not in BINARY
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_the_host_of_a_registry() -> None:
    assert places(REGISTRY) == []


def test_no_file_names_a_path_of_somebody_s_machine() -> None:
    assert places(MACHINE) == []


def test_no_file_holds_a_key() -> None:
    assert places(KEY) == []


def test_the_lock_pins_every_package_with_hashes_and_names_no_place() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    pins = [line for line in text.splitlines() if line.strip()]
    assert len(pins) > 30
    for line in pins:
        assert re.match(r"[a-z0-9-]+==\S+( ; .*?)? +--hash=sha256:", line), line
        assert "://" not in line
    assert not any(line.startswith("evdev") for line in pins)


def test_no_message_of_a_commit_names_them_either() -> None:
    command = ["git", "log", "--format=%B"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not [line for line in told.splitlines() if REGISTRY.search(line) or MACHINE.search(line)]
