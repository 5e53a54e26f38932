"""`check` tells what a document says, refuses what was changed, and leaves other files to others."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import words
from coach.proof.badge import badge
from coach.proof.checking import check
from coach.proof.documents import KINDS, Kind, document, stem
from coach.proof.errors import NotProven
from coach.proof.marks import close
from coach.proof.page import page
from tests.unit.proof.made import HOSTILE, attestation
from tests.unit.proof.test_badge import KEY

ONE = attestation()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "given"


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", HOSTILE)
def test_each_document_is_what_it_says(name: str, language: str, file: Path) -> None:
    words.use(language)
    one = attestation(name, language=language)
    for kind in KINDS:
        file.write_bytes(document(one, kind, KEY))
        words.use("en")
        found = check(str(file))
        words.use(language)
        assert found is not None
        if kind in ("page", "pdf"):
            assert (found.attestation, found.alike) == (one, True)
        elif kind == "line":
            assert found.line == one.number
        else:
            assert found.badge is not None
            assert found.badge.number == one.number


def test_looking_at_a_document_leaves_the_language_alone(file: Path) -> None:
    words.use("fr")
    made = page(attestation(language="fr"))
    words.use("en")
    file.write_bytes(made)
    check(str(file))
    assert words.language() == "en"


@pytest.mark.parametrize("kind", ["page", "line", "badge", "pdf"])
@given(data=st.data())
def test_what_was_changed_is_refused(
    kind: Kind, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = _made(kind)
    place = data.draw(st.integers(0, len(made) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != made[place]))
    file = tmp_path_factory.mktemp("changed") / "file"
    file.write_bytes(made[:place] + bytes([byte]) + made[place + 1 :])
    try:
        found = check(str(file))
    except NotProven:
        return
    # The mark's own letters changed: no document of ours any more. Or a sign of JSON that means the same.
    assert found is None or (kind == "badge" and found.badge is not None and found.badge.number == ONE.number)


_CACHE: dict[str, bytes] = {}


def _made(kind: Kind) -> bytes:
    if kind not in _CACHE:
        _CACHE[kind] = document(ONE, kind, KEY)
    return _CACHE[kind]


def test_a_page_made_by_another_version_is_whole_but_not_alike(file: Path) -> None:
    # Whoever knows how can do this: that is why `coach verify` says that nobody signed it.
    fingerprint = page(ONE).split(b"coach-file:")[1][:64]
    other = page(ONE).replace(fingerprint, b"0" * 64).replace(b"max-width:46rem", b"max-width:47rem")
    file.write_bytes(close(other))
    found = check(str(file))
    assert found is not None
    assert (found.attestation, found.alike) == (ONE, False)


def test_a_fingerprint_without_facts_is_refused(file: Path) -> None:
    file.write_bytes(close(b"<html>coach-content:AAAA coach-file:" + b"0" * 64))
    with pytest.raises(NotProven, match="facts"):
        check(str(file))


@pytest.mark.parametrize(
    "content", [b"", b"a;b\r\n1;2", b'{"sealed":{}}', b"%PDF-1.7 other", b"<html></html>", b"\xff{"]
)
def test_other_files_are_left_to_others(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    assert check(str(file)) is None


def test_a_foreign_badge_is_told_apart(file: Path) -> None:
    file.write_bytes(b'{"type":["VerifiableCredential","OpenBadgeCredential"],"proof":[]}')
    with pytest.raises(NotProven, match="none of this program"):
        check(str(file))
    file.write_bytes(badge(ONE, KEY).replace(b'"Welcome"', b'"Bienvenue"'))
    with pytest.raises(NotProven, match="signature"):
        check(str(file))


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NotProven, match="cannot be read"):
            check(str(place))


def test_a_file_is_named_by_number_and_person_never_by_a_path() -> None:
    assert stem(ONE) == f"attestation-0042-{ONE.number}"
    for number in ("../../etc", "a/b\\c", "con", "", "=1+1"):
        name = stem(attestation(staff_number=number))
        assert set(name) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
