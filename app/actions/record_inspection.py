"""Record a visit: all answered, an inspection's conclusion computed, from here on unchanged.

An inspection that is stopped because the site is not safe comes to no conclusion: it is recorded as
a visit that failed, and the case hears of it at once, for there is no paper to sign.
"""

from dataclasses import replace

from app.domain.checklist import conclude
from app.domain.defect import Defect, Recheck, next_numbers
from app.domain.inspection import FORM_OF, Inspection, InspectionKind
from app.domain.limit import Verdict
from app.domain.opinion import opinion_facts
from app.domain.process import OPINION_EVENT
from app.domain.safety_stop import stopped_outcomes
from app.domain.survey import Outcome, outcome_of
from app.errors import NotReady, SealedRecord
from app.guarded import note_hits
from app.happening import case_state, expect, happened
from app.papers import TO_COME, not_yet_said
from app.visits import VisitState, visit_state
from app.workspace import Place, Unit, Workspace


def record_inspection(ws: Workspace, inspection_id: str) -> Inspection:
    """The visit as recorded, with its conclusion.

    Raises:
        NotReady: something is missing; every entry is named as "what:item:device".
        WrongStage: the case no longer stands where an opinion can be given.
        SealedRecord: it is recorded already.
    """
    # A transaction of its own: a refusal would take the note of what was tried back with it.
    with ws.unit("record_inspection") as unit:
        note_hits(ws, unit, unit.working(Inspection, inspection_id), "record_inspection")
    with ws.unit("record_inspection") as unit:
        inspection = unit.working(Inspection, inspection_id)
        if inspection.recorded_at is not None:
            raise SealedRecord("inspection", inspection_id)
        visit = visit_state(ws, unit, inspection)
        # What the process would refuse is told by its own error, with where it could happen.
        if missing := [m for m in visit.missing if m.what != "stage"]:
            names = tuple(f"{m.what}:{m.item}:{m.device}" for m in missing)
            raise NotReady("record_inspection", names)
        if inspection.kind is InspectionKind.SURVEY and visit.entry is not None:
            state = case_state(ws, unit, visit.case)
            outcome = outcome_of(visit.entry, visit.case, state, ws.reference.policy)
            _expect(ws, unit, visit, outcome)
            reckoned = visit.sheet.record if visit.sheet is not None else {}
            recorded = replace(inspection, recorded_at=ws.clock.now(), reckoned=reckoned)
        elif visit.is_stopped:
            recorded = _stopped(ws, unit, visit)
        else:
            recorded = _concluded(ws, unit, visit)
        unit.save(recorded)
        unit.drafts.keep_place(Place("inspection", inspection_id))
        return recorded


def _stopped(ws: Workspace, unit: Unit, visit: VisitState) -> Inspection:
    """The visit in vain, with what that means for the case; what it found so far does not stand."""
    now = ws.clock.now()
    recorded = replace(visit.inspection, recorded_at=now)
    assert visit.entry is not None
    paused = bool(case_state(ws, unit, visit.case).suspended)
    said = stopped_outcomes(recorded, visit.entry, visit.photos, is_paused=paused)
    for event in happened(ws, unit, visit.case, said):
        unit.save(event)
    for defect in visit.defects:
        if defect.inspection_id == recorded.id:
            unit.save(replace(defect, withdrawn_at=now))
    return recorded


def _concluded(ws: Workspace, unit: Unit, visit: VisitState) -> Inspection:
    """The inspection with its conclusion; its defects are numbered and looked at."""
    for defect in (left := _left(ws, unit, visit)):
        unit.save(defect)
    conclusion = conclude(visit.findings, left)
    recorded = replace(_named(visit), recorded_at=ws.clock.now(), conclusion=conclusion)
    facts = opinion_facts(recorded, visit.findings, left, unit.find(Defect, visit.case.id))
    _expect(ws, unit, visit, Outcome(OPINION_EVENT[recorded.kind], facts))
    return recorded


def _named(visit: VisitState) -> Inspection:
    """The visit in which each reading names the instrument that it was judged with."""
    named = visit.inspection
    for finding in visit.findings:
        answer = finding.answer
        if answer is not None and answer != named.answer(answer.key):
            named = named.answered(answer)
    return named


def _expect(ws: Workspace, unit: Unit, visit: VisitState, said: Outcome) -> None:
    """Make sure that the paper of this visit may say so, once it has its number and signatures."""
    case = visit.case
    signed = replace(said, facts={**said.facts, **TO_COME})
    for each in not_yet_said(ws, unit, case, visit.inspection.id, (signed,)):
        expect(ws, case, case_state(ws, unit, case), each)


def _left(ws: Workspace, unit: Unit, visit: VisitState) -> tuple[Defect, ...]:
    """The defects as this visit leaves them: found ones numbered, earlier ones looked at."""
    inspection = visit.inspection
    good = {f.question.place for f in visit.findings if f.verdict is not Verdict.FAIL}
    bad = {f.question.place for f in visit.findings if f.verdict is Verdict.FAIL}
    now, by = ws.clock.now(), ws.who.user
    found, earlier = [], []
    for defect in visit.defects:
        if defect.inspection_id == inspection.id:
            found.append(defect)
        elif defect.stands:
            put_right = defect.place in good - bad
            look = Recheck(inspection.id, inspection.attempt, put_right, by, now)
            earlier.append(defect.rechecked(look))
        else:
            earlier.append(defect)
    ever = unit.records.bodies("defect", visit.case.id)
    numbered = [str(body.get("number", "")) for body in ever]
    form = FORM_OF[inspection.kind]
    return (*next_numbers(form, inspection.attempt, found, numbered), *earlier)
