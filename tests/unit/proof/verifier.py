"""A verifier of Open Badges that shares nothing with ours: PyLD for the statements, cryptography for the rest."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pyld import jsonld

Loader = Callable[[str, object], dict[str, Any]]
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def canonical(document: dict[str, Any], loader: Loader) -> str:
    """The statements of a document as canonical N-Quads."""
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": loader}
    found: str = jsonld.normalize(document, options)
    return found


def verify(credential: dict[str, Any], loader: Loader) -> None:
    """Raises InvalidSignature unless one of its eddsa-rdfc-2022 proofs fits the credential."""
    proofs = credential["proof"]
    [proof] = proofs if isinstance(proofs, list) else [proofs]
    assert (proof["type"], proof["cryptosuite"]) == ("DataIntegrityProof", "eddsa-rdfc-2022")
    document = {name: value for name, value in credential.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    options["@context"] = credential["@context"]
    signed = b"".join(sha256(canonical(one, loader).encode()).digest() for one in (options, document))
    method = proof["verificationMethod"]
    public = decoded(method.rpartition("#")[2].removeprefix("did:key:"))
    assert public[:2] == b"\xed\x01"
    Ed25519PublicKey.from_public_bytes(public[2:]).verify(decoded(proof["proofValue"]), signed)


def decoded(text: str) -> bytes:
    """Multibase, base 58."""
    assert text[0] == "z"
    value = 0
    for letter in text[1:]:
        value = value * 58 + _BASE58.index(letter)
    ones = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * ones + value.to_bytes((value.bit_length() + 7) // 8, "big")
