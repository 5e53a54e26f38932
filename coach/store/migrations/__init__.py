"""The steps from one schema to the next, one folder a file and one module a revision, named by its number."""

from collections.abc import Callable
from dataclasses import dataclass

from alembic.operations import Operations


@dataclass(frozen=True)
class Revision:
    """One step. `upgrade` gets Alembic's operations in a transaction; what it raises undoes the upgrade."""

    upgrade: Callable[[Operations], None]
