"""The gateway as a process, with a real PostgreSQL behind it: what desks do, and what hostile ones try."""

import json
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from coach.domain.batch import Head, digest
from tests.desk.gateway import Gateway, gateway
from tests.real.org_desks import code, enrol, kept, public, sent
from tests.real.town import NAME, Desk, Town, finished

LESSON = "mes-onglets"


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
