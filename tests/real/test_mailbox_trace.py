"""What the frozen watcher opens, asks and sends, recorded by the kernel and held to its consent card."""

import os
from pathlib import Path

from coach.sensors import sensors
from tests.desk import wait_for
from tests.desk.trace import beyond, strace, touches
from tests.frozen.test_trace import ITSELF
from tests.real.dovecot import DRAFTS, LOGIN, PASSWORD, Dovecot, Relay
from tests.real.watcher import FROZEN, Watcher, frozen_beside_a_script

# To find a server by its name, and to know whom to trust: every program with TLS reads these.
TLS = ("file:/etc/gai.conf", "file:/etc/host.conf", "file:/etc/hosts", "file:/etc/nsswitch.conf",
       "file:/etc/resolv.conf", "file:/etc/ssl/*", "file:/usr/lib/ssl/*")  # fmt: skip


def test_it_speaks_to_the_one_server_and_opens_nothing_of_the_person(tmp_path: Path) -> None:
    server = Dovecot()
    relay = Relay(server.port, server.authority)
    folder, record = tmp_path / "programs", tmp_path / "record"
    folder.mkdir()
    login = {
        "server": "localhost",
        "port": relay.port,
        "login": LOGIN,
        "secret": PASSWORD,
        "auth": "password",
    }
    program = frozen_beside_a_script(folder, login)
    env = {**os.environ, "HOME": str(tmp_path), "SSL_CERT_FILE": str(server.authority.file)}
    try:
        watcher = Watcher(env, *strace(record), str(program))
        wait_for(relay.logged_in, 60, what="the watcher")
        server.put(DRAFTS, 17.2)
        assert watcher.told() == b"17\n"
        assert watcher.end() == 0
    finally:
        relay.close()
        server.stop()
    wait_for(
        lambda: "+++ exited" in record.read_text("ascii", "replace")[-200:], what="the end of the record"
    )
    found = touches(record)
    places = (folder, FROZEN.resolve(), tmp_path / ".local/state")
    own = (*(f"file:{place}/*" for place in places), f"file:{server.authority.file}", "child:started")
    asks = sensors()["mail_imap"].asks
    assert beyond(found, *own, *ITSELF, *TLS, *asks) == []
    beyond_this_computer = [touch for touch in found if touch.startswith("net:")]
    assert beyond_this_computer
    assert [touch for touch in beyond_this_computer if f"_port=htons({relay.port})" not in touch] == []
