"""What the monitor of fairness shows: which units customers chose, and what they answered in F11.

Read over all cases of the organisation, for the supervision alone (compliance, CR05 and CR09).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, select

from app import codec
from app.clock import CHINA
from app.codec import R
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.concentration import Chosen, Concentration, concentrations, over_the_area
from app.domain.defect import Defect
from app.domain.filing import Filing
from app.domain.inspection import Inspection, InspectionKind
from app.domain.unit_choice import FORM as CHOICE
from app.domain.unit_choice import unit_choices
from app.ids import CaseId, UserId
from sync.server import sealing, tables

INTEGRITY: Final = ("designated_units_asked", "extra_fee_asked", "free_gift_asked")
"""Fields of F11 in which a customer says that somebody wanted what nobody may want."""

_CALL: Final = "F11"
_SAID: Final = ("yes", "refuse")
_REQUESTED: Final = "completion.requested"
_AT_ONCE: Final = 400
_record = tables.record


@dataclass(frozen=True)
class IntegrityAnswer:
    """What one customer said in a follow-up call that the supervision has to follow up."""

    case_id: CaseId
    application_no: str
    manager: UserId
    called_on: datetime
    said: Mapping[str, str]
    """The answer by field: "yes", or "refuse" where he would not say."""
    matter: str
    """The number under which the supervision follows it up."""


@dataclass(frozen=True)
class Monitor:
    """All that the page shows."""

    area: tuple[Concentration, ...]
    """Over all account managers."""
    choices: tuple[Concentration, ...]
    answers: tuple[IntegrityAnswer, ...]
    calls: int
    """Follow-up calls that reached the customer."""
    years: tuple[int, ...]
    """Years in which a unit was chosen, the newest first."""


def monitor(connection: Connection, org: str, year: int | None = None) -> Monitor:
    """The choices of units recorded in this year (in China's time; in all where none is said)."""
    filings = [*_filed(connection, org, CHOICE)]
    years = {_year(each) for each in filings}
    chosen = [each for each in filings if year in (None, _year(each))]
    calls = [each for each in _filed(connection, org, _CALL) if each.values.get("reached") == "yes"]
    told = [call for call in calls if _said(call)]
    cases = _cases(connection, org, {each.case_id for each in (*chosen, *told)})
    choices = tuple(_chosen(connection, org, chosen, cases))
    return Monitor(
        area=over_the_area(choices),
        choices=concentrations(choices),
        answers=tuple(_answer(call, cases[call.case_id]) for call in told if call.case_id in cases),
        calls=len(calls),
        years=tuple(sorted(years, reverse=True)),
    )


def _answer(call: Filing, case: ConnectionCase) -> IntegrityAnswer:
    return IntegrityAnswer(
        case.id,
        case.application_no,
        _manager(case),
        _recorded(call),
        _said(call),
        call.values.get("complaint_case_no", ""),
    )


def _said(call: Filing) -> dict[str, str]:
    return {name: text for name in INTEGRITY if (text := call.values.get(name, "")) in _SAID}


def _chosen(
    connection: Connection,
    org: str,
    filings: Iterable[Filing],
    cases: Mapping[CaseId, ConnectionCase],
) -> Iterator[Chosen]:
    by_case: dict[CaseId, list[Filing]] = defaultdict(list)
    for filing in filings:
        if filing.case_id in cases:
            by_case[filing.case_id].append(filing)
    defects = Counter(each.case_id for each in _of(connection, org, Defect, by_case))
    waited = _waited(connection, org, by_case)
    for case_id, own in by_case.items():
        for choice in unit_choices(own):
            if choice.name:
                yield Chosen(
                    case_id,
                    _manager(cases[case_id]),
                    choice.role,
                    choice.name,
                    defects[case_id],
                    waited.get(case_id),
                )


def _waited(connection: Connection, org: str, cases: Collection[CaseId]) -> dict[CaseId, int]:
    """Days from the first request for the completion inspection to the first visit."""
    asked: dict[CaseId, datetime] = {}
    for event in _of(connection, org, CaseEvent, cases):
        if event.code == _REQUESTED:
            asked[event.case_id] = min(
                event.occurred_at, asked.get(event.case_id, event.occurred_at)
            )
    seen: dict[CaseId, datetime] = {}
    for visit in _of(connection, org, Inspection, cases):
        if visit.kind is InspectionKind.COMPLETION:
            seen[visit.case_id] = min(visit.started_at, seen.get(visit.case_id, visit.started_at))
    return {
        case_id: max((_day(seen[case_id]) - _day(at)).days, 0)
        for case_id, at in asked.items()
        if case_id in seen
    }


def _filed(connection: Connection, org: str, form: str) -> Iterator[Filing]:
    """The recorded forms of this code; only bodies that name it are decoded."""
    query = select(_record.c.case_id, _record.c.body).where(
        _record.c.org == org,
        _record.c.kind == "filing",
        _record.c.body.contains(f'"form":"{form}"', autoescape=True),
    )
    for case_id, body in connection.execute(query.order_by(_record.c.id)):
        filing = codec.decode(Filing, sealing.opened(connection, org, case_id, body))
        recorded = filing.recorded_at is not None and filing.withdrawn_at is None
        if filing.form == form and recorded:
            yield filing


def _cases(
    connection: Connection, org: str, case_ids: Collection[CaseId]
) -> dict[CaseId, ConnectionCase]:
    found = _of(connection, org, ConnectionCase, case_ids)
    return {case.id: case for case in found if case.withdrawn_at is None}


def _of(
    connection: Connection, org: str, kind: type[R], case_ids: Collection[CaseId]
) -> Iterator[R]:
    """All records of this kind that belong to these cases and are not withdrawn."""
    ids = sorted(case_ids)
    for start in range(0, len(ids), _AT_ONCE):
        query = select(_record.c.case_id, _record.c.body).where(
            _record.c.org == org,
            _record.c.kind == codec.kind_of(kind),
            _record.c.case_id.in_(ids[start : start + _AT_ONCE]),
        )
        for case_id, body in connection.execute(query.order_by(_record.c.id)):
            plain = sealing.opened(connection, org, case_id, body)
            if "withdrawn_at" not in plain:
                yield codec.decode(kind, plain)


def _manager(case: ConnectionCase) -> UserId:
    return case.team[0] if case.team else UserId("")


def _recorded(filing: Filing) -> datetime:
    assert filing.recorded_at is not None  # only recorded ones are read
    return filing.recorded_at


def _year(filing: Filing) -> int:
    return _recorded(filing).astimezone(CHINA).year


def _day(at: datetime) -> date:
    return at.astimezone(CHINA).date()
