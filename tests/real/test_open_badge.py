"""Our badge before a verifier that others wrote and, with the public contexts, before the tests' own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from coach.proof.badge import badge
from tests.unit.proof import verifier
from tests.unit.proof.made import HOSTILE, attestation

LIBRARY = (
    "openbadgeslib==4.6.3 --hash=sha256:c44e428b78414b0663d4b18c0c917929650d8606b28609df51bdd03f15de8e4f\n"
    "pypng==0.20220715.0 --hash=sha256:4a43e969b8f5aaafb2a415536c1a8ec7e341cd6a3f957fd5b5f32a4cfeed902c\n"
)
VERIFY = (
    "import sys; from openbadgeslib.ob3.ldp import OB3LdpVerifier as V; text = sys.stdin.read();"
    " import json; V.for_issuer_did(json.loads(text)['issuer']['id']).verify(text); print('verified')"
)


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the library of others, installed for this test alone."""
    folder = tmp_path_factory.mktemp("others")
    (folder / "lock").write_text(LIBRARY)
    install = (*("-m", "pip", "install", "-q", "--no-deps", "--require-hashes"), "-r", str(folder / "lock"))
    subprocess.run([sys.executable, *install, "--target", str(folder / "lib")], check=True)
    return folder / "lib"


@pytest.fixture(scope="session")
def contexts(others: Path) -> dict[str, Any]:
    """The public contexts as that library ships them, by address."""
    folder, found = others / "openbadgeslib/ob3/contexts", {}
    names = {
        "https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-v3p0-context-3.0.3.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "ob-v3p0-extensions.json",
    }
    for address, name in names.items():
        found[address] = json.loads((folder / name).read_text("utf-8"))
    return found


def loader(contexts: dict[str, Any]) -> verifier.Loader:
    def load(url: str, _options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": contexts[url]}

    return load


def theirs(others: Path, content: bytes) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", VERIFY],
        input=content.decode(), env=os.environ | {"PYTHONPATH": str(others)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Welcome", HOSTILE[1], HOSTILE[3], HOSTILE[4]])
def test_both_verifiers_accept_ours_and_refuse_a_changed_one(
    name: str, others: Path, contexts: dict[str, Any]
) -> None:
    content = badge(attestation(title=name), Ed25519PrivateKey.generate())
    done = theirs(others, content)
    assert (done.returncode, done.stdout) == (0, "verified\n"), done.stderr
    verifier.verify(json.loads(content), loader(contexts))
    changed = content.replace("Ville d’Été".encode(), b"Another town")
    assert changed != content
    assert theirs(others, changed).returncode != 0
    with pytest.raises(InvalidSignature):
        verifier.verify(json.loads(changed), loader(contexts))
