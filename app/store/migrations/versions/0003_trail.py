"""The trail says on which device, in which case, and what else there is to tell.

Lines of old stay as they are: they say no device, and their links are reckoned without it.
"""

from alembic import op
from sqlalchemy import Column, String, Text, inspect

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns where the first step has not made them already."""
    connection = op.get_bind()
    there = {column["name"] for column in inspect(connection).get_columns("trail")}
    for name, kind in (
        ("device", String), ("case_id", String), ("told_digest", String), ("told", Text),
    ):  # fmt: skip
        if name not in there:
            op.add_column("trail", Column(name, kind, nullable=False, server_default=""))
    if "device" not in there:
        op.create_index("trail_of_case", "trail", ["case_id", "seq"])
