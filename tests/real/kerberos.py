"""A real Kerberos realm and a real Apache that checks its tickets, both on loopback and without root's help."""

from __future__ import annotations

import contextlib
import os
import pwd
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.desk.processes import start, stop, wait_for

REALM = "VILLE.EXAMPLE"
EXAMPLE = Path(__file__).parents[2] / "packaging" / "server" / "apache.example.conf"
# The example speaks of files and a port of the administrator's own.
_THEIRS = ("/etc/apache2/http.keytab", "127.0.0.1:8080")
_CLIENT = """[libdefaults]
default_realm = {realm}
dns_canonicalize_hostname = false
rdns = false
dns_lookup_kdc = false
[realms]
{realm} = {{
  kdc = 127.0.0.1:{port}
}}
"""
_CENTRE = """[kdcdefaults]
kdc_listen = 127.0.0.1:{port}
kdc_tcp_listen = 127.0.0.1:{port}
[realms]
{realm} = {{
  database_name = {folder}/principal
  key_stash_file = {folder}/stash
  acl_file = {folder}/acl
}}
"""
_APACHE = """ServerRoot "{folder}"
ServerName localhost
PidFile "{folder}/apache.pid"
Listen 127.0.0.1:{port}
{user}
ErrorLog "{folder}/apache.log"
LogLevel warn
{modules}
{example}
"""
_MODULES = (
    *("mpm_event", "authn_core", "authz_core", "authz_user", "auth_gssapi", "headers", "proxy", "proxy_http"),
)


@dataclass(frozen=True)
class Realm:
    """A realm; `environment` is what its programs need to find it."""

    folder: Path
    environment: dict[str, str]

    def _run(self, *command: str, typed: str = "") -> None:
        done = subprocess.run(
            command,
            input=typed,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)

    def add(self, name: str, password: str) -> None:
        """Somebody who can log in."""
        self._run("kadmin.local", "-q", f"addprinc -pw {password} {name}")

    def log_in(self, name: str, password: str) -> None:
        """A ticket in the session's own file, as a login to the workstation leaves one."""
        self._run("kinit", name, typed=f"{password}\n")

    def log_out(self) -> None:
        """The session's tickets are gone."""
        self._run("kdestroy", "-q")

    def keytab(self, service: str) -> Path:
        """The key of a service, in a file."""
        file = self.folder / "http.keytab"
        self._run("kadmin.local", "-q", f"addprinc -randkey {service}")
        self._run("kadmin.local", "-q", f"ktadd -k {file} {service}")
        return file


@contextlib.contextmanager
def realm() -> Iterator[Realm]:
    """A realm with nobody in it, and its key distribution centre."""
    # Not below pytest's folder: Apache reads its keytab as www-data, who may not enter there.
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        with _realm(Path(made)) as found:
            yield found


@contextlib.contextmanager
def _realm(folder: Path) -> Iterator[Realm]:
    port = _free()
    for name, text in (("krb5.conf", _CLIENT), ("kdc.conf", _CENTRE)):
        (folder / name).write_text(text.format(realm=REALM, port=port, folder=folder), "utf-8")
    found = Realm(folder, {
        **os.environ,
        "PATH": f"/usr/sbin:{os.environ['PATH']}",
        "KRB5_CONFIG": str(folder / "krb5.conf"),
        "KRB5_KDC_PROFILE": str(folder / "kdc.conf"),
        "KRB5CCNAME": f"FILE:{folder}/tickets",
    })  # fmt: skip
    found._run("kdb5_util", "create", "-s", "-r", REALM, "-P", "only for this test")
    process = start(["krb5kdc", "-n"], found.environment, folder / "kdc.log")
    try:
        wait_for(lambda: _listens(port), 30, what="the key distribution centre")
        yield found
    finally:
        stop(process)


@contextlib.contextmanager
def apache(of: Realm, gateway: int) -> Iterator[str]:
    """Apache as the example that we ship sets it up, before a gateway on that port; gives its address."""
    port, folder = _free(), of.folder
    keytab = of.keytab("HTTP/localhost")
    example = EXAMPLE.read_text("utf-8")
    for theirs, ours in zip(_THEIRS, (str(keytab), f"127.0.0.1:{gateway}"), strict=True):
        assert theirs in example
        example = example.replace(theirs, ours)
    user = ""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("www-data")
        os.chown(keytab, nobody.pw_uid, nobody.pw_gid)
        user = "User www-data\nGroup www-data"
    modules = "\n".join(f"LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so" for m in _MODULES)
    file = folder / "httpd.conf"
    file.write_text(
        _APACHE.format(folder=folder, port=port, user=user, modules=modules, example=example), "utf-8"
    )
    process = start(["apache2", "-f", str(file), "-DFOREGROUND"], of.environment, folder / "apache.out")
    try:
        wait_for(lambda: _listens(port), 30, what="Apache")
        yield f"http://localhost:{port}"
    finally:
        stop(process)


def _free() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False
