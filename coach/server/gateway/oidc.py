"""Whose login does this OIDC token prove? Signature, issuer, audience and time are checked by PyJWT."""

import asyncio
import time
from typing import Any

import jwt
from jwt import PyJWK, PyJWKClient

from coach.server.gateway.configuration import Oidc
from coach.server.gateway.refusal import Refused, busy

_LONGEST, _LOGIN = 8192, 200


class Keys:
    """The issuer's public keys, fetched when first needed, and anew when old or when one is not among them.

    A key nobody knows must not make us ask the issuer each time: it is asked at most every `retry_seconds`. While it
    cannot be reached, the keys known so far hold.
    """

    def __init__(self, oidc: Oidc) -> None:
        """Fetch nothing yet."""
        self._oidc, self._known = oidc, list[PyJWK]()
        self._asked = self._fetched = float("-inf")
        self._lock = asyncio.Lock()

    async def find(self, name: str, algorithm: str) -> PyJWK:
        """The key of that `kid`, for that algorithm.

        Raises:
            Refused: 401 there is none; 503 none could be fetched yet.
        """
        async with self._lock:
            now = time.monotonic()
            old = now - self._fetched > self._oidc.renew_seconds
            if (old or self._named(name, algorithm) is None) and now - self._asked > self._oidc.retry_seconds:
                self._asked = now
                await asyncio.to_thread(self._fetch)
        found = self._named(name, algorithm)
        if found is None:
            raise Refused(401, "token") if self._known else busy("issuer")
        return found

    def _named(self, name: str, algorithm: str) -> PyJWK | None:
        for key in self._known:
            if (key.key_id, key.algorithm_name) == (name, algorithm) and key.public_key_use in (None, "sig"):
                return key
        return None

    def _fetch(self) -> None:
        try:
            self._known = PyJWKClient(self._oidc.keys, timeout=10).get_jwk_set().keys
        except (jwt.PyJWTError, ValueError, OSError):
            # The keys known so far hold.
            return
        self._fetched = time.monotonic()


async def login(token: str, oidc: Oidc, keys: Keys) -> str:
    """The login that the token proves; raises `Refused` 401 for any that proves nothing."""
    if not oidc.issuer or len(token) > _LONGEST:
        raise Refused(401, "token")
    try:
        header = jwt.get_unverified_header(token)
        # Before any key is looked for: a token chooses among ours, it brings none.
        if header.get("alg") not in oidc.algorithms or not isinstance(header.get("kid"), str):
            raise Refused(401, "token")
        claims = _proved(token, await keys.find(header["kid"], header["alg"]), header["alg"], oidc)
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise Refused(401, "token") from error
    found = claims[oidc.claim]
    if not isinstance(found, str) or not 0 < len(found) <= _LOGIN:
        raise Refused(401, "token")
    return found


def _proved(token: str, key: PyJWK, algorithm: str, oidc: Oidc) -> dict[str, Any]:
    claims: dict[str, Any] = jwt.decode(
        token,
        key,
        algorithms=[algorithm],
        audience=oidc.audience,
        issuer=oidc.issuer,
        leeway=oidc.leeway_seconds,
        options={"require": ["exp", "iat", "iss", "aud", oidc.claim]},
    )
    return claims
