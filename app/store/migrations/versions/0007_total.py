"""The total of what is agreed is kept by its steps: to compare both ends reads only what is new."""

from alembic import op

from app.store import tables

revision = "0007"
down_revision = "0006"

_STEP = "INSERT INTO agreed_step (kind, id, digest, sign) VALUES"
_COMES = f"{_STEP} (new.kind, new.id, new.digest, 1);"
_GOES = f"{_STEP} (old.kind, old.id, old.digest, -1);"


def upgrade() -> None:
    """Add the tables where the first step has not made them already, and the triggers."""
    for table in (tables.agreed_step, tables.agreed_total):
        table.create(op.get_bind(), checkfirst=True)
    op.execute(
        f"CREATE TRIGGER IF NOT EXISTS agreed_comes AFTER INSERT ON agreed BEGIN {_COMES} END"
    )
    op.execute(f"CREATE TRIGGER IF NOT EXISTS agreed_goes AFTER DELETE ON agreed BEGIN {_GOES} END")
    op.execute(
        "CREATE TRIGGER IF NOT EXISTS agreed_turns AFTER UPDATE OF kind, id, digest ON agreed"
        f" WHEN old.digest IS NOT new.digest BEGIN {_GOES} {_COMES} END"
    )
