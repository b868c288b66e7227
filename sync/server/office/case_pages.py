"""The office's page of one case: what the centre has of it, and what may be said of it next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from litestar import Response, get, post
from litestar.params import FromPath, RawBody
from litestar.response import Redirect
from sqlalchemy import Connection

from app.domain.privacy import masked
from app.domain.review import ReviewResult
from app.domain.staff import REVIEWS
from app.domain.trail import VIEW_IDENTITY
from app.ids import Minter
from sync.server import accounts, audit, completeness, saying, trails
from sync.server.accounts import Account
from sync.server.centre import Centre, centre_of
from sync.server.office import deeds, reading
from sync.server.office.deeds import Offer, Offices
from sync.server.office.rendering import ROOT, all_fields_of, page
from sync.server.office.sheets import CaseSheet, Sheets
from sync.server.opinion_papers import papers_for
from sync.server.saying import Looked, Said
from sync.server.wire import AnyRequest

_MOST: Final = 32 << 10
_RESULTS: Final = {result.value: result for result in ReviewResult}
_NO_MORE: Final = "这一步现在不能办理，可能刚有人办过。请看下面的经过。"


@dataclass(frozen=True)
class Tried:
    """A form that was sent and refused: it comes back as it was filled, with the reason."""

    key: str = ""
    id: str = ""
    given: Mapping[str, list[str]] = field(default_factory=dict)
    words: str = ""


@get("/cases/{case_id:str}", sync_to_thread=True)
def case(request: AnyRequest, case_id: FromPath[str]) -> Response[str]:
    """One case with its timeline, records, papers and photos as they arrive."""
    return _shown(centre_of(request), request.user, case_id)


@post("/cases/{case_id:str}/identity", sync_to_thread=True, request_max_body_size=1 << 10)
def show_identity(request: AnyRequest, case_id: FromPath[str]) -> Response[str]:
    """The case with the whole identity number of its agent, for half a minute; that is noted."""
    centre, account = centre_of(request), request.user
    now = centre.clock.now()
    with centre.store.read() as connection:
        reading.case_file(connection, account, centre.reference, now, case_id)
    with centre.store.write() as connection:  # first noted, then shown
        audit.note(
            connection, account, VIEW_IDENTITY, f"case/{case_id}", now, case_id,
            field="customer/agent_id_no",
        )  # fmt: skip
    return _shown(centre, account, case_id, is_shown=True)


@post("/cases/{case_id:str}/events", sync_to_thread=True, request_max_body_size=_MOST)
def say(request: AnyRequest, body: RawBody, case_id: FromPath[str]) -> Response[Any]:
    """Say that something has happened; what is refused comes back with its form as it was filled.

    The form bears the id of what it says: sent twice, it is said once.
    """
    centre, account = centre_of(request), request.user
    given = all_fields_of(body)
    key, form_id = _first(given, "deed"), _first(given, "id")
    deed = deeds.deed_of(key)
    words = _NO_MORE
    if deed is not None:
        asks = _asked(centre, account, deed, case_id)
        facts = {**deeds.facts_said(asks, given), **deed.fixed}
        of_case = deeds.case_said(asks, given)
        if any(ask.of_case and ask.name not in of_case for ask in asks):
            words = "须填写正式的申请编号。"
        else:
            received = deeds.received_said(asks, given)
            said = Said(form_id, case_id, deed.code, facts, of_case, received)
            words = saying.say(centre, account, said)
    if not words:
        return Redirect(f"{ROOT}/cases/{case_id}#deeds", status_code=303)
    return _shown(centre, account, case_id, Tried(key, form_id, given, words), 422)


@post("/cases/{case_id:str}/reviews", sync_to_thread=True, request_max_body_size=_MOST)
def review(request: AnyRequest, body: RawBody, case_id: FromPath[str]) -> Response[Any]:
    """Pass a received record, or return it with the reason; what is signed does not change."""
    centre, account = centre_of(request), request.user
    given = all_fields_of(body)
    result = _RESULTS.get(_first(given, "result"))
    subject, photo = _first(given, "subject"), _first(given, "photo")
    if result is None:
        words = _NO_MORE
    else:
        looked = Looked(
            id=_first(given, "id"),
            case_id=case_id,
            subject_kind=_first(given, "kind"),
            subject_id=subject,
            seen=_first(given, "seen"),
            result=result,
            reason=_first(given, "reason"),
            photo_id=photo,
        )
        words = saying.look(centre, account, looked)
    if not words:
        return Redirect(f"{ROOT}/cases/{case_id}#{subject}", status_code=303)
    key = f"{subject}/{photo}" if photo else subject
    return _shown(centre, account, case_id, Tried(key, _first(given, "id"), given, words), 422)


CASE_ROUTES: Final = (case, show_identity, say, review)


def _first(given: Mapping[str, list[str]], name: str) -> str:
    return given.get(name, [""])[0]


def _asked(
    centre: Centre, account: Account, deed: deeds.Deed, case_id: str
) -> tuple[deeds.Ask, ...]:
    now = centre.clock.now()
    with centre.store.read() as connection:
        found = reading.case_file(connection, account, centre.reference, now, case_id)
        known = _offices(
            connection, centre, account, found, _desk(connection, centre, account, found)
        )
    policy = centre.reference.policy
    return deeds.asked(deed, found.case, found.state, account.user, policy, known)


def _desk(
    connection: Connection, centre: Centre, account: Account, found: reading.CaseFile
) -> completeness.Desk:
    now = centre.clock.now()
    return completeness.Desk(connection, account, found.case, centre.reference, now)


def _offices(
    connection: Connection,
    centre: Centre,
    account: Account,
    found: reading.CaseFile,
    desk: completeness.Desk,
) -> Offices:
    stages = centre.reference.stages
    return Offices(
        not_held=desk.not_held(),
        deferrable=desk.deferrable(),
        lacking={form.form: form.name for form in desk.forms() if not form.held},
        approvers=accounts.approvers(connection, account.org),
        departments=stages.departments,
        papers=_papers(connection, centre, account, found),
        stages={stage.code: stage.zh for stage in stages.stages},
    )


def _papers(
    connection: Connection, centre: Centre, account: Account, found: reading.CaseFile
) -> Mapping[str, Collection[str]]:
    """The signed papers by the event that they are for; of those that he may see."""
    seen = {report.doc_no for report in found.reports}
    told = papers_for(connection, account.org, found.case.id, centre.reference)
    return {code: [number for number in papers if number in seen] for code, papers in told.items()}


def _shown(
    centre: Centre,
    account: Account,
    case_id: str,
    tried: Tried = Tried(),
    status: int = 200,
    *,
    is_shown: bool = False,
) -> Response[str]:
    now, policy = centre.clock.now(), centre.reference.policy
    with centre.store.read() as connection:
        found = reading.case_file(connection, account, centre.reference, now, case_id)
        desk = _desk(connection, centre, account, found)
        known = _offices(connection, centre, account, found, desk)
        forms, materials = desk.forms(), desk.lines()
        aside = trails.set_aside(connection, account.org, case_id)
        people = {p.user: p.name for p in accounts.people(connection, account.org)}
    offered = deeds.offers(found.case, found.state, account.roles, account.user, now, policy, known)
    customer = found.case.customer
    ids = Minter(centre.clock)
    return page(
        "case.html",
        status,
        policy=policy,
        who=account,
        found=found,
        case=found.case,
        phone=centre.reference.personal.phone(customer.contact_phone, account.roles),
        number=customer.agent_id_no if is_shown else masked(customer.agent_id_no),
        is_shown=is_shown and bool(customer.agent_id_no),
        offers=_with_ids(offered, tried, ids),
        tried=tried,
        gone=bool(tried.words)
        and "deed" in tried.given
        and all(o.deed.key != tried.key or o.why for o in offered),
        reviews=bool(REVIEWS & set(account.roles)),
        fresh=ids.new,
        people=people,
        aside=aside,
        forms=forms,
        materials=materials,
        stages=known.stages,
        tries=policy.contact_attempts,
        sheets=_sheets(centre, found),
    )


def _sheets(centre: Centre, found: reading.CaseFile) -> tuple[CaseSheet, ...]:
    flags = found.state.flags(found.case, centre.reference.policy)
    made = Sheets(found.case, tuple(found.state.taken), flags, found.loads, centre.reference)
    return made.of(found.inspections, found.filings)


def _with_ids(offered: tuple[Offer, ...], tried: Tried, ids: Minter) -> list[tuple[Offer, str]]:
    """Each offer with the id that its form bears: that of a refused try, or a fresh one."""
    return [
        (offer, tried.id if offer.deed.key == tried.key and tried.id else ids.new())
        for offer in offered
    ]
