"""What the office may do to a case next: the events of its roles, and what each of them asks.

Whether an event may happen is the process's to say (`app/domain`); here stands only what is asked
of a person before it is tried. Opinions and visits are for those who were on site, so none of them
is here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.domain import names
from app.domain.application import is_of_device
from app.domain.authority import speaks_as
from app.domain.case import ConnectionCase
from app.domain.case_state import CaseState
from app.domain.flags import Policy
from app.domain.guard import STAGE_CODES
from app.domain.ink import INK, KEPT_AT, NAMES, PAPER, SIGNED_BY, SIGNED_ON
from app.domain.process import TABLE, why_not


class Kind(StrEnum):
    """How something is asked."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    """Several things, one on a line."""
    NUMBER = "number"
    DAY = "day"
    DAYS = "days"
    """Several days, each in a field of its own."""
    MOMENT = "moment"
    CHOICE = "choice"
    SEVERAL = "several"
    PAIRS = "pairs"
    """Several things of a list, each with one of the options or with none."""
    FORMS = "forms"
    """Signed forms that the centre lacks, with what is asked of each that is in ink."""
    PAPER = "paper"
    """A signed paper that the centre has; or one in ink, with what is asked of that."""


@dataclass(frozen=True)
class Ask:
    """One fact of an event, as a person is asked for it."""

    name: str
    zh: str
    kind: Kind = Kind.LINE
    options: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    """What the options are, where the case or the organisation says so (see `Offices`)."""
    when: str = ""
    """Asked only where this is so of the case: high_voltage, multi, device_number."""
    hint: str = ""
    required: bool = True
    of_case: bool = False
    """A field of the case, not a fact of the event."""
    is_material: bool = False
    """What the customer hands in with it, not a fact of the event."""
    things: Mapping[str, str] = field(default_factory=dict)
    """Of what one of the options is chosen each."""
    in_ink: bool = False
    """Asked of a paper in ink alone: a paper of the centre tells it by itself."""


@dataclass(frozen=True)
class Deed:
    """One thing that may be said of a case, by the name of its form."""

    key: str
    code: str
    title: str
    asks: tuple[Ask, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    """What it says without being asked."""
    aside: bool = False
    """It does not carry the case on: a pause, an end, a change."""


@dataclass(frozen=True)
class Offer:
    """A deed as it stands for one person and one case."""

    deed: Deed
    asks: tuple[Ask, ...] = ()
    why: str = ""
    """Why it cannot happen yet, as a stable word; empty = it may be tried."""


@dataclass(frozen=True)
class Offices:
    """What a case and its organisation know of the options: by the name of their source."""

    approvers: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The numbers of signed papers that the centre has, by the event that they are for."""
    stages: Mapping[str, str] = field(default_factory=dict)
    not_held: Mapping[str, str] = field(default_factory=dict)
    """Materials that may still be handed in, by their ids."""
    deferrable: Mapping[str, str] = field(default_factory=dict)
    """Materials that may follow later."""
    lacking: Mapping[str, str] = field(default_factory=dict)
    """Signed forms that the centre does not have."""


_PAPER: Final = Ask("doc_no", "已签字单据", Kind.PAPER, source="papers", required=False)
_IN_INK: Final = (
    Ask(f"{INK}_no", "编号", in_ink=True),
    Ask(SIGNED_BY, "签字人", in_ink=True),
    Ask(SIGNED_ON, "签字日期", Kind.DAY, in_ink=True),
    Ask(KEPT_AT, "存放处", in_ink=True),
)
_RECEIVED: Final = Ask("received", "现在收到的材料", Kind.SEVERAL, source="not_held",
                       required=False, is_material=True, hint="勾选的记入申请资料")  # fmt: skip
