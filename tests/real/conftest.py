"""A real PostgreSQL for the tests that need one, started once."""

from collections.abc import Iterator

import pytest

from tests.desk.gateway import Gateway, gateway
from tests.desk.postgres import Cluster, cluster
from tests.real.town import Town, town


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The server, with nothing in it."""
    with cluster() as found:
        yield found


@pytest.fixture(scope="session")
def settled(postgres: Cluster) -> Iterator[Town]:
    """The town that the tests share; its months take the longest to make."""
    with town(postgres) as found:
        yield found


@pytest.fixture
def store(settled: Town) -> Iterator[Town]:
    """The town as it was at first: its people and lessons, nobody enrolled, nothing proposed."""
    yield settled
    settled.settle_again()


_EASY = """[limits]
requests_of_a_device = 100000
wrong_codes_of_an_address = 100000
wrong_tokens_of_an_address = 100000
"""


@pytest.fixture(scope="session")
def shared_gateway(settled: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """One gateway for the tests that leave it alive."""
    with gateway(settled.gateway, tmp_path_factory.mktemp("gateway"), _EASY) as found:
        yield found


@pytest.fixture
def site(shared_gateway: Gateway, store: Town) -> Gateway:
    """The gateway, before an empty town."""
    return shared_gateway
