"""The site survey: which form it fills, what is known beforehand, and what follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.case_state import CaseState
from app.domain.checklist import CaseFacts
from app.domain.entry import Entry
from app.domain.equipment import Equipment
from app.domain.expression import decimal_of
from app.domain.flags import STANDARD, Policy
from app.domain.form import Form
from app.domain.inspection import Inspection, InspectionKind
from app.domain.load_rows import LOADS
from app.domain.origin import Origin, OriginKind
from app.domain.quality_findings import ConnectionPoint
from app.domain.reading import number_of
from app.domain.units import plain
from app.ids import RecordId

_MOST_TRANSFORMERS: Final = 12
_APPOINTMENT: Final = "预约"
"""What the day on the form comes from, as form and screen name it."""

_FIXES: Final[Mapping[str, str]] = {
    "external_line_works": "external_line_works",
    "special_load": "special_load",
    "important_level": "important_level",
    "important_basis": "important_basis",
    "confirmed_capacity": "confirmed_capacity_kw",
    "applicant_type": "applicant_type",
}
"""What a survey fixes of the case (see `flags.FROZEN`), and the field that says it."""


def form_code(case: ConnectionCase) -> str:
    """The form that a survey of this case fills: F01 for high voltage, F02 for low."""
    return "F01" if case.customer_class.is_high_voltage else "F02"


def entry_of(
    survey: Inspection,
    form: Form,
    case: ConnectionCase,
    events: Iterable[CaseEvent],
    state: CaseState | None = None,
    policy: Policy = STANDARD,
) -> Entry:
    """The form of this survey as filled, over what the application says already.

    With the `state` of the case it tells too what follows from what is filled by this policy.
    """
    contact = f"{case.customer.contact_name} {case.customer.contact_phone}".strip()
    scheduled = [event for event in events if event.code == "survey.scheduled"]
    known = {
        "case.contact": contact,
        "case.applied_capacity": plain(case.applied_capacity_kva),
        "case.importance": case.importance.value,
        "case.supply_voltage": voltage_code(case.supply_kv),
        "case_class": case.customer_class.value,
        "business_type": case.business_type,
        "event.appointment_at": scheduled[-1].facts.get("appointment_at", "") if scheduled else "",
    }
    origins = {"event.appointment_at": Origin(OriginKind.SYSTEM, _APPOINTMENT)}
    entry = Entry(form, survey.values, survey.rows, known, origins)
    if state is None:
        return entry
    found = {
        fact: entry.text(form.fields[name]) for fact, name in _FIXES.items() if name in form.fields
    }
    frozen = {**state.frozen, **{fact: text for fact, text in found.items() if text}}
    flags = replace(state, frozen=frozen).flags(case, policy)
    known_yet = bool(frozen.get("confirmed_capacity"))
    return replace(entry, facts={"three_zero": flags.three_zero if known_yet else None})


def voltage_code(kv: Decimal) -> str:
    """A voltage as the forms name it: "10kV", "380V"."""
    return f"{plain(kv * 1000)}V" if kv < 1 else f"{plain(kv)}kV"


@dataclass(frozen=True)
class Outcome:
    """The event that a signed survey is, with what it carries."""

    code: str
    facts: Mapping[str, str]


def outcome_of(
    entry: Entry, case: ConnectionCase, state: CaseState, policy: Policy = STANDARD
) -> Outcome:
    """What this survey does to the case: it is completed, or it failed and is to be repeated.

    A completed one carries what it fixes: class, external works, special load, importance.
    """
    fields = entry.form.fields
    if entry.has_ended:
        return Outcome("survey.failed", {"reason": "unsafe"})
    result = entry.text(fields["survey_result"])
    if result == "revisit":
        return Outcome("survey.failed", {"reason": "revisit"})
    found = {"form": entry.form.code, "result": result}
    found["customer_class"] = state.flags(case, policy).customer_class.value
    for name, asked in _FIXES.items():
        if asked in fields and entry.is_asked(fields[asked]) and entry.text(fields[asked]):
            found[name] = entry.text(fields[asked])
    kinds = {row.cells.get("pq_kind", "") for row in entry.rows if row.table == LOADS}
    if disturbing := sorted(kinds - {""}):
        found["special_kinds"] = ";".join(disturbing)
    # The tablet may confirm a scheme on the spot only where the customer agreed to it in writing.
    agreed = "onsite_agree" in fields and entry.text(fields["onsite_agree"]) == "yes"
    if agreed and entry.text(fields["onsite_scheme"]).strip():
        found |= {"onsite_scheme": "yes", "onsite_agree": "yes"}
        if state.may_merge(case, found, policy):
            found["merged"] = "yes"
    return Outcome("survey.completed", found)


@dataclass(frozen=True)
class Carried:
    """What a recorded survey passes on to the later visits of its case."""

    tags: frozenset[str] = frozenset()
    facts: tuple[tuple[str, str], ...] = ()
    """What it found, name and words, for whoever compares the work with it."""

    def on(self, facts: CaseFacts) -> CaseFacts:
        """The facts of a case with what the survey adds."""
        return replace(facts, tags=facts.tags | self.tags)


def has_own_source(entry: Entry) -> bool:
    """Whether the survey noted a generator, a battery or another source of the customer's own."""
    return any(row.table == "own_generation" for row in entry.rows)


