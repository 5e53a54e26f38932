"""Logins that somebody else has proved, before a real gateway and PostgreSQL: OIDC tokens, and a proxy's header."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.desk.gateway import Gateway, gateway
from tests.desk.issuer import AUDIENCE, Issuer, issuer
from tests.real.town import Town

TRUST = """connections = 2
[limits]
wrong_tokens_of_an_address = 100000
[proxy]
identity_header = "X-Remote-User"
realm = "VILLE.EXAMPLE"
addresses = [{addresses}]
[oidc]
issuer = "{url}"
audience = "{audience}"
keys = "{url}/keys"
"""


@pytest.fixture(scope="module")
def sso() -> Iterator[Issuer]:
    """The town's single sign-on."""
    with issuer() as found:
        yield found


@pytest.fixture
def town(store: Town) -> Iterator[Town]:
    """The town, whose people have logins, with its door for them open."""
    with psycopg.connect(store.dsn) as connection:
        connection.execute("UPDATE org.person SET login = 'camille' WHERE staff_number = '001'")
        connection.execute("UPDATE org.tenant SET settings = '{\"vouched_logins\": true}'")
    yield store
    with psycopg.connect(store.dsn) as connection:
        connection.execute("UPDATE org.tenant SET settings = '{}'")


@pytest.fixture
def site(town: Town, sso: Issuer, tmp_path: Path) -> Iterator[Gateway]:
    """A gateway that believes the issuer, and a proxy on this machine."""
    told = TRUST.format(url=sso.url, audience=AUDIENCE, addresses='"127.0.0.1"')
    with gateway(town.gateway, tmp_path, told) as found:
        yield found


def enrolled(site: Gateway, token: str = "", **headers: str) -> tuple[int, Any]:
    """An enrolment without a code."""
    key = base64.b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
    if token:
        return site.call("enrol", token, code="", public_key=key, client="1.0")
    body = f'{{"code": "", "public_key": "{key}", "client": "1.0"}}'
    status, _, answer = site.ask("POST", "/rpc/enrol", body, **headers)
    return status, answer


def test_a_token_of_the_town_s_sign_on_enrols_without_a_code(site: Gateway, sso: Issuer) -> None:
    status, told = enrolled(site, sso.token())
    assert (status, told["person"]["id"]) == (200, "001")
    assert site.call("sync", told["token"], batches=[], cursor=None)[1]["pull"]["me"]["id"] == "001"


def test_expired_foreign_and_unsigned_tokens_enrol_nobody(site: Gateway, sso: Issuer, town: Town) -> None:
    now = datetime.now(UTC)
    claims = jwt.decode(sso.token(), options={"verify_signature": False})
    with issuer() as other:
        foreign = [other.token(), other.token(iss=sso.url)]
    for token in (
        *foreign,
        sso.token(exp=now - timedelta(minutes=10)),
        sso.token(now=now + timedelta(hours=1), exp=now + timedelta(hours=2)),
        sso.token(aud="another"),
        sso.token(iss="https://elsewhere.example"),
        sso.token(preferred_username="somebody.else"),
        sso.token(preferred_username="' OR true --"),
        jwt.encode(claims, "", "none", headers={"kid": "first-RS256"}),
        jwt.encode(claims, "x" * 64, "HS256", headers={"kid": "first-RS256"}),
        sso.token()[:-8] + "AAAAAAAA",
    ):
        assert enrolled(site, token) == (401, {"error": "token"})
    with psycopg.connect(town.dsn) as connection:
        assert connection.execute("SELECT count(*) FROM org.device").fetchone() == (0,)


def test_a_login_alone_is_no_device(site: Gateway, sso: Issuer) -> None:
    assert site.call("sync", sso.token(), batches=[], cursor=None) == (403, {"error": "device"})


def test_what_a_front_has_checked_by_kerberos_enrols_silently(site: Gateway) -> None:
    assert enrolled(site, X_Remote_User="camille@VILLE.EXAMPLE")[0] == 200
    assert enrolled(site, X_Remote_User="CAMILLE@VILLE.EXAMPLE")[0] == 200
    assert enrolled(site, X_Remote_User="camille@ELSEWHERE.EXAMPLE")[0] == 401
    assert enrolled(site, X_Remote_User="nobody@VILLE.EXAMPLE")[0] == 401
    assert enrolled(site)[0] == 401


def test_from_another_address_the_header_is_only_a_claim(town: Town, sso: Issuer, tmp_path: Path) -> None:
    told = TRUST.format(url=sso.url, audience=AUDIENCE, addresses='"192.0.2.1"')
    with gateway(town.gateway, tmp_path, told) as site:
        status, answer = enrolled(site, X_Remote_User="camille@VILLE.EXAMPLE", X_Forwarded_For="192.0.2.1")
    assert (status, answer) == (401, b'{"error":"code"}')


def test_a_town_that_has_not_opened_that_door_lets_no_login_in(
    site: Gateway, sso: Issuer, town: Town
) -> None:
    with psycopg.connect(town.dsn) as connection:
        connection.execute("UPDATE org.tenant SET settings = '{}'")
    assert enrolled(site, sso.token()) == (401, {"error": "token"})
    assert enrolled(site, X_Remote_User="camille@VILLE.EXAMPLE")[0] == 401
