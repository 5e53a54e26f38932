"""The public key of a device, so that its fingerprint is shown without the keyring. Never changed again."""

from alembic.operations import Operations
from sqlalchemy import Column, Text

from coach.store.migrations import Revision


def upgrade(op: Operations) -> None:
    """Add it; a desk that was enrolled before fills it in at its next synchronisation."""
    op.add_column("device", Column("public_key", Text, nullable=False, server_default=""))


REVISION = Revision(upgrade)
