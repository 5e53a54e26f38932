"""Files and databases of an earlier schema, brought up to date with data in them, while desks go on sharing."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from sqlite3 import connect
from typing import Any

import psycopg
import pytest
from alembic.operations import Operations
from sqlalchemy import Column, Text

from coach import places
from coach.__main__ import main
from coach.content.library import library
from coach.domain.batch import Head, digest
from coach.server import install as installing
from coach.server.administration import administration
from coach.server.install import install, revisions
from coach.server.people import put
from coach.server.publishing import publish
from coach.server_client import credentials
from coach.server_client.credentials import Credentials
from coach.store import migrate
from coach.store.migrations import Revision
from tests.desk.gateway import Gateway
from tests.desk.postgres import Cluster
from tests.real.org_desks import Sit, enrol, finish, kept, sent, waiting
from tests.real.test_org_gateway import propose
from tests.real.town import NAME, PEOPLE, Desk, Town, finished

LESSON = "mes-onglets"
# An earlier program's id told the hour; so old a row is changed once before it is sent.
WITH_AN_HOUR = "01a1f83a-1b00-7189-bd58-1b1bf80e7085"


def test_a_desk_s_file_of_the_second_revision_goes_on_where_it_was(
    sit: Sit, site: Gateway, store: Town
) -> None:
    """One batch has arrived, the answer to the next was lost, one completion waits, when the program is replaced."""
    propose(store)
    device = enrol(site, store)
    arrived, lost, waits = (
        finished(LESSON, "bienvenue" if n == 0 else "") | {"edition": n + 1} for n in range(3)
    )
    batches = []
    for event in (arrived, lost):
        batches.append((sent(device, event), device.head, event))
        told = batches[-1][0]
        assert site.call("sync", device.token, batches=[told], cursor=None)[0] == 200
        device.head = Head(1, device.head.last + 1, digest(told["body"].encode()))
    sit("old")
    url = site.url
    credentials.keep("001", Credentials(url, device.device, device.key.private_bytes_raw(), device.token))
    _write_old_file(url, device, batches, ((1, arrived), (2, lost), (None, waits | {"id": WITH_AN_HOUR})))
    assert main(["sync", "--now"]) == 0
    assert waiting() == 0
    assert migrate.copies(places.organisation())
    with psycopg.connect(store.dsn) as connection:
        rows = connection.execute("SELECT edition FROM org.event ORDER BY edition").fetchall()
    assert [row[0] for row in rows] == [1, 2, 3]
    finish("veille-ou-arret", "")
    assert main(["sync", "--now"]) == 0
    assert len(kept(store)) == 4


def _write_old_file(
    url: str,
    device: Desk,
    batches: Sequence[tuple[dict[str, str], Head, object]],
    done: Sequence[tuple[int | None, dict[str, Any]]],
) -> None:
    """The file as revision 2 had it: `batches` in their order, completions with the batch that holds each."""
    os.makedirs(places.home(), exist_ok=True)
    steps = migrate.revisions("organisation")
    before = {number: steps[number] for number in (1, 2)}
    migrate.upgrade("organisation", places.organisation(), before)
    with closing(connect(places.organisation())) as file:
        file.execute(
            "INSERT INTO person VALUES ('001', 'Agent 1', 'Accueil', 'learner', 'all-staff', 'ana', NULL)"
        )
        file.execute(
            "INSERT INTO device VALUES (?, ?, '001', 1, '2026-11-20', '0.1.0', NULL, NULL, '')",
            (device.device, url),
        )
        file.execute("INSERT INTO pull VALUES (?, NULL, NULL, '')", (device.device,))
        for number, (told, head, _) in enumerate(batches, 1):
            file.execute(
                "INSERT INTO batch VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, '')",
                (
                    number, device.device, number, head.hash, digest(told["body"].encode()), told["body"],
                    told["signature"], "acked" if number == 1 else "sent",
                ),
            )  # fmt: skip
        for batch, event in done:
            file.execute(
                "INSERT INTO completion"
                " (id, person, service, path, lesson, edition, finished_on, minutes, mode, batch)"
                " VALUES (?, '001', 'Accueil', ?, ?, ?, ?, 4, 'individual', ?)",
                (event["id"], event["path"], event["lesson"], event["edition"], event["day"], batch),
            )
        file.commit()


@pytest.fixture
def earlier(postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """A town whose database is of the first revision; `town` itself wants today's tables."""
    first = {1: revisions()[1]}
    with postgres.database("first") as dsn:
        with monkeypatch.context() as patch:
            patch.setattr(installing, "revisions", lambda: first)
            assert install(dsn, NAME).now == 1
        with administration(dsn) as place:
            publish(place, library("fr"))
            put(place, PEOPLE, date(2026, 1, 1))
        yield Town(dsn, postgres.dsn("first", "coach_gateway"))


def _expand(op: Operations) -> None:
    """What a later revision may do: a column more in a table that is written all the time."""
    op.add_column("event", Column("later", Text), schema="org")
    op.add_column("device", Column("later", Text), schema="org")


def test_the_store_is_brought_up_to_date_while_desks_go_on_sharing(
    earlier: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks = [earlier.enrol(number) for number in ("001", "002", "003")]
    for desk in desks:
        assert earlier.push(desk, finished(LESSON, ""))["status"] == "ok"
    going, faults, pushed = threading.Event(), list[BaseException](), dict.fromkeys(range(3), 1)

    def share(number: int) -> None:
        try:
            while not going.is_set():
                told = earlier.push(desks[number], finished(LESSON, ""))
                assert (told["status"], told["new"]) == ("ok", 1), told
                pushed[number] += 1
        except (AssertionError, psycopg.Error) as error:
            faults.append(error)

    sharing = [threading.Thread(target=share, args=(number,)) for number in range(3)]
    for thread in sharing:
        thread.start()
    try:
        head = revisions()
        later = head | {max(head) + 1: Revision(_expand)}
        for steps in (head, later, later):
            monkeypatch.setattr(installing, "revisions", lambda steps=steps: steps)
            assert install(earlier.dsn, NAME).now == max(steps)
    finally:
        going.set()
        for thread in sharing:
            thread.join(60)
    assert faults == []
    # The functions are today's already: those that read want today's tables too.
    assert all(earlier.pull(desk)["full"] for desk in desks)
    assert len(kept(earlier)) == sum(pushed.values()) > 3
