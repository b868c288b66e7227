"""Several tablets and one centre in one process, driven by a seed: the real store, the real rules.

Only the wire is played (`simulated_centre`): it loses, repeats and delays requests and loses
replies as the seed says, while the tablets' clocks go wrong.
A seed replays exactly; a failing one is printed by the test that runs it.
"""

import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from app import codec
from app.actions import exchange
from app.actions.open_workspace import close_workspace, create_workspace, open_workspace
from app.actions.settle_conflict import settle_conflict
from app.clock import FixedClock
from app.domain.case import ConnectionCase
from app.domain.change import Change, FieldEdit
from app.domain.checklist import Answer
from app.domain.customer import Customer, CustomerClass
from app.domain.defect import Defect, Severity
from app.domain.evidence import Photo
from app.domain.inspection import Inspection, InspectionKind
from app.domain.merge import diff
from app.domain.site import Site
from app.domain.staff import Identity
from app.domain.units import Kv, Kva
from app.errors import Offline
from app.ids import CaseId, ChangeId, DeviceId, InspectionId, OrgId, RecordId, UserId
from app.workspace import Place, Workspace
from sync.client.round import run_round
from sync.protocol.messages import Waiting
from sync.server.accounts import Account
from sync.server.unit import CentreStore
from tests.flows.simulated_centre import Centre, Weather, Wire

ORG = OrgId("qinghai")
CASE = CaseId("case-1")
VISIT = InspectionId("visit-1")
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ITEMS = ("com.tx.ir", "com.tx.group", "com.five.load")
PASSWORD = "a long enough password"
SKEWS: Final = tuple(
    timedelta(seconds=sign * seconds)
    for seconds in (0, 300, 86_400, 30 * 86_400)
    for sign in (1, -1)
)


@dataclass
class SkewedClock:
    """The clock of one tablet: that of the story, and wrong by so much."""

    true: FixedClock
    skew: timedelta = timedelta(0)

    def now(self) -> datetime:
        """What this tablet takes for the present moment."""
        return self.true.now() + self.skew


def team(count: int) -> list[Identity]:
    """So many inspectors, each on a tablet of his own."""
    return [
        Identity(UserId(f"user-{n}"), f"检验员{n}", ORG, ("inspector",), DeviceId(f"tablet-{n}"))
        for n in range(count)
    ]


def account(who: Identity) -> Account:
    """The same person as the centre knows him."""
    return Account(who.user, who.name, who.org, who.roles, who.device)


def values_given_way(changes: Sequence[Change]) -> set[str]:
    """What was applied and then changed once more, in this order of changes."""
    gone: set[str] = set()
    last: dict[tuple[str, ...], str] = {}
    for change in changes:
        for edit in change.edits:
            if change.kind == "inspection" and edit.path in last:
                gone.add(last[edit.path])
            last[edit.path] = value_of(edit)
    return gone


def value_of(edit: FieldEdit) -> str:
    """What somebody has typed."""
    return str(edit.new.get("note", "") if isinstance(edit.new, dict) else edit.new)


CLERK = Identity(UserId("clerk"), "受理员", ORG, ("clerk", "inspector"), DeviceId("office"))


def a_simulated_case(people: Sequence[Identity]) -> ConnectionCase:
    """The case that everybody works on."""
    return ConnectionCase(
        id=CASE,
        org=ORG,
        application_no="6300001",
        business_type="new_connection",
        customer_class=CustomerClass.HV_SINGLE,
        use_class="general_industrial",
        customer=Customer("某某机械有限公司", contact_phone="13900000000"),
        site=Site("某某路 1 号"),
        applied_capacity_kva=Kva(Decimal(630)),
        supply_kv=Kv(Decimal(10)),
        team=tuple(person.user for person in people),
    )


def a_simulated_visit() -> Inspection:
    """The inspection that everybody answers."""
    return Inspection(
        id=VISIT,
        case_id=CASE,
        org=ORG,
        kind=InspectionKind.COMPLETION,
        attempt=1,
        checklist="completion_inspection",
        checklist_version="1",
        lead=CLERK.user,
        started_at=START,
    )


