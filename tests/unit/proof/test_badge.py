"""A badge is what a JSON-LD processor makes of it, and holds only as long as nothing in it is changed."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from coach.proof.badge import badge, read
from coach.proof.did_key import base58, key_of, unbase58
from coach.proof.statements import proof_of, proof_quads, quads
from tests.unit.proof import contexts, verifier
from tests.unit.proof.made import DAY, HOSTILE, TEXTS, attestation

Told = dict[str, Any]
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def made(**changed: object) -> Told:
    """A badge as JSON."""
    told: Told = json.loads(badge(attestation("Camille Martin", **changed), KEY))
    return told


def file(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


def test_it_says_who_for_what_and_names_nobody() -> None:
    one, content = attestation(), badge(attestation(), KEY)
    found = read(content)
    assert (found.title, found.organisation, found.on, found.number) == (
        *("Welcome", "Ville d’Été", DAY, one.number),
    )
    assert b"Camille" not in content
    assert b"0042" not in content
    assert b"@" not in content.replace(b"@context", b"")
    assert found.is_of("0042")
    assert not found.is_of("0043")


def test_the_same_number_gives_the_same_bytes() -> None:
    assert badge(attestation(), KEY) == badge(attestation(), KEY)
    assert badge(attestation(), Ed25519PrivateKey.generate()) != badge(attestation(), KEY)


def test_nobody_signs_a_personal_statement() -> None:
    with pytest.raises(ValueError, match="organisation"):
        badge(attestation(organisation=None), KEY)


@given(TEXTS.filter(bool), TEXTS, TEXTS)
def test_its_statements_are_those_of_a_json_ld_processor(title: str, aim: str, staff_number: str) -> None:
    told = made(title=title, aim=aim, staff_number=staff_number)
    [proof] = told.pop("proof")
    assert quads(told) == verifier.canonical(told, contexts.loader)
    del proof["proofValue"]
    context = {"@context": told["@context"]}
    assert proof == proof_of(told["issuer"]["id"])
    assert proof_quads(told["issuer"]["id"]) == verifier.canonical({**proof, **context}, contexts.loader)


@pytest.mark.parametrize("name", HOSTILE)
def test_another_verifier_accepts_it_and_finds_what_is_changed(name: str) -> None:
    told = made(title=name)
    verifier.verify(told, contexts.loader)
    told["credentialSubject"]["licenseNumber"] = "2026-0000-0000"
    with pytest.raises(InvalidSignature):
        verifier.verify(told, contexts.loader)


def places(told: object, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each text, number and truth."""
    inside = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for name, value in inside:
        yield from places(value, (*way, name))
    if not isinstance(told, dict | list):
        yield way


@pytest.mark.parametrize("way", list(places(made())), ids=str)
def test_no_value_may_be_changed(way: tuple[Any, ...]) -> None:
    told = made()
    holder: Any = told
    for name in way[:-1]:
        holder = holder[name]
    before = holder[way[-1]]
    values: list[object] = [1, None, [], {}, "", f"{before}x", str(before)[:-1], 5.5, False]
    for value in values:
        holder[way[-1]] = value
        with pytest.raises((ValueError, InvalidSignature)):
            read(file(told))
    holder[way[-1]] = before
    assert read(file(told)).title == "Welcome"


@pytest.mark.parametrize(
    "how",
    [
        lambda told: told.pop("evidence"),
        lambda told: told.pop("proof"),
        lambda told: told["proof"].append(told["proof"][0]),
        lambda told: told.update(more="x"),
        lambda told: told["credentialSubject"].update(role="x"),
        lambda told: told["credentialSubject"]["achievement"].update(image="http://x"),
        lambda told: told["proof"][0].update(created="2020-01-01T00:00:00Z"),
        lambda told: told["@context"].append("https://example.org"),
    ],
    ids=range(8),
)
def test_nothing_may_be_added_or_left_out(how: Callable[[Told], object]) -> None:
    told = made()
    how(told)
    with pytest.raises(ValueError, match=r"."):
        read(file(told))


def test_a_name_may_stand_there_once() -> None:
    content = badge(attestation(), KEY).replace(
        b'"name": "Welcome"', b'"name": "Other",\n "name": "Welcome"', 1
    )
    assert json.loads(content)["name"] == "Welcome"
    with pytest.raises(ValueError, match="twice"):
        read(content)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"5", b"\xff", b"[" * 100_000, b'{"proof":[{}]}']
)
def test_other_files_are_none(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".|^$"):
        read(content)


@given(st.binary(max_size=40))
def test_base_58_reads_back(content: bytes) -> None:
    assert unbase58(base58(content)) == content


@pytest.mark.parametrize("did", ["", "did:key:z", "did:key:z6Mk0", "did:web:x", "did:key:z" + "1" * 500])
def test_other_names_are_no_keys(did: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        key_of(did)
