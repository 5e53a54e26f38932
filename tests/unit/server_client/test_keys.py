"""Keys sign and are recognised; what is malformed is no signature, and no secret is ever shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain import batch
from coach.server_client import keys
from coach.server_client.credentials import Credentials

DIGEST = batch.digest(b"a batch")


def test_a_signature_is_its_key_s_and_its_hash_s_alone() -> None:
    key, other = keys.new_key(), keys.new_key()
    signature = keys.sign(key, DIGEST)
    assert keys.verifies(keys.public(key), DIGEST, signature)
    assert not keys.verifies(keys.public(other), DIGEST, signature)
    assert not keys.verifies(keys.public(key), batch.digest(b"another"), signature)


@given(st.text(), st.text(), st.text())
def test_nonsense_verifies_nothing(public_key: str, digest: str, signature: str) -> None:
    assert not keys.verifies(public_key, digest, signature)
    assert not keys.verifies(keys.public(b"k" * 32), DIGEST, signature)


def test_fingerprints_can_be_read_aloud_and_differ() -> None:
    made = {keys.fingerprint(keys.public(keys.new_key())) for _ in range(20)}
    assert len(made) == 20
    assert all(len(one) == 24 and one.replace("-", "").isalnum() and one == one.upper() for one in made)


@pytest.mark.parametrize("shown", [repr, str])
def test_neither_key_nor_token_is_shown(shown: type) -> None:
    own = Credentials("https://coach.ville.example", "d1", b"k" * 32, "s3cret")
    assert "s3cret" not in shown(own)
    assert "kkkk" not in shown(own)
