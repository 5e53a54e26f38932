"""The gateway as a process, with a real PostgreSQL behind it: what desks do, and what hostile ones try."""

import base64
import contextlib
import gzip
import json
import signal
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from coach.domain.batch import Head, digest
from coach.server.administration import administration
from coach.server.codes import make_codes
from tests.desk.gateway import Gateway, gateway
from tests.desk.processes import wait_for
from tests.real.town import NAME, Desk, Town, finished

LESSON = "mes-onglets"
EASY = """[limits]
requests_of_a_device = 100000
wrong_codes_of_an_address = 100000
wrong_tokens_of_an_address = 100000
"""


@pytest.fixture(scope="module")
def shared(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """One gateway for the tests that leave it alive."""
    with gateway(settled.gateway, tmp_path_factory.mktemp("gateway"), EASY) as found:
        yield found


@pytest.fixture
def site(shared: Gateway, store: Town) -> Gateway:
    """The gateway, before an empty town."""
    return shared


def code(store: Town, number: str = "001") -> str:
    """A one-time code for somebody."""
    with administration(store.dsn) as place:
        return make_codes(place, datetime.now(UTC), [number])[0].code


def enrol(site: Gateway, store: Town, number: str = "001") -> Desk:
    """A new desk, over HTTP."""
    key = Ed25519PrivateKey.generate()
    status, told = site.call("enrol", code=code(store, number), public_key=public(key), client="1.0")
    assert status == 200, told
    return Desk(told["device"], told["token"], key)


def public(key: Ed25519PrivateKey) -> str:
    """The public half, as it is sent."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def sent(desk: Desk, *events: Any, head: Head | None = None) -> dict[str, str]:
    """A batch as it is sent."""
    text, signature = desk.batch(events, head)
    return {"body": text, "signature": base64.b64encode(signature).decode()}


def kept(store: Town) -> list[tuple[Any, ...]]:
    """Every event in the store."""
    with psycopg.connect(store.dsn) as connection:
        return connection.execute("SELECT event_id, person_id FROM org.event ORDER BY event_id").fetchall()


def propose(store: Town, number: str = "001", path: str = "bienvenue") -> str:
    """A path for somebody, as if the trainer had assigned it."""
    with psycopg.connect(store.dsn) as connection:
        row = connection.execute(
            "INSERT INTO org.assignment (assignment_id, tenant_id, person_id, path_id, assigned_by)"
            " SELECT gen_random_uuid(), p.tenant_id, p.person_id, %s,"
            " (SELECT person_id FROM org.person WHERE staff_number = 't1')"
            " FROM org.person p WHERE p.staff_number = %s RETURNING assignment_id",
            (path, number),
        ).fetchone()
        assert row
        return str(row[0])


def test_a_desk_enrols_pushes_twenty_events_and_pulls_what_is_proposed(site: Gateway, store: Town) -> None:
    proposed = propose(store)
    desk = enrol(site, store)
    events = [finished(LESSON, "") for _ in range(20)]
    told = sent(desk, *events)
    status, answer = site.call("sync", desk.token, batches=[told], cursor=None)
    assert status == 200
    assert answer["push"] == [{"status": "ok", "last": 1, "new": 20, "refused": []}]
    assert answer["pull"]["me"]["id"] == "001"
    assert [(one["id"], one["path"]) for one in answer["pull"]["assignments"]] == [(proposed, "bienvenue")]
    assert answer["pull"]["completions"][0]["lesson"] == LESSON
    assert {str(row[0]) for row in kept(store)} == {event["id"] for event in events}

    status, again = site.call("sync", desk.token, batches=[told], cursor=answer["pull"]["cursor"])
    assert again["push"] == [{"status": "ok", "last": 1, "new": 0, "refused": []}]
    assert again["pull"]["full"] is False
    assert len(kept(store)) == 20


def test_gap_fork_and_a_new_chain(site: Gateway, store: Town) -> None:
    desk = enrol(site, store)
    first, second = sent(desk, finished(LESSON, "")), finished(LESSON, "")

    def verdicts(*batches: dict[str, str]) -> list[tuple[str, int]]:
        status, answer = site.call("sync", desk.token, batches=batches, cursor=None)
        assert status == 200
        return [(one["status"], one["last"]) for one in answer["push"]]

    assert verdicts(sent(desk, second, head=Head(1, 4, "0" * 64))) == [("gap", 0)]
    assert verdicts(first, sent(desk, second, head=Head(1, 1, digest(first["body"].encode())))) == [
        ("ok", 1), ("ok", 2),
    ]  # fmt: skip
    assert verdicts(sent(desk, second)) == [("fork", 2)]
    assert verdicts(sent(desk, second, head=Head(2))) == [("ok", 1)]
    assert len(kept(store)) == 2


def test_a_batch_that_another_key_signed_stops_the_push_before_the_database(
    site: Gateway, store: Town
) -> None:
    desk, other = enrol(site, store), enrol(site, store, "002")
    good, foreign = sent(desk, finished(LESSON, "")), sent(other, finished(LESSON, ""))
    forged = good | {"signature": foreign["signature"]}
    assert site.call("sync", desk.token, batches=[good, forged], cursor=None) == (400, {"error": "signature"})
    # Signed rightly by its own desk, but shown with another's token.
    assert site.call("sync", desk.token, batches=[foreign], cursor=None) == (400, {"error": "signature"})
    assert kept(store) == []


def test_a_batch_in_another_desk_s_name_is_refused_even_with_a_right_signature(
    site: Gateway, store: Town
) -> None:
    desk, other = enrol(site, store), enrol(site, store, "002")
    stolen = Desk(other.device, desk.token, desk.key)
    status, told = site.call("sync", desk.token, batches=[sent(stolen, finished(LESSON, ""))], cursor=None)
    assert (status, told) == (403, {"error": "right"})
    assert kept(store) == []


def test_a_code_works_once_and_not_after_it_ended(site: Gateway, store: Town) -> None:
    once, key = code(store), Ed25519PrivateKey.generate()
    typed = once.lower().replace("-", " ")
    assert site.call("enrol", code=typed, public_key=public(key), client="1.0")[0] == 200
    assert site.call("enrol", code=once, public_key=public(key), client="1.0") == (401, {"error": "code"})
    ended = code(store, "002")
    with psycopg.connect(store.dsn) as connection:
        connection.execute(
            "UPDATE org.code SET expires_at = now() - interval '1 second' WHERE used_at IS NULL"
        )
    assert site.call("enrol", code=ended, public_key=public(key), client="1.0") == (401, {"error": "code"})


def test_a_sixth_wrong_code_from_one_address_has_to_wait(store: Town, tmp_path: Path) -> None:
    key = public(Ed25519PrivateKey.generate())
    with gateway(store.gateway, tmp_path) as site:
        tried = [site.call("enrol", code="AAAA-AAAA-AAAA", public_key=key, client="1.0")[0] for _ in range(6)]
        assert tried == [401] * 5 + [429]
        body = json.dumps({"code": code(store), "public_key": key, "client": "1.0"})
        status, headers, _ = site.ask("POST", "/rpc/enrol", body)
        assert status == 429
        assert 0 < int(headers["retry-after"]) <= 12
        # Elsewhere nobody has tried; the proxy on this machine says where that is.
        assert site.ask("POST", "/rpc/enrol", body, X_Forwarded_For="203.0.113.9")[0] == 200


def test_a_revoked_device_and_somebody_who_left_are_let_in_no_more(site: Gateway, store: Town) -> None:
    desk, other = enrol(site, store), enrol(site, store, "002")
    with psycopg.connect(store.dsn) as connection:
        connection.execute(
            "UPDATE org.device SET revoked_on = current_date WHERE device_id = %s", (desk.device,)
        )
        connection.execute("UPDATE org.person SET left_on = current_date WHERE staff_number = '002'")
    for one in (desk, other):
        told = site.call("sync", one.token, batches=[sent(one, finished(LESSON, ""))], cursor=None)
        assert told == (401, {"error": "token"})
    assert kept(store) == []


def test_an_old_program_is_told_which_one_it_should_be(site: Gateway, store: Town) -> None:
    desk = enrol(site, store)
    with psycopg.connect(store.dsn) as connection:
        connection.execute("UPDATE org.tenant SET min_client = '2.0'")
    try:
        told = site.call("sync", desk.token, batches=[sent(desk, finished(LESSON, ""))], cursor=None)
        assert told == (409, {"error": "client", "min_client": "2.0"})
    finally:
        with psycopg.connect(store.dsn) as connection:
            connection.execute("UPDATE org.tenant SET min_client = ''")
    assert kept(store) == []


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


def test_a_pack_of_lessons_is_given_by_its_hash_to_whoever_is_enrolled(site: Gateway, store: Town) -> None:
    desk = enrol(site, store)
    pack = bytes(range(256)) * 40
    with psycopg.connect(store.dsn) as connection:
        connection.execute(
            "INSERT INTO org.content_pack (tenant_id, version, hash, bytes)"
            " SELECT tenant_id, 1, 'abc', %s FROM org.tenant",
            (pack,),
        )
    assert site.call("sync", desk.token, batches=[], cursor=None)[1]["pull"]["content"] == {
        "version": 1, "hash": "abc",
    }  # fmt: skip
    status, headers, body = site.ask("GET", "/content/abc", Authorization=f"Bearer {desk.token}")
    assert (status, headers["content-type"], body) == (200, "application/octet-stream", pack)
    assert site.ask("GET", "/content/abd", Authorization=f"Bearer {desk.token}")[0] == 404
    assert site.ask("GET", "/content/abc")[0] == 401


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


def test_killed_in_the_middle_of_a_push_and_tried_again_each_event_is_there_once(
    store: Town, tmp_path: Path
) -> None:
    acknowledged: list[int] = []
    desk = store.enrol("001")
    events = [finished(LESSON, "") for _ in range(100)]
    told = [sent(desk, *events)]
    for delay in (0.0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.15):
        with gateway(store.gateway, tmp_path) as site:
            asking = threading.Thread(target=lambda site=site: acknowledged.append(_try(site, desk, told)))
            asking.start()
            time.sleep(delay)
            site.stop(signal.SIGKILL)
            asking.join(30)
    with gateway(store.gateway, tmp_path) as site:
        status, answer = site.call("sync", desk.token, batches=told, cursor=None)
    assert (status, answer["push"][0]["status"], answer["push"][0]["last"]) == (200, "ok", 1)
    assert {str(row[0]) for row in kept(store)} == {event["id"] for event in events}
    assert len(kept(store)) == 100
    assert 0 in acknowledged, "it was never killed in time"


def _try(site: Gateway, desk: Desk, batches: list[dict[str, str]]) -> int:
    try:
        return site.call("sync", desk.token, batches=batches, cursor=None)[0]
    except (OSError, HTTPException):
        return 0


def test_asked_to_end_it_answers_what_is_under_way_and_ends_in_order(store: Town, tmp_path: Path) -> None:
    desk = store.enrol("001")
    with gateway(store.gateway, tmp_path) as site, psycopg.connect(store.dsn) as holding:
        # The push waits for the chain that another session holds.
        holding.execute("SELECT FROM org.chain WHERE device_id = %s FOR UPDATE", (desk.device,))
        answers: list[int] = []
        told = [sent(desk, finished(LESSON, ""))]
        asking = threading.Thread(target=lambda: answers.append(_try(site, desk, told)))
        asking.start()
        wait_for(lambda: _waits_for_a_lock(store), 30, what="the push")
        site.process.send_signal(signal.SIGTERM)
        wait_for(lambda: not _accepts(site.port), 30, what="the end of listening")
        holding.rollback()
        asking.join(30)
        assert answers == [200]
        assert site.process.wait(30) == 0
        wait_for(lambda: site.log[-1]["event"] == "ended", 10)
    assert len(kept(store)) == 1


def _waits_for_a_lock(store: Town) -> bool:
    with psycopg.connect(store.dsn) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'coach_gateway'"
        ).fetchone()
        return bool(row and row[0])


def _accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def test_the_health_page_asks_the_database(site: Gateway) -> None:
    status, _, body = site.ask("GET", "/health")
    assert (status, json.loads(body)) == (200, {"status": "ok"})


def test_after_all_this_the_log_knows_nobody(site: Gateway, store: Town) -> None:
    desk = enrol(site, store)
    site.call("sync", desk.token, batches=[sent(desk, finished(LESSON, ""))], cursor=None)
    site.call("sync", "not-a-token-" + desk.device, batches=[], cursor=None)
    said = json.dumps(site.log)
    assert '"rpc/sync"' in said
    for secret in (desk.token, desk.device, "Agent 1", '"001"', "127.0.0.1", NAME, LESSON):
        assert secret not in said
    assert not [line for line in site.log if line.get("raw")]
