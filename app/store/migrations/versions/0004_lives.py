"""Beside each agreed record stands which line of the feed it is of, and the centre's seal on it.

Those of before have neither: they are given back to a restored centre as one's own change.
"""

from alembic import op
from sqlalchemy import Column, Integer, String, inspect

from app.store import tables

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns where the first step has not made them already, and the table."""
    connection = op.get_bind()
    there = {column["name"] for column in inspect(connection).get_columns("agreed")}
    for name, kind, default in (("seq", Integer, "0"), ("by", String, ""), ("seal", String, "")):
        if name not in there:
            op.add_column("agreed", Column(name, kind, nullable=False, server_default=default))
    tables.former.create(connection, checkfirst=True)
