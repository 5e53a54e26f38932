"""A desk in a network of its own whose cable is pulled: before it asks, in the middle of a push, and for good."""

import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests.desk.gateway import Gateway, gateway
from tests.desk.networks import SERVER, Cable, cable
from tests.desk.processes import wait_for
from tests.real.org_desks import code, kept
from tests.real.test_org_gateway_end import waits_for_a_lock
from tests.real.town import Town
from tests.real.workstations import Workstation

LISTEN = f"{SERVER}:8443"
LATER = "Everything stays on this computer and is sent later."


@pytest.fixture
def joined() -> Iterator[Cable]:
    """The networks of a server and of a desk."""
    with cable() as made:
        yield made


@pytest.fixture
def opened(joined: Cable, store: Town, tmp_path: Path) -> Iterator[Callable[[], Gateway]]:
    """Opens the gateway on its network, with a certificate; opened again, the one before is killed."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-subj", "/CN=server", "-addext", f"subjectAltName=IP:{SERVER}", "-days", "2"),
            *("-keyout", tmp_path / "own.key", "-out", tmp_path / "own.pem"),
        ],
        check=True,
        capture_output=True,
    )
    told = f'[tls]\ncertificate = "{tmp_path}/own.pem"\nkey = "{tmp_path}/own.key"\n'
    with ExitStack() as stack:

        def again() -> Gateway:
            stack.close()
            return stack.enter_context(
                gateway(store.gateway, tmp_path, told, listen=LISTEN, within=joined.server.within)
            )

        yield again


def test_a_cable_that_is_pulled_loses_and_doubles_nothing(
    joined: Cable, opened: Callable[[], Gateway], store: Town, tmp_path: Path
) -> None:
    site = opened()
    trusted = {"SSL_CERT_FILE": str(tmp_path / "own.pem")}
    desk = Workstation(tmp_path / "desk", "001", f"https://{LISTEN}", joined.desk.within, trusted)
    desk.enrol(code(store))

    joined.pull()
    desk.finish(1)
    status, said = desk.sync()
    assert (status, LATER in said) == (75, True), said
    joined.plug_in()

    _push_and_pull_the_cable(joined, desk, store, 1, lambda: None)
    desk.finish(2)

    def killed() -> None:
        site.stop(signal.SIGKILL)
        opened()

    # The gateway's end of the line is gone with it: the desk hears nothing more of it, and asks anew by itself.
    _push_and_pull_the_cable(joined, desk, store, 2, killed)
    assert {str(row[0]) for row in kept(store)} == desk.look()


def _push_and_pull_the_cable(
    joined: Cable, desk: Workstation, store: Town, events: int, meanwhile: Callable[[], None]
) -> None:
    said: list[tuple[int, str]] = []
    with psycopg.connect(store.dsn) as holding:
        holding.execute("SELECT FROM org.chain FOR UPDATE")
        asking = threading.Thread(target=lambda: said.append(desk.sync()))
        asking.start()
        wait_for(lambda: waits_for_a_lock(store), 60, what="the push")
        joined.pull()
        holding.rollback()
    wait_for(lambda: len(kept(store)) == events, 60, what="what was pushed")
    assert desk.waiting() == 1
    meanwhile()
    joined.plug_in()
    asking.join(300)
    assert [status for status, _ in said] == [0], said
    assert (desk.waiting(), len(kept(store))) == (0, events)
