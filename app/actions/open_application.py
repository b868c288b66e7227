"""Open an application on site: a case of the device's own number, and its form to be filled."""

from app.domain.application import APPLICATION, OPENS_IN_FIELD, Opener, next_number, opened_case
from app.domain.case import ConnectionCase
from app.domain.customer import CustomerClass
from app.domain.filing import Filing
from app.errors import WrongRole
from app.ids import CaseId, RecordId
from app.workspace import Place, Workspace


def open_application(ws: Workspace, customer_class: CustomerClass) -> Filing:
    """The draft of the application form, in a new case; neither is lost when the power goes.

    Raises:
        WrongRole: the person signed in does not open applications.
    """
    if not OPENS_IN_FIELD & set(ws.who.roles):
        raise WrongRole("open_application", tuple(sorted(OPENS_IN_FIELD)))
    form = ws.reference.filed(APPLICATION)
    with ws.unit("open_application") as unit:
        numbers = [case.application_no for case in unit.find(ConnectionCase)]
        by = Opener(ws.who.user, ws.who.org, ws.who.device)
        number = next_number(ws.who.device, numbers)
        case = opened_case(CaseId(ws.ids.new()), number, customer_class, by)
        filing = Filing(
            id=RecordId(ws.ids.new()),
            case_id=case.id,
            org=case.org,
            form=form.code,
            form_version=form.version,
            attempt=1,
            author=ws.who.user,
            started_at=ws.clock.now(),
        )
        unit.save(case)
        unit.save(filing)
        unit.drafts.keep_place(Place("filing", filing.id))
        return filing
