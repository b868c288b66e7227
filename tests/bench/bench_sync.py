"""How long 2,000 new records take up to the centre, against a bare POST of the same bytes.

Run by hand: `python -m tests.bench.bench_sync [records]`. Both sides are on this machine and in
child processes of their own; the two are measured in turns and the medians compared. The round is
the whole one: pull, push, the feed's echo of every record, and the proof by digest.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import msgspec

from app.actions.open_workspace import close_workspace
from app.clock import SystemClock
from app.domain.case import ConnectionCase
from app.domain.checklist import Answer
from app.domain.equipment import Equipment
from app.domain.inspection import Inspection, InspectionKind
from app.domain.instrument import Instrument
from app.ids import CaseId, InspectionId, OrgId, RecordId
from app.workspace import Workspace
from sync.client.enrol import join, reconnect
from sync.client.round import run_round
from sync.protocol.messages import Waiting
from tests.builders import MORNING, a_case
from tests.sync.centres import (
    PASSWORD,
    ROOT,
    RunningCentre,
    a_change,
    a_running_centre,
    let_in,
    names,
    signed_in,
)

TURNS = 5
NOTE = "绝缘电阻测试时环境温度18℃，湿度42%，试验前后已充分放电，读数稳定，与出厂值相比无明显变化。"


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with (
        tempfile.TemporaryDirectory() as folder,
        a_running_centre(Path(folder) / "centre") as centre,
        a_sink() as sink,
    ):
        rounds, posts, size = [], [], 0
        for turn in range(TURNS):
            took, body = a_round_of(centre, Path(folder), turn, count)
            rounds.append(took)
            posts.append(a_bare_post(sink, body))
            size = len(body)
            print(f"turn {turn + 1}: round {took:.2f} s, bare POST {posts[-1] * 1000:.0f} ms")
    took, bare = statistics.median(rounds), statistics.median(posts)
    print(f"{count} records, {size / 1e6:.1f} MB of JSON ({size / count / 1000:.1f} KB each)")
    print(f"round {took:.2f} s ({count / took:.0f} records/s), bare POST {bare * 1000:.0f} ms")
    print(f"ratio {took / bare:.1f}")


def a_round_of(centre: RunningCentre, folder: Path, turn: int, count: int) -> tuple[float, bytes]:
    """Seconds for a round that takes so many new records up, and their bytes as they are sent."""
    org = f"bench-{turn}"
    case = a_case_of(centre, org)
    ws = join(folder / org, centre.url, f"zhang@{org}", PASSWORD, "平板", SystemClock())
    with closing(reconnect(ws)) as link:
        run_round(ws, link)
        with ws.unit("bench") as unit:
            for number in range(count):
                unit.save(a_record(ws, case, number))
        with ws.read() as unit:
            body = msgspec.json.encode([line.change for line in unit.outbox.all()])
        start = time.perf_counter()
        report = run_round(ws, link)
        took = time.perf_counter() - start
    close_workspace(ws)
    if report.pushed != count or not report.identical:
        raise SystemExit(f"the round is not whole: {report}")
    return took, body


def a_bare_post(sink: str, body: bytes) -> float:
    """Seconds for one POST of these bytes to somebody who only keeps them."""
    with httpx.Client() as client:
        client.post(sink, content=b"")
        start = time.perf_counter()
        client.post(sink, content=body).raise_for_status()
        return time.perf_counter() - start


def a_case_of(centre: RunningCentre, org: str) -> ConnectionCase:
    """A case with one inspector, at the centre."""
    let_in(centre, org, clerk="clerk", zhang="inspector")
    case = a_case(id=CaseId(f"case-{org}"), org=OrgId(org), team=names(["zhang"], org))
    link, clerk = signed_in(centre.url, f"clerk@{org}")
    link.push([a_change(case, clerk, f"first-{org}")], Waiting())
    link.close()
    return case


def a_record(ws: Workspace, case: ConnectionCase, number: int) -> Inspection | Equipment:
    """Three inspections of some forty answers to one piece of equipment with many facts."""
    if number % 4 == 3:
        facts = {f"fact_{n:02}": f"{number}.{n:03} 额定值" for n in range(40)}
        record_id = RecordId(ws.ids.new())
        return Equipment(record_id, case.id, case.org, "transformer", "T1", ("oil",), facts)
    answers = tuple(
        Answer(f"com.group{n // 8}.item{n:02}", f"T{n % 3}", note=NOTE[: 10 + n % 20])
        for n in range(38)
    )
    return Inspection(
        id=InspectionId(ws.ids.new()),
        case_id=case.id,
        org=case.org,
        kind=InspectionKind.COMPLETION,
        attempt=1,
        checklist="completion_inspection",
        checklist_version="1",
        lead=ws.who.user,
        started_at=MORNING,
        answers=answers,
        instruments=(Instrument("I1", "insulation", "FLUKE 1550C", "38450012", "2027-03-31"),),
        opinion=NOTE * 2,
    )


@contextmanager
def a_sink() -> Iterator[str]:
    """A child process that takes any POST, keeps the bytes on disk and says so; its address."""
    command = [sys.executable, "-m", "tests.bench.bench_sync", "--sink"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def serve_sink() -> None:
    """Be the sink."""
    with tempfile.TemporaryFile() as kept:

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                kept.write(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                kept.flush()
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        with HTTPServer(("127.0.0.1", 0), Handler) as server:
            print(f"http://127.0.0.1:{server.server_port}/", flush=True)
            server.serve_forever()


if __name__ == "__main__":
    serve_sink() if "--sink" in sys.argv else main()
