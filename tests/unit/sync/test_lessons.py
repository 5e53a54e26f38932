"""Lessons that a desk is told of: whose they may be, what is kept meanwhile, and which are read then."""

import os
from datetime import date
from pathlib import Path

import pytest

from coach import places
from coach.content import library as shelves
from coach.content import pack as packing
from coach.content.library import library
from coach.domain.batch import digest
from coach.policy import Policy
from coach.server_client import keys
from coach.sync import lessons
from coach.sync.lessons import RefusedError

TODAY = date(2026, 11, 25)
KEY, OTHER = keys.new_key(), keys.new_key()
SHIPPED = packing.gather(Path(places.lessons()), None)
PATHS = b'[path.chez-nous]\nfr = "Chez nous"\nen = "Here"\nlessons = ["mes-onglets"]\n'


def packed(
    number: int = 1, key: bytes = KEY, edition: int = 2, more: dict[str, bytes] | None = None
) -> bytes:
    """A published pack: the shipped lessons, one of them in a later edition, and one path of the town's."""
    name = "lessons/web/mes-onglets/lesson.toml"
    later = SHIPPED[name].replace(b"edition = 1", f"edition = {edition}".encode())
    files = {**SHIPPED, name: later, "town/paths.toml": PATHS} | (more or {})
    return packing.make(files, number, keys.public(key), lambda told: keys.sign(key, told))


def take(content: bytes, policy: Policy | None = None, wanted: str = "") -> None:
    """A desk fetches what was named, and its program starts again."""
    try:
        lessons.take(content, wanted or digest(content), policy or Policy(), TODAY)
    finally:
        shelves._first.cache_clear()


def refused(content: bytes, policy: Policy | None = None, wanted: str = "") -> str:
    """Why a pack is not taken; nothing of it stays."""
    before = sorted(os.listdir(places.packs())) if os.path.isdir(places.packs()) else []
    with pytest.raises(RefusedError) as raised:
        take(content, policy, wanted)
    assert [name for name in before if name not in os.listdir(places.packs())] == []
    assert not [name for name in os.listdir(places.packs()) if name.startswith(".")]
    return raised.value.reason


@pytest.fixture(autouse=True)
def _a_folder(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "content").mkdir()


def edition() -> int:
    """Of the lesson that a window reads."""
    return library("fr").cards["mes-onglets"].edition


def test_a_pack_is_read_in_place_of_the_shipped_lessons_at_the_next_start() -> None:
    assert edition() == 1
    content = packed()
    lessons.take(content, digest(content), Policy(), TODAY)
    # A window that runs keeps its editions.
    assert edition() == 1
    shelves._first.cache_clear()
    assert edition() == 2
    shelf = library("en")
    assert shelf.paths["chez-nous"].lessons == ("mes-onglets",)
    assert shelf.lesson("mes-onglets").edition == 2
    held = lessons.held()
    assert held
    assert (held.number, held.key, held.hash) == (1, keys.public(KEY), digest(content))


def test_the_folder_of_this_computer_s_own_town_still_comes_last(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "paths.toml").write_text(PATHS.decode().replace('"Here"', '"At our desk"'), "utf-8")
    take(packed())
    assert library("en", str(own)).paths["chez-nous"].title == "At our desk"


def test_the_first_key_is_kept_and_no_other_after_it() -> None:
    take(packed())
    assert refused(packed(2, OTHER)) == "key"
    take(packed(2, edition=3))
    assert edition() == 3


def test_the_policy_names_the_key_from_the_first_day_and_may_name_another() -> None:
    mine, other = (Policy(content_key=keys.fingerprint(keys.public(key))) for key in (KEY, OTHER))
    assert refused(packed(), other) == "key"
    take(packed(7), mine)
    # The numbers of another publisher begin anew.
    take(packed(1, OTHER, edition=3), other)
    assert edition() == 3


def test_a_policy_that_cannot_be_read_lets_no_lessons_in() -> None:
    assert refused(packed(), Policy(unreadable=True)) == "key"
    assert refused(packed(), Policy(content_key="NONE")) == "key"


def test_what_was_altered_or_is_not_what_was_named_is_refused() -> None:
    content = packed()
    assert refused(content, wanted="0" * 64) == "damaged"
    assert refused(content[:-1]) == "damaged"
    forged = packing.make(SHIPPED, 1, keys.public(KEY), lambda told: keys.sign(OTHER, told))
    assert refused(forged) == "signature"
    unsigned = packing.make(SHIPPED, 1, "é" * 44, lambda told: "")
    assert refused(unsigned) == "signature"
    assert edition() == 1


def test_an_older_pack_is_not_brought_back() -> None:
    take(packed(2))
    assert refused(packed(1, edition=3)) == "older"
    assert refused(packed(2, edition=3)) == "older"
    assert edition() == 2


def test_lessons_with_faults_stay_outside_and_those_before_are_read() -> None:
    take(packed())
    name = "lessons/web/mes-onglets/fr.md"
    assert refused(packed(2, more={name: b"nonsense"})) == "faults"
    assert refused(packed(2, more={"town/paths.toml": PATHS.replace(b"mes-onglets", b"none")})) == "faults"
    assert edition() == 2


def test_a_full_disk_leaves_the_pack_before(monkeypatch: pytest.MonkeyPatch) -> None:
    take(packed())
    for broken in ("fsync", "rename", "replace"):
        with monkeypatch.context() as patch:

            def full(*arguments: object) -> None:
                raise OSError(28, "No space left on device")

            patch.setattr(os, broken, full)
            with pytest.raises(OSError, match="No space"):
                take(packed(2, edition=3))
        assert edition() == 2
    take(packed(2, edition=3))
    assert edition() == 3


def test_a_running_window_s_pack_stays_until_the_one_after_the_next() -> None:
    take(packed())
    first = places.pack()
    take(packed(2))
    assert os.path.isdir(first)
    take(packed(3))
    assert not os.path.isdir(first)


@pytest.mark.parametrize("text", ["", "..", "../../etc", "/etc", "é", "x" * 500, "gone", ".hidden"])
def test_a_pointer_that_leads_nowhere_means_the_shipped_lessons(home: Path, text: str) -> None:
    (home / "content" / "current").write_text(text, "utf-8")
    assert places.pack() == ""
    assert library("fr").folder == Path(places.lessons())


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"hash": 5, "reason": "key"}', '{"reason": []}', "[" * 9000]
)
def test_a_damaged_note_is_no_note(home: Path, text: str) -> None:
    for name in ("refused.json", "published.json"):
        (home / "content" / name).write_text(text, "utf-8")
    assert lessons.published() is None
    assert lessons.refused()[0] in {"", "5"}
    lessons.refuse("ab", "key")
    assert lessons.refused() == ("ab", "key")
