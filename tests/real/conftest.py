"""A real PostgreSQL for the tests that need one, started once."""

from collections.abc import Iterator

import pytest

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
