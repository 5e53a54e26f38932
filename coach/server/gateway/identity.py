"""Who asks, and from where: a device's token, or a login that OIDC or the reverse proxy vouches for."""

from dataclasses import dataclass
from hashlib import sha256

from starlette.requests import Request

from coach.server.gateway import oidc
from coach.server.gateway.configuration import Configuration, Proxy, is_address
from coach.server.gateway.refusal import Refused

_LONGEST = 200


@dataclass(frozen=True)
class Device:
    """The bearer of a device's token; only its SHA-256 goes any further."""

    token_sha256: bytes


@dataclass(frozen=True)
class Login:
    """A login that somebody else has proved."""

    login: str


Asker = Device | Login | None


async def asker(request: Request, configuration: Configuration, keys: oidc.Keys) -> Asker:
    """Who asks; None if nobody is named. Raises `Refused` 401 for what proves nothing."""
    scheme, _, told = request.headers.get("authorization", "").partition(" ")
    # A proxy that speaks Kerberos leaves its own "Negotiate" there.
    if scheme.lower() != "bearer":
        return _vouched(request, configuration.proxy)
    token = told.strip()
    if token.count(".") == 2:
        return Login(await oidc.login(token, configuration.oidc, keys))
    if not token.isascii() or not 0 < len(token) <= _LONGEST:
        raise Refused(401, "token")
    return Device(sha256(token.encode()).digest())


def address(request: Request, proxy: Proxy) -> str:
    """Where the request comes from: the nearest place that is not our own proxy, as the proxy tells it."""
    place = request.client.host if request.client else ""
    told = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    while place in proxy.addresses and told:
        before = told.pop().strip()
        if not is_address(before):
            break
        place = before
    return place


def _vouched(request: Request, proxy: Proxy) -> Login | None:
    told = request.headers.getlist(proxy.identity_header) if proxy.identity_header else []
    # From anywhere else the header is only somebody's claim.
    if not told or request.client is None or request.client.host not in proxy.addresses:
        return None
    name, _, realm = told[0].strip().partition("@") if proxy.realm else (told[0].strip(), "", "")
    if len(told) > 1 or not 0 < len(name) <= _LONGEST or realm != proxy.realm:
        raise Refused(401, "identity")
    return Login(name)
