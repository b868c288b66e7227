"""The list of cases and its search at 100,000 cases, against bare SQLAlchemy Core without a key.

Run by hand: `python -m tests.bench.bench_list [cases]`. Ours is the view that the screen calls, on
the encrypted workspace; the peer runs the same SELECT in Core, or a LIKE over a narrow covering
index, on a plain SQLite file of the same rows. Pages and searches are taken in turns; medians and
the 99th of a hundred are told, and the median of the turns' ratios. Searches are of two characters:
half of them common, half rare, and one that nobody's case contains.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, bindparam, create_engine, event, select

from app import codec
from app.actions.open_workspace import close_workspace, create_workspace
from app.domain.case import ConnectionCase
from app.domain.change import Plain
from app.domain.deadline import Agenda, agenda
from app.domain.staff import Identity
from app.ids import CaseId, DeviceId, UserId
from app.store import case_index, tables
from app.store.case_index import row_of
from app.views.cases import LIST_PAGE, case_rows
from app.workspace import ListKey, Workspace
from tests.builders import ORG, a_case, an_event

TURNS = 7
PAGES = 60
FRAME_MS = 1000 / 60
SIGNS = "青海高原机械制造铸物流冷链商贸建材化工食品医药电子科技农牧水泥煤矿光伏实业发展集团酒店"
TOWNS = ("西宁市城北区", "西宁市城东区", "海东市乐都区", "格尔木市昆仑路街道", "玉树市结古街道")
RARE = ("鼐麒", "犇骉", "淼鑫", "垚燚", "翀昱")
NONE = "龘齉"

Took = tuple[float, int]


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with (
        tempfile.TemporaryDirectory() as folder,
        a_tablet(Path(folder), count) as ws,
        a_plain_copy(ws, Path(folder)) as bare,
    ):
        size = (ws.folder / "kanyan.db").stat().st_size
        print(f"{count} cases, {size / 1e6:.0f} MB encrypted")
        keys = some_keys(ws, count)
        tell("list page", our_pages(ws, keys), bare_pages(bare, keys))
        for name, words in searches().items():
            tell(f"search, {name}", our_searches(ws, words), bare_searches(bare, words))


def tell(name: str, ours: Callable[[], list[Took]], peers: Callable[[], list[Took]]) -> None:
    """Measure both in turns, the first thrown away, and print."""
    turns = [(ours(), peers()) for _ in range(TURNS + 1)][1:]
    if any([n for _, n in mine] != [n for _, n in theirs] for mine, theirs in turns):
        raise SystemExit(f"{name}: the two do not find the same")
    mine = sorted(took for each, _ in turns for took, _ in each)
    theirs = sorted(took for _, each in turns for took, _ in each)
    ratio = statistics.median(middle(each) / middle(other) for each, other in turns)
    frame = " (one frame)" if mine[len(mine) // 2] < FRAME_MS else ""
    print(
        f"{name}: p50 {mine[len(mine) // 2]:.2f}{frame}, p99 {mine[len(mine) * 99 // 100]:.2f} ms;"
        f" bare {theirs[len(theirs) // 2]:.2f}, {theirs[len(theirs) * 99 // 100]:.2f} ms;"
        f" ratio {ratio:.2f}"
    )


def middle(taken: list[Took]) -> float:
    """The median of these times."""
    return statistics.median(took for took, _ in taken)


def timed(call: Callable[[], int]) -> Took:
    """Milliseconds of the call, and how many rows it found."""
    start = time.perf_counter()
    found = call()
    return (time.perf_counter() - start) * 1000, found


def our_pages(ws: Workspace, keys: list[ListKey | None]) -> Callable[[], list[Took]]:
    """Pages of the list as the screen reads them."""
    return lambda: [timed(lambda key=key: len(case_rows(ws, "", key))) for key in keys]  # type: ignore[misc]


def our_searches(ws: Workspace, words: list[str]) -> Callable[[], list[Took]]:
    """First pages of searches as the screen reads them."""
    return lambda: [timed(lambda word=word: len(case_rows(ws, word))) for word in words]  # type: ignore[misc]


def bare_pages(bare: Engine, keys: list[ListKey | None]) -> Callable[[], list[Took]]:
    """The same SELECT, executed and fetched, in a transaction of its own."""

    def page(key: ListKey | None) -> int:
        given: dict[str, object] = {"limit": LIST_PAGE, "word": ""}
        query = case_index._first_page[""]
        if key is not None:
            given |= {"due": key.due, "no": key.application_no, "number": key.number}
            query = case_index._next_page[""]
        with bare.connect() as connection:
            return len(connection.execute(query, given).all())

    return lambda: [timed(lambda key=key: page(key)) for key in keys]  # type: ignore[misc]


def bare_searches(bare: Engine, words: list[str]) -> Callable[[], list[Took]]:
    """LIKE over the narrow covering index, as good as it gets without ours."""
    table = tables.case_index
    query = (
        select(*case_index._first_page[""].selected_columns)
        .where(table.c.words.like(bindparam("like")))
        .order_by(*case_index._order)
        .limit(bindparam("limit"))
    )

    def search(word: str) -> int:
        with bare.connect() as connection:
            return len(connection.execute(query, {"like": f"%{word}%", "limit": LIST_PAGE}).all())

    return lambda: [timed(lambda word=word: search(word)) for word in words]  # type: ignore[misc]


def searches() -> dict[str, list[str]]:
    """Words of two characters by how often they are found."""
    chance = random.Random(7)
    pairs = ["".join(chance.choices(SIGNS, k=2)) for _ in range(20)]
    return {
        "two characters": [*pairs[:10], *RARE],
        "found on every page": ["西宁", "公司", "市城", "机械"],
        "rare": list(RARE),
        "in no case": [NONE] * 5,
    }


def some_keys(ws: Workspace, count: int) -> list[ListKey | None]:
    """The first page and others all over the list."""
    chance = random.Random(11)
    with ws.read() as unit:
        table = tables.case_index
        query = select(table.c.due, table.c.application_no, table.c.number)
        chosen = query.where(table.c.number.in_(chance.sample(range(1, count - 50), PAGES - 1)))
        rows = unit.connection.execute(chosen).all()
    return [None, *(ListKey(*row) for row in rows)]


@contextmanager
def a_tablet(folder: Path, count: int) -> Iterator[Workspace]:
    """A workspace with so many cases; a tenth of them have work that is not sent yet."""
    who = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tablet"))
    ws = create_workspace(folder / "tablet", "correct horse", who)
    chance = random.Random(5)
    said = {(days, ended): an_agenda(ws, days, ended) for days in range(40) for ended in (0, 1)}
    for start in range(0, count, 5000):
        records, rows, lines = [], [], []
        for number in range(start, min(start + 5000, count)):
            body = codec.encode(some_case(number, chance))
            records.append(a_record(body))
            rows.append(row_of(body, said[chance.randrange(40), int(number % 9 == 0)]))
            lines += [a_line(body)] * (number % 10 == 0)
        with ws.unit("bench") as unit:
            unit.connection.execute(tables.record.insert(), records)
            unit.connection.execute(tables.case_index.insert(), rows)
            for number, line in enumerate(lines):
                line = line | {"change_id": f"{start + number}"}
                unit.connection.execute(tables.outbox.insert(), line)
    try:
        yield ws
    finally:
        close_workspace(ws)


def an_agenda(ws: Workspace, days: int, ended: int) -> Agenda:
    """What the list says of a case accepted so many days ago, or withdrawn since."""
    at = ws.clock.now() - timedelta(days=days)
    codes = ["application.submitted", "application.accepted", "application.withdrawn"]
    events = [
        an_event(code, at + timedelta(minutes=step)) for step, code in enumerate(codes[: 2 + ended])
    ]
    rules = ws.reference
    return agenda(a_case(), events, rules.time_limits, rules.calendar, ws.clock.now(), "rules")


def some_case(number: int, chance: random.Random) -> ConnectionCase:
    """A case with a name, an address, a number and a phone of its own."""
    case = a_case()
    name = "".join(chance.choices(SIGNS, k=7)) + "有限公司"
    if number % 2000 == 1999:
        name = RARE[number // 2000 % len(RARE)] + name
    phone = f"139{chance.randrange(10**8):08}"
    street = "".join(chance.choices(SIGNS, k=4))
    return replace(
        case,
        id=CaseId(f"0197c0de-0000-7000-8000-{number:012}"),
        application_no=f"63012026{number:08}",
        customer=replace(case.customer, name=name, contact_phone=phone),
        site=replace(case.site, address=f"{chance.choice(TOWNS)}{street}路{number % 900}号"),
    )


def a_record(body: dict[str, Plain]) -> dict[str, str]:
    """The case as its own row."""
    text = msgspec.json.encode(body).decode()
    known = {"id": body["id"], "case_id": body["id"], "org": body["org"]}
    return {"kind": "case", "body": text, **known}


def a_line(body: dict[str, Plain]) -> dict[str, object]:
    """A line of this case in the outbox."""
    case_id = body["id"]
    known = {"kind": "case", "record_id": case_id, "case_id": case_id}
    return known | {"body": "{}", "state": "queued", "tries": 0, "reason": ""}


@contextmanager
def a_plain_copy(ws: Workspace, folder: Path) -> Iterator[Engine]:
    """The same rows in a file without a key, opened with the same cache."""
    engine = create_engine(f"sqlite:///{folder / 'plain.db'}")

    @event.listens_for(engine, "connect")
    def opened(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[attr-defined]
        connection.execute("PRAGMA cache_size = -32768")  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    tables.metadata.create_all(engine, tables=[tables.case_index, tables.outbox])
    with ws.read() as unit, engine.begin() as plain:
        for table in (tables.case_index, tables.outbox):
            for rows in unit.connection.execute(select(table)).mappings().partitions(5000):
                plain.execute(table.insert(), [dict(row) for row in rows])
    yield engine
    engine.dispose()


if __name__ == "__main__":
    main()
