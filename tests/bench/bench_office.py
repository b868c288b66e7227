"""How long the office's list takes among 100,000 cases, against bare queries in the same run.

Run by hand: `python -m tests.bench.bench_office [cases]`. The cases lie in a centre in this
process; each page is asked for through the whole application, and the medians are compared with a
SQLAlchemy Core query that fetches the same rows from a bare table of the same texts. Besides: how
long it takes to make the list of lines anew, and to take 500 work orders in among so many.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import Column, Connection, Index, MetaData, String, Table, func, insert, select

from app import codec
from app.clock import SystemClock
from app.domain.work_order import NEW_ONLY
from app.ids import CaseId, OrgId, RecordId
from sync.server import accounts, case_lines, intake, tables
from sync.server.centre import Centre
from sync.server.office.case_list import PAGE
from tests.builders import a_case, an_event
from tests.sheets import HEADER, an_order
from tests.sync.centres import PASSWORD, an_inner_centre, let_in

TURNS = 15
ORG = OrgId("bench")
PLACES = ("城北区生物园区", "城中区南川路", "城东区昆仑路", "湟中区鲁沙尔镇", "大通县桥头镇")
TRADES = ("机械制造", "精密铸造", "物流仓储", "冷链食品", "光伏材料", "医药科技", "数据服务")

bare = MetaData()
plain = Table(
    "bare_case",
    bare,
    Column("id", String, primary_key=True),
    Column("due_on", String, nullable=False),
    Column("words", String, nullable=False),
    Index("bare_by_due", "due_on", "id"),
)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        let_in(Path(folder), ORG, clerk="clerk")
        with an_inner_centre(Path(folder), SystemClock()) as (centre, client):
            fill(centre, count)
            start = time.perf_counter()
            made = case_lines.rebuild(centre.store, centre.reference, centre.clock.now())
            print(f"{made} lines made anew in {time.perf_counter() - start:.1f} s")
            copy_bare(centre)
            signed_in = {"user": f"clerk@{ORG}", "password": PASSWORD}
            client.post("/office/sign-in", data=signed_in)
            compare(centre, client)
            bring(centre)


def fill(centre: Centre, count: int) -> None:
    """So many cases with two events each, as records that nobody made lines of."""
    rows = []
    for number in range(count):
        place, trade = PLACES[number % 5], TRADES[number % 7]
        case = replace(
            a_case(),
            id=CaseId(f"case-{number:06}"),
            org=ORG,
            application_no=f"63012026{number:08}",
        )
        case = replace(
            case,
            customer=replace(case.customer, name=f"青海{number:05}{trade}有限公司"),
            site=replace(case.site, address=f"西宁市{place}{number % 997}号"),
        )
        rows.append(_row("case", case.id, case.id, case))
        for step, code in enumerate(("application.submitted", "application.accepted")):
            event = replace(
                an_event(code, number=number),
                id=RecordId(f"event-{number:06}-{step}"),
                case_id=case.id,
                org=ORG,
            )
            rows.append(_row("event", event.id, case.id, event))
        if len(rows) > 3000 or number == count - 1:
            with centre.store.write() as connection:
                connection.execute(insert(tables.record), rows)
            rows = []


def _row(kind: str, record_id: str, case_id: str, record: codec.Record) -> dict[str, Any]:
    body = codec.canonical(codec.encode(record)).decode()
    key = {"org": ORG, "kind": kind, "id": record_id, "case_id": case_id}
    return {**key, "rev": 1, "body": body, "digest": ""}


def copy_bare(centre: Centre) -> None:
    """The same texts in a table of their own."""
    line = tables.case_line
    with centre.store.write() as connection:
        bare.create_all(connection)
        texts = select(line.c.case_id, line.c.rank, line.c.words)
        connection.execute(insert(plain).from_select(["id", "due_on", "words"], texts))


def compare(centre: Centre, client: TestClient[Litestar]) -> None:
    """Each kind of look at the list beside its bare query."""
    order = (plain.c.due_on, plain.c.id)
    first = select(plain).order_by(*order).limit(PAGE)
    counted = select(func.count()).select_from(plain)
    for name, words in (
        ("the first page", ""),
        ("two characters, one case in seven", "铸造"),
        ("two characters, no case", "啤酒"),
        ("the end of a number", "099998"),
    ):
        holds = plain.c.words.contains(words, autoescape=True)
        queries = [first.where(holds), counted.where(holds)] if words else [first, counted]
        show(name, client, {"q": words}, centre, queries)
    with centre.store.read() as connection:
        deep = connection.execute(select(plain).order_by(*order).offset(50_000).limit(1)).first()
    if deep is not None:
        behind = select(plain).where(plain.c.due_on >= deep.due_on, plain.c.id > deep.id)
        place = {"rank": deep.due_on, "after": deep.id}
        bare_page = [behind.order_by(*order).limit(PAGE), counted]
        show("a page behind 50,000 cases", client, place, centre, bare_page)


def show(
    name: str, client: TestClient[Litestar], asked: dict[str, str], centre: Centre, queries: Any
) -> None:
    """The medians of the page and of the bare queries, in turns."""

    def page() -> None:
        assert client.get("/office", params=asked).status_code == 200

    def bare_queries() -> None:
        with centre.store.read() as connection:
            fetched(connection, queries)

    pages, rows = [], []
    for _ in range(TURNS):
        pages.append(_took(page))
        rows.append(_took(bare_queries))
    ours, theirs = statistics.median(pages), statistics.median(rows)
    print(f"{name}: page {ours:.1f} ms, bare queries {theirs:.1f} ms, ratio {ours / theirs:.1f}")


def fetched(connection: Connection, queries: Any) -> None:
    """All rows of these queries."""
    for query in queries:
        connection.execute(query).all()


def bring(centre: Centre) -> None:
    """500 work orders taken in among all the others, and the same once more."""
    rows = [an_order(f"new-{number}") for number in range(500)]
    sheet = intake.judged(centre, list(enumerate([HEADER, *rows], 1)))
    clerk = accounts.Account(f"clerk@{ORG}", "clerk", ORG, ("clerk",), "office")
    for name in ("500 work orders taken in", "the same once more"):
        took = _took(lambda: intake.take(centre, clerk, "bench.xlsx", sheet, NEW_ONLY))
        print(f"{name}: {took / 1000:.1f} s")


def _took(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
