"""Only a batch that the device's own key signed goes any further."""

import base64
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from coach.domain.batch import MOST_BYTES
from coach.server.gateway import signature
from coach.server.gateway.refusal import Refused

KEY = Ed25519PrivateKey.generate()
PUBLIC = KEY.public_key()


def signed(body: str, key: Ed25519PrivateKey = KEY) -> dict[str, str]:
    raw = key.sign(sha256(body.encode()).digest())
    return {"body": body, "signature": base64.b64encode(raw).decode()}


def refusal(batches: Any) -> tuple[int, str]:
    with pytest.raises(Refused) as found:
        signature.checked(batches, PUBLIC)
    return found.value.status, found.value.error


def test_signed_batches_pass_in_order_with_their_64_bytes() -> None:
    found = signature.checked([signed("{}"), signed("é")], PUBLIC)
    assert [one.body for one in found] == ["{}", "é"]
    assert all(len(one.signature) == 64 for one in found)
    assert signature.checked([], PUBLIC) == []


def test_another_s_key_an_altered_text_and_an_altered_signature_are_refused() -> None:
    ours = signed('{"n":1}')
    assert refusal([signed('{"n":1}', Ed25519PrivateKey.generate())]) == (400, "signature")
    assert refusal([ours | {"body": '{"n":2}'}]) == (400, "signature")
    raw = bytearray(base64.b64decode(ours["signature"]))
    raw[5] ^= 1
    assert refusal([ours | {"signature": base64.b64encode(raw).decode()}]) == (400, "signature")


def test_one_bad_batch_stops_all() -> None:
    assert refusal([signed("1"), signed("2") | {"body": "3"}, signed("4")]) == (400, "signature")


@pytest.mark.parametrize(
    "batches",
    [
        None, "text", {"body": "{}"}, [None], ["{}"], [[]], [{}], [{"body": "{}"}], [{"body": 1, "signature": ""}],
        [{"body": None, "signature": None}], [signed("{}") | {"more": 1}],
        [{"body": "\ud800", "signature": signed("{}")["signature"]}],
    ],
)  # fmt: skip
def test_what_is_no_list_of_batches_is_refused(batches: Any) -> None:
    assert refusal(batches) == (400, "batches")


@pytest.mark.parametrize("told", [None, 7, "", "AAAA", "not base64 !", "é", signed("{}")["signature"] + "\n"])
def test_what_is_no_signature_is_refused(told: Any) -> None:
    assert refusal([{"body": "{}", "signature": told}]) == (400, "signature")


def test_a_body_too_large_is_refused_before_it_is_hashed() -> None:
    assert refusal([{"body": "x" * (MOST_BYTES + 1), "signature": "AAAA"}]) == (413, "size")


@pytest.mark.parametrize("told", [None, "", "AAAA", base64.b64encode(bytes(33)).decode(), "?" * 44, 32])
def test_what_is_no_key_is_refused(told: Any) -> None:
    with pytest.raises(Refused) as found:
        signature.public_key(told)
    assert (found.value.status, found.value.error) == (400, "public_key")
