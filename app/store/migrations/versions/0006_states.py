"""The states of what waits lie together: to count them and to find what is next reads no change."""

from alembic import op

from app.store import tables

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the index where the first step has not made it already."""
    for index in tables.outbox.indexes:
        index.create(op.get_bind(), checkfirst=True)
