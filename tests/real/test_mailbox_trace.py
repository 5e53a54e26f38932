"""What the frozen watcher opens, asks and sends, recorded by the kernel and held to its consent card."""

import encodings.idna
import importlib.util
import inspect
import marshal
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.sensors import sensors
from tests.desk import wait_for
from tests.desk.trace import beyond, children, strace, touches, whole
from tests.frozen.test_trace import ITSELF, TLS
from tests.real.dovecot import DRAFTS, LOGIN, PASSWORD, Dovecot, Relay
from tests.real.watcher import ALLOWED, FROZEN, Watcher, frozen_beside_a_script

# In the frozen folder this one module that the watcher needs for every connection lies outside the program.
PLANTED = "encodings/idna.pyc"


@dataclass(frozen=True)
class Seen:
    """What the watcher has touched and said, and what the program touched that told it the login."""

    itself: frozenset[str]
    child: frozenset[str]
    said: list[bytes]
    port: int


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    """The server."""
    found = Dovecot()
    yield found
    found.stop()


def seen(server: Dovecot, tmp_path: Path, *, nosy: bool = False) -> Seen:
    """The watcher notices a draft, and ends."""
    relay = Relay(server.port, server.authority)
    folder, record = tmp_path / "programs", tmp_path / "record"
    folder.mkdir()
    account = {"server": "localhost", "port": relay.port, "auth": "password"}
    program = frozen_beside_a_script(folder, account | {"login": LOGIN, "secret": PASSWORD})
    if nosy:
        plant(folder)
    env = {**os.environ, "HOME": str(tmp_path), "SSL_CERT_FILE": str(server.authority.file)}
    watcher = Watcher(env, *strace(record), str(program))
    try:
        wait_for(relay.logged_in, 60, what="the watcher")
        server.put(DRAFTS, 17.2)
        assert watcher.told() == b"17\n"
        assert watcher.end() == 0
    finally:
        relay.close()
    whole(record)
    # The stand-in for `coach` is a script of one line.
    started = children(record)
    assert started.keys() == {"coach mailbox secret", "cat"}
    places = (folder, FROZEN.resolve(), tmp_path / ".local/state")
    own = (*(f"file:{place}*" for place in places), f"file:{server.authority.file}", "child:started")
    return Seen(
        itself=frozenset(beyond(touches(record), *own, *ITSELF, *TLS)),
        child=frozenset(beyond(frozenset().union(*started.values()), *own, *ITSELF)),
        said=[line for line in relay.up().split(b"\r\n") if line],
        port=relay.port,
    )


def plant(folder: Path) -> None:
    """Let the watcher read one file more, each time that it connects."""
    inside = folder / "_internal"
    original = inside.resolve()
    inside.unlink()
    inside.mkdir()
    for part in original.iterdir():
        (inside / part.name).symlink_to(part)
    library = inside / "base_library.zip"
    library.unlink()
    code = compile(inspect.getsource(encodings.idna) + "\nopen('/etc/hostname').close()", "idna", "exec")
    changed = importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code)
    with zipfile.ZipFile(original / library.name) as old, zipfile.ZipFile(library, "w") as new:
        assert PLANTED in old.namelist()
        for name in old.namelist():
            new.writestr(name, changed if name == PLANTED else old.read(name))


def test_it_speaks_to_the_one_server_and_opens_nothing_of_the_person(
    dovecot: Dovecot, tmp_path: Path
) -> None:
    found = seen(dovecot, tmp_path)
    assert found.itself
    assert beyond(found.itself, *sensors()["mail_imap"].asks) == []
    # The card says “the mail server”: that one, at that port, and no other.
    assert found.itself <= {f"net:127.0.0.1:{found.port}", f"net:::1:{found.port}"}
    assert found.child == frozenset()
    assert found.said
    assert [line for line in found.said if not ALLOWED.fullmatch(line)] == []


def test_a_watcher_that_reads_more_is_found_out(dovecot: Dovecot, tmp_path: Path) -> None:
    found = seen(dovecot, tmp_path, nosy=True)
    assert beyond(found.itself, *sensors()["mail_imap"].asks) == ["file:/etc/hostname"]
