"""The files that an attestation can become, by kind."""

import re
from typing import TYPE_CHECKING, Literal

from coach.domain.attestation import Attestation

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Kind = Literal["page", "pdf", "line", "badge"]
KINDS: dict[Kind, str] = {"page": ".html", "pdf": ".pdf", "line": ".txt", "badge": ".badge.json"}
"""Each kind with the ending of its files."""


def document(one: Attestation, kind: Kind, key: "Ed25519PrivateKey | None" = None) -> bytes:
    """The whole file.

    Raises:
        NoPdf: this computer cannot make one, or not of these words.
    """
    # Each of them loads what only it needs.
    if kind == "page":
        from coach.proof.page import page

        return page(one)
    if kind == "pdf":
        from coach.proof.paper import paper

        return paper(one)
    if kind == "line":
        from coach.proof.line import line_file

        return line_file(one)
    from coach.proof.badge import badge

    assert key is not None, "a badge is signed"
    return badge(one, key)


def stem(one: Attestation) -> str:
    """A file's name without its ending: whose it is, and the number."""
    who = re.sub(r"[^A-Za-z0-9]+", "_", one.staff_number)[:40].strip("_") or "x"
    return f"attestation-{who}-{one.number}"
