"""A trainer's desk before a server of this computer that answers whatever a test wants."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from coach.org import server
from coach.server_client import credentials, keys
from coach.server_client.credentials import Credentials
from tests.unit.org.town import TRAINER
from tests.unit.sync.server import Served, reply, serving

Answers = Callable[..., None]


@pytest.fixture
def served(kept_keys: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The server, where the trainer is enrolled."""
    with serving(Served()) as found:
        monkeypatch.setenv("ORG_URL", found.url)
        credentials.keep(TRAINER.id, Credentials(found.url, found.device, keys.new_key(), found.token))
        server._enrolled.cache_clear()
        yield found
    server._enrolled.cache_clear()


@pytest.fixture
def answers(served: Served) -> Answers:
    """Say what is answered to everything: a value, or a status with one."""

    def say(value: Any, status: int = 200) -> None:
        def raw(handler: BaseHTTPRequestHandler) -> None:
            reply(handler, status, json.dumps(value).encode())

        served.raw = raw

    return say
