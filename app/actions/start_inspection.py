"""Begin a visit: it pins the checklist and the form of today, and what it asks."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.case import ConnectionCase
from app.domain.defect import Defect
from app.domain.entry import FormRow
from app.domain.filing import Filing
from app.domain.inspection import FORM_OF, Inspection, InspectionKind, left_open
from app.domain.known import rows_for
from app.domain.process import INSPECTION_STATUS
from app.domain.survey import form_code
from app.domain.unit_choice import SEEN, rows_to_ask, unit_choices
from app.errors import WrongStage
from app.filings import earlier_of
from app.happening import case_state
from app.ids import InspectionId
from app.workspace import Place, Unit, Workspace


def start_inspection(ws: Workspace, case_id: str, kind: InspectionKind) -> Inspection:
    """The open inspection of this kind, or a fresh one where there is none.

    After a visit that ended in rectification the next one asks exactly what was left open.

    Raises:
        WrongStage: the case does not stand where such an inspection is due.
    """
    with ws.unit("start_inspection") as unit:
        case = unit.get(ConnectionCase, case_id)
        earlier = [i for i in unit.find(Inspection, case_id) if i.kind is kind]
        state = case_state(ws, unit, case)
        if state.due_inspection is not kind:
            raise WrongStage(f"start {kind}", state.status, (INSPECTION_STATUS[kind],))
        attempt = state.attempts.get(kind.value, 1)
        # One that was stopped because the site was not safe is over: another takes its place.
        standing = [i for i in earlier if i.attempt == attempt and not i.was_stopped]
        begun = next(iter(standing), None)
        if begun is None:
            begun = _fresh(ws, case, kind, attempt, left_open(earlier, unit.find(Defect, case_id)))
            begun = _carried(ws, unit, case, begun)
            unit.save(begun)
        unit.drafts.keep_place(Place("inspection", begun.id))
        return unit.working(Inspection, begun.id)


def _fresh(
    ws: Workspace, case: ConnectionCase, kind: InspectionKind, attempt: int, asks: Iterable[str]
) -> Inspection:
    checklist = ws.reference.checklist(kind.value)
    form = ws.reference.form(kind.value, FORM_OF.get(kind) or form_code(case))
    surveyed = kind is InspectionKind.SURVEY
    first = {"name": ws.who.user, "specialty": "marketing"}
    return Inspection(
        id=InspectionId(ws.ids.new()),
        case_id=case.id,
        org=case.org,
        kind=kind,
        attempt=attempt,
        checklist=checklist.name,
        checklist_version=checklist.version,
        lead=ws.who.user,
        started_at=ws.clock.now(),
        asks=tuple(asks),
        form=form.code,
        form_version=form.version,
        rows=() if surveyed else (FormRow("participants", ws.ids.new(), first),),
        limits_version=ws.reference.limits_version,
        loads_version=ws.reference.loads_version if surveyed else "",
    )


def _carried(ws: Workspace, unit: Unit, case: ConnectionCase, fresh: Inspection) -> Inspection:
    """The visit with the rows that are known already: the load list that the customer signed.

    Units that an earlier visit met are known too, so nobody asks for their licences again. Those of
    statements that do not tell what the public register said stand there to be asked for.
    """
    if not fresh.form:
        return fresh
    form = ws.reference.form(fresh.kind.value, fresh.form)
    known = earlier_of(ws, unit, case)
    met = [i for i in unit.find(Inspection, case.id) if any(r.table == SEEN for r in i.rows)]
    if SEEN in form.tables:
        last = max(met, key=lambda visit: visit.started_at, default=None)
        units = [r.cells for r in last.rows if r.table == SEEN] if last is not None else []
        there = {(cells.get("role"), cells.get("unit_name", "").strip()) for cells in units}
        asked = rows_to_ask(unit_choices(unit.find(Filing, case.id)))
        units += [each for each in asked if (each.get("role"), each.get("unit_name")) not in there]
        seen = tuple(FormRow(SEEN, ws.ids.new(), cells) for cells in units)
        fresh = replace(fresh, rows=(*fresh.rows, *seen))
    rows = [
        FormRow(table.id, ws.ids.new(), cells)
        for table in form.tables.values()
        for cells in rows_for(table, known, {})[0]
    ]
    return replace(fresh, rows=(*fresh.rows, *rows))
