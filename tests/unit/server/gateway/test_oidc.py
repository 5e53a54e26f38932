"""Tokens of a real JWKS on loopback: what proves a login, and every way in which a token does not."""

import asyncio
import base64
import dataclasses
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from coach.server.gateway import oidc
from coach.server.gateway.configuration import Oidc
from coach.server.gateway.refusal import Refused
from tests.desk.issuer import AUDIENCE, Issuer, issuer


def trusting(found: Issuer, **more: Any) -> Oidc:
    settings = Oidc(issuer=found.url, audience=AUDIENCE, keys=f"{found.url}/keys")
    return dataclasses.replace(settings, **more)


def login(token: str, settings: Oidc, keys: oidc.Keys | None = None) -> str:
    return asyncio.run(oidc.login(token, settings, keys or oidc.Keys(settings)))


def refused(token: str, settings: Oidc, keys: oidc.Keys | None = None) -> Refused:
    with pytest.raises(Refused) as found:
        login(token, settings, keys)
    return found.value


def part(told: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize("key", ["first-RS256", "first-ES256", "first-EdDSA"])
def test_a_token_of_each_kind_proves_its_login(shared_issuer: Issuer, key: str) -> None:
    assert login(shared_issuer.token(key), trusting(shared_issuer)) == "camille"


def test_the_login_stands_in_the_claim_that_was_configured(shared_issuer: Issuer) -> None:
    settings = trusting(shared_issuer, claim="upn")
    assert login(shared_issuer.token(upn="c.roux"), settings) == "c.roux"
    assert refused(shared_issuer.token(), settings).status == 401


def test_clocks_may_differ_by_the_leeway_and_no_more(shared_issuer: Issuer) -> None:
    settings, now = trusting(shared_issuer, leeway_seconds=60), datetime.now(UTC)
    assert login(shared_issuer.token(now=now + timedelta(seconds=40)), settings) == "camille"
    assert login(shared_issuer.token(exp=now - timedelta(seconds=40)), settings) == "camille"
    assert refused(shared_issuer.token(now=now + timedelta(seconds=90)), settings).status == 401
    assert refused(shared_issuer.token(exp=now - timedelta(seconds=90)), settings).status == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"}, {"iss": None}, {"aud": "another"}, {"aud": None}, {"aud": ["a", "b"]},
        {"exp": None}, {"iat": None}, {"exp": "soon"}, {"exp": 1}, {"nbf": 4_102_444_800},
        {"preferred_username": None}, {"preferred_username": ""}, {"preferred_username": 7},
        {"preferred_username": ["camille"]}, {"preferred_username": "x" * 201},
    ],
    ids=str,
)  # fmt: skip
def test_a_claim_that_is_wrong_or_missing_proves_nothing(
    shared_issuer: Issuer, claims: dict[str, Any]
) -> None:
    found = refused(shared_issuer.token(**claims), trusting(shared_issuer))
    assert (found.status, found.error) == (401, "token")


def test_one_of_several_audiences_is_enough(shared_issuer: Issuer) -> None:
    assert login(shared_issuer.token(aud=["other", AUDIENCE]), trusting(shared_issuer)) == "camille"


def test_a_token_that_names_no_algorithm_proves_nothing(shared_issuer: Issuer) -> None:
    claims = shared_issuer.token().split(".")[1]
    for name in ("none", "None", "NONE", ""):
        for signature in ("", "AAAA"):
            forged = f"{part({'alg': name, 'kid': 'first-RS256', 'typ': 'JWT'})}.{claims}.{signature}"
            assert refused(forged, trusting(shared_issuer)).status == 401


def test_the_public_key_is_no_shared_secret(shared_issuer: Issuer) -> None:
    claims = shared_issuer.token().split(".")[1]
    public = shared_issuer.private["first-RS256"].public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    for algorithm, digest in (
        ("HS256", hashlib.sha256),
        ("HS384", hashlib.sha384),
        ("HS512", hashlib.sha512),
    ):
        head = f"{part({'alg': algorithm, 'kid': 'first-RS256'})}.{claims}"
        mac = base64.urlsafe_b64encode(hmac.digest(pem, head.encode(), digest)).rstrip(b"=").decode()
        assert refused(f"{head}.{mac}", trusting(shared_issuer)).status == 401


def test_even_a_secret_that_the_issuer_published_signs_nothing() -> None:
    with issuer() as found:
        secret = base64.urlsafe_b64encode(b"s" * 64).rstrip(b"=").decode()
        found.more.append({"kty": "oct", "kid": "shared", "k": secret, "alg": "HS256"})
        claims = jwt.decode(found.token(), options={"verify_signature": False})
        forged = jwt.encode(claims, b"s" * 64, "HS256", headers={"kid": "shared"})
        assert refused(forged, trusting(found)).status == 401


