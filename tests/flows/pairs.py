"""What a test says of two tablets and their centre."""

from dataclasses import replace

from app import codec
from app.domain.defect import Defect, Severity
from app.domain.inspection import Inspection
from app.ids import RecordId
from app.workspace import Conflict, Workspace
from sync.client.round import run_round
from tests.flows.simulation import CASE, ITEMS, ORG, VISIT, Simulation, team

PAIR = team(2)
DEFECT = RecordId("defect-1")


def sync(pair: Simulation, n: int) -> bool:
    """One round of tablet `n`; whether both ends hold the same afterwards."""
    return run_round(pair.tablets[n], pair.wires[n]).identical


def save(ws: Workspace, *records: codec.Record) -> None:
    for record in records:
        with ws.unit("save") as unit:
            unit.save(record)


def opine(ws: Workspace, text: str) -> None:
    """Write the opinion of the visit."""
    save(ws, replace(held(ws, Inspection, VISIT), opinion=text))


def held(ws: Workspace, record_type: type[codec.R], record_id: str) -> codec.R:
    with ws.read() as unit:
        return unit.get(record_type, record_id)


def conflicts(ws: Workspace) -> list[Conflict]:
    with ws.read() as unit:
        return unit.inbox.open_conflicts()


def a_defect(number: str = DEFECT, **changes: str) -> Defect:
    """A finding of the visit."""
    found = Defect(
        RecordId(number), CASE, ORG, VISIT, ITEMS[0], "T1", "", "接地线松动", Severity.MAJOR,
        "GB 50150",
    )  # fmt: skip
    return replace(found, **changes)  # type: ignore[arg-type]
