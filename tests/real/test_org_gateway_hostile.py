"""What hostile clients send to the gateway: forged tokens, bombs, nonsense, SQL, and next to nothing very slowly."""

import base64
import contextlib
import gzip
import socket
from pathlib import Path
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from coach.domain.batch import digest
from tests.desk.gateway import Gateway, gateway
from tests.real.org_desks import code, enrol, kept, public, sent
from tests.real.town import Town, finished

LESSON = "mes-onglets"


def test_foreign_and_forged_tokens_open_nothing(site: Gateway, store: Town) -> None:
    desk = enrol(site, store)
    for token in ("x", desk.token[:-1], desk.token + "x", desk.token.swapcase(), desk.device, "' OR 1=1 --"):
        assert site.call("sync", token, batches=[], cursor=None) == (401, {"error": "token"})
    status, headers, _ = site.ask("POST", "/rpc/sync", "{}")
    assert (status, headers["www-authenticate"]) == (401, "Bearer")


def test_hostile_bodies_are_refused_and_the_gateway_lives_on(site: Gateway, store: Town) -> None:
    desk = enrol(site, store)
    sign = {"Authorization": f"Bearer {desk.token}"}
    packed = sign | {"Content_Encoding": "gzip"}
    bomb = gzip.compress(bytes(200_000_000), 9)
    cases: list[tuple[Any, dict[str, str], int]] = [
        (b"{", sign, 400), (b"[]", sign, 400), (b"\xff", sign, 400), (b'{"batches": NaN}', sign, 400),
        (b"[" * 500_000, sign, 400), (b'{"batches":' + b"[" * 500_000, sign, 400),
        (b'{"batches": [' + b"{}," * 1000 + b"{}]}", sign, 400), (b'{"batches": {}}', sign, 400),
        (b'{"cursor": 7}', sign, 400), (b'{"cursor": {"xid": "\\u0000"}}', sign, 400), (b'{"more": 1}', sign, 400),
        (b'{"cursor": {"xid": "\\ud800"}}', sign, 400), (b'{"batches": [], "cursor": {"xid": 1e400}}', sign, 400),
        (bomb, packed, 413), (b"no gzip", packed, 400), (gzip.compress(b"{}")[:-1], packed, 400),
        (b"{}", sign | {"Content_Encoding": "br"}, 415),
    ]  # fmt: skip
    for body, headers, status in cases:
        assert site.ask("POST", "/rpc/sync", body, **headers)[0] == status, body[:40]
    # The answer may come before the whole body was sent, and with it the end of the line.
    with contextlib.suppress(ConnectionError):
        assert site.ask("POST", "/rpc/sync", bytes(10_000_000), **sign)[0] == 413
    deep = '{"cursor": ' + '{"a":' * 500 + "1" + "}" * 500 + "}"
    assert site.ask("POST", "/rpc/sync", deep, **sign)[0] == 200
    assert site.call("sync", desk.token, batches=[sent(desk, finished(LESSON, ""))], cursor=None)[0] == 200


def test_a_signed_batch_of_nonsense_changes_nothing(site: Gateway, store: Town) -> None:
    desk = enrol(site, store)
    for text in ("", "[]", "{}", '{"v": 1}', "[" * 100_000, "\x00", '{"a": "\\u0000"}'):
        raw = desk.key.sign(bytes.fromhex(digest(text.encode())))
        batch = {"body": text, "signature": base64.b64encode(raw).decode()}
        assert site.call("sync", desk.token, batches=[batch], cursor=None) == (400, {"error": "arguments"}), (
            text
        )
    assert kept(store) == []


def test_sql_in_every_argument_stays_a_text(site: Gateway, store: Town) -> None:
    desk = enrol(site, store)
    for hostile in (
        "'",
        "'; DROP TABLE org.person; --",
        "%s",
        "%(a)s",
        '"',
        "\\",
        "$1",
        "{}",
        "') OR 1=1 --",
        "\x00",
    ):
        key = public(Ed25519PrivateKey.generate())
        status, _ = site.call("enrol", code=hostile, public_key=key, client="1.0")
        assert status in {400, 401}
        assert site.call("enrol", code=code(store), public_key=key, client=hostile)[0] in {200, 400}
        event = finished(LESSON, "") | {"lesson": hostile, "path": hostile}
        status, answer = site.call("sync", desk.token, batches=[sent(desk, event)], cursor=None)
        assert status in {200, 400}
        if status == 200:
            assert answer["push"][0]["status"] in {"ok", "fork"}
            assert all(one["reason"] == "unknown" for one in answer["push"][0].get("refused", []))
        assert site.call("sync", desk.token, batches=[], cursor={"xid": hostile, "epoch": hostile})[0] in {
            200,
            400,
        }
        for name, told in (("people", {"x": hostile}), ("status", {hostile: 1}), ("cancel", {"id": hostile})):
            status, _ = site.call(name, desk.token, **told)
            assert status in {400, 403, 404, 422}
    with psycopg.connect(store.dsn) as connection:
        assert connection.execute("SELECT count(*) FROM org.person").fetchone() == (11,)
    assert site.ask("GET", "/content/'%3B%20DROP", Authorization=f"Bearer {desk.token}")[0] == 404


def test_a_slow_client_holds_neither_a_line_nor_a_connection_of_the_database(
    store: Town, tmp_path: Path
) -> None:
    limits = "connections = 1\n[limits]\nbody_seconds = 1\nheader_seconds = 1\n"
    with gateway(store.gateway, tmp_path, limits) as site:
        desk = enrol(site, store)
        head = f"POST /rpc/sync HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {desk.token}\r\n"
        lines = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(40)]
        try:
            for number, line in enumerate(lines):
                whole = head + "Content-Length: 100\r\n\r\n{" if number % 2 else head
                line.sendall(whole.encode())
            assert site.call("sync", desk.token, batches=[], cursor=None)[0] == 200
            for line in lines:
                line.settimeout(30)
                while line.recv(1000):
                    pass
        finally:
            for line in lines:
                line.close()
        answered = [one for one in site.log if one["event"] == "answered" and one["status"] == 408]
        assert len(answered) == 20
