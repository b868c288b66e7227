"""What a push writes waits to be written together, and nobody who asks can tell."""

from sqlalchemy import select

from app.ids import ChangeId
from sync.protocol.messages import SignedIn
from sync.server import tables
from sync.server.tray import Tray, a_tray
from sync.server.unit import open_store
from tests.builders import MORNING, a_case
from tests.sync.centres import a_change

CASE = a_case()
CHANGE = a_change(CASE, SignedIn("", "clerk", "", CASE.org, ("clerk",), MORNING), "first")


def put(tray: Tray, rev: int, name: str) -> None:
    """The record, the change and the line of one revision."""
    row = {"case_id": CASE.id, "rev": rev, "body": f'"{rev}"', "digest": name}
    tray.put_record(CHANGE, row, {"id": CASE.id}, rev)
    named = {"org": CASE.org, "kind": "case", "record_id": CASE.id, "rev": rev, "device": "office"}
    tray.put_change(CHANGE, {**named, "id": ChangeId(name), "body": "{}"})
    told = {"audience": None, "reason": "change", "by": "clerk", "at": MORNING.isoformat()}
    line = {**named, **told, "case_id": CASE.id, "body": row["body"], "change_id": name}
    tray.put_line(line)


def test_whoever_asks_meanwhile_sees_what_waits_and_in_its_order() -> None:
    store = open_store(None)
    with store.write() as connection, a_tray(connection, CASE.org) as tray:
        tray.look_ahead([CHANGE])
        assert (tray.is_known(CHANGE), tray.current(CHANGE)) == (False, (0, {}))
        put(tray, 1, "first")
        put(tray, 2, "second")
        assert tray.is_known(CHANGE)
        assert tray.current(CHANGE) == (2, {"id": CASE.id})
        assert connection.execute(select(tables.record.c.rev)).scalars().all() == [2]
        put(tray, 3, "third")
    with store.read() as connection:
        assert connection.execute(select(tables.record.c.rev)).scalars().all() == [3]
        lines = select(tables.feed.c.change_id).order_by(tables.feed.c.seq)
        assert connection.execute(lines).scalars().all() == ["first", "second", "third"]
    store.close()
