"""A gateway that ends, killed or asked to: what was acknowledged is there once, what was not can be sent again."""

import signal
import socket
import threading
import time
from http.client import HTTPException
from pathlib import Path

import psycopg

from tests.desk.gateway import Gateway, gateway
from tests.desk.processes import wait_for
from tests.real.org_desks import kept, sent
from tests.real.town import Desk, Town, finished

LESSON = "mes-onglets"


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
        wait_for(lambda: waits_for_a_lock(store), 30, what="the push")
        site.process.send_signal(signal.SIGTERM)
        wait_for(lambda: not _accepts(site.port), 30, what="the end of listening")
        holding.rollback()
        asking.join(30)
        assert answers == [200]
        assert site.process.wait(30) == 0
        wait_for(lambda: site.log[-1]["event"] == "ended", 10)
    assert len(kept(store)) == 1


def test_when_every_session_of_the_database_ended_one_request_hears_of_it_and_no_more(
    store: Town, tmp_path: Path
) -> None:
    desks = [store.enrol(f"00{number}") for number in (1, 2, 3, 4)]
    others = _sessions(store)
    with gateway(store.gateway, tmp_path) as site:
        # Four pushes at once, so that the gateway holds as many sessions: each waits for what another one holds.
        with psycopg.connect(store.dsn) as holding:
            holding.execute("SELECT FROM org.chain FOR UPDATE")
            asking = [
                threading.Thread(target=_try, args=(site, desk, [sent(desk, finished(LESSON, ""))]))
                for desk in desks
            ]
            for one in asking:
                one.start()
            wait_for(lambda: waiting_for_a_lock(store) == len(desks), 30, what="the pushes")
        for one in asking:
            one.join(30)
        # Its own alone, since others' go on; each is waited for, else its end would be heard of a second time.
        mine = _sessions(store) - others
        assert len(mine) >= len(desks)
        with psycopg.connect(store.dsn) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 30000) FROM unnest(%s::int[]) pid", (list(mine),)
            )
        answers = [site.ask("GET", "/health")[0] for _request in range(2 * len(desks))]
    assert answers[1:] == [200] * (len(answers) - 1)
    assert answers[0] in (200, 503)


def _sessions(store: Town) -> set[int]:
    """The sessions that gateways hold."""
    with psycopg.connect(store.dsn) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = 'coach_gateway'"
        ).fetchall()
    return {row[0] for row in found}


def waits_for_a_lock(store: Town) -> bool:
    """Whether a push waits for what another session holds."""
    return waiting_for_a_lock(store) > 0


def waiting_for_a_lock(store: Town) -> int:
    """How many pushes wait for what another session holds."""
    with psycopg.connect(store.dsn) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'coach_gateway'"
        ).fetchone()
        return int(row[0]) if row else 0


def _accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
