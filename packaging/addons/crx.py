"""Signs the Chromium add-on as a .crx, the form in which a policy installs it on every desk.

The file's layout is that of CRX3: a magic word, a version, a header of one RSA proof and the signed identifier,
then the zip. OpenSSL makes the signature, so that no further library is needed.
"""

import base64
import hashlib
import subprocess
from pathlib import Path


def public(key: Path) -> bytes:
    """The public half (DER) of a private RSA key (PEM). Raises SystemExit when OpenSSL refuses it."""
    return _openssl(b"", "rsa", "-in", str(key), "-pubout", "-outform", "DER")


def identifier(half: bytes) -> str:
    """The identifier that Chromium gives to whoever holds this key."""
    return "".join(chr(ord("a") + int(sign, 16)) for sign in hashlib.sha256(half).hexdigest()[:32])


def manifest_key(half: bytes) -> str:
    """The public half as the manifest's `key`, which gives an unpacked folder the same identifier."""
    return base64.b64encode(half).decode()


def signed(packed: bytes, key: Path) -> bytes:
    """The .crx of a zip."""
    half = public(key)
    data = _field(1, hashlib.sha256(half).digest()[:16])
    message = b"CRX3 SignedData\0" + len(data).to_bytes(4, "little") + data + packed
    signature = _openssl(message, "dgst", "-sha256", "-sign", str(key))
    header = _field(2, _field(1, half) + _field(2, signature)) + _field(10000, data)
    return b"Cr24" + (3).to_bytes(4, "little") + len(header).to_bytes(4, "little") + header + packed


def updates(identity: str, version: str, address: str) -> str:
    """The update file that a policy names, for a .crx at an address."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">\n'
        f'  <app appid="{identity}"><updatecheck codebase="{address}" version="{version}"/></app>\n'
        "</gupdate>\n"
    )


def _field(number: int, value: bytes) -> bytes:
    """A protocol-buffer field that holds bytes."""
    return _whole(number << 3 | 2) + _whole(len(value)) + value


def _whole(number: int) -> bytes:
    left = number >> 7
    return bytes([number & 127 | 128]) + _whole(left) if left else bytes([number])


def _openssl(given: bytes, *arguments: str) -> bytes:
    done = subprocess.run(["openssl", *arguments], input=given, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"openssl {arguments[0]}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout
