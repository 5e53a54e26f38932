"""Desks and servers of different versions: what 0.1.0 said and heard was recorded, and is still said and heard.

In the record a word in capitals stands for what is new each time, such as DEVICE; what was gzip is shown unpacked.
"""

import base64
import gzip
import json
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from coach.__main__ import main
from coach.domain.batch import digest
from tests.desk.faulty_line import Exchange, faulty_line
from tests.desk.gateway import Gateway
from tests.real.org_desks import Sit, code, finish, kept, known, public, waiting
from tests.real.test_org_gateway import propose
from tests.real.test_org_push import TODAY
from tests.real.town import Town, event_id

RECORD: list[dict[str, Any]] = json.loads(Path(__file__).with_name("version_0_1_0.json").read_text("utf-8"))


def filled(told: Any, values: Mapping[str, str]) -> Any:
    """What was recorded, with today's values."""
    text = json.dumps(told, ensure_ascii=False)
    for word, value in values.items():
        text = text.replace(word, value)
    return json.loads(text)


def still_has(told: Any, recorded: Any) -> bool:
    """Whether an answer has all that the recorded one had, of the same kind; more is no harm."""
    if isinstance(recorded, dict):
        return isinstance(told, dict) and all(
            key in told and still_has(told[key], value) for key, value in recorded.items()
        )
    if isinstance(recorded, list):
        return isinstance(told, list) and len(told) >= len(recorded) and all(map(still_has, told, recorded))
    return type(told) is type(recorded)


def test_a_desk_of_0_1_0_is_served_by_today_s_server(site: Gateway, store: Town) -> None:
    propose(store)
    key = Ed25519PrivateKey.generate()
    values = {
        "CODE": code(store), "KEY": public(key), "FIRST": event_id(TODAY), "SECOND": event_id(TODAY),
        "DAY": TODAY.isoformat(),
    }  # fmt: skip
    cursor = None
    for one in RECORD:
        body = filled(one["body"], values)
        for batch in body.get("batches", []):
            batch["signature"] = base64.b64encode(
                key.sign(bytes.fromhex(digest(batch["body"].encode())))
            ).decode()
        if body.get("cursor"):
            # Opaque to a desk: only given back.
            body["cursor"] = cursor
        line = HTTPConnection("127.0.0.1", site.port, timeout=60)
        line.request(
            "POST", one["path"], gzip.compress(json.dumps(body).encode()), filled(one["headers"], values)
        )
        answer = line.getresponse()
        told = json.loads(answer.read())
        assert answer.status == 200, told
        assert still_has(told, one["answer"]), told
        assert answer.headers.get_content_type() == "application/json"
        values |= (
            {"DEVICE": told.get("device", ""), "TOKEN": told.get("token", "")} if "token" in told else {}
        )
        cursor = told.get("pull", {}).get("cursor")
    assert told["push"] == [{"status": "ok", "last": 1, "new": 2, "refused": []}]
    assert {str(row[0]) for row in kept(store)} == {values["FIRST"], values["SECOND"]}


def earlier_server(exchange: Exchange) -> None:
    """Answers as 0.1.0 did, and refuses what it did not know."""
    head, _, packed = exchange.request.partition(b"\r\n\r\n")
    path = head.split()[1].decode()
    told = json.loads(gzip.decompress(packed))
    sent = told.get("batches", [])
    one = next(
        one for one in RECORD if one["path"] == path and len(one["body"].get("batches", [])) == len(sent)
    )
    if set(told) != set(one["body"]):
        exchange.tell(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        return
    values = {"DEVICE": "0d2f4a5e-1111-4222-8333-444455556666", "TOKEN": "t0ken", "DAY": TODAY.isoformat()}
    for batch, recorded in zip(sent, one["body"].get("batches", []), strict=True):
        new, old = json.loads(batch["body"]), json.loads(recorded["body"])
        same = set(new) == set(old) and [set(e) for e in new["events"]] == [set(e) for e in old["events"]]
        assert same, "an earlier server does not know this form"
        by_path = {event["path"]: event["id"] for event in new["events"]}
        values |= {"FIRST": by_path["bienvenue"], "SECOND": by_path[""]}
    answer = json.dumps(filled(one["answer"], values)).encode()
    lines = [f"{name}: {value}" for name, value in one["answer_headers"].items()]
    lines += [f"Content-Length: {len(answer)}"]
    exchange.tell("\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode() + answer)


def test_today_s_desk_is_content_with_a_server_of_0_1_0(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    with faulty_line(0) as line:
        line.faults = [earlier_server] * 5
        monkeypatch.setenv("ORG_URL", f"http://127.0.0.1:{line.port}")
        sit("first")
        assert main(["sync", "enrol", "ABCD-EFGH-JKLM"]) == 0
        finish("mes-onglets")
        finish("mes-onglets", "", 2)
        assert main(["sync", "--now"]) == 0
        assert (known(), waiting()) == (["mes-onglets", "mes-onglets"], 0)
        assert line.seen == 3


@pytest.fixture
def demanding(store: Town) -> Iterator[Town]:
    """A town that wants a later program."""
    with psycopg.connect(store.dsn) as connection:
        connection.execute("UPDATE org.tenant SET min_client = '99.0'")
    yield store
    _content(store)


def _content(store: Town) -> None:
    with psycopg.connect(store.dsn) as connection:
        connection.execute("UPDATE org.tenant SET min_client = ''")


def test_a_desk_that_is_too_old_keeps_everything(
    sit: Sit, demanding: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    sit("first")
    # Enrolling is possible; the first exchange says what is missing.
    main(["sync", "enrol", code(demanding)])
    finish("mes-onglets", "")
    capsys.readouterr()
    assert main(["sync", "--now"]) == 1
    assert "too old" in capsys.readouterr().err
    assert (waiting(), kept(demanding)) == (1, [])
    _content(demanding)
    assert main(["sync", "--now"]) == 0
    assert (waiting(), len(kept(demanding))) == (0, 1)
