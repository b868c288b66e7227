"""The records that the centre has of one case, as things: what it judges events and papers by."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from app import codec
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.defect import Defect
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.domain.material import Evidence
from app.domain.report import Report, Signature
from sync.server import paper_standings, sealing, tables

_OTHERS = (
    "defect",
    "equipment",
    "event",
    "evidence",
    "filing",
    "inspection",
    "photo",
    "report",
    "signature",
)
_record, _feed = tables.record, tables.feed


@dataclass(frozen=True)
class CaseRecords:
    """What the centre has of one case; what was withdrawn is not among it."""

    case: ConnectionCase
    events: tuple[CaseEvent, ...]
    visits: Mapping[str, Inspection]
    filings: Mapping[str, Filing]
    reports: tuple[Report, ...]
    signatures: tuple[Signature, ...]
    defects: tuple[Defect, ...]
    equipment: tuple[Equipment, ...]
    photos: tuple[Photo, ...]
    evidence: tuple[Evidence, ...]
    unsound: frozenset[str] = frozenset()
    """Reports whose file proved bad."""


def records_of_case(connection: Connection, org: str, case_id: str) -> CaseRecords | None:
    """All of it; None where there is no such case."""
    query = select(_record.c.kind, _record.c.body).where(
        _record.c.org == org, _record.c.case_id == case_id, _record.c.kind.in_((*_OTHERS, "case"))
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for kind, text in connection.execute(query.order_by(_record.c.id)):
        body = sealing.opened(connection, org, case_id, text)
        if "withdrawn_at" not in body:
            found[kind].append(codec.decode(codec.KINDS[kind], body))
    if not found["case"]:
        return None
    return CaseRecords(
        case=found["case"][0],
        events=tuple(found["event"]),
        visits={visit.id: visit for visit in found["inspection"]},
        filings={filing.id: filing for filing in found["filing"]},
        reports=tuple(found["report"]),
        signatures=tuple(found["signature"]),
        defects=tuple(found["defect"]),
        equipment=tuple(found["equipment"]),
        photos=tuple(found["photo"]),
        evidence=tuple(found["evidence"]),
        unsound=paper_standings.unsound(connection, org, case_id),
    )


def versions_of_case(connection: Connection, org: str, case_id: str) -> Iterator[ConnectionCase]:
    """The case as it is and as it ever was at the centre, the newest first."""
    query = select(_feed.c.body).where(
        _feed.c.org == org,
        _feed.c.kind == "case",
        _feed.c.record_id == case_id,
        _feed.c.audience.is_(None),
    )
    bodies = connection.execute(query.order_by(_feed.c.seq.desc())).scalars().all()
    for text in bodies:
        body: Mapping[str, Any] = sealing.opened(connection, org, case_id, text)
        yield codec.decode(ConnectionCase, body)
