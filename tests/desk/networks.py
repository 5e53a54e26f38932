"""Two networks of the kernel's own, joined by a cable that can be pulled: a server's and a desk's.

Each lives as long as a process that waits for the end of its standard input: however the tests end, that pipe closes,
and nothing is left behind.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.desk.processes import wait_for

SERVER, DESK = "10.83.0.1", "10.83.0.2"


@dataclass(frozen=True)
class Network:
    """A network; `within` before a command runs it there."""

    process: subprocess.Popen[bytes]
    within: tuple[str, ...]

    def run(self, *command: str) -> None:
        """A command in this network, to its end."""
        subprocess.run([*self.within, *command], check=True, capture_output=True, text=True)


@dataclass(frozen=True)
class Cable:
    """Both ends."""

    server: Network
    desk: Network

    def pull(self) -> None:
        """Nothing passes any more, and nobody is told."""
        self.desk.run("ip", "link", "set", "cable", "down")

    def plug_in(self) -> None:
        """It is as it was."""
        self.desk.run("ip", "link", "set", "cable", "up")


@contextmanager
def cable() -> Iterator[Cable]:
    """The two networks, joined; root is not needed where the kernel lets people have networks of their own."""
    root = os.geteuid() == 0
    with ExitStack() as stack:
        server = _network(stack, () if root else ("--user", "--map-root-user"), root=root)
        # The second one belongs to the same user of the kernel, so that it may hold an end of the cable.
        into = () if root else ("nsenter", *server.within[1:-1])
        desk = _network(stack, (), root=root, before=into)
        server.run("ip", "link", "add", "name", "cable", "type", "veth", "peer", "name", "other")
        server.run("ip", "link", "set", "other", "netns", str(desk.process.pid))
        desk.run("ip", "link", "set", "other", "name", "cable")
        for network, address in ((server, SERVER), (desk, DESK)):
            network.run("ip", "address", "add", f"{address}/24", "dev", "cable")
            network.run("ip", "link", "set", "cable", "up")
            network.run("ip", "link", "set", "lo", "up")
        yield Cable(server, desk)


def _network(stack: ExitStack, user: Sequence[str], *, root: bool, before: Sequence[str] = ()) -> Network:
    command = [*before, "unshare", *user, "--net", "cat"]
    process = stack.enter_context(
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, bufsize=0)
    )
    # Of its own name: until the program that waits is running, the process is still in a network of ours.
    wait_for(lambda: Path(f"/proc/{process.pid}/comm").read_text("ascii") == "cat\n", what="a network")
    as_user = () if root else ("--user", "--preserve-credentials")
    return Network(process, ("nsenter", "--target", str(process.pid), *as_user, "--net"))
