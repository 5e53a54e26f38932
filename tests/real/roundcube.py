"""A real Roundcube on loopback, in a folder of its own, in front of a Dovecot."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.desk import wait_for
from tests.desk.processes import start, stop
from tests.real.dovecot import Dovecot

SOURCES = Path("/var/lib/roundcube")
DEFAULTS = Path("/etc/roundcube/defaults.inc.php")
_CONFIGURATION = """<?php
$config = [
    'db_dsnw' => 'sqlite:///{folder}/roundcube.db?mode=0640',
    'imap_host' => 'ssl://localhost:{imap}',
    'imap_conn_options' => ['ssl' => ['verify_peer' => false, 'verify_peer_name' => false]],
    'des_key' => '{key}',
    'temp_dir' => '{folder}/temp',
    'log_dir' => '{folder}/log',
    'max_message_size' => '64M',
    'skin' => 'elastic',
    'plugins' => [],
    'language' => 'fr_FR',
    'session_lifetime' => 60,
];
"""
_LIMITS = ("upload_max_filesize=64M", "post_max_size=64M", "memory_limit=256M")


@contextlib.contextmanager
def roundcube(folder: Path) -> Iterator[str]:
    """Its address, until the block ends. Raises LookupError where it is not installed."""
    php = shutil.which("php")
    if php is None or not SOURCES.exists():
        raise LookupError("install php-cli, roundcube-core and roundcube-sqlite3")
    server = Dovecot()
    try:
        with _served(php, folder / "roundcube", server.port) as address:
            yield address
    finally:
        server.stop()


@contextlib.contextmanager
def _served(php: str, folder: Path, imap: int) -> Iterator[str]:
    for part in ("temp", "log", "config"):
        (folder / part).mkdir(parents=True)
    configuration = _CONFIGURATION.format(folder=folder, imap=imap, key=os.urandom(12).hex())
    (folder / "config" / "config.inc.php").write_text(configuration, "utf-8")
    (folder / "config" / DEFAULTS.name).symlink_to(DEFAULTS)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = [part for one in _LIMITS for part in ("-d", one)]
    env = {**os.environ, "ROUNDCUBE_CONFIG_DIR": str(folder / "config"), "PHP_CLI_SERVER_WORKERS": "4"}
    command = [php, *settings, "-S", f"127.0.0.1:{port}", "-t", str(SOURCES)]
    process = start(command, env, folder / "out")
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(lambda: _answers(address), 20, what="Roundcube")
        yield address
    finally:
        stop(process)


def _answers(address: str) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=10) as page:
        return b"rcmloginuser" in page.read()
    return False
