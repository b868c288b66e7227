"""What an inspection says to the process once its paper is signed."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from app.domain.case import Scheme
from app.domain.checklist import Conclusion, Finding
from app.domain.defect import Defect, Severity
from app.domain.equipment import Equipment
from app.domain.inspection import Inspection, InspectionKind
from app.domain.limit import Verdict
from app.domain.reading import number_of


def opinion_facts(
    visit: Inspection,
    findings: Iterable[Finding],
    defects: Iterable[Defect],
    of_case: Iterable[Defect],
) -> Mapping[str, str]:
    """The facts of the event that this visit becomes; `defects` are all that it concerns.

    What blocks is counted in the whole case: nothing that another visit left open is passed over.

    Numbers are counts. `list_complete` is what the signed notice declares: all was told at once;
    `missed_first_time` counts what a re-inspection found that had been there before.
    """
    known = tuple(defects)
    standing = [defect for defect in known if defect.stands]
    blocking = [defect.severity for defect in of_case if defect.blocks]
    passed = visit.conclusion is Conclusion.PASS
    facts = {
        "result": visit.conclusion.value if visit.conclusion else "",
        "defects": str(len(standing)),
        "open_critical": str(blocking.count(Severity.CRITICAL)),
        "open_major": str(blocking.count(Severity.MAJOR)),
        "unjudged": str(sum(f.verdict is Verdict.UNDETERMINED for f in findings)),
        "missed_first_time": str(missed_in(visit, known)),
    }
    if not passed:
        facts["list_complete"] = visit.values.get("is_complete_list", "yes")
    if visit.kind is InspectionKind.INTERIM:
        facts["concealed_release"] = "yes" if passed else "no"
    return facts


def expected_facts(so_far: Conclusion | None, others: Iterable[Defect]) -> Mapping[str, str]:
    """What the opinion will say as far as can be told, once all that its visit lacks is there.

    `others` are defects that the visit does not look at: those of them that block stay open.
    """
    if so_far is not Conclusion.PASS:
        return {"result": "rectify", "defects": "1", "list_complete": "yes"}
    blocking = [defect.severity for defect in others if defect.blocks]
    return {
        "result": "pass",
        "open_critical": str(blocking.count(Severity.CRITICAL)),
        "open_major": str(blocking.count(Severity.MAJOR)),
        "unjudged": "0",
    }


def conclusion_so_far(findings: Iterable[Finding], defects: Iterable[Defect]) -> Conclusion | None:
    """The conclusion as far as it is certain already; None while it may still come either way."""
    known = tuple(findings)
    failed = any(f.blocks and f.verdict is Verdict.FAIL for f in known)
    if failed or any(defect.blocks for defect in defects):
        return Conclusion.RECTIFY
    return None if any(f.lack is not None for f in known) else Conclusion.PASS


def built_kva(equipment: Iterable[Equipment]) -> Decimal | None:
    """The capacity of the transformers as built; None where it is not known of each."""
    sizes = [
        number_of(device.facts.get("s_kva", ""))
        for device in equipment
        if device.kind == "transformer" and device.withdrawn_at is None
    ]
    known = [size for size in sizes if size is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(sizes) else None


def differs(scheme: Scheme | None, equipment: Iterable[Equipment]) -> bool:
    """Whether the capacity as built is another than the scheme allows."""
    built = built_kva(equipment)
    return scheme is not None and built is not None and built != scheme.supply_capacity_kva


def missed_in(visit: Inspection, defects: Iterable[Defect]) -> int:
    """How many defects of this re-inspection had been there before, and were not told."""
    return sum(bool(d.missed) for d in defects if d.inspection_id == visit.id)


def request_facts(defects: Iterable[Defect]) -> Mapping[str, str]:
    """What a request for re-inspection carries of the defects that stand.

    `rectified` counts those that need wait for nothing more: reported as put right, or mere
    suggestions; `fixed` names the reported ones by their numbers.
    """
    standing = [defect for defect in defects if defect.stands]
    told = [defect for defect in standing if defect.is_reported_fixed]
    ready = [defect for defect in standing if defect.is_reported_fixed or not defect.is_grave]
    return {"rectified": str(len(ready)), "fixed": ";".join(defect.number for defect in told)}