_GAPS: Final = Ask("gaps", "缺件", Kind.LINES, hint="一次列全，每行一项")
_APPROVER: Final = Ask("approver", "批准人", Kind.CHOICE, source="approvers")
_NOTICE: Final = Ask("notice", "书面通知编号")
_REQUEST: Final = Ask("request", "客户书面申请", hint="来函编号或摘要")
_NUMBER: Final = Ask("application_no", "申请编号", when="device_number", of_case=True)
_UNTIL: Final = Ask("valid_until", "方案有效期至", Kind.DAY)
_CLASS: Final = Ask("customer_class", "客户类别", Kind.CHOICE, names.CLASS_NAMES)
_TRIES: Final = Ask("attempts", "联系日期", Kind.DAYS, hint="在不同日期联系过几次")

DEEDS: Final = (
    Deed("submit", "application.submitted", "提交申请"),
    Deed(
        "accept", "application.accepted", "受理（材料齐全）", (_NUMBER, _RECEIVED),
        {"materials": "complete"},
    ),
    Deed(
        "accept_deferred",
        "application.accepted",
        "一证受理（承诺容缺）",
        (
            _NUMBER,
            Ask("commitment", "承诺书编号", hint="客户已签字"),
            _RECEIVED,
            Ask("deferred_materials", "容缺材料", Kind.PAIRS, source="stages",
                hint="为容缺的材料选择在哪个环节前补齐"),
        ),
        {"materials": "single_document"},
    ),
    Deed(
        "gaps", "application.materials_incomplete_notified", "退回补充材料（一次性告知）",
        (_PAPER, *_IN_INK, replace(_GAPS, in_ink=True)),
    ),
    Deed(
        "reject", "application.rejected", "不予受理",
        (Ask("reason", "原因", Kind.CHOICE, names.REJECT_REASON_NAMES),
         Ask("letter", "书面理由编号"), _APPROVER),
    ),
    Deed(
        "survey", "survey.scheduled", "约定现场勘查",
        (Ask("appointment_at", "约定时间", Kind.MOMENT),),
    ),
    Deed(
        "scheme", "scheme.submitted_for_approval", "供电方案送审",
        (Ask("load_calculation", "负荷计算"), Ask("source", "供电电源"),
         Ask("metering", "计量方式"), Ask("boundary", "产权分界点")),
    ),
    Deed(
        "approve", "scheme.approved", "批准供电方案",
        (Ask("cosigned", "已会签部门", Kind.SEVERAL, source="departments"),),
    ),
    Deed(
        "return", "scheme.returned", "退回供电方案", (Ask("comment", "退回意见", Kind.TEXT),)
    ),
    Deed("reply", "scheme.replied", "答复供电方案",
         (_PAPER, *_IN_INK, replace(_UNTIL, in_ink=True))),
    Deed("confirm", "scheme.confirmed", "客户确认供电方案", (_PAPER, *_IN_INK),
         {"opinion": "agree"}),
    Deed(
        "object", "scheme.objected", "客户有异议",
        (_PAPER, *_IN_INK, Ask("objection", "异议内容", Kind.TEXT, in_ink=True)),
        {"opinion": "object"},
    ),
    Deed("design", "design.submitted", "设计文件报审"),
    Deed("works", "works.started", "受电工程开工"),
    Deed("interim", "interim.requested", "申请中间检查"),
    Deed("interim_again", "interim.reinspection_requested", "申请中间检查复检"),
    Deed("external", "external_works.completed", "外线工程完工"),
    Deed(
        "completion_gaps", "completion.request_incomplete_notified", "报验材料待补（一次性告知）",
        (_GAPS,),
    ),
    Deed(
        "completion", "completion.requested", "竣工报验（资料齐全）", (_RECEIVED,),
        {"documents": "complete"},
    ),
    Deed(
        "completion_again", "completion.reinspection_requested", "申请竣工复检",
        (Ask("rectified", "已整改缺陷数", Kind.NUMBER),),
    ),
    Deed(
        "contract", "contract.signed", "供用电合同签订",
        (Ask("contract_no", "合同编号"),
         Ask("dispatch_agreement", "调度协议编号", when="multi")),
    ),
    Deed(
        "fees", "fees.settled", "费用结清",
        (Ask("amount", "金额（元）", Kind.NUMBER, hint="没有费用写 0"),),
    ),
    Deed("metering", "metering.ready", "计量装置就绪"),
    Deed(
        "energise", "energisation.completed", "装表接电",
        (_PAPER, *_IN_INK,
         Ask("dispatch_plan", "送电方案编号", when="high_voltage", in_ink=True)),
    ),
    Deed("archive", "archive.completed", "归档",
         (Ask("index", "归档目录编号"),
          Ask("forms", "纸质签字的单据", Kind.FORMS, source="lacking", required=False))),
    Deed("follow_up", "followup.completed", "回访完成", (_PAPER, *_IN_INK)),
    Deed("unreachable", "followup.unreachable", "回访未联系上", (_TRIES,)),
    Deed(
        "suspend", "application.suspended", "中止计时",
        (Ask("reason", "原因", Kind.CHOICE, names.PAUSE_NAMES),
         Ask("evidence", "依据", hint="来函、批文的编号或摘要"),
         Ask("expected_resume", "预计恢复日期", Kind.DAY)),
        aside=True,
    ),
    Deed("resume", "application.resumed", "恢复计时", aside=True),
    Deed(
        "change", "scheme.change_requested", "客户申请变更方案",
        (_REQUEST, Ask("changes", "变更内容", Kind.SEVERAL, names.CHANGE_NAMES)),
        aside=True,
    ),
    Deed("extend", "scheme.extended", "延长方案有效期", (_UNTIL,), aside=True),
    Deed("expire", "scheme.expired", "方案逾期失效", (_NOTICE,), aside=True),
    Deed(
        "reclassify", "application.reclassified", "变更客户类别",
        (_CLASS, Ask("reason", "理由"), _APPROVER), aside=True,
    ),
    Deed("withdraw", "application.withdrawn", "客户撤回申请", (_REQUEST,), aside=True),
    Deed(
        "terminate", "application.terminated", "终止",
        (Ask("reason", "原因", Kind.CHOICE, names.TERMINATE_REASON_NAMES), _APPROVER, _NOTICE,
         replace(_TRIES, required=False, hint="联系不上客户时填写")),
        aside=True,
    ),
)  # fmt: skip
"""All that the office says, in the order of the process."""

