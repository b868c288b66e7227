"""What is known of a case when a form is begun: said once, never asked again (process, section 4).

Every value has a name by which a form's `from:` calls it: "case.applied_capacity" of the
application, "survey.<field>" of the last survey ("survey.reckoned.<number>" of its
calculation sheet), "F03.<field>" of the last form of that code,
"event.<code>.<fact>" of the last such event (also ".at" and ".on"), "clock.<limit>" for a due day,
"about.<what>" of the paper that the form is about, "user.name".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from app.clock import CHINA
from app.domain.case import CaseEvent, ConnectionCase, Scheme
from app.domain.customer import CustomerClass, Importance
from app.domain.due_clock import DueClock
from app.domain.entry import Entry
from app.domain.expression import Value, exact
from app.domain.filing import Filing, days_of
from app.domain.flags import Flags, flags_of
from app.domain.form import Table, value_of_day
from app.domain.origin import Origin, OriginKind
from app.domain.report import Report
from app.domain.staff import Identity
from app.domain.survey import voltage_code
from app.domain.units import plain

_DISPATCHED_KV: Final = Decimal(35)
Cells = Mapping[str, str]
"""One row of a table, by column."""

_KINDS: Final[Mapping[str, OriginKind]] = {
    "survey": OriginKind.SURVEY,
    "F03": OriginKind.SCHEME,
    "F03L": OriginKind.SCHEME,
    "F04": OriginKind.INSPECTION,
    "F12": OriginKind.CUSTOMER,
}
"""Where the values of an earlier form come from; of those not named here, from the system."""


@dataclass(frozen=True)
class Earlier:
    """A form that was recorded in this case before: by the name that sources call it."""

    name: str
    """"survey", or the code of the form; "F12_design" where a case has several of a code."""
    number: str
    """The number of its paper, or its code where none was issued."""
    entry: Entry
    reckoned: Mapping[str, str] = field(default_factory=dict)
    """What its load list came to, by the names of the numbers."""

    @property
    def origin(self) -> Origin:
        """What a value of it is said to come from."""
        return Origin(_KINDS.get(self.name.partition("_")[0], OriginKind.SYSTEM), self.number)


@dataclass(frozen=True)
class Moment:
    """When, by whom and in what course of the case a form is filled."""

    today: date
    who: Identity
    flags: Flags | None = None
    """What survey and reclassification have fixed; none = as the application says."""
    clocks: tuple[DueClock, ...] = ()
    events: tuple[CaseEvent, ...] = ()
    """What counted of what happened to the case, in order."""
    tries: tuple[Filing, ...] = ()
    """Forms of the same code that were recorded in this case before."""
    about: Report | None = None
    """The paper that the form is about."""
    scheme: Scheme | None = None
    """The scheme in force; none = as the case holds it."""
    colleagues: Mapping[str, str] = field(default_factory=dict)
    """Names by user id; who is not among them is called by his id."""


@dataclass(frozen=True)
class Known:
    """All that is known, by source name; `facts` are asked by rules."""

    texts: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    facts: Mapping[str, Value] = field(default_factory=dict)


def known_of(case: ConnectionCase, earlier: Iterable[Earlier], moment: Moment) -> Known:
    """What is known of this case at this moment; empty texts are left out."""
    texts = _of_case(case) | _of_moment(moment)
    manager = texts["case.manager"]
    texts["case.manager"] = moment.colleagues.get(manager, manager)
    origins: dict[str, Origin] = {}
    if (in_force := moment.scheme or case.scheme) is not None:
        scheme = _of_scheme(in_force)
        texts |= scheme
        origins |= dict.fromkeys(scheme, Origin(OriginKind.SCHEME))
    for form in earlier:
        found = _of_form(form)
        texts |= found
        origins |= dict.fromkeys(found, form.origin)
    texts = {name: text for name, text in texts.items() if text}
    return Known(texts, origins, facts_of_case(case, moment))


def facts_of_case(case: ConnectionCase, moment: Moment) -> dict[str, Value]:
    """What the rules of a form may ask beside its fields."""
    manager = case.team[0] if case.team else ""
    days = sorted({*days_of(moment.tries), moment.today})
    flags = moment.flags or flags_of(case)
    surveyed = any(event.code == "survey.completed" for event in moment.events)
    return {
        "case_class": flags.customer_class.value,
        "business_type": case.business_type,
        "high_voltage": flags.high_voltage,
        "multi_source": flags.customer_class is CustomerClass.HV_MULTI,
        "three_zero": flags.three_zero,
        "steps": exact(Decimal(len(flags.milestones))),
        "important": flags.importance is not Importance.NONE,
        # From 35 kV on the dispatch centre runs the supply, by an agreement (forms reference, F01).
        "dispatched": case.supply_kv >= _DISPATCHED_KV,
        "disturbing": flags.special_load,
        # Until the site has been seen nobody knows, unless the application says so.
        "external_works": flags.external_line_works if surveyed else case.external_line_works,
        "applied_capacity": exact(case.applied_capacity_kva),
        "today": value_of_day(moment.today.isoformat()),
        "is_manager": moment.who.user == manager,
        "tried_days": exact(Decimal(len(days))),
        "attempts": ";".join(day.isoformat() for day in days),
    }


def metering_category(case: ConnectionCase) -> str:
    """The category of the metering by its voltage (DL/T 448-2016, limit meter.category)."""
    if case.supply_kv < Decimal("0.38"):
        return "V"
    bounds = (("IV", Decimal(10)), ("III", Decimal(66)), ("II", Decimal(220)))
    return next((name for name, below in bounds if case.supply_kv < below), "I")


def rows_for(
    table: Table, earlier: Sequence[Earlier], listed: Mapping[str, Sequence[Cells]]
) -> tuple[tuple[Cells, ...], Origin | None]:
    """The cells of the rows that this table begins with, and their origin.

    `listed` are rows that come from no form, by source name. What this table has no column for is
    left behind.
    """
    by_name = {form.name: form for form in earlier}
    wanted = {column.id for column in table.columns if column.computed is None}
    for source in table.sources:
        name, _, of_table = source.partition(".")
        if rows := listed.get(source):
            return tuple(rows), Origin(OriginKind.SYSTEM)
        form = by_name.get(name)
        there = form.entry.form.tables.get(of_table) if form is not None else None
        if form is not None and there is not None and (found := form.entry.of(there)):
            cells = ({n: t for n, t in row.cells.items() if n in wanted} for row in found)
            return tuple(cells), form.origin
    return table.begins, None


def _of_case(case: ConnectionCase) -> dict[str, str]:
    customer = case.customer
    existing = case.existing_capacity_kva
    works = {True: "yes", False: "no", None: ""}
    return {
        "case.application_no": case.application_no,
        "case.business_type": case.business_type,
        "case.customer_no": case.customer_no or "",
        "case.customer_name": customer.name,
        "case.address": case.site.address,
        "case.contact": f"{customer.contact_name} {customer.contact_phone}".strip(),
        "case.contact_name": customer.contact_name,
        "case.contact_phone": customer.contact_phone,
        "case.agent_name": customer.agent_name,
        "case.applied_capacity": plain(case.applied_capacity_kva),
        "case.existing_capacity": plain(existing) if existing is not None else "",
        "case.importance": case.importance.value,
        "case.supply_voltage": voltage_code(case.supply_kv),
        "metering.category": metering_category(case),
        "case.special_load": works[case.special_load],
        "case.external_line_works": works[case.external_line_works],
        "case.manager": case.team[0] if case.team else "",
    }


def _of_scheme(scheme: Scheme) -> dict[str, str]:
    return {
        "scheme.version": str(scheme.version),
        "scheme.supply_capacity": plain(scheme.supply_capacity_kva),
        "scheme.sources": "；".join(scheme.sources),
        "scheme.metering": scheme.metering,
        "scheme.boundary_point": scheme.boundary_point,
        "scheme.valid_until": scheme.valid_until,
    }


def _of_moment(moment: Moment) -> dict[str, str]:
    about = moment.about
    soonest = sorted(moment.clocks, key=lambda each: each.due_on, reverse=True)
    texts = {f"clock.{each.key}": each.due_on.isoformat() for each in soonest}
    for event in moment.events:
        local = event.occurred_at.astimezone(CHINA)
        texts |= {f"event.{event.code}.{name}": text for name, text in event.facts.items()}
        texts[f"event.{event.code}.at"] = event.occurred_at.isoformat(timespec="minutes")
        texts[f"event.{event.code}.on"] = local.date().isoformat()
    texts |= {"user.name": moment.who.name, "user.today": moment.today.isoformat()}
    texts["user.attempt"] = str(len(moment.tries) + 1)
    if about is not None:
        texts |= {"about.doc_no": about.doc_no, "about.form": about.form}
    return texts


def _of_form(form: Earlier) -> dict[str, str]:
    entry = form.entry
    asked = (each for each in entry.form.fields.values() if entry.is_asked(each))
    told = {f"{form.name}.{each.id}": entry.text(each) for each in asked if each.kind != "photo"}
    return told | {f"{form.name}.reckoned.{name}": text for name, text in form.reckoned.items()}
