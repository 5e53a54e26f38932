"""Where the gateway may listen, and what it says when it cannot."""

import socket
from pathlib import Path

import pytest

from coach.domain.errors import GatewayError
from coach.server.gateway import serve, server
from coach.server.gateway.configuration import Configuration, Tls

CLEAR = ("0.0.0.0:0", "192.0.2.1:8080", "[::]:8080", "[2001:db8::1]:443")


def reason(listen: str, configuration: Configuration | None = None) -> str:
    with pytest.raises(GatewayError) as found:
        server.serve(configuration or Configuration(), listen)
    return str(found.value.facts["reason"])


@pytest.mark.parametrize(
    "listen", ["", "8080", "localhost:8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", ":80"]
)
def test_a_place_is_an_address_and_a_port(listen: str) -> None:
    assert "127.0.0.1:8080" in reason(listen)


@pytest.mark.parametrize("listen", CLEAR)
def test_tokens_never_cross_a_network_in_the_clear(listen: str) -> None:
    assert "certificate" in reason(listen)


def test_a_certificate_that_is_not_there_is_said(tmp_path: Path) -> None:
    tls = Tls(str(tmp_path / "missing.pem"), str(tmp_path / "missing.key"))
    assert "No such file" in reason("127.0.0.1:0", Configuration(tls=tls))


def test_a_port_that_is_taken_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "in use" in reason(f"127.0.0.1:{taken.getsockname()[1]}")


def test_a_configuration_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(GatewayError) as found:
        serve("127.0.0.1:0", tmp_path / "missing.toml")
    assert "missing.toml" in str(found.value)
