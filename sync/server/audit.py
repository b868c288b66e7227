"""The centre's own trail: who signed in, who looked at identity data, who took out or brought what.

One hash chain an organisation, in the table `audit`; the database only lets lines be added.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, insert, select

from app import codec
from app.domain.change import Plain
from app.domain.trail import (
    BEGINNING,
    VIEW_IDENTITY,
    Break,
    Head,
    Kept,
    TrailLine,
    digest_of_told,
    misfit,
)
from app.ids import Digest, UserId
from sync.server import accounts, sealing, tables
from sync.server.accounts import Account
from sync.server.unit import CentreStore

SIGN_IN: Final = "sign_in"
SIGN_IN_REFUSED: Final = "sign_in_refused"
SIGN_OUT: Final = "sign_out"
ENROL: Final = "enrol"
OPEN_FILE: Final = "open_file"
BRING_FILE: Final = "bring_work_orders"
TAKE_FILE: Final = "take_work_orders"
VIEW_MONITOR: Final = "view_monitor"
EXPORT_CASES: Final = "export_cases"
ERASE: Final = "erase_personal_data"
SAY: Final = "say_event"
REVIEW: Final = "review_record"
TAKE_STICK: Final = "take_stick"
PAPER_BAD: Final = "paper_bad"
REVOKE: Final = "revoke_certificate"
ISSUE_KEY: Final = "issue_key"

PAGE: Final = 100
"""Lines on a page."""

DEED_NAMES: Final = {
    SIGN_IN: "登录",
    SIGN_IN_REFUSED: "登录被拒",
    SIGN_OUT: "退出",
    ENROL: "平板加入",
    OPEN_FILE: "打开意见单",
    BRING_FILE: "上传工单文件",
    TAKE_FILE: "导入工单",
    VIEW_MONITOR: "查看公正监测",
    EXPORT_CASES: "导出工单列表",
    ERASE: "删除个人信息",
    SAY: "办理环节",
    REVIEW: "审核记录",
    TAKE_STICK: "U 盘收件",
    PAPER_BAD: "单据核验有问题",
    REVOKE: "吊销签名证书",
    ISSUE_KEY: "签发个人签名密钥",
    VIEW_IDENTITY: "查看证件号",
}
FACT_NAMES: Final = {
    "name": "文件",
    "reason": "理由",
    "records": "记录",
    "field": "字段",
    "new": "新工单",
    "changes": "记录条数",
    "device": "设备",
    "changed": "变更",
    "code": "事项",
    "result": "结果",
}

_audit = tables.audit
_OFFICE: Final = "centre"
_AT_ONCE: Final = 1000


def note(
    connection: Connection,
    account: Account,
    deed: str,
    subject: str,
    now: datetime,
    case_id: str = "",
    **told: Plain,
) -> None:
    """Add a line in the transaction of the deed that it tells of."""
    head = head_of(connection, account.org)
    text = codec.canonical(told).decode() if told else ""
    digest = digest_of_told(text)
    line = TrailLine(
        seq=head.seq + 1,
        at=now,
        who=UserId(account.user),
        deed=deed,
        subject=subject,
        content=Digest(digest),
        previous=head.link,
        device=account.device or _OFFICE,
        case_id=case_id,
        told_digest=digest,
    )
    row = {name: value for name, value in line.__dict__.items() if name != "content"}
    kept = sealing.sealed_text(connection, account.org, case_id, text)
    row |= {"org": account.org, "at": now.isoformat(), "told": kept, "link": line.link}
    connection.execute(insert(_audit).values(row))


def note_refusal(store: CentreStore, user: str, device: str, now: datetime) -> None:
    """A wrong name or password was given.

    What was typed for a name is told only where it is one: people type passwords there too.
    """
    with store.write() as connection:
        org = accounts.org_of(connection, user)
        somebody = Account(user if org else "", "", org, (), device)
        note(connection, somebody, SIGN_IN_REFUSED, device, now)


def told_in_words(kept: Kept) -> str:
    """What is told beside a line, for people."""
    if not kept.told:
        return ""
    facts = msgspec.json.decode(kept.told, type=dict[str, Any])
    return "，".join(f"{FACT_NAMES.get(name, name)} {value}" for name, value in facts.items())


def head_of(connection: Connection, org: str) -> Head:
    """Where the chain of this organisation ends."""
    query = select(_audit.c.seq, _audit.c.link).where(_audit.c.org == org)
    last = connection.execute(query.order_by(_audit.c.seq.desc()).limit(1)).first()
    return Head(last.seq, Digest(last.link)) if last else BEGINNING


def newest(connection: Connection, org: str, limit: int, before: int | None = None) -> list[Kept]:
    """The last lines of this organisation, the newest first."""
    query = select(_audit).where(_audit.c.org == org)
    if before is not None:
        query = query.where(_audit.c.seq < before)
    rows = connection.execute(query.order_by(_audit.c.seq.desc()).limit(limit))
    return [_kept(connection, row) for row in rows.all()]


def check(connection: Connection, org: str) -> Break | None:
    """The first line of this organisation's chain that does not fit, or None.

    What is told beside is held against its digest only where it was not erased.
    """
    head = BEGINNING
    for kept, was_told in _walk(connection, org):
        why = misfit(head, kept)
        if why and not (why == "told" and was_told and not kept.told):
            return Break(kept.line.seq, why)
        head = Head(kept.line.seq, kept.link)
    return None


def _walk(connection: Connection, org: str) -> Iterator[tuple[Kept, bool]]:
    """The lines in order, and whether something was told beside each when it was written."""
    query = select(_audit).where(_audit.c.org == org).order_by(_audit.c.seq).limit(_AT_ONCE)
    after = 0
    while rows := connection.execute(query.where(_audit.c.seq > after)).all():
        for row in rows:
            yield _kept(connection, row), bool(row.told)
        after = rows[-1].seq


def _kept(connection: Connection, row: Any) -> Kept:
    line = TrailLine(
        seq=row.seq,
        at=datetime.fromisoformat(row.at),
        who=UserId(row.who),
        deed=row.deed,
        subject=row.subject,
        content=Digest(row.told_digest),
        previous=Digest(row.previous),
        device=row.device,
        case_id=row.case_id,
        told_digest=row.told_digest,
    )
    told = sealing.opened_text(connection, row.org, row.case_id, row.told)
    return Kept(line, Digest(row.link), told)
