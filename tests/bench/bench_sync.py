"""How fast sync is beside its peers: new records up and down, edits, nothing to do, photos, a cut.

Run by hand: `python -m tests.bench.bench_sync [records]`; `--runs`, `--photos`, `--postgres`.
All are measured in turns on this machine and the medians compared: ratios, for the machine is
shared. Our figures are with encryption, signing in, judging, merge and trail on, and each round is
whole: pull, push, the feed's echo, the proof by digest.

Peers that do not come with the project are installed by hand in a place of their own and named:
`--anki venv/bin/python` (`pip install anki`, AGPL: never a dependency), `--pouch FOLDER` (there:
`npm install pouchdb express@4 express-pouchdb`). One that is not named is told as not found.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import msgspec
import psutil

from app import codec
from app.collector import collecting_seldom
from app.domain.case import ConnectionCase
from app.domain.inspection import Inspection
from app.errors import Stopped
from app.workspace import Workspace
from sync.client.http import FILES_AT_ONCE
from sync.client.round import Progress, RoundReport, run_round
from sync.server.places import Places
from tests.bench.sync_line import a_bare_post, along_the_line, bare_puts
from tests.bench.sync_tablet import CountingLink, a_tablet, peak_mib
from tests.bench.sync_work import a_case_of, a_photo, a_record
from tests.sync.centres import PASSWORD, ROOT, RunningCentre, a_running_centre
from tests.sync.stores import a_postgres

PHOTO_BYTES = 300_000
Figures = dict[str, list[float]]


def main() -> None:
    """Measure and print."""
    asked = _asked()
    told: Figures = defaultdict(list)
    with a_postgres() if asked.postgres else nullcontext() as server:
        for turn in range(asked.runs):
            with tempfile.TemporaryDirectory() as folder:
                address = server.new_database() if server else ""
                places = Places(Path(folder) / "centre", address)
                with a_running_centre(places) as centre:
                    bodies = ours(centre, Path(folder), turn, asked, told)
                beside(bodies, Path(folder), asked, told)
            print(f"turn {turn + 1} of {asked.runs} done", flush=True)
    report(told, asked.records)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=int, nargs="?", default=2000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--photos", type=int, default=200)
    parser.add_argument("--postgres", action="store_true", help="the centre on a PostgreSQL server")
    parser.add_argument("--anki", default="", help="the Python of a venv that has anki")
    parser.add_argument("--pouch", default="", help="the folder of node_modules with pouchdb")
    return parser.parse_args()


def ours(
    centre: RunningCentre, folder: Path, turn: int, asked: argparse.Namespace, told: Figures
) -> list[bytes]:
    """All rounds of one turn; returns the records as JSON."""
    org = f"bench-{turn}"
    case = a_case_of(centre, org)
    with a_tablet(centre.url, folder / "first", org, PASSWORD) as (ws, link):
        link.ends = [psutil.Process(), _centre_of(centre)]
        run_round(ws, link)
        records = [a_record(ws, case, number) for number in range(asked.records)]
        with ws.unit("bench") as unit:
            for record in records:
                unit.save(record)
        with timed(told, "push", link) as done:
            done(run_round(ws, link), pushed=len(records))
        visits = [record for record in records if isinstance(record, Inspection)]
        with ws.unit("bench") as unit:
            for visit in visits[: max(1, len(records) // 100)]:
                unit.save(replace(visit, opinion="复核后补充：合格"))
        with timed(told, "edits", link) as done:
            done(run_round(ws, link))
        with timed(told, "nothing", link) as done:
            done(run_round(ws, link))
        for name in ("snapshot", "feed"):
            a_tablet_apart(centre, folder / name, org, name, told)
        told["centre MiB"].append(peak_mib(_centre_of(centre)))
        photos(ws, case, link, asked.photos, told)
        a_cut(ws, case, link, asked.photos, told)
    return [msgspec.json.encode(codec.encode(record)) for record in records]


@contextmanager
def timed(told: Figures, name: str, link: CountingLink) -> Iterator[Callable[..., None]]:
    """Note seconds and bytes of what is done here; `done` makes sure that it was all.

    Where the machine is shared, the seconds of the processor say more than those of the clock.
    """
    link.sent = link.got = link.of_files = 0
    before = _cpu(link)

    def done(report: RoundReport, **expected: int) -> None:
        told[name].append(time.perf_counter() - start)
        told[f"{name} cpu"].append(_cpu(link) - before)
        told[f"{name} up"].append(link.sent)
        told[f"{name} down"].append(link.got)
        if not report.identical or any(getattr(report, k) != n for k, n in expected.items()):
            raise SystemExit(f"the round is not whole: {report}")

    start = time.perf_counter()
    yield done


def _cpu(link: CountingLink) -> float:
    """Seconds that both ends have had of the processor."""
    times = [process.cpu_times() for process in link.ends]
    return float(sum(each.user + each.system for each in times))


def a_tablet_apart(centre: RunningCentre, folder: Path, org: str, name: str, told: Figures) -> None:
    """A further tablet in a process of its own reads everything; so its memory is its own."""
    command = [sys.executable, "-m", "tests.bench.sync_tablet"]
    said = subprocess.run(
        [*command, centre.url, str(folder), org, PASSWORD, name],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    figures = json.loads(said)
    told[name].append(figures["took"])
    told[f"{name} down"].append(figures["got"])
    told[f"{name} MiB"].append(figures["mib"])


def photos(
    ws: Workspace, case: ConnectionCase, link: CountingLink, count: int, told: Figures
) -> None:
    """So many photos up, several at a time, and beside them bare PUTs of the same bytes."""
    files = make_photos(ws, case, count)
    with timed(told, "photos", link) as done:
        done(run_round(ws, link, at_once=FILES_AT_ONCE), files_sent=count)
    told["photos MB"].append(sum(map(len, files)) / 1e6)
    told["PUT x4"].append(bare_puts(files, 4))
    told["PUT x1"].append(bare_puts(files, 1))
    told["PUT x4 synced"].append(bare_puts(files, 4, durable=True))


def make_photos(ws: Workspace, case: ConnectionCase, count: int) -> list[bytes]:
    """So many new photos on the tablet; their bytes."""
    files = [random.randbytes(PHOTO_BYTES) for _ in range(count)]
    digests = [ws.blobs.put(content) for content in files]
    with ws.unit("bench") as unit:
        for digest in digests:
            unit.save(a_photo(ws, case, digest, PHOTO_BYTES))
    return files


def a_cut(
    ws: Workspace, case: ConnectionCase, link: CountingLink, count: int, told: Figures
) -> None:
    """Cut at half of the photos; how many bytes of them went more than once."""
    total = sum(map(len, make_photos(ws, case, count)))

    def cut(progress: Progress) -> None:
        if progress.step == "files" and progress.moved_bytes > total // 2:
            raise Stopped

    link.of_files = 0
    try:
        run_round(ws, link, cut, at_once=FILES_AT_ONCE)
    except Stopped:
        run_round(ws, link, at_once=FILES_AT_ONCE)
        told["sent again kB"].append((link.of_files - total) / 1000)


def beside(bodies: Sequence[bytes], folder: Path, asked: argparse.Namespace, told: Figures) -> None:
    """The peers, with the same records."""
    told["POST"].append(a_bare_post(b"[" + b",".join(bodies) + b"]"))
    up, down, sent = along_the_line(bodies, folder)
    told["line push"].append(up)
    told["line pull"].append(down)
    told["line push up"].append(sent)
    given = folder / "records.json"
    given.write_bytes(b"[" + b",".join(bodies) + b"]")
    for name, command in _peers(asked):
        figures = a_peer([*command, str(given), str(folder / name)])
        for what, value in figures.items():
            told[f"{name} {what}"].append(value)


def _peers(asked: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    here = Path(__file__).parent
    if asked.anki:
        yield "anki", [asked.anki, str(here / "anki_peer.py")]
    if asked.pouch:
        yield "pouch", ["node", str(here / "pouch_peer.js"), asked.pouch]


def a_peer(command: list[str]) -> dict[str, float]:
    """What this peer measured of itself."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2000:]}")
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _centre_of(centre: RunningCentre) -> psutil.Process:
    folder = str(centre.folder)
    return next(p for p in psutil.Process().children() if folder in p.cmdline())