_BY_KEY: Final = {deed.key: deed for deed in DEEDS}

_HIDDEN: Final = frozenset(
    {"wrong_stage", "already_there", "already_requested", "already_suspended", "not_suspended"}
    | {"stage_not_applicable", "works_not_expected", "nothing_to_recheck", "still_valid"}
)
"""Why a deed is not shown at all: it is not what comes next, and nobody would look for it."""
_TOLD: Final = frozenset(
    {"minimum_missing", "resurvey_missing", "scheme_not_approved", "design_missing"}
    | {"interim_missing", "concealed_not_released", "prerequisites_missing", "same_person"}
)
"""Why it is shown and cannot be done: something else has to be done first."""


def deed_of(key: str) -> Deed | None:
    """The deed whose form bears this name."""
    return _BY_KEY.get(key)


def offers(
    case: ConnectionCase,
    state: CaseState,
    who: Iterable[str],
    user: str,
    now: datetime,
    policy: Policy,
    known: Offices,
) -> tuple[Offer, ...]:
    """What somebody of these roles may do to this case now, in the order of the process.

    What cannot happen yet is among them where something else has to be done first.
    """
    roles = tuple(who)
    found = []
    for deed in DEEDS:
        if not speaks_as(deed.code, roles) or not _leads_on(deed, case, state):
            continue
        why = why_not(case, state, deed.code, deed.fixed, at=now, actor=user, policy=policy)
        if why in _HIDDEN:
            continue
        if why in _TOLD:
            found.append(Offer(deed, (), why))
        else:
            asks = asked(deed, case, state, user, policy, known)
            found.append(Offer(deed, asks))
    return tuple(found)


