"""Begin a form that is filed apart from a visit: it pins the form of today and what is known."""

from dataclasses import replace

from app.domain.case import ConnectionCase
from app.domain.entry import FormRow
from app.domain.filing import Filing, why_not_begun
from app.domain.form import Form
from app.domain.known import rows_for
from app.domain.load_rows import LOADS
from app.domain.report import Report
from app.errors import NotReady, WrongRole, WrongStage
from app.filings import earlier_of, limit_rows
from app.happening import case_state
from app.ids import RecordId
from app.materials import material_rows
from app.paper_signers import waits_for_customer
from app.workspace import Place, Unit, Workspace


def start_filing(ws: Workspace, case_id: str, code: str, about: str = "") -> Filing:
    """The open draft of this form (about this paper), or a fresh one where there is none.

    Tables that are known already begin with those rows; fields that are known show them.

    Raises:
        WrongStage: the case does not stand where this form is filled, or is of another class.
        WrongRole: somebody else fills it.
        NotReady: it is about a paper, and none is named that waits for the customer alone.
    """
    form = ws.reference.filed(code)
    with ws.unit("start_filing") as unit:
        case = unit.get(ConnectionCase, case_id)
        _refuse(ws, unit, case, form, about)
        earlier = [f for f in unit.find(Filing, case_id) if f.form == code]
        begun = next((f for f in earlier if f.recorded_at is None and f.about == about), None)
        if begun is None:
            attempt = max((f.attempt for f in earlier), default=0) + 1
            begun = _fresh(ws, unit, case, form, about, attempt)
            unit.save(begun)
        unit.drafts.keep_place(Place("filing", begun.id))
        return unit.working(Filing, begun.id)


def _refuse(ws: Workspace, unit: Unit, case: ConnectionCase, form: Form, about: str) -> None:
    state = case_state(ws, unit, case)
    why = why_not_begun(form, case.customer_class.value, state.status.value, ws.who.roles)
    if why == "role_may_not":
        raise WrongRole(f"start {form.code}", tuple(sorted(form.roles)))
    if why:
        raise WrongStage(f"start {form.code}", state.status, tuple(sorted(form.at)), why)
    if form.of_paper and not (about and waits_for_customer(unit, unit.get(Report, about))):
        raise NotReady("start_filing", ("about",))


def _fresh(
    ws: Workspace, unit: Unit, case: ConnectionCase, form: Form, about: str, attempt: int
) -> Filing:
    fresh = Filing(
        id=RecordId(ws.ids.new()),
        case_id=case.id,
        org=case.org,
        form=form.code,
        form_version=form.version,
        attempt=attempt,
        author=ws.who.user,
        started_at=ws.clock.now(),
        about=about,
        loads_version=ws.reference.loads_version if LOADS in form.tables else "",
    )
    earlier = earlier_of(ws, unit, case)
    listed = {"limits.all": limit_rows(ws, unit, case), **material_rows(ws, unit, case)}
    rows: list[FormRow] = []
    origins: dict[str, str] = {}
    for table in form.tables.values():
        found, origin = rows_for(table, earlier, listed)
        rows += [FormRow(table.id, ws.ids.new(), cells) for cells in found]
        origins |= {table.id: origin.text} if origin is not None else {}
    return replace(fresh, rows=tuple(sorted(rows, key=lambda r: (r.table, r.id))), origins=origins)