def report(told: Figures, count: int) -> None:
    """The medians, ours beside those of peers; a ratio below 1 is less than the peer's."""
    middle = {name: statistics.median(values) for name, values in told.items()}
    print(f"{count} records, medians of {len(told['push'])} turns")
    pairs = [
        ("push", ("line push", "anki push", "pouch push", "POST")),
        ("snapshot", ("line pull", "anki pull", "pouch pull", "feed")),
        ("feed", ("line pull", "anki pull", "pouch pull")),
        ("edits", ("anki edits", "pouch edits")),
        ("nothing", ("anki nothing", "pouch nothing")),
        ("photos", ("PUT x4", "PUT x1", "PUT x4 synced")),
    ]
    for name, peers in pairs:
        up, down = middle.get(f"{name} up", 0), middle.get(f"{name} down", 0)
        rate = f", {count / middle[name]:.0f} records/s" if name in ("push", "snapshot") else ""
        cpu = f" ({middle[f'{name} cpu']:.2f} of processor)" if f"{name} cpu" in middle else ""
        moved = f"{up / 1e3:.0f} kB up, {down / 1e3:.0f} down"
        print(f"{name:9} {middle[name]:7.3f} s{cpu}  {moved}{rate}")
        for peer in peers:
            told_so = f"{middle[peer]:7.3f} s" if peer in middle else "peer not found"
            ratio = (
                f"  ours takes {middle[name] / middle[peer]:.2f} of it" if peer in middle else ""
            )
            print(f"    {peer:14} {told_so}{ratio}")
    shown = ("pulled", "MiB", "kB", "MB", "push up")
    for name in sorted(n for n in middle if n.endswith(shown)):
        print(f"{name:18} {middle[name]:.1f}")


if __name__ == "__main__":
    with collecting_seldom():
        main()
