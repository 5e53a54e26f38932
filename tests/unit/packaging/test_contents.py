"""What stays out of the frozen programs, on the systems this machine is not."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).resolve().parents[3] / "packaging" / "frozen" / "contents.py"


@pytest.fixture
def contents() -> Iterator[ModuleType]:
    """The module that `build.spec` asks."""
    spec = importlib.util.spec_from_file_location("contents", FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["contents"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["contents"]


def test_no_frozen_windows_program_holds_pynput(contents: ModuleType) -> None:
    assert all("pynput" in program.excludes("win32") for program in contents.PROGRAMS)


def test_on_linux_the_agent_alone_has_it(contents: ModuleType) -> None:
    having = [one.name for one in contents.PROGRAMS if "pynput" not in one.excludes("linux")]
    assert having == ["coach-agent"]


def test_the_agent_can_show_reminders_on_both(contents: ModuleType) -> None:
    agent = contents.PROGRAMS[-1]
    assert "plyer" not in agent.excludes("win32")
    assert "plyer.platforms.win.notification" in agent.modules("win32")
    assert "jeepney" not in agent.excludes("linux")
    assert "pynput.mouse._xorg" in agent.modules("linux")


def test_three_programs_speak_tls_and_the_one_that_stays_knows_no_keyring(contents: ModuleType) -> None:
    having = [one for one in contents.PROGRAMS if "ssl" not in one.excludes("linux")]
    assert [one.name for one in having] == ["coach", "coach-window", "coach-mailbox"]
    assert "keyring" in having[-1].excludes("linux")


def test_what_plans_the_review_comes_without_what_would_want_torch(contents: ModuleType) -> None:
    assert all("fsrs.optimizer" in program.excludes("linux") for program in contents.PROGRAMS)
    assert not any("fsrs" in program.excludes("linux") for program in contents.PROGRAMS)


def test_openssl_is_the_system_s_to_keep_safe(contents: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {
        "/py/_ssl.so": ["libssl.so.3"],
        "/py/_sqlite3.so": ["libsqlite3.so.0"],
        "/usr/lib/libssl.so.3": ["libcrypto.so.3"],
    }
    monkeypatch.setattr(contents, "_imports", lambda source: [(name, None) for name in asked.get(source, [])])
    modules = [
        ("lib-dynload/_ssl.so", "/py/_ssl.so", "EXTENSION"),
        ("lib-dynload/_sqlite3.so", "/py/_sqlite3.so", "EXTENSION"),
    ]
    libraries = [
        (name, f"/usr/lib/{name}", "BINARY") for name in ("libssl.so.3", "libcrypto.so.3", "libsqlite3.so.0")
    ]
    kept = {name for name, _, _ in contents.wanted_binaries([*modules, *libraries])}
    assert kept == {"lib-dynload/_ssl.so", "lib-dynload/_sqlite3.so", "libsqlite3.so.0"}


def test_an_empty_package_of_plug_ins_stops_the_build(
    contents: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "collect_submodules", lambda package: [])
    with pytest.raises(SystemExit, match=r"coach\.\w+ holds no module"):
        contents.PROGRAMS[0].modules("linux")
