"""What a badge's signature covers: its statements as canonical N-Quads (RDFC-1.0), and those of the proof.

Our badge has one shape only, so that they are written down one by one instead of by a JSON-LD processor, which would
bring a parser of HTML along; tests hold them to what such a processor makes of the contexts.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

_OB, _VC = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#", "https://www.w3.org/2018/credentials#"
_SCHEMA, _SECURITY = "https://schema.org/", "https://w3id.org/security#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TIME, _TRUTH = "http://www.w3.org/2001/XMLSchema#dateTime", "https://www.w3.org/2001/XMLSchema#boolean"
_NAMELESS = "_:c14n0"


def proof_of(did: str) -> dict[str, str]:
    """A proof without its value. It has no day: the same badge is then the same file."""
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "proofPurpose": "assertionMethod",
        "verificationMethod": f"{did}#{did.removeprefix('did:key:')}",
    }


def signed(credential: Mapping[str, Any]) -> bytes:
    """The two hashes that are signed, one after the other: of the proof's statements, then of the credential's."""
    proof = sha256(proof_quads(credential["issuer"]["id"]).encode()).digest()
    return proof + sha256(quads(credential).encode()).digest()


def proof_quads(did: str) -> str:
    """The statements of a proof without its value."""
    told, me = proof_of(did), _NAMELESS
    return _sorted(
        (
            f"{me} <{_TYPE}> <{_SECURITY}{told['type']}>",
            f"{me} <{_SECURITY}cryptosuite> {_literal(told['cryptosuite'], f'{_SECURITY}cryptosuiteString')}",
            f"{me} <{_SECURITY}proofPurpose> <{_SECURITY}{told['proofPurpose']}>",
            f"{me} <{_SECURITY}verificationMethod> <{told['verificationMethod']}>",
        )
    )


def quads(credential: Mapping[str, Any]) -> str:
    """The statements of a credential of our shape, without its proof; only the identifier has no name of its own."""
    subject, [evidence] = credential["credentialSubject"], credential["evidence"]
    got, [identity] = subject["achievement"], subject["identifier"]
    me, by, who, what = (f"<{one['id']}>" for one in (credential, credential["issuer"], subject, got))
    proof, criteria = f"<{evidence['id']}>", f"<{got['criteria']['id']}>"
    return _sorted(
        (
            f"{me} <{_TYPE}> <{_OB}OpenBadgeCredential>",
            f"{me} <{_TYPE}> <{_VC}VerifiableCredential>",
            f"{me} <{_SCHEMA}name> {_literal(credential['name'])}",
            f"{me} <{_VC}credentialSubject> {who}",
            f"{me} <{_VC}evidence> {proof}",
            f"{me} <{_VC}issuer> {by}",
            f"{me} <{_VC}validFrom> {_literal(credential['validFrom'], _TIME)}",
            f"{by} <{_TYPE}> <{_OB}Profile>",
            f"{by} <{_SCHEMA}name> {_literal(credential['issuer']['name'])}",
            f"{proof} <{_TYPE}> <{_OB}Evidence>",
            f"{proof} <{_SCHEMA}name> {_literal(evidence['name'])}",
            f"{who} <{_TYPE}> <{_OB}AchievementSubject>",
            f"{who} <{_OB}achievement> {what}",
            f"{who} <{_OB}identifier> {_NAMELESS}",
            f"{who} <{_OB}licenseNumber> {_literal(subject['licenseNumber'])}",
            f"{_NAMELESS} <{_TYPE}> <{_OB}IdentityObject>",
            f"{_NAMELESS} <{_OB}hashed> {_literal('true', _TRUTH)}",
            *(
                f"{_NAMELESS} <{_OB}{name}> {_literal(identity[name])}"
                for name in ("identityHash", "identityType", "salt")
            ),
            f"{what} <{_TYPE}> <{_OB}Achievement>",
            f"{what} <{_OB}Criteria> {criteria}",
            f"{what} <{_SCHEMA}description> {_literal(got['description'])}",
            f"{what} <{_SCHEMA}name> {_literal(got['name'])}",
            f"{criteria} <{_OB}narrative> {_literal(got['criteria']['narrative'])}",
        )
    )


def _sorted(lines: Iterable[str]) -> str:
    return "".join(sorted(f"{line} .\n" for line in lines))


def _literal(text: str, kind: str = "") -> str:
    # Our texts are `plain`: no other letter of them would be written differently.
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' + (f"^^<{kind}>" if kind else "")
