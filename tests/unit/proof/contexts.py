"""The terms of our badges as the two public JSON-LD contexts define them, for a processor that may not fetch them.

Written by hand from the vocabularies, small on purpose. `tests/real/test_open_badge.py` holds the badge to the
contexts themselves.
"""

from typing import Any

VC, OB = "https://www.w3.org/2018/credentials#", "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
SECURITY, XSD = "https://w3id.org/security#", "http://www.w3.org/2001/XMLSchema#"
NAMES = {"id": "@id", "type": "@type", "name": "https://schema.org/name"}

CREDENTIALS: dict[str, Any] = {
    **NAMES,
    "description": "https://schema.org/description",
    "VerifiableCredential": f"{VC}VerifiableCredential",
    "credentialSubject": {"@id": f"{VC}credentialSubject", "@type": "@id"},
    "evidence": {"@id": f"{VC}evidence", "@type": "@id"},
    "issuer": {"@id": f"{VC}issuer", "@type": "@id"},
    "validFrom": {"@id": f"{VC}validFrom", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "DataIntegrityProof": f"{SECURITY}DataIntegrityProof",
    "cryptosuite": {"@id": f"{SECURITY}cryptosuite", "@type": f"{SECURITY}cryptosuiteString"},
    "proofPurpose": {"@id": f"{SECURITY}proofPurpose", "@type": "@vocab"},
    "assertionMethod": f"{SECURITY}assertionMethod",
    "verificationMethod": {"@id": f"{SECURITY}verificationMethod", "@type": "@id"},
}
BADGES: dict[str, Any] = {
    **{
        name: f"{OB}{name}"
        for name in (
            *(
                "OpenBadgeCredential",
                "Achievement",
                "AchievementSubject",
                "Evidence",
                "IdentityObject",
                "Profile",
            ),
            *(
                "achievement",
                "identifier",
                "licenseNumber",
                "identityHash",
                "identityType",
                "salt",
                "narrative",
            ),
        )
    },
    "criteria": {"@id": f"{OB}Criteria", "@type": "@id"},
    "hashed": {"@id": f"{OB}hashed", "@type": "https://www.w3.org/2001/XMLSchema#boolean"},
}


def loader(url: str, _options: object) -> dict[str, Any]:
    """A document loader of PyLD that knows these two and fetches nothing."""
    known = {
        "https://www.w3.org/ns/credentials/v2": CREDENTIALS,
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": BADGES,
    }
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": known[url]}}
