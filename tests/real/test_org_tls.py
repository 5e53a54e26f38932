"""The gateway with a certificate of its own: TLS as a desk checks it, and nothing in the clear on that port."""

import http.client
import json
import socket
import ssl
from pathlib import Path

import pytest

from tests.desk.gateway import gateway
from tests.real.dovecot import Authority
from tests.real.town import Town


def test_without_a_proxy_it_speaks_tls_itself(store: Town, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    told = f'[tls]\ncertificate = "{tmp_path}/localhost.pem"\nkey = "{tmp_path}/localhost.key"\n'
    with gateway(store.gateway, tmp_path, told) as site:
        line = http.client.HTTPSConnection("localhost", site.port, timeout=30, context=authority.trusted())
        line.connect()
        assert line.sock.version() in {"TLSv1.2", "TLSv1.3"}
        line.request("GET", "/health")
        answer = line.getresponse()
        assert (answer.status, json.loads(answer.read())) == (200, {"status": "ok"})
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        line.close()

        with socket.create_connection(("localhost", site.port)) as plain:
            plain.sendall(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            assert not plain.recv(100).startswith(b"HTTP")
        with socket.create_connection(("localhost", site.port)) as plain, pytest.raises(ssl.SSLError):
            ssl.create_default_context().wrap_socket(plain, server_hostname="localhost")