def new_change(who: Identity, record: codec.Record, change_id: str) -> Change:
    """The change that brings a new record."""
    kind = codec.kind_of(record)
    return Change(
        id=ChangeId(change_id),
        kind=kind,
        record_id=RecordId(record.id),
        case_id=record.case_id,
        org=record.org,
        base_rev=0,
        edits=diff({}, codec.fields(kind, codec.encode(record))),
        by=who.user,
        device=who.device,
        made_at=START,
    )


def prepare_tablets(folder: Path, people: Sequence[Identity]) -> None:
    """Make the empty workspaces once; each run works on a copy."""
    for person in people:
        close_workspace(create_workspace(folder / person.device, PASSWORD, person))


class Simulation:
    """One run: everything that happens is drawn from the seed."""

    def __init__(
        self,
        prepared: Path,
        folder: Path,
        people: Sequence[Identity],
        seed: int,
        store: CentreStore | None = None,
        *,
        disasters: bool = False,
    ) -> None:
        shutil.copytree(prepared, folder, dirs_exist_ok=True)
        self.chance = random.Random(seed)
        self.clock = FixedClock(START, tick=timedelta(milliseconds=7))
        self.centre = Centre(self.clock, store) if store else Centre(self.clock)
        self.weather = Weather()
        self.people = list(people)
        self.folder = folder
        self.clocks = {person.device: SkewedClock(self.clock) for person in self.people}
        self.tablets = [self._open(person) for person in self.people]
        self.wires = [
            Wire(self.centre, account(person), self.chance, self.weather) for person in self.people
        ]
        self.typed: dict[tuple[int, tuple[str, ...]], list[str]] = {}
        self.trace: list[str] = []
        self.given_way: set[str] = set()
        """What had given way to a later value in a life of the centre that was lost."""
        self.disasters = [self._back_up, self._restore] if disasters else []
        first = [new_change(CLERK, a_simulated_case(people), "first-case")]
        visit = new_change(CLERK, a_simulated_visit(), "first-visit")
        self.centre.push(account(CLERK), [*first, visit])

    def _open(self, person: Identity) -> Workspace:
        folder = self.folder / person.device
        clock = self.clocks[person.device]
        return open_workspace(folder, PASSWORD, clock, self.chance.getrandbits)

    def run(self, steps: int) -> None:
        """So many steps of work in bad weather, then fair weather until all is settled."""
        for n in range(len(self.tablets)):
            run_round(self.tablets[n], self.wires[n])
        self.weather.lost_request = self.chance.choice([0, 0.1, 0.3])
        self.weather.lost_reply = self.chance.choice([0, 0.1, 0.3])
        self.weather.repeated = self.chance.choice([0, 0.3])
        self.weather.late = self.chance.choice([0, 0.5])
        for _ in range(steps):
            self._step()
        self.weather.lost_request = self.weather.lost_reply = 0.0

    def _step(self) -> None:
        n = self.chance.randrange(len(self.tablets))
        deeds = [self._answer, self._answer, self._type, self._remark, self._find_defect]
        deeds += [self._pull_one, self._push, self._round, self._choose, self._restart]
        deeds += [self._photograph, self._set_clock, self._late]
        deeds += self.disasters
        deed = self.chance.choice(deeds)
        self.trace.append(f"{n} {deed.__name__} {self.clock.at.isoformat()}")
        try:
            deed(n)
        except Offline:
            self.trace.append(f"{n} offline")

    def _visit(self, n: int) -> Inspection:
        with self.tablets[n].read() as unit:
            return unit.working(Inspection, VISIT)

    def _value(self, n: int, path: tuple[str, ...]) -> str:
        value = f"{n}:{len(self.trace)}"
        self.typed.setdefault((n, path), []).append(value)
        return value

    def _answer(self, n: int) -> None:
        item, device = self.chance.choice(ITEMS), self.chance.choice(["T1", "T2"])
        note = self._value(n, ("answers", item, device, ""))
        with self.tablets[n].unit("answer") as unit:
            visit = unit.working(Inspection, VISIT)
            unit.save(visit.answered(Answer(item, device, note=note)))

    def _type(self, n: int) -> None:
        with self.tablets[n].unit("type") as unit:
            visit = unit.working(Inspection, VISIT)
            note = self._value(n, ("answers", ITEMS[0], "T1", ""))
            unit.keep(visit.answered(Answer(ITEMS[0], "T1", note=note)), Place("inspection", VISIT))

    def _remark(self, n: int) -> None:
        with self.tablets[n].unit("remark") as unit:
            visit = unit.working(Inspection, VISIT)
            unit.save(replace(visit, opinion=self._value(n, ("opinion",))))

    def _find_defect(self, n: int) -> None:
        ws = self.tablets[n]
        with ws.unit("find_defect") as unit:
            text = f"缺陷 {len(self.trace)}"
            defect = Defect(
                RecordId(ws.ids.new()), CASE, ORG, VISIT, ITEMS[0], "T1", "", text,
                Severity.MAJOR, "GB 50150",
            )  # fmt: skip
            unit.save(defect)

    def _photograph(self, n: int) -> None:
        """Now and then a photo, whose original takes several requests."""
        if self.chance.random() < 0.5:
            return
        ws = self.tablets[n]
        small, original = (ws.blobs.put(self.chance.randbytes(size)) for size in (600, 1500))
        photo = Photo(
            RecordId(ws.ids.new()), CASE, ORG, RecordId(VISIT), ITEMS[0], "T1", original, small,
            "image/jpeg", 60, 40, 1500, ws.who.user, ws.clock.now(),
        )  # fmt: skip
        with ws.unit("photograph") as unit:
            unit.save(photo)

    def _set_clock(self, n: int) -> None:
        """The clock of a tablet is set wrong, or right again."""
        self.clocks[self.people[n].device].skew = self.chance.choice(SKEWS)

    def _late(self, _n: int) -> None:
        """A request that was thought lost comes now, after whatever has come since."""
        if self.centre.late:
            self.centre.come_late(self.chance.randrange(len(self.centre.late)))

    def _pull_one(self, n: int) -> None:
        at = exchange.standing(self.tablets[n])
        page = self.wires[n].page(at.epoch, at.seq, exchange.feed_mark(self.tablets[n]))
        exchange.receive(self.tablets[n], page)

    def _push(self, n: int) -> None:
        changes = exchange.outgoing(self.tablets[n], self.chance.choice([1, 3, 100]))
        if changes:
            exchange.settle(self.tablets[n], self.wires[n].push(changes, Waiting()))

    def _round(self, n: int) -> None:
        run_round(self.tablets[n], self.wires[n])

    def _choose(self, n: int) -> None:
        with self.tablets[n].read() as unit:
            conflicts = unit.inbox.open_conflicts()
        if conflicts:
            chosen = self.chance.choice(conflicts)
            settle_conflict(
                self.tablets[n], chosen.id, "mine" if self.chance.random() < 0.5 else "theirs"
            )

    def _back_up(self, _n: int) -> None:
        self.centre.back_up()

    def _restore(self, _n: int) -> None:
        if self.centre.backup is None:
            return
        once = self.centre.applied()
        self.centre.restore(told=self.chance.random() < 0.5)
        self.given_way |= values_given_way(once)

    def _restart(self, n: int) -> None:
        close_workspace(self.tablets[n])
        self.tablets[n] = self._open(self.people[n])

    def settle_down(self, rounds: int = 20) -> bool:
        """Record what is typed, settle every conflict, sync; tells whether all came to agree."""
        for n, ws in enumerate(self.tablets):
            with ws.unit("record") as unit:
                unit.save(unit.working(Inspection, VISIT))
            self.trace.append(f"{n} recorded")
        for _ in range(rounds):
            reports = [
                run_round(ws, wire) for ws, wire in zip(self.tablets, self.wires, strict=True)
            ]
            quiet = not any(
                report.pushed or report.pulled or report.files_sent or report.files_fetched
                for report in reports
            )
            self._late(0)
            all_came = not self.centre.late and not self._waiting()
            if quiet and all_came and all(report.identical for report in reports):
                return True
            for n in range(len(self.tablets)):
                self._choose(n)
        return False

    def _waiting(self) -> int:
        count = 0
        for ws in self.tablets:
            with ws.read() as unit:
                count += len(unit.outbox.all()) + len(unit.inbox.open_conflicts())
        return count

    def close(self) -> None:
        """Close all databases."""
        for ws in self.tablets:
            close_workspace(ws)
        self.centre.store.close()
