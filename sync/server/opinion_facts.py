"""What an event has to say, reckoned anew at the centre from the record whose paper it names.

By the same rules of the trade as on the tablet: a survey tells what it fixes of the case, an
inspection what its opinion counts, a filed form what stands in it. Whatever the event says beside
moves nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.checklist import Conclusion
from app.domain.entry import Entry
from app.domain.filing import Filing, facts_of
from app.domain.flags import FROZEN
from app.domain.inspection import Inspection, InspectionKind, left_open
from app.domain.opinion import opinion_facts
from app.domain.process import project
from app.domain.survey import entry_of, outcome_of
from app.judging import judged
from app.reference.library import Reference
from sync.server.case_records import CaseRecords
from sync.server.visit_knowledge import known_now, known_then, open_before

_OF_SURVEY: Final = FROZEN | {"form", "result", "merged", "onsite_scheme", "onsite_agree"}
_OF_OPINION: Final = frozenset({"result", "concealed_release"})
_OF_DEFECTS: Final = frozenset({"defects", "list_complete", "missed_first_time"})
"""What a rectification counts; an opinion that passed says none of it to the process."""


def of_survey(
    survey: Inspection,
    event: CaseEvent,
    records: CaseRecords,
    case: ConnectionCase,
    reference: Reference,
) -> Mapping[str, str]:
    """What this survey fixes of the case as it was, by the names of its event.

    Raises:
        RulesDamaged: the form that it pinned is not here.
    """
    before = [each for each in records.events if each.occurred_at < event.occurred_at]
    form = reference.form(survey.checklist, survey.form, survey.form_version)
    entry = entry_of(survey, form, case, before)
    state = project(case, before, reference.policy)
    outcome = outcome_of(entry, case, state, reference.policy)
    said = outcome.facts if outcome.code == event.code else {}
    return {name: said.get(name, "") for name in _OF_SURVEY}


def of_inspection(
    connection: Connection,
    visit: Inspection,
    event: CaseEvent,
    records: CaseRecords,
    reference: Reference,
) -> Mapping[str, str]:
    """What the opinion of this visit says of it and of the defects as they stood then.

    What was found, put right or waived since does not count: it may have come with the same push.

    Raises:
        RulesDamaged: a checklist, limits or a form that it pinned is not here.
    """
    if visit.conclusion is Conclusion.PASS and _is_barred(connection, visit, records, reference):
        visit = replace(visit, conclusion=Conclusion.RECTIFY)
    known = [defect.as_of(event.occurred_at) for defect in records.defects]
    mine = [defect for defect in known if visit.concerns(defect)]
    said = opinion_facts(visit, (), mine, known)
    passed = visit.conclusion is Conclusion.PASS
    names = _OF_OPINION if passed else _OF_OPINION | _OF_DEFECTS
    interim = visit.kind is InspectionKind.INTERIM
    return {name: said.get(name, "") for name in names if interim or name != "concealed_release"}


def _is_barred(
    connection: Connection, visit: Inspection, records: CaseRecords, reference: Reference
) -> bool:
    """Whether this visit cannot pass, judged again by all that it pinned, as on the tablet.

    What was answered keeps it from passing as the case stands. What is lacking does where it lacked
    by all that the tablet knew for certain, and still does: devices may have been noted since.
    """
    then = known_then(connection, visit, records, reference)
    # Which units the customer chose counts as the tablet knew it: a licence bars what was answered.
    now = replace(known_now(visit, records, reference), filings=then.filings)
    found = judged(visit, now, reference).findings
    if any(each.blocks for each in found if each.answer is not None):
        return True
    lacked = {each.question.key for each in judged(visit, then, reference).findings if each.blocks}
    if any(each.blocks and each.question.key in lacked for each in found):
        return True
    defects = [defect.as_of(visit.started_at) for defect in records.defects]
    asked = left_open(open_before(visit, records), defects)
    return visit.is_recheck and not set(asked) <= set(visit.asks)


def of_filing(
    filing: Filing, code: str, reference: Reference, *, by_customer: bool
) -> Mapping[str, str] | None:
    """What this form says under this code; None where it says no such thing.

    Raises:
        RulesDamaged: the form that it pinned is not here.
    """
    entry = Entry(reference.filed(filing.form, filing.form_version), filing.values, filing.rows)
    names = {**entry.names, "customer_signed": by_customer}
    said = (event for event in entry.form.events if event.code == code)
    happened = [event for event in said if event.when.value(names) is True]
    if not happened:
        return None
    told = facts_of(happened[0], entry)
    return {name: told.get(name, "") for name in happened[0].facts}
