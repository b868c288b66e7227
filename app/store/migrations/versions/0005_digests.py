"""The digests of what is agreed lie together: to compare both ends then reads no record."""

from alembic import op

from app.store import tables

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the index where the first step has not made it already."""
    for index in tables.agreed.indexes:
        index.create(op.get_bind(), checkfirst=True)
