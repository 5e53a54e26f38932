"""The gateway as a process of its own on loopback, as a server would run it, and a client that speaks to it."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.desk.processes import wait_for

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Gateway:
    """A process; `log` holds its lines so far, read as JSON."""

    process: subprocess.Popen[str]
    log: list[dict[str, Any]] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where it listens, as it says itself."""
        return int(next(line["port"] for line in self.log if line["event"] == "listening"))

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def read(self) -> None:
        """Take in what it logs, until it ends."""
        assert self.process.stderr
        for line in self.process.stderr:
            self.log.append(json.loads(line) if line.startswith("{") else {"event": line, "raw": True})

    def listens(self) -> bool:
        """Whether it does."""
        assert self.process.poll() is None, self.log
        return any(line["event"] == "listening" for line in self.log)

    def stop(self, how: int = signal.SIGTERM) -> int:
        """Ask it to end; returns its status."""
        self.process.send_signal(how)
        return self.process.wait(60)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request on a line of its own; headers are written with _ for -."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            # What is refused by its size is refused before it has all been sent; the answer waits to be read.
            with suppress(ConnectionResetError, BrokenPipeError):
                line.request(
                    method, path, body, {name.replace("_", "-"): text for name, text in headers.items()}
                )
            answer = line.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            line.close()

    def call(self, name: str, token: str = "", **told: Any) -> tuple[int, Any]:
        """A function, as a desk calls it, packed; gives the status and the answer."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body = gzip.compress(json.dumps(told).encode())
        headers["Content-Encoding"] = "gzip"
        status, _, answer = self.ask("POST", f"/rpc/{name}", body, Coach_Client="1.0", **headers)
        return status, json.loads(answer)


@contextmanager
def gateway(
    dsn: str,
    folder: Path,
    more: str = "",
    environment: Mapping[str, str] | None = None,
    listen: str = "127.0.0.1:0",
    within: Sequence[str] = (),
) -> Iterator[Gateway]:
    """One that listens, on a free port if none is named; `more` is TOML after its `[database]`.

    `within`: a command that is given the gateway's own to run, such as one that enters a network.
    """
    file = folder / "gateway.toml"
    file.write_text(f'tenant = "Ville d’Exemple"\n[database]\ndsn = "{dsn}"\n{more}', "utf-8")
    command = [*within, sys.executable, "-m", "coach", "org", "gateway"]
    command += ["--listen", listen, "--config", str(file)]
    process = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    found = Gateway(process)
    reading = threading.Thread(target=found.read, daemon=True)
    reading.start()
    try:
        wait_for(found.listens, 60, what="the gateway")
        yield found
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(30)
        reading.join(30)
        assert process.stderr
        process.stderr.close()
