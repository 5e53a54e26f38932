"""An Open Badges 3.0 credential of a finished path: one JSON file, signed with eddsa-rdfc-2022 by an Ed25519 key.

The learner is not named: a salted hash of the staff number lets the learner, who can tell the number, show whose it
is. Whoever would try all numbers finds it too.
"""

import json
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, uuid5

from coach.domain.attestation import Attestation, plain
from coach.proof.did_key import base58, did_of, key_of, unbase58
from coach.proof.statements import proof_of, signed
from coach.words import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
# The values of a badge, and how each looks; None for a text of people.
_URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VALUES = {
    "id": _URN,
    "did": re.compile(r"did:key:z[1-9A-HJ-NP-Za-km-z]{40,60}"),
    "organisation": None,
    "day": re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z"),
    "subject": _URN,
    "number": re.compile(r"\d{4}(-[0-9A-Z]{4}){2}"),
    "identity": re.compile(r"sha256\$[0-9a-f]{64}"),
    "salt": re.compile(r"[0-9a-f]{32}"),
    "achievement": _URN,
    "title": None,
    "aim": None,
    "criteria": _URN,
    "narrative": None,
    "content": re.compile(r"ni:///sha-256;[A-Za-z0-9_-]{43}"),
}


@dataclass(frozen=True)
class Badge:
    """What a badge says once its signature fits; `did` names the key."""

    title: str
    organisation: str
    on: date
    number: str
    salt: str
    identity: str
    did: str

    @property
    def key(self) -> bytes:
        """The public key, 32 bytes."""
        return key_of(self.did)

    def is_of(self, staff_number: str) -> bool:
        """Whether it was given to whoever has this staff number."""
        return self.identity == _identity(staff_number, self.salt)


def badge(one: Attestation, key: "Ed25519PrivateKey") -> bytes:
    """The file, UTF-8. The same attestation and key give the same bytes.

    Raises:
        ValueError: the attestation has no organisation, so nobody could sign it.
    """
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    if one.organisation is None:
        raise ValueError("no organisation")
    did = did_of(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
    told = _credential(_values(one, one.organisation.name, did))
    proof = {**proof_of(did), "proofValue": "z" + base58(key.sign(signed(told)))}
    return (json.dumps({**told, "proof": [proof]}, ensure_ascii=False, indent=1) + "\n").encode()


def read(file: bytes) -> Badge:
    """The badge of a file, if it is one of ours and its signature fits.

    Raises:
        ValueError: it is none of ours.
        InvalidSignature: of cryptography; something in it was changed.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        told = json.loads(file, object_pairs_hook=_once)
        [proof] = told.pop("proof")
        value = proof.pop("proofValue")
        found = _found(told)
        good = _credential(found) == told and proof == proof_of(found["did"]) and value[:1] == "z"
        good = good and told["credentialSubject"]["identifier"][0]["hashed"] is True
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a badge of ours") from error
    if not good:
        raise ValueError("not a badge of ours")
    Ed25519PublicKey.from_public_bytes(key_of(found["did"])).verify(unbase58(value[1:]), signed(told))
    return Badge(
        title=found["title"],
        organisation=found["organisation"],
        on=date.fromisoformat(found["day"][:10]),
        number=found["number"],
        salt=found["salt"],
        identity=found["identity"],
        did=found["did"],
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose names stand there once: of two, each reader would believe another."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("twice")
    return found


def _values(one: Attestation, organisation: str, did: str) -> dict[str, str]:
    salt = sha256(b"salt" + one.content).hexdigest()[:32]
    path = f"{did} {one.path} {one.edition}"
    narrative = _("Every lesson of the path was finished, and its final quiz, if it has one, was passed.")
    return {
        "id": _urn("badge", did, one.digest.hex()),
        "did": did,
        "organisation": organisation,
        "day": f"{one.last.isoformat()}T00:00:00Z",
        "subject": _urn("subject", salt, one.staff_number),
        "number": one.number,
        "identity": _identity(one.staff_number, salt),
        "salt": salt,
        "achievement": _urn("path", path),
        "title": one.title,
        "aim": one.aim or one.title,
        "criteria": _urn("criteria", path),
        "narrative": f"{narrative} {_('This is not a professional certification.')}",
        "content": f"ni:///sha-256;{urlsafe_b64encode(one.digest).decode().rstrip('=')}",
    }


def _credential(values: dict[str, str]) -> dict[str, Any]:
    """The one shape of our badges, without the proof."""
    return {
        "@context": CONTEXTS,
        "id": values["id"],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": values["title"],
        "issuer": {"id": values["did"], "type": ["Profile"], "name": values["organisation"]},
        "validFrom": values["day"],
        "credentialSubject": {
            "id": values["subject"],
            "type": ["AchievementSubject"],
            "licenseNumber": values["number"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": values["identity"],
                    "identityType": "identifier",
                    "salt": values["salt"],
                }
            ],
            "achievement": {
                "id": values["achievement"],
                "type": ["Achievement"],
                "name": values["title"],
                "description": values["aim"],
                "criteria": {"id": values["criteria"], "narrative": values["narrative"]},
            },
        },
        "evidence": [{"id": values["content"], "type": ["Evidence"], "name": values["number"]}],
    }


def _found(told: dict[str, Any]) -> dict[str, str]:
    """The values of a credential; the rest of it is to be compared. Raises ValueError for one that looks wrong."""
    subject, [evidence] = told["credentialSubject"], told["evidence"]
    got, [identity] = subject["achievement"], subject["identifier"]
    found = {
        "id": told["id"],
        "did": told["issuer"]["id"],
        "organisation": told["issuer"]["name"],
        "day": told["validFrom"],
        "subject": subject["id"],
        "number": subject["licenseNumber"],
        "identity": identity["identityHash"],
        "salt": identity["salt"],
        "achievement": got["id"],
        "title": told["name"],
        "aim": got["description"],
        "criteria": got["criteria"]["id"],
        "narrative": got["criteria"]["narrative"],
        "content": evidence["id"],
    }
    for name, shape in _VALUES.items():
        value = found[name]
        if not (shape.fullmatch(value) if shape else plain(value) == value):
            raise ValueError(name)
    return found


def _urn(*parts: str) -> str:
    """A name that the same parts always get."""
    return f"urn:uuid:{uuid5(NAMESPACE_OID, chr(0).join(parts))}"


def _identity(staff_number: str, salt: str) -> str:
    return f"sha256${sha256((staff_number + salt).encode()).hexdigest()}"
