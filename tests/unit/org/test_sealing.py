"""A sealed export holds only as long as not one byte of it, of its seal or of a proof is changed."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import keyring
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from keyring.backends import fail

from coach import org
from coach.content.library import Library
from coach.exports import formats
from coach.org import Filters, Query, Target, proving
from coach.org.errors import FileThere, NoKeyring, NotSealed
from coach.org.keys import key_id
from coach.org.sealing import canonical
from tests.unit.org.town import AGENTS, HR, NOW, TODAY, finish, town

Told = dict[str, Any]


@pytest.fixture(autouse=True)
def _finished(settled: Path, kept_keys: Path) -> None:
    with town() as connection:
        for who in AGENTS:
            finish(connection, who, "veille-ou-arret")


@pytest.fixture
def export(tmp_path: Path, shelf: Library) -> Callable[[str], Path]:
    """Makes a sealed export of all completions in a format."""

    def make(format: str) -> Path:
        target = Target(format, str(tmp_path / format), sealed=True)
        done = org.export(HR, shelf, target, Query(Filters(), "completion", reason="audit"), NOW)
        assert done.seal == done.file + ".seal.json"
        return Path(done.file)

    return make


def seal_of(file: Path) -> Path:
    return Path(f"{file}.seal.json")


def change(file: Path, how: Callable[[Told], object]) -> None:
    told = json.loads(file.read_bytes())
    how(told)
    file.write_text(json.dumps(told), "utf-8")


@pytest.mark.parametrize("format", list(formats()))
def test_a_sealed_export_of_every_format_is_proven(format: str, export: Callable[[str], Path]) -> None:
    file = export(format)
    seal = proving.check(str(file))
    assert (seal.file, seal.format, seal.day, seal.author, seal.n) == (file.name, format, TODAY, "h1", 9)
    assert seal.query == {"grain": "completion", "reason": "audit"} | (
        {"columns": list(formats()["xapi"].keys)} if format == "xapi" else {}
    )
    assert (seal.lines > 0, bool(seal.merkle_root)) == (formats()[format].lines is not None,) * 2
    assert proving.check(str(file), seal.key) == seal


@pytest.mark.parametrize("format", list(formats()))
def test_not_one_byte_may_change(format: str, export: Callable[[str], Path]) -> None:
    file = export(format)
    content = file.read_bytes()
    for place in (0, len(content) // 2, len(content) - 1):
        changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        file.write_bytes(changed)
        with pytest.raises(NotSealed, match="changed"):
            proving.check(str(file))
    file.write_bytes(content[:-1])
    with pytest.raises(NotSealed):
        proving.check(str(file))
    file.write_bytes(content)
    proving.check(str(file))


@pytest.mark.parametrize(
    "name", ["author", "day", "n", "sha256", "query", "merkle_root", "lines", "file", "key"]
)
def test_nothing_in_the_seal_may_change(name: str, export: Callable[[str], Path]) -> None:
    file = export("csv")
    other = {"n": 8, "lines": 9, "query": {}}.get(name, "2026-11-24")
    change(seal_of(file), lambda told: told["sealed"].update({name: other}))
    with pytest.raises(NotSealed, match="signature"):
        proving.check(str(file))


def test_a_seal_made_anew_has_another_key(export: Callable[[str], Path]) -> None:
    file = export("csv")
    honest = proving.check(str(file)).key
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def forge(told: Told) -> None:
        told["sealed"] |= {"author": "t1", "key": honest}
        told["public_key"] = base64.b64encode(public).decode()
        told["signature"] = base64.b64encode(key.sign(canonical(told["sealed"]))).decode()

    change(seal_of(file), forge)
    with pytest.raises(NotSealed, match="another key"):
        proving.check(str(file))
    change(seal_of(file), lambda told: told["sealed"].update(key=key_id(public)))
    change(seal_of(file), lambda told: told.update(
        signature=base64.b64encode(key.sign(canonical(told["sealed"]))).decode()
    ))  # fmt: skip
    assert proving.check(str(file)).key != honest
    with pytest.raises(NotSealed, match="another key"):
        proving.check(str(file), honest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        '{"sealed": 1, "signature": "", "public_key": ""}',
        "\xff",
        " " * 1_000_001,
    ],
)
def test_a_seal_that_is_none(text: str, export: Callable[[str], Path]) -> None:
    file = export("csv")
    seal_of(file).write_text(text, "latin-1")
    with pytest.raises(NotSealed, match="ours"):
        proving.check(str(file))


def test_a_seal_of_another_file_or_none_at_all(export: Callable[[str], Path], tmp_path: Path) -> None:
    one, other = export("csv"), export("csv_fr")
    seal_of(one).write_bytes(seal_of(other).read_bytes())
    with pytest.raises(NotSealed, match="changed"):
        proving.check(str(one))
    seal_of(one).unlink()
    with pytest.raises(NotSealed, match="cannot be read"):
        proving.check(str(one))


@pytest.mark.parametrize("format", ["csv", "csv_fr", "xapi"])
def test_one_line_is_proven_without_the_others(
    format: str, export: Callable[[str], Path], tmp_path: Path
) -> None:
    file, proof = export(format), tmp_path / "line.proof.json"
    proof.write_bytes(proving.prove(str(file), 3))
    file.unlink()
    seal_of(file).unlink()
    assert proving.check(str(proof)).n == 9
    shown = proving.lines_of(str(proof))
    assert len(shown) == (1 if format == "xapi" else 2)
    text = proof.read_text("utf-8")
    assert sum(one.name in text for one in AGENTS) == (0 if format == "xapi" else 1)
    assert len(text) < 4000


FAULTS: tuple[Callable[[Told], object], ...] = (
    lambda told: told["lines"][1].update(text=told["lines"][1]["text"].replace("Agent", "Agnes")),
    lambda told: told["lines"][1].update(place=3),
    lambda told: told["lines"][1]["path"].pop(),
    lambda told: told["lines"][1].update(path="nonsense"),
    lambda told: told["lines"].append({}),
    lambda told: told.update(lines=[]),
    lambda told: told.update(lines=None),
    lambda told: told["sealed"].update(lines=4),
    lambda told: told["sealed"].update(merkle_root="00"),
)


@pytest.mark.parametrize("fault", FAULTS, ids=range(len(FAULTS)))
def test_a_proof_that_was_changed(
    fault: Callable[[Told], object], export: Callable[[str], Path], tmp_path: Path
) -> None:
    file, proof = export("csv"), tmp_path / "line.proof.json"
    proof.write_bytes(proving.prove(str(file), 3))
    change(proof, fault)
    with pytest.raises(NotSealed):
        proving.check(str(proof))


@pytest.mark.parametrize("line", [0, -1, 11])
def test_no_proof_of_a_line_that_is_not_there(line: int, export: Callable[[str], Path]) -> None:
    with pytest.raises(NotSealed, match="no line"):
        proving.prove(str(export("csv")), line)


@pytest.mark.parametrize("format", ["xlsx", "ods"])
def test_a_workbook_is_proven_whole_only(format: str, export: Callable[[str], Path]) -> None:
    with pytest.raises(NotSealed, match="no lines"):
        proving.prove(str(export(format)), 1)


def test_without_a_keyring_nothing_is_written(tmp_path: Path, shelf: Library) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring's own
    for target, query in (
        (Target("csv", str(tmp_path / "x.csv"), sealed=True), Query()),
        (Target("csv", str(tmp_path / "x.csv")), Query(pseudonyms=True)),
    ):
        with pytest.raises(NoKeyring):
            org.export(HR, shelf, target, query, NOW)
    assert list(tmp_path.glob("x.*")) == []
    assert not any(line.complete for line in org.history(HR, shelf))


def test_somebody_elses_entry_in_the_keyring_is_not_taken_for_a_key(
    tmp_path: Path, shelf: Library, kept_keys: Path
) -> None:
    keyring.set_password("coach-numerique-responsable", "exports-signature", "c2hvcnQ=")
    with pytest.raises(NoKeyring):
        org.export(HR, shelf, Target("csv", str(tmp_path / "x.csv"), sealed=True), Query(), NOW)


def test_a_seal_that_is_there_is_not_replaced_by_accident(
    export: Callable[[str], Path], tmp_path: Path, shelf: Library
) -> None:
    file = export("csv")
    seal = seal_of(file).read_bytes()
    file.unlink()
    later = NOW + timedelta(days=1)
    with pytest.raises(FileThere):
        org.export(HR, shelf, Target("csv", str(file), sealed=True), Query(), later)
    assert (seal_of(file).read_bytes(), file.exists()) == (seal, False)
    org.export(HR, shelf, Target("csv", str(file), replace=True, sealed=True), Query(), later)
    assert proving.check(str(file)).day > TODAY