def test_another_s_key_proves_nothing_even_under_a_name_of_ours(shared_issuer: Issuer) -> None:
    with issuer() as other:
        assert refused(other.token(iss=shared_issuer.url), trusting(shared_issuer)).status == 401


def test_a_token_brings_no_key_of_its_own(shared_issuer: Issuer) -> None:
    with issuer() as other:
        claims = jwt.decode(shared_issuer.token(), options={"verify_signature": False})
        for more in ({"jku": f"{other.url}/keys"}, {"jwk": other.keys()["keys"][0]}, {"x5u": other.url}):
            head = {"kid": "first-RS256"} | more
            forged = jwt.encode(claims, other.private["first-RS256"], "RS256", headers=head)
            assert refused(forged, trusting(shared_issuer)).status == 401
        assert other.asked == 0


def test_a_key_for_one_algorithm_is_not_taken_for_another(shared_issuer: Issuer) -> None:
    claims = jwt.decode(shared_issuer.token(), options={"verify_signature": False})
    for algorithm in ("RS384", "RS512", "PS256"):
        forged = jwt.encode(claims, shared_issuer.private["first-RS256"], algorithm, {"kid": "first-RS256"})
        assert refused(forged, trusting(shared_issuer)).status == 401
    swapped = jwt.encode(
        claims, shared_issuer.private["first-RS256"], "RS256", headers={"kid": "first-ES256"}
    )
    assert refused(swapped, trusting(shared_issuer)).status == 401


def test_the_administrator_can_allow_fewer_algorithms(shared_issuer: Issuer) -> None:
    settings = trusting(shared_issuer, algorithms=("ES256",))
    assert login(shared_issuer.token("first-ES256"), settings) == "camille"
    assert refused(shared_issuer.token("first-RS256"), settings).status == 401


def test_one_altered_letter_and_the_token_proves_nothing(shared_issuer: Issuer) -> None:
    head, claims, signature = shared_issuer.token().split(".")
    other = part(
        jwt.decode(shared_issuer.token(), options={"verify_signature": False}) | {"preferred_username": "x"}
    )
    assert refused(f"{head}.{other}.{signature}", trusting(shared_issuer)).status == 401
    flipped = ("A" if signature[0] != "A" else "B") + signature[1:]
    assert refused(f"{head}.{claims}.{flipped}", trusting(shared_issuer)).status == 401


@pytest.mark.parametrize(
    "token",
    ["..", "a.b.c", "é.é.é", "{}.{}.{}", "e30.e30.e30", "x" * 9000 + ".b.c", f"{'WyJ' * 500}.e30.e30"],
)
def test_nonsense_proves_nothing(shared_issuer: Issuer, token: str) -> None:
    assert refused(token, trusting(shared_issuer)).status == 401


def test_a_deeply_nested_head_proves_nothing(shared_issuer: Issuer) -> None:
    head = base64.urlsafe_b64encode(b"[" * 3000).decode()
    assert refused(f"{head}.e30.e30", trusting(shared_issuer)).status == 401


def test_without_an_issuer_no_token_is_looked_at(shared_issuer: Issuer) -> None:
    before = shared_issuer.asked
    assert refused(shared_issuer.token(), Oidc(keys=f"{shared_issuer.url}/keys")).status == 401
    assert shared_issuer.asked == before


def test_a_new_key_of_the_issuer_is_found_and_one_taken_away_holds_no_more() -> None:
    with issuer() as found:
        settings = trusting(found, retry_seconds=0, renew_seconds=0)
        keys = oidc.Keys(settings)
        old = found.token("first-ES256")
        assert login(old, settings, keys) == "camille"
        found.new_key("second", "ES256")
        assert login(found.token("second"), settings, keys) == "camille"
        del found.private["first-ES256"]
        assert refused(old, settings, keys).status == 401


def test_unknown_keys_do_not_make_us_ask_the_issuer_again_and_again() -> None:
    with issuer() as found:
        settings = trusting(found, retry_seconds=3600)
        keys = oidc.Keys(settings)
        assert login(found.token(), settings, keys) == "camille"
        found.new_key("unknown", "EdDSA")
        for _ in range(20):
            assert refused(found.token("unknown"), settings, keys).status == 401
        assert found.asked == 1


def test_keys_known_so_far_hold_while_the_issuer_is_out_of_order() -> None:
    with issuer() as found:
        settings = trusting(found, retry_seconds=0, renew_seconds=0)
        keys = oidc.Keys(settings)
        assert login(found.token(), settings, keys) == "camille"
        found.answer = 500
        assert login(found.token(), settings, keys) == "camille"
    assert login(found.token(), settings, keys) == "camille"
    assert found.asked == 2


def test_while_no_key_was_ever_fetched_the_answer_is_come_back_later() -> None:
    with issuer() as found:
        found.answer = 500
        refusal = refused(found.token(), trusting(found))
    assert (refusal.status, refusal.error) == (503, "issuer")
    assert refusal.retry_after
