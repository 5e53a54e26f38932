"""Who issues OIDC tokens: a JWKS on loopback, keys that can be changed, and tokens good and bad."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

AUDIENCE = "coach"
_MAKERS: dict[str, Any] = {
    "RS256": lambda: rsa.generate_private_key(65537, 2048),
    "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "EdDSA": ed25519.Ed25519PrivateKey.generate,
}
_JWK: dict[str, Any] = {
    "RS256": jwt.algorithms.RSAAlgorithm,
    "ES256": jwt.algorithms.ECAlgorithm,
    "EdDSA": jwt.algorithms.OKPAlgorithm,
}


class Issuer:
    """Publishes the public half of `private`; `asked` counts how often somebody fetched it."""

    def __init__(self) -> None:
        """Listen, with a key of each kind."""
        self.private: dict[str, Any] = {}
        self.algorithm: dict[str, str] = {}
        self.asked, self.answer = 0, 200
        self.more: list[dict[str, Any]] = []
        for algorithm in _MAKERS:
            self.new_key(f"first-{algorithm}", algorithm)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def new_key(self, name: str, algorithm: str) -> None:
        """One more key."""
        self.private[name], self.algorithm[name] = _MAKERS[algorithm](), algorithm

    def token(self, key: str = "first-RS256", now: datetime | None = None, **claims: Any) -> str:
        """A token of five minutes for `camille`; a claim that is None is left out."""
        now = now or datetime.now(UTC)
        told = {
            "iss": self.url,
            "aud": AUDIENCE,
            "iat": now,
            "exp": now + timedelta(minutes=5),
            "preferred_username": "camille",
        }
        kept = {name: value for name, value in (told | claims).items() if value is not None}
        return jwt.encode(kept, self.private[key], self.algorithm[key], headers={"kid": key})

    def keys(self) -> dict[str, Any]:
        """The JWKS."""
        told = [
            _JWK[self.algorithm[name]].to_jwk(key.public_key(), as_dict=True)
            | {"kid": name, "use": "sig", "alg": self.algorithm[name]}
            for name, key in self.private.items()
        ]
        return {"keys": told + self.more}

    def stop(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


@contextmanager
def issuer() -> Iterator[Issuer]:
    """One that listens."""
    found = Issuer()
    try:
        yield found
    finally:
        found.stop()


def _handler(issuer: Issuer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers to one question."""

        def do_GET(self) -> None:
            issuer.asked += 1
            body = json.dumps(issuer.keys()).encode()
            self.send_response(issuer.answer)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: it would stand between the tests' lines."""

    return Handler
