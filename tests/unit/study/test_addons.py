"""Manifests for the add-ons: written for the programs found, readable by them, and gone without a trace."""

import json
import os
import sys
from pathlib import Path

import pytest

from coach.__main__ import main
from coach.domain.errors import ReadOnlyFolder
from coach.study import addons


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which Chromium has been used and Firefox is a command; a bridge beside the program."""
    home, commands = tmp_path / "me", tmp_path / "commands"
    (home / ".config/chromium").mkdir(parents=True)
    commands.mkdir()
    for name in ("firefox", "coach-bridge"):
        (commands / name).touch(mode=0o755)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("PATH", str(commands))
    monkeypatch.setattr(sys, "executable", str(commands / "python"))
    monkeypatch.setattr(addons, "bridge", lambda: str(commands / "coach-bridge"))
    return home


def files(home: Path) -> set[str]:
    """Every file under it."""
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}


def test_every_program_found_is_connected_and_leaves_nothing(home: Path) -> None:
    before = {*home.rglob("*")}
    assert addons.install(system=False) == ["Chromium", "Firefox"]
    chromium = home / f".config/chromium/NativeMessagingHosts/{addons.HOST}.json"
    mozilla = home / f".mozilla/native-messaging-hosts/{addons.HOST}.json"
    told = json.loads(chromium.read_text("utf-8"))
    assert told["allowed_origins"] == [f"chrome-extension://{addons.CHROMIUM_ID}/"]
    assert os.path.isabs(told["path"])
    assert (told["name"], told["type"]) == (addons.HOST, "stdio")
    assert json.loads(mozilla.read_text("utf-8"))["allowed_extensions"] == list(addons.MOZILLA_IDS)
    assert {one.program for one in addons.state() if one.mine} == {"Chromium", "Firefox", "Thunderbird"}
    addons.remove(system=False)
    assert files(home) == set()
    assert {*home.rglob("*")} - before <= {home / ".mozilla"}


def test_other_peoples_manifests_stay(home: Path) -> None:
    addons.install(system=False)
    other = home / ".config/chromium/NativeMessagingHosts/org.example.json"
    other.touch()
    addons.remove(system=False)
    assert other.exists()
    assert addons.remove(system=False) == []


def test_a_town_may_allow_its_own_build(home: Path) -> None:
    addons.install(system=False, chromium_id="a" * 32)
    (text,) = (path.read_text("utf-8") for path in (home / ".config/chromium").rglob("*.json"))
    assert f"chrome-extension://{'a' * 32}/" in text


def test_without_a_bridge_nothing_is_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addons, "bridge", lambda: str(home / "nowhere"))
    with pytest.raises(ReadOnlyFolder):
        addons.install(system=False)
    assert files(home) == set()


def test_a_folder_in_the_way_is_an_error_with_a_sentence(home: Path) -> None:
    (home / ".mozilla").touch()
    with pytest.raises(ReadOnlyFolder, match="native-messaging-hosts"):
        addons.install(system=False)


def test_the_places_for_everybody_on_linux() -> None:
    found = {place.program: place.file for place in addons.linux("/c", "/h", system=True)}
    assert found["Chromium"] == f"/etc/chromium/native-messaging-hosts/{addons.HOST}.json"
    assert found["Google Chrome"].startswith("/etc/opt/chrome/native-messaging-hosts/")
    assert found["Microsoft Edge"].startswith("/etc/opt/edge/native-messaging-hosts/")
    assert (
        found["Firefox"]
        == found["Thunderbird"]
        == f"/usr/lib/mozilla/native-messaging-hosts/{addons.HOST}.json"
    )
    assert "Brave" not in found


def test_on_windows_the_registry_names_a_file_per_kind() -> None:
    found = {place.program: place for place in addons.windows(r"C:\Élise\coach", (r"C:\Program Files",))}
    assert found["Microsoft Edge"].key == r"Software\Microsoft\Edge\NativeMessagingHosts"
    assert found["Google Chrome"].key == r"Software\Google\Chrome\NativeMessagingHosts"
    assert found["Firefox"].key == r"Software\Mozilla\NativeMessagingHosts"
    assert found["Firefox"].traces == ("C:\\Program Files\\Mozilla Firefox\\",)
    assert {place.file for place in found.values()} == {
        os.path.join(r"C:\Élise\coach", f"{addons.HOST}.{kind}.json") for kind in ("chromium", "mozilla")
    }


def test_the_command_says_what_is_connected(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / ".var/app/org.mozilla.firefox").mkdir(parents=True)
    assert main(["addons", "install"]) == 0
    assert "Chromium, Firefox" in capsys.readouterr().out
    assert main(["addons"]) == 0
    out = capsys.readouterr().out
    assert "Microsoft Edge: " in out
    assert "flatpak" in out
    assert main(["addons", "remove"]) == 0
    assert main(["addons", "install", "--extension-id", "Z"]) == 2
    assert files(home) <= {line for line in files(home) if "coach" in line}
