"""What a stage takes over from those before it, and what of that is not there.

Enter once, never ask again: what is known is told with the value that it has; what is missing is
named, so that it can be seen to before somebody stands on the site without it. Source: domain
process reference, sections 2 and 4.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.case import ConnectionCase, Scheme
from app.domain.case_state import CaseState, listed
from app.domain.flags import Flags
from app.domain.units import plain


@dataclass(frozen=True)
class Handed:
    """One thing that is handed over."""

    what: str
    """Its code (`carried` of the catalogue of stages)."""
    value: str
    """What it is; empty = missing."""

    @property
    def missing(self) -> bool:
        """Whether it is not there."""
        return not self.value


@dataclass(frozen=True)
class Known:
    """What is known of a case when a stage begins."""

    case: ConnectionCase
    state: CaseState
    flags: Flags
    devices: int = 0
    """How many devices are noted."""
    open_defects: int = 0
    scheme: Scheme | None = None
    """The scheme in force; none = as the case holds it."""

    def said(self, name: str, *codes: str) -> str:
        """What the newest of these events says under this name."""
        event = self.state.last(*codes)
        return event.facts.get(name, "") if event else ""


def handed_over(carries: tuple[str, ...], stage: str, known: Known) -> tuple[Handed, ...]:
    """What a stage of this code takes over; what this case need not have is left out."""
    found = []
    for what in carries:
        applies = _APPLIES.get(what)
        if applies is None or applies(known):
            found.append(Handed(what, _VALUES[what](known, stage)))
    return tuple(found)


def _identity(known: Known, _stage: str) -> str:
    held = known.said("identity", "application.submitted")
    return "held" if known.case.customer.agent_id_no or held else ""


def _materials(known: Known, stage: str) -> str:
    """Complete, or nothing of it due before this stage is still deferred."""
    accepted = known.state.last("application.accepted")
    if accepted is None:
        return ""
    due = [part for part in listed(accepted.facts, "deferred_materials") if part.endswith(stage)]
    return "" if due else accepted.facts.get("materials", "")


def _paper(*codes: str) -> Callable[[Known, str], str]:
    return lambda known, _stage: known.said("doc_no", *codes)


def _scheme_paper(known: Known, _stage: str) -> str:
    """The reply itself, also where the customer said yes to it apart, on a paper that names it."""
    codes = ("scheme.confirmed", "scheme.replied", "survey.completed")
    return known.said("reply", *codes) or known.said("doc_no", *codes)


def _scheme_part(name: str) -> Callable[[Known, str], str]:
    def part(known: Known, _stage: str) -> str:
        said = known.said(name, "scheme.submitted_for_approval")
        scheme = known.scheme or known.case.scheme
        ours = "" if scheme is None else {
            "boundary": scheme.boundary_point, "metering": scheme.metering
        }[name]  # fmt: skip
        return said or ours

    return part


def _customer(known: Known, _stage: str) -> str:
    customer = known.case.customer
    return (
        f"{customer.contact_name} {customer.contact_phone}".strip()
        if (customer.contact_phone)
        else ""
    )


def _capacity(known: Known, _stage: str) -> str:
    unit = known.case.customer_class.capacity_unit
    return f"{plain(known.case.applied_capacity_kva)} {unit}"


def _position(known: Known, _stage: str) -> str:
    return "" if known.case.site.position is None else "held"


_VALUES: Final[Mapping[str, Callable[[Known, str], str]]] = {
    "identity": _identity,
    "materials": _materials,
    "capacity": _capacity,
    "contact": _customer,
    "position": _position,
    "survey": _paper("survey.completed"),
    "scheme": _scheme_paper,
    "design": _paper("design.opinion_issued"),
    "interim": _paper("interim.opinion_issued"),
    "completion": _paper("completion.opinion_issued"),
    "devices": lambda known, _stage: str(known.devices or ""),
    "open_defects": lambda known, _stage: str(known.open_defects),
    "boundary": _scheme_part("boundary"),
    "metering": _scheme_part("metering"),
    "contract": lambda known, _stage: known.said("contract_no", "contract.signed"),
    "fees": lambda known, _stage: known.said("amount", "fees.settled"),
    "work_order": _paper("energisation.completed"),
    "index": lambda known, _stage: known.said("index", "archive.completed"),
}

_APPLIES: Final[Mapping[str, Callable[[Known], bool]]] = {
    "design": lambda known: known.flags.design_review,
    "interim": lambda known: known.flags.interim,
    "completion": lambda known: known.flags.completion,
    "devices": lambda known: known.flags.customer_works,
    "boundary": lambda known: known.flags.scheme_in_writing,
    "metering": lambda known: known.flags.scheme_in_writing,
}
"""What only some cases have."""

CARRIED: Final = frozenset(_VALUES)
"""Everything that the program can hand over."""
