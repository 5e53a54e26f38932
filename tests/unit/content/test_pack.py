"""A pack of lessons is the same bytes for the same files, and a hostile one writes nothing anywhere."""

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import places
from coach.content import pack as packing
from coach.content.pack import PackError, gather, make, read, unpack

SHIPPED = Path(places.lessons())
FILES = {"lessons/facts.toml": b"[unit]\n", "lessons/web/x/fr.md": b"title: X\n", "town/paths.toml": b""}
TODAY = date(2026, 11, 25)


def packed(contents: dict[str, bytes], **changed: Any) -> bytes:
    """A pack made without any of our own care, its manifest changed."""
    rows = {name: {"size": len(one), "sha256": sha256(one).hexdigest()} for name, one in contents.items()}
    manifest = json.dumps({"v": 1, "number": 1, "files": rows} | changed).encode()
    parts = {
        "manifest.json": manifest,
        "signature.json": json.dumps({"key": "k", "signature": "s"}).encode(),
    } | contents
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    """A good pack with something added."""
    out = io.BytesIO(packed(FILES))
    with zipfile.ZipFile(out, "a") as archive:
        change(archive)
    return out.getvalue()


def test_the_same_files_make_the_same_bytes() -> None:
    files = gather(SHIPPED, None)
    once = make(files, 3, "k", lambda digest: f"signed {digest}")
    assert once == make(dict(reversed(files.items())), 3, "k", lambda digest: f"signed {digest}")
    found = read(once)
    assert (found.number, found.key, found.signature) == (3, "k", f"signed {found.digest}")
    assert (found.files, found.hash) == (files, sha256(once).hexdigest())
    assert once != make(files, 4, "k", lambda digest: f"signed {digest}")


def test_it_holds_what_lessons_are_made_of_and_nothing_else(tmp_path: Path) -> None:
    town = tmp_path / "town"
    (town / "ville").mkdir(parents=True)
    for name in ("paths.toml", "notes.docx", ".hidden.toml", "ville/fr.md"):
        (town / name).write_text("x", "utf-8")
    (town / "secret.toml").symlink_to("/etc/passwd")
    files = gather(SHIPPED, town)
    assert {name for name in files if name.startswith("town/")} == {"town/paths.toml", "town/ville/fr.md"}
    assert {"lessons/LICENSE", "lessons/label.toml", "lessons/web/mes-onglets/fr.md"} <= files.keys()
    (town / "NUL.toml").write_text("x", "utf-8")
    with pytest.raises(PackError, match="not every computer"):
        gather(SHIPPED, town)


def test_any_tool_opens_it_and_what_is_unpacked_is_what_was_packed(tmp_path: Path) -> None:
    content = make(gather(SHIPPED, None), 1, "k", lambda digest: "s")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
    unpack(read(content), tmp_path)
    assert gather(tmp_path / "lessons", None) == gather(SHIPPED, None)
    assert packing.faults(tmp_path, TODAY) == []
    (tmp_path / "lessons" / "web" / "mes-onglets" / "lesson.toml").write_text("edition = 0\n", "utf-8")
    assert packing.faults(tmp_path, TODAY)


def test_a_town_s_folder_is_checked_beside_the_pack_s_own_lessons(tmp_path: Path) -> None:
    unpack(read(make(gather(SHIPPED, None), 1, "k", lambda digest: "s")), tmp_path)
    town = tmp_path / "town"
    town.mkdir()
    (town / "paths.toml").write_text('[path.x]\nfr = "X"\nen = "X"\nlessons = ["mes-onglets"]\n', "utf-8")
    assert packing.faults(tmp_path, TODAY) == []
    (town / "paths.toml").write_text('[path.x]\nfr = "X"\nen = "X"\nlessons = ["none"]\n', "utf-8")
    assert packing.faults(tmp_path, TODAY)


NAMES = [
    "../evil.toml", "lessons/../../evil.toml", "lessons/../evil.toml", "/etc/cron.d/evil", "C:/evil.toml",
    "lessons\\..\\evil.toml", "lessons//facts.toml", "lessons/./facts.toml", "lessons/a/b/c/d.toml", "evil.toml",
    "other/facts.toml", "lessons", "lessons/", "lessons/CON.toml", "lessons/a./b.md", "lessons/a:b.md",
    "lessons/a b.md", "lessons/é.md", "lessons/.hidden", "lessons/x\n.md", "lessons/" + "a" * 300, "lessons/nul",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(PackError):
        read(packed({**FILES, name: b"evil"}))


@pytest.mark.parametrize(
    "pair",
    [("lessons/a.md", "lessons/A.md"), ("lessons/a/b.md", "lessons/a"), ("lessons/A/b.md", "lessons/a")],
)
def test_two_names_that_meet_on_some_computer_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(PackError, match="take for one"):
        read(packed(dict.fromkeys(pair, b"")))


def _link(archive: zipfile.ZipFile) -> None:
    entry = zipfile.ZipInfo("lessons/link.toml")
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, "/etc/passwd")


def _inflated(archive: zipfile.ZipFile) -> None:
    archive.writestr("lessons/big.md", bytes(50_000_000), zipfile.ZIP_DEFLATED)


def _twice(archive: zipfile.ZipFile) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("lessons/facts.toml", b"other")


def _many(archive: zipfile.ZipFile) -> None:
    for n in range(packing.MOST_FILES):
        archive.writestr(f"lessons/{n}.md", b"")


@pytest.mark.parametrize("change", [_link, _inflated, _twice, _many])
def test_what_the_manifest_does_not_say_is_refused(change: Callable[[zipfile.ZipFile], None]) -> None:
    read(packed(FILES))
    with pytest.raises(PackError):
        read(repacked(change))


def test_a_link_that_the_manifest_names_becomes_a_plain_file(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("lessons/link.toml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    target = b"/etc/passwd"
    row = {"size": len(target), "sha256": sha256(target).hexdigest()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("manifest.json", json.dumps({"v": 1, "number": 1, "files": {entry.filename: row}}))
        archive.writestr("signature.json", '{"key": "k", "signature": "s"}')
        archive.writestr(entry, target)
    unpack(read(out.getvalue()), tmp_path)
    assert not os.path.islink(tmp_path / "lessons" / "link.toml")


@pytest.mark.parametrize(
    "changed",
    [
        {"v": 2}, {"number": 0}, {"number": True}, {"number": "1"}, {"number": 2**40}, {"files": []}, {"files": {}},
        {"files": dict.fromkeys(FILES, 5)},
        {"files": {name: {"size": 1, "sha256": ""} for name in FILES}},
    ],
)  # fmt: skip
def test_a_manifest_that_says_something_else_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(PackError):
        read(packed(FILES, **changed))


def test_too_much_is_left_unread() -> None:
    with pytest.raises(PackError, match="too large"):
        read(bytes(packing.LARGEST + 1))
    with pytest.raises(PackError):
        read(b"[" * 100_000)


GOOD = packed(FILES)


@given(st.integers(0, len(GOOD) - 1))
def test_half_a_pack_is_none(size: int) -> None:
    with pytest.raises(PackError):
        read(GOOD[:size])


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_one_altered_byte_never_changes_a_file(place: int, by: int) -> None:
    altered = bytearray(GOOD)
    altered[place] ^= by
    before = read(GOOD)
    try:
        after = read(bytes(altered))
    except PackError:
        return
    # Dates and attributes of the archive say nothing; what is signed is compared with the key.
    assert (after.files, after.number) == (before.files, before.number) or after.digest != before.digest