def _leads_on(deed: Deed, case: ConnectionCase, state: CaseState) -> bool:
    """Whether any row of the table has it here; a scheme is approved once."""
    if deed.code == "scheme.approved" and state.approved:
        return False
    return any(step.code == deed.code and state.status in step.at for step in TABLE)


def asked(
    deed: Deed,
    case: ConnectionCase,
    state: CaseState,
    user: str,
    policy: Policy,
    known: Offices,
) -> tuple[Ask, ...]:
    """What this deed asks of this case, with the options that there are."""
    flags = state.flags(case, policy)
    true = {"": True, "high_voltage": flags.high_voltage}
    true["multi"] = flags.customer_class.value == "HV_MULTI"
    true["device_number"] = is_of_device(case.application_no)
    signs = policy.cosigners.get("HV" if flags.high_voltage else "LV", frozenset())
    sources: dict[str, Mapping[str, str]] = {
        "approvers": {k: v for k, v in known.approvers.items() if k != user},
        "departments": {k: v for k, v in known.departments.items() if k in signs},
        "papers": {number: number for number in known.papers.get(deed.code, ())},
        "stages": {code: known.stages.get(code, code) for code in STAGE_CODES[1:]},
        "not_held": known.not_held,
        "lacking": known.lacking,
    }
    things = {Kind.PAIRS: known.deferrable}
    return tuple(
        replace(ask, options=sources[ask.source], things=things.get(ask.kind, {}))
        if ask.source
        else ask
        for ask in deed.asks
        if true[ask.when]
    )


def facts_said(asks: Iterable[Ask], given: Mapping[str, list[str]]) -> dict[str, str]:
    """What a form says of the event, by fact; of what was left empty nothing.

    Several things stand with semicolons between them, so that sign cannot stand in one of them.
    """
    asked = tuple(ask for ask in asks if not (ask.of_case or ask.is_material))
    number = next(iter(given.get(f"{INK}_no", ())), "").strip()
    found = {ask.name: _said(ask, given) for ask in asked if number or not ask.in_ink}
    if number:
        found = {**found, PAPER: INK, "doc_no": number}
        del found[f"{INK}_no"]
    for ask in asked:
        if ask.kind is Kind.FORMS:
            names = [f"{form}_{name}" for form in ask.options for name in NAMES]
            found |= {name: given.get(name, [""])[0].strip() for name in names}
    return {name: text for name, text in found.items() if text}


def received_said(asks: Iterable[Ask], given: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Which materials it says are handed in, by their ids."""
    ticked = [(ask, set(given.get(ask.name, []))) for ask in asks if ask.is_material]
    return tuple(each for ask, chosen in ticked for each in ask.options if each in chosen)


def case_said(asks: Iterable[Ask], given: Mapping[str, list[str]]) -> dict[str, str]:
    """What it says of the case itself."""
    found = {ask.name: _said(ask, given) for ask in asks if ask.of_case}
    return {name: text for name, text in found.items() if text}


def _said(ask: Ask, given: Mapping[str, list[str]]) -> str:
    values = [value.strip() for value in given.get(ask.name, [])]
    match ask.kind:
        case Kind.LINES:
            return ";".join(_part(line) for value in values for line in value.splitlines() if
                            line.strip())  # fmt: skip
        case Kind.DAYS:
            return ";".join(sorted({_part(value) for value in values if value}))
        case Kind.SEVERAL:
            return ";".join(value for value in values if value in ask.options)
        case Kind.PAIRS:
            at = [*given.get(f"{ask.name}.at", []), *[""] * len(values)]
            pairs = zip(values, at, strict=False)
            known = ((what, at) for what, at in pairs if what in ask.things and at in ask.options)
            return ";".join(f"{what}@{stage}" for what, stage in known)
        case Kind.FORMS:
            return ""
        case Kind.CHOICE | Kind.PAPER:
            value = next(iter(values), "")
            return value if value in ask.options else ""
        case Kind.MOMENT:
            value = next(iter(values), "")
            return f"{value}+08:00" if value else ""
        case _:
            return next(iter(values), "")


def _part(text: str) -> str:
    return text.strip().replace(";", "；")
