"""The list of cases as a workbook to take along: personal data masked, and noted (CR06)."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Final

import xlsxwriter
from litestar import Response, get
from litestar.params import QueryParameter

from app.clock import CHINA
from app.domain import names
from app.domain.customer import CustomerClass
from app.domain.privacy import masked_address, masked_name
from sync.server import audit
from sync.server.centre import centre_of
from sync.server.office.case_list import CaseLine, every_line
from sync.server.office.rendering import HEADERS, named
from sync.server.wire import AnyRequest

MOST: Final = 20_000
"""Rows of one workbook; whoever has more cases narrows them by a search."""

_HEADER: Final = ("申请编号", "户名", "用电地址", "类别", "环节", "时限", "到期日", "最近动态")
_WIDTHS: Final = (20, 34, 34, 14, 12, 34, 14, 18)
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@get("/cases.xlsx", sync_to_thread=True)
def export(
    request: AnyRequest,
    q: Annotated[str, QueryParameter(max_length=100)] = "",
    closed: Annotated[bool, QueryParameter()] = False,
) -> Response[bytes]:
    """The cases that the list shows for this search, as a workbook; first noted, then given."""
    centre, account = centre_of(request), request.user
    now = centre.clock.now()
    with centre.store.read() as connection:
        lines = every_line(
            connection, account, centre.reference, now, q.replace("\0", ""), MOST, closed=closed
        )
    with centre.store.write() as connection:
        audit.note(connection, account, audit.EXPORT_CASES, "cases", now, records=len(lines))
    name = f"cases-{now.astimezone(CHINA):%Y%m%d-%H%M}.xlsx"
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(workbook_of(lines, account.user, now), media_type=_TYPE, headers=headers)


def workbook_of(lines: Sequence[CaseLine], who: str, now: datetime) -> bytes:
    """The workbook; every cell is a text by its own type, so that none is ever reckoned."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("工单")
        bold = book.add_format({"bold": True})
        for column, (name, width) in enumerate(zip(_HEADER, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, bold)
        for row, line in enumerate(lines, start=1):
            for column, text in enumerate(_cells(line)):
                sheet.write_string(row, column, text)
        sheet.freeze_panes(1, 0)
        told = f"{names.minute(now)} 由 {who} 导出，个人信息已遮盖，共 {len(lines)} 件"
        if len(lines) == MOST:
            told += "；只列到这里，其余请用搜索分次导出"
        sheet.write_string(len(lines) + 2, 0, told)
    return made.getvalue()


def _cells(line: CaseLine) -> tuple[str, ...]:
    person = line.customer_class == CustomerClass.RES
    return (
        line.application_no,
        named(masked_name(line.name) if person else line.name),
        masked_address(line.address) if person else line.address,
        names.CLASS_NAMES.get(line.customer_class, line.customer_class),
        names.STATUS_NAMES.get(line.status, line.status),
        names.clock(line.clock),
        names.day(line.clock.due_on) if line.clock else "",
        names.minute(line.last_at) if line.last_at else "",
    )
