"""Lines that fail in their own ways, met for real, and what a person reads of them."""

import socket
from contextlib import closing

import pytest

from coach.server_client.client import Client, LaterError
from coach.server_client.silence import reason


def met(url: str) -> str:
    """What a person reads when this address is asked."""
    with pytest.raises(LaterError) as told:
        Client(url, "1.0").call("sync", {})
    return reason(told.value)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def test_a_name_that_nobody_knows() -> None:
    assert met("https://nowhere.invalid") == "its name is not known on this network"


def test_a_port_where_nobody_listens() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as once:
        port = once.getsockname()[1]
    assert met(f"http://127.0.0.1:{port}") == "nobody answers there, or the line was cut"


def test_a_server_that_says_nothing() -> None:
    assert reason(_timed_out()) == "it did not answer in time"


def test_a_server_that_speaks_something_else() -> None:
    assert reason(LaterError("status 502")) == "it does not answer as it should (status 502)"


def _timed_out() -> LaterError:
    try:
        try:
            raise TimeoutError("timed out")
        except TimeoutError as error:
            raise LaterError("TimeoutError: timed out") from error
    except LaterError as error:
        return error
