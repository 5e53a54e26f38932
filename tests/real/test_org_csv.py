"""HR's completions as CSV, streamed through the gateway: whole or visibly cut, and memory stays flat."""

import csv
import io
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from coach.exports import guarded
from tests.desk.gateway import Gateway, gateway
from tests.desk.processes import wait_for
from tests.real.org_desks import enrol
from tests.real.town import Desk, Town, finished

ROWS = 60_000
HOSTILE = '=HYPERLINK("http://x")', "+1", "-1", "@a", "\ta", " =1", "'=1", "\u00a0+1", "＝1", "<r>a"
HARMLESS = "O'Neil", "-", " a", "a=1", "é", "<b>", 'with "quotes", commas\nand lines'


@pytest.fixture
def hr(site: Gateway, store: Town) -> Desk:
    """HR's desk."""
    return enrol(site, store, "h1")


@pytest.fixture
def full(store: Town) -> None:
    """So many completions."""
    with psycopg.connect(store.dsn) as connection:
        connection.execute(
            "INSERT INTO org.progress (person_id, path_id, lesson_id, edition, tenant_id, finished_on, service_id,"
            " event_id) SELECT p.person_id, '', 'mes-onglets', n, p.tenant_id, current_date, p.service_id,"
            " gen_random_uuid() FROM org.person p, generate_series(1, %s) n WHERE p.staff_number = '001'",
            (ROWS,),
        )


def open_stream(site: Gateway, desk: Desk) -> socket.socket:
    """A line on which the CSV was asked for, and nothing read yet."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(60)
    line.connect(("127.0.0.1", site.port))
    head = f"POST /rpc/completions HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {desk.token}\r\nAccept: text/csv\r\n"
    line.sendall(f"{head}Content-Length: 2\r\n\r\n{{}}".encode())
    return line


def ask(
    site: Gateway, desk: Desk, name: str = "completions", body: str = "{}"
) -> tuple[int, dict[str, str], str]:
    """The whole CSV."""
    status, headers, answer = site.ask(
        "POST", f"/rpc/{name}", body, Authorization=f"Bearer {desk.token}", Accept="text/csv"
    )
    return status, headers, answer.decode()


def test_completions_come_as_csv_with_a_line_of_names(site: Gateway, store: Town, hr: Desk) -> None:
    store.push(enrol(site, store), finished("mes-onglets", ""))
    status, headers, text = ask(site, hr)
    assert (status, headers["content-type"]) == (200, "text/csv; charset=utf-8; header=present")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["staff_number"], row["lesson_id"], row["mode"]) == ("001", "mes-onglets", "individual")
    assert ask(site, hr, body='{"since": "2999-01-01"}')[2].count("\n") == 1


def test_only_hr_gets_them_and_only_rows_are_csv(site: Gateway, store: Town, hr: Desk) -> None:
    assert ask(site, enrol(site, store))[0] == 403
    assert ask(site, hr, "sync")[0] == 404
    assert ask(site, hr, "export_log")[0] == 406
    assert ask(site, hr, body='{"since": "\' OR 1=1"}')[0] == 400
    assert ask(site, hr, body='{"surprise": 1}')[0] == 400


def test_no_cell_is_a_formula_and_no_other_cell_is_changed(site: Gateway, store: Town, hr: Desk) -> None:
    for name in (*HOSTILE, *HARMLESS):
        with psycopg.connect(store.dsn) as connection:
            connection.execute("UPDATE org.person SET name = %s WHERE staff_number = '001'", (name,))
            connection.execute("DELETE FROM org.progress")
        store.push(enrol(site, store), finished("mes-onglets", ""))
        (row,) = csv.DictReader(io.StringIO(ask(site, hr)[2], newline=""))
        assert row["name"] == guarded(name)


@pytest.mark.usefixtures("full")
def test_memory_stays_flat_while_a_slow_reader_reads(site: Gateway, hr: Desk) -> None:
    _, _, text = ask(site, hr)
    assert text.count("\n") == ROWS + 1
    process = psutil.Process(site.process.pid)
    before = process.memory_info().rss
    with open_stream(site, hr) as line:
        assert line.recv(10)
        # The sockets in between hold some of it; the gateway waits with the rest.
        assert site.ask("GET", "/health")[0] == 200
        assert process.memory_info().rss - before < 8_000_000


@pytest.mark.usefixtures("full")
def test_readers_that_wait_or_go_away_do_not_keep_the_others_from_the_database(
    site: Gateway, hr: Desk
) -> None:
    with open_stream(site, hr) as one, open_stream(site, hr) as two:
        assert one.recv(10)
        assert two.recv(10)
        status, headers, _ = ask(site, hr)
        assert (status, "retry-after" in headers) == (503, True)
        assert site.call("sync", hr.token, batches=[], cursor=None)[0] == 200
    wait_for(lambda: ask(site, hr)[0] == 200, 30, what="the lines' end to be noticed")


@pytest.fixture
def alone(store: Town, tmp_path: Path) -> Iterator[Gateway]:
    """A gateway whose connections a test may end."""
    with gateway(store.gateway, tmp_path) as found:
        yield found


@pytest.mark.usefixtures("full")
def test_half_an_answer_does_not_look_whole(alone: Gateway, store: Town) -> None:
    hr = enrol(alone, store, "h1")
    with open_stream(alone, hr) as line:
        answer = line.recv(10)
        with psycopg.connect(store.dsn) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'coach_gateway'"
                " AND query LIKE 'COPY%%'"
            )
        while part := line.recv(65536):
            answer += part
    assert not answer.endswith(b"0\r\n\r\n")
    assert answer.count(b"\n") < 2 * ROWS
    assert json.loads(alone.ask("GET", "/health")[2]) == {"status": "ok"}
    # The pool has found out that the connection is gone.
    assert ask(alone, hr)[2].count("\n") == ROWS + 1
