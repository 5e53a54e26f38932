"""The built browsers' add-on: it asks for little, and its identifiers are those that the coach connects."""

import base64
import hashlib
import importlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from coach.study.addons import CHROMIUM_ID, HOST, MOZILLA_IDS

ADDONS = Path(__file__).resolve().parents[3] / "packaging" / "addons"
BROWSERS = ("chromium", "firefox")


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The script that builds it."""
    monkeypatch.syspath_prepend(ADDONS)
    yield importlib.import_module("browsers")
    for name in ("browsers", "crx", "pack"):
        sys.modules.pop(name, None)


@pytest.fixture
def parts(builder: ModuleType, browser: str) -> dict[str, bytes]:
    """Its files for one browser."""
    found: dict[str, bytes] = builder.parts(browser)
    return found


@pytest.fixture
def manifest(parts: dict[str, bytes]) -> dict[str, Any]:
    """Its manifest for one browser."""
    found: dict[str, Any] = json.loads(parts["manifest.json"])
    return found


@pytest.mark.parametrize("browser", BROWSERS)
def test_it_may_neither_read_tabs_nor_pages_nor_history(manifest: dict[str, Any]) -> None:
    # "scripting" does nothing without the one webmail origin that the person allows.
    assert set(manifest["permissions"]) <= {"nativeMessaging", "notifications", "scripting", "storage"}
    assert not {"host_permissions", "content_scripts"} & manifest.keys()


@pytest.mark.parametrize("browser", BROWSERS)
def test_every_file_that_it_names_is_there(parts: dict[str, bytes], manifest: dict[str, Any]) -> None:
    background = manifest["background"]
    named = {*manifest["icons"].values(), manifest["action"]["default_popup"], *background.get("scripts", ())}
    named |= {background["service_worker"]} if "service_worker" in background else set()
    assert named <= parts.keys()
    assert parts["icon.png"].startswith(b"\x89PNG")
    assert [json.loads(parts[f"_locales/{code}/messages.json"]).keys() for code in ("en", "fr")]


def test_its_button_is_in_sight_in_firefox(builder: ModuleType) -> None:
    # Else it lies in a menu, with the badge that is the only way to the webmail permission.
    assert builder.manifest("firefox")["action"]["default_area"] == "navbar"
    # Chromium's word for it stands in the policy, and it warns of a key that it does not know.
    assert "default_area" not in builder.manifest("chromium")["action"]


def test_firefox_is_one_that_can_be_asked_for_a_site_later(builder: ModuleType) -> None:
    # 128 is the first that knows optional_host_permissions; before it the webmail permission could never be given.
    manifest = builder.manifest("firefox")
    assert manifest["optional_host_permissions"]
    assert float(manifest["browser_specific_settings"]["gecko"]["strict_min_version"]) >= 128


def test_both_browsers_run_the_same_parts(builder: ModuleType) -> None:
    worker = builder.parts("chromium")["worker.js"].decode()
    (named,) = re.findall(r"importScripts\((.*)\)", worker)
    assert [part.strip('" ') for part in named.split(",")] == builder.manifest("firefox")["background"][
        "scripts"
    ]


@pytest.mark.parametrize("browser", BROWSERS)
def test_the_coach_connects_this_add_on(
    parts: dict[str, bytes], manifest: dict[str, Any], browser: str
) -> None:
    assert f'"{HOST}"' in parts["desk.js"].decode()
    if browser == "firefox":
        assert manifest["browser_specific_settings"]["gecko"]["id"] in MOZILLA_IDS
    else:
        digest = hashlib.sha256(base64.b64decode(manifest["key"])).hexdigest()[:32]
        assert "".join(chr(ord("a") + int(sign, 16)) for sign in digest) == CHROMIUM_ID


def test_the_same_sources_make_the_same_bytes(builder: ModuleType, tmp_path: Path) -> None:
    first, again = (builder.main(tmp_path / name) for name in ("first", "again"))
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in again]


def test_a_town_signs_with_its_own_key(tmp_path: Path) -> None:
    key = tmp_path / "town.pem"
    subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, capture_output=True)
    env = {
        **os.environ,
        "COACH_ADDON_KEY": str(key),
        "COACH_ADDON_URL": "https://intranet.ville.example/coach",
    }
    subprocess.run(
        [sys.executable, ADDONS / "browsers.py", tmp_path], env=env, check=True, capture_output=True
    )
    crx = (tmp_path / "coach-chromium.crx").read_bytes()
    packed = (tmp_path / "coach-chromium.zip").read_bytes()
    length = int.from_bytes(crx[8:12], "little")
    assert (crx[:8], crx[12 + length :]) == (b"Cr24\x03\0\0\0", packed)
    with zipfile.ZipFile(tmp_path / "coach-chromium.zip") as inside:
        half = base64.b64decode(json.loads(inside.read("manifest.json"))["key"])
    digest = hashlib.sha256(half).digest()[:16]
    identity = "".join(chr(ord("a") + int(sign, 16)) for sign in digest.hex())
    updates = (tmp_path / "updates.xml").read_text("utf-8")
    assert f'appid="{identity}"' in updates
    assert "https://intranet.ville.example/coach/coach-chromium.crx" in updates
    # What was signed, as the format has it, and the signature in its place.
    (tmp_path / "signed").write_bytes(b"CRX3 SignedData\0\x12\0\0\0\x0a\x10" + digest + packed)
    (tmp_path / "half").write_bytes(half)
    place = crx.index(half) + len(half) + 3
    (tmp_path / "signature").write_bytes(crx[place : place + 256])
    verify = ["openssl", "dgst", "-sha256", "-verify", "half", "-keyform", "DER", "-signature", "signature"]
    done = subprocess.run([*verify, "signed"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "Verified OK\n", done.stderr