def planned_devices(entry: Entry, case: ConnectionCase) -> tuple[Equipment, ...]:
    """The transformers that the survey planned, one by one, to be compared with what was built."""
    table = entry.form.tables.get("transformers")
    found: list[Equipment] = []
    for row in entry.of(table) if table is not None else ():
        names = entry.row_names(row)
        count, size = names.get("count"), names.get("capacity_kva")
        if not isinstance(count, Fraction) or not isinstance(size, Fraction):
            continue
        tags = (f"transformer_{row.cells['type']}",) if row.cells.get("type") else ()
        for _ in range(min(int(count), _MOST_TRANSFORMERS)):
            label = f"{len(found) + 1}号变压器"
            facts = {"s_kva": plain(decimal_of(size)), "u_kv": plain(case.supply_kv)}
            found.append(
                Equipment(RecordId(""), case.id, case.org, "transformer", label, tags, facts)
            )
    return tuple(found)


def last_survey(visits: Iterable[Inspection]) -> Inspection | None:
    """The newest survey that is recorded."""
    done = [v for v in visits if v.kind is InspectionKind.SURVEY and v.recorded_at is not None]
    return max(done, key=lambda survey: survey.attempt, default=None)


def connection_point(survey: Inspection | None, case: ConnectionCase) -> ConnectionPoint | None:
    """What decides how much harmonic current this customer may inject; None until it is known.

    Short-circuit capacity and capacity of the point are the survey's; the agreed capacity is what
    it confirmed, and on top of that what there is already where it is increased.
    """
    told = survey.values if survey is not None else {}
    sk, whole = (number_of(told.get(name, "")) for name in ("sc_capacity_mva", "pcc_capacity_mva"))
    agreed = number_of(told.get("confirmed_capacity_kva", "")) or case.applied_capacity_kva
    if case.business_type == "capacity_increase":
        agreed += case.existing_capacity_kva or Decimal(0)
    if not sk or not whole or not 0 < agreed <= 1000 * whole:
        return None  # a share above the whole is a slip of the pen, and no share
    return ConnectionPoint(float(case.supply_kv), float(sk), float(agreed) / 1000, float(whole))


_CARRIED_FIELDS: Final = (
    "confirmed_capacity_kva", "confirmed_capacity_kw", "supply_voltage", "supply_voltage_lv",
    "ownership_boundary_point", "important_level", "special_desc", "security_load_kw",
    "transformer_name", "pole_or_box_no", "metering_mode", "metering_location", "ct_ratio",
    "main_wiring", "operation_mode", "external_line_works", "ext_scope",
)  # fmt: skip
_CARRIED_TABLES: Final = {
    "power_source": (
        "nature", "substation", "line_name", "connection_point", "capacity_kva",
        "ownership_boundary_point",
    ),
    "transformers": ("count", "capacity_kva", "type"),
    "metering_points": ("location", "mode", "pt_ratio", "ct_ratio", "accuracy"),
    "own_generation": ("kind", "capacity_kw", "interlock"),
}  # fmt: skip


def carried_from(entry: Entry) -> Carried:
    """What this survey passes on: the same facts are not asked, or remembered, a second time."""
    facts: list[tuple[str, str]] = []
    fields = entry.form.fields
    for name in _CARRIED_FIELDS:
        if name in fields and entry.is_asked(fields[name]):
            said = fields[name].said(entry.text(fields[name]))
            facts += [(fields[name].zh, said)] if said else []
    for name, columns in _CARRIED_TABLES.items():
        table = entry.form.tables.get(name)
        if table is None:
            continue
        shown = [column for column in table.columns if column.id in columns]
        for row in entry.of(table):
            words = (column.said(entry.cell(column, row)) for column in shown)
            facts.append((table.zh, "　".join(filter(None, words))))
    return Carried(entry.tags, tuple(facts))
