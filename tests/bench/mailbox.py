"""What the watcher of the mailbox costs while it waits: CPU, wake-ups and memory, beside a bare Python with TLS.

All wait at the same real Dovecot at the same time, more than five minutes, so that the look at Sent that renews the
wait is within. The peer is what no watcher in Python can do without: a TLS connection, IDLE, and a blocked read.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from coach.places import FOLDER
from tests.bench.agent_footprint import family, pss, rates, read, told
from tests.bench.goals import verdict
from tests.desk import wait_for
from tests.desk.desk import REPOSITORY
from tests.real.dovecot import DRAFTS, LOGIN, PASSWORD, Dovecot, Relay
from tests.real.watcher import FROZEN, SOURCES, Watcher, frozen_beside_a_script

SETTLE, IDLE = 10.0, 330.0
PEER = """
import base64, socket, ssl, sys
plain = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
stream = ssl.create_default_context().wrap_socket(plain, server_hostname="localhost")
login = base64.b64encode(f"\\0{sys.argv[2]}\\0{sys.argv[3]}".encode())
for line in (b"1 AUTHENTICATE PLAIN " + login, b"2 EXAMINE Drafts", b"3 IDLE"):
    stream.sendall(line + b"\\r\\n")
    stream.recv(65536)
while stream.recv(65536):
    pass
"""
GOALS = {"idle ms/min": 5.0, "PSS MiB": 28.0}
COLUMNS = ("idle ms/min", "wakes/s", "PSS MiB", "draft ms")


@dataclass
class Candidate:
    """A program that waits; `ours` is the watcher that runs in it, None for the peer."""

    name: str
    process: subprocess.Popen[bytes]
    ours: Watcher | None = None


def watcher(name: str, server: Dovecot, folder: Path) -> Candidate:
    """Our program, as the agent starts it, from the sources or frozen."""
    relay = Relay(server.port, server.authority)
    (folder / "policy.toml").write_text(f'[mail_imap]\nserver = "localhost"\nport = {relay.port}\n')
    secret = {"server": "localhost", "login": LOGIN, "secret": PASSWORD}
    (folder / "keyring").write_text(json.dumps({f"{FOLDER} mailbox": json.dumps(secret)}))
    command: tuple[str, ...] = SOURCES
    if "frozen" in name:
        login = secret | {"port": relay.port, "auth": "password"}
        command = (str(frozen_beside_a_script(folder, login)),)
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / "state"),
        "COACH_HOME": str(folder / "home"),
        "COACH_POLICY": str(folder / "policy.toml"),
        "PYTHONPATH": str(REPOSITORY),
        "PYTHON_KEYRING_BACKEND": "tests.real.memory_keyring.Keyring",
        "TEST_KEYRING": str(folder / "keyring"),
        "SSL_CERT_FILE": str(server.authority.file),
    }
    started = Watcher(environment, *command)
    wait_for(relay.logged_in, 60, what=name)
    return Candidate(name, started.process, started)


def peer(server: Dovecot) -> Candidate:
    """The bare Python."""
    environment = {**os.environ, "SSL_CERT_FILE": str(server.authority.file)}
    command = [sys.executable, "-S", "-c", PEER, str(server.port), LOGIN, PASSWORD]
    return Candidate("Python with TLS", subprocess.Popen(command, env=environment))


def measure(candidates: list[Candidate], server: Dovecot) -> dict[str, dict[str, float]]:
    """All of them at once: they wait, then a draft comes."""
    time.sleep(SETTLE)
    before = {one.name: read(family(one.process.pid)) for one in candidates}
    time.sleep(IDLE)
    rows: dict[str, dict[str, float]] = {}
    for one in candidates:
        assert one.process.poll() is None, one.name
        cpu, wakes = rates(before[one.name], read(family(one.process.pid)))
        rows[one.name] = {"idle ms/min": cpu, "wakes/s": wakes, "PSS MiB": pss(family(one.process.pid))}
    before = {one.name: read(family(one.process.pid)) for one in candidates}
    server.put(DRAFTS, 6.2)
    for one in candidates:
        if one.ours is None:
            continue
        assert one.ours.told() == b"6\n"
        rows[one.name]["draft ms"] = read(family(one.process.pid)).cpu - before[one.name].cpu
    return rows


def main() -> int:
    """Measure, print a table and the ratios to the peer."""
    server, folder = Dovecot(), Path(tempfile.mkdtemp(prefix="bench-mailbox-"))
    names = ["ours, from source", *(["ours, frozen"] if (FROZEN / "coach-mailbox").exists() else [])]
    candidates: list[Candidate] = []
    try:
        for number, name in enumerate(names):
            (folder / str(number)).mkdir()
            candidates.append(watcher(name, server, folder / str(number)))
        candidates.append(peer(server))
        rows = measure(candidates, server)
    finally:
        for one in candidates:
            one.process.kill()
            one.process.wait()
        server.stop()
        shutil.rmtree(folder)
    show(rows)
    return verdict({name: row for name, row in rows.items() if "frozen" in name}, GOALS)


def show(rows: dict[str, dict[str, float]]) -> None:
    """The table."""
    sys.stdout.write(f"{'':<22}" + "".join(f"{name:>15}" for name in COLUMNS) + "\n")
    for name, row in (rows | {"goal": GOALS}).items():
        sys.stdout.write(f"{name:<22}" + "".join(f"{told(row.get(column)):>15}" for column in COLUMNS) + "\n")
    floor = rows["Python with TLS"]["PSS MiB"]
    for name in (name for name in rows if name.startswith("ours")):
        ratio = rows[name]["PSS MiB"] / floor
        sys.stdout.write(f"{name}, as a multiple of the bare Python with TLS: PSS {ratio:.2f}\n")


if __name__ == "__main__":
    sys.exit(main())
