"""What a tablet knew of a case when it recorded a visit, as far as the centre can be certain of it.

The centre judges later, and has got more meanwhile: what a colleague noted on another tablet the
visit could not ask about. Certain is what stood in the feed before the request that opened the
visit, for the tablet has read the feed up to there; and what the lead of the visit noted himself
before he recorded it, for all of it came from his device, by one clock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, func, select

from app import codec
from app.domain.case import CaseEvent
from app.domain.defect import Defect
from app.domain.equipment import Equipment
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.domain.process import project
from app.domain.survey import Carried, carried_from, entry_of, last_survey
from app.judging import Known
from app.reference.library import Reference
from sync.server import sealing, tables
from sync.server.case_records import CaseRecords

_OPENS: Final = ("requested", "reinspection_requested")
_KINDS: Final[Mapping[str, type[Any]]] = {
    "equipment": Equipment,
    "filing": Filing,
    "inspection": Inspection,
}
_feed, _change = tables.feed, tables.change


def known_now(visit: Inspection, records: CaseRecords, rules: Reference) -> Known:
    """What the centre has, of what was there when the visit was recorded as it stood then.

    Raises:
        RulesDamaged: the form that the survey pinned is not here.
    """
    surveys = [each for each in records.visits.values() if _by(each.recorded_at, visit)]
    return Known(
        case=records.case,
        events=records.events,
        equipment=records.equipment,
        photos=records.photos,
        defects=defects_then(visit, records),
        filings=tuple(records.filings.values()),
        carried=_carried(surveys, records, rules),
    )


def known_then(
    connection: Connection, visit: Inspection, records: CaseRecords, rules: Reference
) -> Known:
    """The same of what the tablet knew for certain: nothing that may have come to it later.

    Raises:
        RulesDamaged: the form that the survey pinned is not here.
    """
    found: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
    for kind, record_id, body in _lines(connection, visit, _horizon(connection, visit, records)):
        plain = sealing.opened(connection, visit.org, visit.case_id, body)
        found[kind][record_id] = codec.decode(_KINDS[kind], plain)
    there = {
        kind: [each for each in of_kind.values() if each.withdrawn_at is None]
        for kind, of_kind in found.items()
    }
    surveys = [each for each in there["inspection"] if _by(each.recorded_at, visit)]
    return replace(
        known_now(visit, records, rules),
        equipment=tuple(there["equipment"]),
        filings=tuple(there["filing"]),
        carried=_carried(surveys, records, rules),
    )


def defects_then(visit: Inspection, records: CaseRecords) -> tuple[Defect, ...]:
    """The defects of the case as they stood when this visit was recorded."""
    at = visit.recorded_at
    return tuple(each.as_of(at) if at is not None else each for each in records.defects)


def open_before(visit: Inspection, records: CaseRecords) -> Iterable[Inspection]:
    """The earlier visits of its kind, whose open defects this one has to ask."""
    return (
        each
        for each in records.visits.values()
        if each.kind is visit.kind
        and each.recorded_at is not None
        and each.recorded_at <= visit.started_at
    )


def _by(at: datetime | None, visit: Inspection) -> bool:
    return at is not None and visit.recorded_at is not None and at <= visit.recorded_at


def _carried(surveys: Iterable[Inspection], records: CaseRecords, rules: Reference) -> Carried:
    survey = last_survey(surveys)
    if survey is None or not survey.form:
        return Carried()
    form = rules.form(survey.checklist, survey.form, survey.form_version)
    before: list[CaseEvent] = [e for e in records.events if e.occurred_at <= survey.started_at]
    state = project(records.case, before, rules.policy)
    return carried_from(entry_of(survey, form, records.case, before, state, rules.policy))


def _horizon(connection: Connection, visit: Inspection, records: CaseRecords) -> int:
    """The line of the feed at which the visit was asked for; 0 where the feed does not tell."""
    stage = visit.kind.value.removesuffix("_inspection")
    codes = {f"{stage}.{word}" for word in _OPENS}
    asked = [
        each.id
        for each in records.events
        if each.code in codes and each.occurred_at <= visit.started_at
    ]
    query = select(func.max(_feed.c.seq)).where(
        _feed.c.org == visit.org,
        _feed.c.kind == "event",
        _feed.c.record_id.in_(asked),
        _feed.c.by != visit.lead,  # what he said himself he may have said without a network
    )
    return int(connection.execute(query).scalar() or 0)


def _lines(
    connection: Connection, visit: Inspection, horizon: int
) -> Iterable[tuple[str, str, str]]:
    """The versions that he knew, in their order: kind, id and body of each."""
    query = (
        select(_feed.c.seq, _feed.c.kind, _feed.c.record_id, _feed.c.body, _feed.c.by,
               _change.c.body.label("change"))
        .outerjoin(_change, (_change.c.org == _feed.c.org) & (_change.c.id == _feed.c.change_id))
        .where(
            _feed.c.org == visit.org,
            _feed.c.case_id == visit.case_id,
            _feed.c.kind.in_(list(_KINDS)),
            _feed.c.audience.is_(None),
        )
        .order_by(_feed.c.seq)
    )  # fmt: skip
    for row in connection.execute(query):
        own = row.by == visit.lead and row.change and _by(_made_at(row.change), visit)
        if row.seq <= horizon or own:
            yield row.kind, row.record_id, row.body


def _made_at(change: str) -> datetime:
    return msgspec.json.decode(change, type=_Moment).made_at


class _Moment(msgspec.Struct):
    """When a change was made, by the clock of its device."""

    made_at: datetime
