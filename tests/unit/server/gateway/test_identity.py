"""A token counts, a header only from the proxy, and an address only as far as our proxies tell it."""

import asyncio
import dataclasses
from hashlib import sha256

import pytest
from starlette.requests import Request

from coach.server.gateway import identity, oidc
from coach.server.gateway.configuration import Configuration, Oidc, Proxy
from coach.server.gateway.identity import Device, Login
from coach.server.gateway.refusal import Refused
from tests.desk.issuer import AUDIENCE, Issuer

FRONT = Proxy(identity_header="X-Remote-User", realm="VILLE.EXAMPLE")


def request(place: str | None, *headers: tuple[str, str]) -> Request:
    told = [(name.lower().encode(), text.encode("latin-1")) for name, text in headers]
    return Request({"type": "http", "headers": told, "client": (place, 4711) if place else None})


def who(found: Request, proxy: Proxy = FRONT, issued: Oidc | None = None) -> identity.Asker:
    configuration = dataclasses.replace(Configuration(), proxy=proxy, oidc=issued or Oidc())
    return asyncio.run(identity.asker(found, configuration, oidc.Keys(configuration.oidc)))


def refused(found: Request, proxy: Proxy = FRONT) -> int:
    with pytest.raises(Refused) as refusal:
        who(found, proxy)
    return refusal.value.status


def test_only_the_hash_of_a_token_goes_any_further() -> None:
    for scheme in ("Bearer", "bearer", "BEARER"):
        told = who(request("192.0.2.1", ("Authorization", f"{scheme}  secret-token ")))
        assert told == Device(sha256(b"secret-token").digest())
        assert "secret" not in repr(told)


@pytest.mark.parametrize("told", ["Bearer", "Bearer ", "Bearer \xe9", "Bearer " + "x" * 201])
def test_what_is_no_token_is_refused(told: str) -> None:
    assert refused(request("192.0.2.1", ("Authorization", told))) == 401


def test_who_says_nothing_is_nobody() -> None:
    assert who(request("192.0.2.1")) is None
    assert who(request("127.0.0.1", ("Authorization", "Basic Y2FtaWxsZTp4"))) is None


def test_a_token_with_two_points_is_one_of_the_issuer(shared_issuer: Issuer) -> None:
    issued = Oidc(issuer=shared_issuer.url, audience=AUDIENCE, keys=f"{shared_issuer.url}/keys")
    told = who(request("192.0.2.1", ("Authorization", f"Bearer {shared_issuer.token()}")), issued=issued)
    assert told == Login("camille")


def test_the_proxy_vouches_for_a_login_of_its_realm() -> None:
    for place in ("127.0.0.1", "::1"):
        assert who(request(place, ("X-Remote-User", "camille@VILLE.EXAMPLE"))) == Login("camille")
    plain = Proxy(identity_header="X-Remote-User")
    assert who(request("127.0.0.1", ("X-Remote-User", "camille")), plain) == Login("camille")


def test_nobody_else_vouches_for_anybody() -> None:
    told = ("X-Remote-User", "camille@VILLE.EXAMPLE")
    for place in ("192.0.2.1", "127.0.0.2", "", None):
        assert who(request(place, told, ("X-Forwarded-For", "127.0.0.1"))) is None
    assert who(request("127.0.0.1", told), Proxy()) is None


@pytest.mark.parametrize(
    "told", ["camille", "camille@ELSEWHERE", "camille@", "@VILLE.EXAMPLE", "", "a@b@VILLE.EXAMPLE", "x" * 201]
)
def test_another_realm_or_no_login_is_refused(told: str) -> None:
    assert refused(request("127.0.0.1", ("X-Remote-User", told))) == 401


def test_two_headers_of_identity_are_one_too_many() -> None:
    twice = [("X-Remote-User", "camille@VILLE.EXAMPLE"), ("x-remote-user", "dominique@VILLE.EXAMPLE")]
    assert refused(request("127.0.0.1", *twice)) == 401


def test_the_device_s_token_stands_before_the_header() -> None:
    both = [("X-Remote-User", "camille@VILLE.EXAMPLE"), ("Authorization", "Bearer token")]
    assert isinstance(who(request("127.0.0.1", *both)), Device)
    kerberos = [("X-Remote-User", "camille@VILLE.EXAMPLE"), ("Authorization", "Negotiate YIIF")]
    assert who(request("127.0.0.1", *kerberos)) == Login("camille")


@pytest.mark.parametrize(
    ("place", "told", "found"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["203.0.113.9"], "192.0.2.1"),
        ("127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["198.51.100.1, 203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["198.51.100.1", "203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["203.0.113.9, ::1"], "203.0.113.9"),
        ("127.0.0.1", ["2001:db8::1"], "2001:db8::1"),
        ("127.0.0.1", ["198.51.100.1, nonsense"], "127.0.0.1"),
        ("127.0.0.1", ["", " "], "127.0.0.1"),
        ("127.0.0.1", [], "127.0.0.1"),
        (None, ["203.0.113.9"], ""),
    ],
)
def test_an_address_is_believed_only_as_far_as_our_proxies_tell_it(
    place: str | None, told: list[str], found: str
) -> None:
    assert identity.address(request(place, *(("X-Forwarded-For", one) for one in told)), FRONT) == found
