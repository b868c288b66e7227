"""Filed forms as entries, with nothing but values: good ones, and what is changed in them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from app.domain.case import CaseEvent
from app.domain.entry import Entry, FormRow
from app.domain.expression import Value, exact
from app.domain.filing import Filing
from app.domain.form import value_of_day
from app.domain.known import Earlier, Moment, facts_of_case, known_of
from app.domain.staff import Identity
from app.ids import CaseId, DeviceId, RecordId, UserId
from app.reference.library import open_reference
from tests.builders import MORNING, ORG, a_case
from tests.flows.filings import GOOD, LOW

REFERENCE = open_reference()
TODAY = date(2026, 11, 23)
ZHANG = Identity(UserId("zhang"), "张海峰", ORG, ("inspector",), DeviceId("tab-1"))
_WORDS = {
    "today": TODAY.isoformat(),
    "later": (TODAY + timedelta(days=400)).isoformat(),
    "past": (TODAY - timedelta(days=9)).isoformat(),
    "now": f"{TODAY.isoformat()} 10:00",
}

Cells = Mapping[str, str]
Rows = Mapping[str, Sequence[Cells]]


def a_filing(code: str, attempt: int = 1, at: datetime = MORNING, **values: str) -> Filing:
    """That form as it was recorded."""
    form = REFERENCE.filed(code)
    return Filing(
        RecordId(f"filing-{code}-{attempt}"), CaseId("case-1"), ORG, code, form.version, attempt,
        UserId("zhang"), at, values, recorded_at=at,
    )  # fmt: skip


def a_moment(**changes: Any) -> Moment:
    return replace(Moment(TODAY, ZHANG), **changes)


def good(
    code: str,
    values: Cells | None = None,
    rows: Rows | None = None,
    facts: Mapping[str, Value] | None = None,
    **moment: Any,
) -> Entry:
    """An entry of this form with nothing missing, but for what is said to be other."""
    form, case = REFERENCE.filed(code), a_case(team=(UserId("li"),))
    if GOOD[code].low:
        case = replace(case, **LOW)
    when = a_moment(**moment)
    earlier: tuple[Earlier, ...] = ()
    known = known_of(case, earlier, when)
    typed = {name: _WORDS.get(text, text) for name, text in GOOD[code].values.items()}
    if code == "F08":
        typed["contract_no"] = "HT-1"
    if code == "F03":
        typed["approved_at"] = TODAY.isoformat()
    if code == "F03L":
        typed["approved_at"] = TODAY.isoformat()
    if code == "F03C":
        typed |= {"reply_no": "F03-1", "replied_on": TODAY.isoformat()}
        typed["valid_until"] = _WORDS["later"]
    if code == "F14":
        typed["source_doc_no"] = "F08-1"
    typed |= {name: _WORDS.get(text, text) for name, text in (values or {}).items()}
    cells = {**GOOD[code].rows, **(rows or {})}
    made = [FormRow(t, f"{t}-{n}", c) for t, found in cells.items() for n, c in enumerate(found)]
    all_facts = {
        **facts_of_case(case, when),
        "gap_lists": exact(Decimal(0)),
        "now": value_of_day(_WORDS["now"]),
        "somebody_twice": "no",
        **dict.fromkeys(("asked_held", "gaps_left_out"), exact(Decimal(0))),
        **dict.fromkeys(("has_transformer", "class_fits", "class_required", "impulse_times")),
        **(facts or {}),
    }
    photos = {each.id: 1 for each in form.fields.values() if each.kind == "photo"}
    return Entry(form, typed, made, known.texts, known.origins, {}, all_facts, photos)


def happened(code: str, at: datetime, **facts: str) -> CaseEvent:
    """Something that happened to the case of these entries."""
    return CaseEvent(
        RecordId(f"event-{code}"), CaseId("case-1"), ORG, code, at, UserId("clerk"), "clerk",
        DeviceId("office"), facts,
    )  # fmt: skip
