"""The totals of records, kept by what comes and goes: they cost the same however much is there.

Triggers note each step of `record`, so whatever changes a digest shows in the totals; the steps are
added up case by case when next somebody asks.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, literal, select, update

from app import codec
from sync.server import tables

_record, _step, _total = tables.record, tables.record_step, tables.case_total
WHOLE: Final = ""
"""Stands for the case where the total is of all the organisation's."""
_AT_ONCE: Final = 2000

_NAMES: Final = "org, case_id, kind, id, digest"
_ON_POSTGRES: Final = f"""
CREATE OR REPLACE FUNCTION kanyan_record_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO record_step ({_NAMES}, sign)
    VALUES (OLD.org, OLD.case_id, OLD.kind, OLD.id, OLD.digest, -1);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO record_step ({_NAMES}, sign)
    VALUES (NEW.org, NEW.case_id, NEW.kind, NEW.id, NEW.digest, 1);
  END IF;
  RETURN NULL;
END $$
"""


def begin(connection: Connection) -> None:
    """See to it that the steps of every record are noted, of those too that are here already."""
    if _is_noted(connection):
        return
    statements = _on_postgres if connection.dialect.name == "postgresql" else _on_sqlite
    for statement in statements():
        connection.exec_driver_sql(statement)
    names = ("org", "case_id", "kind", "id", "digest")
    here = select(*(_record.c[name] for name in names), literal(1))
    connection.execute(insert(_step).from_select([*names, "sign"], here))
    for org in connection.execute(select(_step.c.org).distinct()).scalars().all():
        reckon(connection, org)


def _is_noted(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":
        asked = "SELECT 1 FROM pg_trigger WHERE tgname = 'record_step'"
    else:
        asked = "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = 'record_comes'"
    return connection.exec_driver_sql(asked).first() is not None


def _on_sqlite() -> Iterator[str]:
    comes, goes = (
        f"INSERT INTO record_step ({_NAMES}, sign)"
        f" VALUES ({which}.org, {which}.case_id, {which}.kind, {which}.id, {which}.digest, {sign});"
        for which, sign in (("new", 1), ("old", -1))
    )
    yield f"CREATE TRIGGER record_comes AFTER INSERT ON record BEGIN {comes} END"
    yield f"CREATE TRIGGER record_goes AFTER DELETE ON record BEGIN {goes} END"
    yield f"CREATE TRIGGER record_turns AFTER UPDATE ON record BEGIN {goes} {comes} END"


def _on_postgres() -> Iterator[str]:
    yield _ON_POSTGRES
    yield (
        "CREATE TRIGGER record_step AFTER INSERT OR UPDATE OR DELETE ON record"
        " FOR EACH ROW EXECUTE FUNCTION kanyan_record_step()"
    )


def reckon(connection: Connection, org: str) -> None:
    """Add up the steps of this organisation that were noted since."""
    ours = _step.c.org == org
    query = select(_step).where(ours).order_by(_step.c.number).limit(_AT_ONCE)
    while steps := connection.execute(query).all():
        weights: dict[str, int] = defaultdict(int)
        for step in steps:
            for case_id in (step.case_id, WHOLE):
                weights[case_id] += weight_of(step)
        for case_id, weight in weights.items():
            _add(connection, org, case_id, weight)
        # Writers come one at a time, so nothing of a lower number is still to come.
        connection.execute(delete(_step).where(ours, _step.c.number <= steps[-1].number))


def _add(connection: Connection, org: str, case_id: str, weight: int) -> None:
    here = (_total.c.org == org, _total.c.case_id == case_id)
    known = connection.execute(select(_total.c.total).where(*here)).scalar()
    total = codec.as_total(int(known or "0", 16) + weight)
    if known is None:
        connection.execute(insert(_total).values(org=org, case_id=case_id, total=total))
    else:
        connection.execute(update(_total).where(*here).values(total=total))


def weight_of(row: Any) -> int:
    """What this record, or this step, adds to a total."""
    return int(row.sign) * codec.weight(row.kind, row.id, row.digest)
