"""A session bus and an accessibility bus of one's own, on which nobody else speaks."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.desk.processes import first_line, part, start, stop, wait_for
from tests.desk.wire import DAEMON, Wire

# Without service folders: nothing of the machine (a notifier, a settings daemon) is started behind our back.
_CONFIGURATION = """<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextlib.contextmanager
def session_bus(env: Mapping[str, str], folder: Path) -> Iterator[dict[str, str]]:
    """A private session bus, its socket under `folder`; gives what to add to the environment."""
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    configuration = folder / "bus.conf"
    configuration.write_text(_CONFIGURATION.format(socket=runtime / "bus"), encoding="utf-8")
    added = {"XDG_RUNTIME_DIR": str(runtime)}
    reader, writer = os.pipe()
    daemon = start(
        [
            part("dbus-daemon"),
            f"--config-file={configuration}",
            "--nofork",
            "--nopidfile",
            f"--print-address={writer}",
        ],
        {**env, **added},
        folder / "bus.log",
        pass_fds=[writer],
    )
    os.close(writer)
    try:
        added["DBUS_SESSION_BUS_ADDRESS"] = first_line(reader, daemon)
        yield added
    finally:
        stop(daemon)


@contextlib.contextmanager
def accessibility_bus(env: Mapping[str, str], folder: Path) -> Iterator[Wire]:
    """An accessibility bus announced on the session bus of `env`; gives a connection to the latter."""
    # The settings stay in memory: the launcher would otherwise ask dconf, which is not on our bus.
    launcher = start(
        [part("at-spi-bus-launcher"), "--launch-immediately", "--a11y=1"],
        {**env, "GSETTINGS_BACKEND": "memory"},
        folder / "a11y.log",
    )
    session = Wire(env["DBUS_SESSION_BUS_ADDRESS"])
    try:
        wait_for(
            lambda: session.call(DAEMON, "NameHasOwner", "s", "org.a11y.Bus"), step=0.01, what="org.a11y.Bus"
        )
        yield session
    finally:
        session.close()
        stop(launcher)
