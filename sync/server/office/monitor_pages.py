"""The office's page of the monitor of fairness: for the supervision, each time with its purpose."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.params import RawBody

from app.errors import UnknownRecord
from sync.server import audit, colleagues
from sync.server.accounts import Account
from sync.server.centre import Centre, centre_of
from sync.server.office.monitor import monitor
from sync.server.office.rendering import form_of, page
from sync.server.wire import AnyRequest

PURPOSES: Final = {
    "regular": "定期监督检查",
    "sample": "随机抽查",
    "report": "投诉举报核查",
    "audit": "审计或上级检查",
}
"""What somebody may look for; a look without a purpose is refused (compliance, CR06)."""

_PLACE: Final = "/monitor"


@get(_PLACE, sync_to_thread=True)
def monitor_door(request: AnyRequest) -> Response[str]:
    """Where the supervision says what it looks for."""
    centre, account = centre_of(request), request.user
    _check(centre, account)
    return _shown(account)


@post(_PLACE, sync_to_thread=True, request_max_body_size=4 << 10)
def look_at_monitor(request: AnyRequest, body: RawBody) -> Response[str]:
    """The choices and answers; who looked for what is noted first."""
    centre, account = centre_of(request), request.user
    _check(centre, account)
    given = form_of(body, "purpose", "year")
    if given["purpose"] not in PURPOSES:
        return _shown(account, trouble="请先选择查看目的，再查看。")
    purpose = PURPOSES[given["purpose"]]
    with centre.store.write() as connection:
        now = centre.clock.now()
        audit.note(connection, account, audit.VIEW_MONITOR, "monitor", now, reason=purpose)
    year = int(given["year"]) if given["year"].isascii() and given["year"].isdigit() else None
    with centre.store.read() as connection:
        found = monitor(connection, account.org, year)
        people = colleagues.names(connection, account)
    form = centre.reference.filed("F11")
    roles = centre.reference.filed("F12").fields["role"].options
    return _shown(
        account,
        found=found,
        year=year,
        purpose=given["purpose"],
        roles=roles,
        fields=form.fields,
        people=people,
    )


MONITOR_ROUTES: Final = (monitor_door, look_at_monitor)


def _check(centre: Centre, account: Account) -> None:
    if not centre.reference.personal.sees_monitor(account.roles):
        raise UnknownRecord("monitor", "")


def _shown(account: Account, **values: Any) -> Response[str]:
    blank = {"found": None, "trouble": "", "year": None, "purpose": ""}
    return page("monitor.html", who=account, purposes=PURPOSES, **{**blank, **values})
