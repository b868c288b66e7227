"""How long one field takes to its durable commit, against a raw SQLCipher commit of the same words.

Run by hand: `python -m tests.bench.bench_field [saves]`. Both write to encrypted databases in one
folder, in WAL with `synchronous=FULL`: we by the action that the screens call, the peer by one bare
upsert in one transaction of the driver. Blocks of the two are measured in turns, the first turn is
thrown away, and the median of the turns' ratios is told.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2

from app.actions.keep_answer import keep_answer
from app.actions.open_workspace import close_workspace, create_workspace
from app.domain.checklist import Answer
from app.domain.staff import Identity
from app.ids import DeviceId, UserId
from app.workspace import Place, Workspace
from tests.builders import ORG, a_visit

TURNS = 7
ITEMS = 40
WORDS = "绝缘电阻 3200 MΩ，环境温度 18 ℃，湿度 42 %，读数稳定，与出厂值相比无明显变化。"


def main() -> None:
    """Measure and print."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        ws = a_workspace(Path(folder) / "tablet")
        with closing(a_bare_database(Path(folder) / "bare.db")) as bare:
            ours, peers = our_save(ws), raw_save(bare)
            turns = [(a_block(ours, saves), a_block(peers, saves)) for _ in range(TURNS + 1)][1:]
        close_workspace(ws)
    for number, (field, raw) in enumerate(turns, 1):
        print(f"turn {number}: field {field:.3f} ms, raw {raw:.3f} ms, ratio {field / raw:.2f}")
    fields, raws = zip(*turns, strict=True)
    ratio = statistics.median(field / raw for field, raw in turns)
    print(f"field {statistics.median(fields):.3f} ms, raw {statistics.median(raws):.3f} ms")
    print(f"ratio {ratio:.2f} ({saves} saves a block, {TURNS} turns)")


def a_block(save: Callable[[int], None], saves: int) -> float:
    """Milliseconds of one save, over a block of them."""
    start = time.perf_counter()
    for number in range(saves):
        save(number)
    return (time.perf_counter() - start) * 1000 / saves


def our_save(ws: Workspace) -> Callable[[int], None]:
    """Keep one answer as the question's card does."""

    def save(number: int) -> None:
        item, words = f"com.transformer.item{number % ITEMS:02}", f"{WORDS}{number}"
        place = Place("inspection", "visit-1", item, "T1", "note", words, len(words))
        keep_answer(ws, "visit-1", Answer(item, "T1", note=words), place)

    return save


def raw_save(connection: sqlcipher3.dbapi2.Connection) -> Callable[[int], None]:
    """Keep the same words with nothing between us and the driver."""
    upsert = "INSERT INTO kept VALUES (?, ?, ?) ON CONFLICT (item, device) DO UPDATE SET words = ?"

    def save(number: int) -> None:
        item, words = f"com.transformer.item{number % ITEMS:02}", f"{WORDS}{number}"
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(upsert, (item, "T1", words, words))
        connection.execute("COMMIT")

    return save


def a_workspace(folder: Path) -> Workspace:
    """A tablet with one open visit."""
    who = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tablet"))
    ws = create_workspace(folder, "correct horse", who)
    with ws.unit("bench") as unit:
        unit.save(a_visit())
    return ws


def a_bare_database(path: Path) -> sqlcipher3.dbapi2.Connection:
    """The peer: one table, opened with the same settings."""
    connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'0f' * 32}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE kept (item, device, words, PRIMARY KEY (item, device))")
    return connection


if __name__ == "__main__":
    main()
