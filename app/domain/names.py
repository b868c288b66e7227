"""What codes of the trade are called in Chinese: one table for screens, papers and office pages."""

from datetime import date, datetime
from typing import Final

from app.clock import CHINA
from app.domain.due_clock import ClockState, DueClock, OpenClock
from app.domain.signer import INSPECTORS, SignerRole

STATUS_NAMES: Final = {
    "DRAFT": "草稿",
    "SUBMITTED": "已提交",
    "MATERIALS_PENDING": "待补材料",
    "ACCEPTED": "已受理",
    "SURVEY": "现场勘查",
    "SCHEME_DRAFTING": "方案制定",
    "SCHEME_APPROVAL": "方案审批",
    "SCHEME_REPLIED": "方案已答复",
    "SCHEME_CONFIRMED": "方案已确认",
    "WORKS": "工程实施",
    "INSPECTION": "竣工检验",
    "RECTIFICATION": "整改中",
    "READY_TO_CONNECT": "待装表接电",
    "ENERGISED": "已送电",
    "ARCHIVED": "已归档",
    "CLOSED": "已办结",
    "REJECTED": "不予受理",
    "TERMINATED": "已终止",
    "WITHDRAWN": "已撤回",
}

CLASS_NAMES: Final = {
    "RES": "居民",
    "LV_NONRES": "低压非居民",
    "HV_SINGLE": "高压单电源",
    "HV_MULTI": "高压双(多)电源",
}

VISIT_NAMES: Final = {
    "site_survey": "现场勘查",
    "interim_inspection": "中间检查",
    "completion_inspection": "竣工检验",
}

ROLE_NAMES: Final = {
    "handler": "经办人员",
    "clerk": "受理人员",
    "account_manager": "客户经理",
    "reviewer": "审查人员",
    "inspector": "检验人员",
    "inspector_2": "第二检验人员",
    "inspector_3": "第三检验人员",
    "inspector_4": "第四检验人员",
    "inspector_5": "第五检验人员",
    "inspector_6": "第六检验人员",
    "inspector_7": "第七检验人员",
    "inspector_8": "第八检验人员",
    "crew": "装表接电人员",
    "crew_2": "第二装表接电人员",
    "crew_3": "第三装表接电人员",
    "crew_4": "第四装表接电人员",
    "caller": "回访人员",
    "customer": "客户经办人",
    "witness": "见证人",
}

AT_THE_SITE: Final = {"F01": "勘查人员", "F02": "勘查人员", "F05": "检查人员"}
"""What a form calls those who looked at the site, where that is not 检验人员 (forms.md)."""


def role_on(form: str, role: SignerRole) -> str:
    """What a paper of this form calls whoever signs in this place, by his capacity alone."""
    return place_on(form, role.leading)[0]


def place_on(form: str, code: str) -> tuple[str, int]:
    """What a paper of this form calls this place, and its number where the words leave it open."""
    if form in AT_THE_SITE and code in INSPECTORS:
        place = INSPECTORS.index(SignerRole(code))
        return AT_THE_SITE[form], place + 1 if place else 0
    return ROLE_NAMES.get(code, code), 0


STAFF_ROLE_NAMES: Final = {
    "account_manager": "客户经理",
    "inspector": "检验人员",
    "metering_crew": "装表接电人员",
    "supervisor": "主管",
    "admin": "管理员",
    "clerk": "受理员",
    "scheme_designer": "方案编制人员",
    "approver": "审批人员",
    "dispatcher": "派工员",
    "callback_agent": "回访员",
    "archivist": "档案员",
}

FORM_NAMES: Final = {
    "F01": "高压现场勘查单",
    "F02": "低压现场勘查单",
    "F03": "供电方案答复单",
    "F03C": "供电方案客户意见",
    "F03L": "低压供电方案答复单",
    "F04": "设计文件审查意见单",
    "F05": "中间检查意见单",
    "F06": "竣工检验意见单",
    "F07": "缺陷整改通知单",
    "F08": "装表接电单",
    "F09": "用电设备清单",
    "F10": "业务办理一次性告知书",
    "F11": "客户回访单",
    "F12": "客户自主选择声明",
    "F13": "电子签名与个人信息同意书",
    "F14": "拒签/缺席记录",
    "APP": "用电申请书",
}

INK_REASONS: Final = {
    "gloves": "戴着手套或不便在屏上写字",
    "screen": "平板的手写屏不能用",
    "seal": "须带回单位签字盖章",
    "other": "其他原因",
}
"""What kept somebody from signing on the glass."""

LIMIT_NAMES: Final = {
    "acceptance_feedback": "受理反馈",
    "scheme_reply": "供电方案答复",
    "design_review": "设计审查",
    "interim_inspection": "中间检查",
    "completion_inspection": "竣工检验",
    "energisation": "装表接电",
    "total_process": "全过程办电",
    "total_utility": "供电企业环节合计",
    "site_survey": "现场勘查",
    "scheme_validity": "供电方案有效期",
    "scheme_extension_request_lead": "供电方案延期申请",
    "archive": "归档",
    "follow_up": "回访",
    "field_record_sync": "现场记录上传",
}

PAUSE_NAMES: Final = {
    "CUSTOMER_REQUEST": "客户书面要求暂缓",
    "WAIT_CUSTOMER_INFO": "等待客户提供资料",
    "WAIT_CUSTOMER_CONFIRM": "等待客户确认",
    "CUSTOMER_WORKS": "客户工程施工或整改",
    "SITE_NOT_ACCESSIBLE": "现场无法进入",
    "GOV_APPROVAL": "等待政府审批",
    "ACCESS_SYSTEM_DESIGN": "接入系统设计",
    "FORCE_MAJEURE": "不可抗力",
}
"""Why a clock stands still (process reference, section 5.4)."""

LAYER_NAMES: Final = {"promise": "服务承诺", "legal": "法定上限", "target": "内部目标"}

UNIT_NAMES: Final = {"WD": "个工作日", "CD": "天", "MONTH": "个月"}

EVENT_NAMES: Final = {
    "application.submitted": "客户提交申请",
    "application.accepted": "受理",
    "application.materials_incomplete_notified": "一次性告知补充材料",
    "application.reclassified": "客户类别变更",
    "application.rejected": "不予受理",
    "application.suspended": "中止计时",
    "application.resumed": "恢复计时",
    "application.terminated": "终止",
    "application.withdrawn": "客户撤回申请",
    "survey.scheduled": "约定现场勘查",
    "survey.completed": "现场勘查完成",
    "survey.failed": "勘查未能进行",
    "scheme.submitted_for_approval": "供电方案送审",
    "scheme.approved": "供电方案批准",
    "scheme.replied": "供电方案答复",
    "scheme.confirmed": "客户确认供电方案",
    "scheme.returned": "供电方案退回",
    "scheme.objected": "客户对方案有异议",
    "scheme.change_requested": "客户申请变更方案",
    "scheme.extended": "方案有效期延长",
    "scheme.expired": "方案逾期失效",
    "works.started": "受电工程开工",
    "works.not_needed": "无需受电工程",
    "design.submitted": "设计文件报审",
    "design.opinion_issued": "设计审查意见",
    "interim.requested": "申请中间检查",
    "interim.reinspection_requested": "申请中间检查复检",
    "interim.opinion_issued": "中间检查意见",
    "external_works.completed": "外线工程完工",
    "completion.requested": "竣工报验",
    "completion.opinion_issued": "竣工检验意见",
    "completion.request_incomplete_notified": "报验材料待补",
    "completion.visit_failed": "竣工检验未能进行",
    "completion.reinspection_requested": "申请竣工复检",
    "contract.signed": "供用电合同签订",
    "fees.settled": "费用结清",
    "metering.ready": "计量装置就绪",
    "energisation.prerequisites_met": "具备接电条件",
    "energisation.completed": "装表接电",
    "archive.completed": "归档",
    "followup.completed": "回访完成",
    "followup.unreachable": "回访未联系上",
}

ENCODING_NAMES: Final = {
    "utf-8": "UTF-8",
    "gbk": "GBK",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}
DELIMITER_NAMES: Final = {",": "逗号", ";": "分号", "\t": "制表符"}
DECIMAL_NAMES: Final = {".": "点（1.5）", ",": "逗号（1,5）"}
LOAD_UNIT_NAMES: Final = {"W": "W（瓦）", "kW": "kW（千瓦）", "MW": "MW（兆瓦）", "pu": "标幺值"}
ZONE_NAMES: Final = {
    "": "北京时间（UTC+8，无夏令时）",
    "UTC": "世界时 UTC",
    "Asia/Urumqi": "新疆时间（UTC+6）",
    "Europe/Berlin": "中欧时间（有夏令时）",
}
STAMP_NAMES: Final = {"start": "时段起始", "end": "时段结束"}
SAMPLE_NAMES: Final = {"mean": "时段平均值", "instant": "瞬时值"}

SOURCE_TAGS: Final = {
    "seed": "业务资料",
    "seed-rev": "业务资料复核",
    "reg": "法规",
    "ind": "行业做法",
}


PAPER_REASONS: Final = {
    "ok": "签名完整可信，内容未被改动",
    "no_file": "找不到这个文件，或者打不开；请核对文件名",
    "no_authority": "用来核对的证书文件读不出，意见单未作判断；请换中心的 ca.pem",
    "not_a_pdf": "这不是 PDF 文件",
    "too_large": "文件太大，不是勘验通的单据，没有验证",
    "unreadable": "文件无法读取或已损坏",
    "no_signature": "没有签名",
    "not_intact": "签名后的内容已被改动",
    "changed_after_signing": "签名后又添加了内容",
    "untrusted": "签名证书不是受信任机构签发",
    "untrusted_stamp": "签名之后的时间戳不完整，或不是受信任机构签发",
    "revoked": "签名证书在可证明的签署时间之前已被吊销",
    "incomplete": "签字不全",
    "record_mismatch": "所附记录与签名不符",
    "signers_differ": "签字人或签名证书与登记的签名不一致",
    "scan_unreadable": "纸上签字的扫描件打不开，请重新扫描，出具修订版再签",
    "other_record": "所附记录与已收到的记录不一致",
}
"""Why the file of a paper is valid or not, by the words of `documents/verify.py`."""


def source_name(text: str) -> str:
    """Where a rule comes from, with its tag in words (domain/time_limits.yaml, "source tags")."""
    tag, colon, rest = text.partition(":")
    word = SOURCE_TAGS.get(tag.strip())
    return f"{word}：{rest.strip()}" if colon and word else text


def visit_name(kind: str, attempt: int) -> str:
    """What a visit is called: 竣工检验, 中间检查, and from the second on 复检."""
    name = VISIT_NAMES[kind]
    if kind == "site_survey" and attempt > 1:
        return f"{name}（第 {attempt} 次）"
    return name if attempt == 1 else f"{name}复检（第 {attempt} 次）"


def clock(due: DueClock | OpenClock | None) -> str:
    """How long is left, in a few words."""
    if due is None:
        return "无在途时限"
    name = LIMIT_NAMES.get(due.key, due.key)
    provisional = "（暂定）" if due.provisional else ""
    day = f"{due.due_on.month}月{due.due_on.day}日"
    if due.state is ClockState.PAUSED:
        return f"{name} · 计时已暂停"
    days = "天" if isinstance(due, DueClock) and due.unit != "WD" else "个工作日"
    if due.overdue:
        return f"{name} · 已超期 {-due.left} {days}"
    left = "今天到期" if due.left == 0 else f"剩 {due.left} {days}"
    return f"{name} · {left} · {day}到期{provisional}"


def day(moment: datetime | date) -> str:
    """A date as it is written on paper."""
    local = moment.astimezone(CHINA) if isinstance(moment, datetime) else moment
    return f"{local.year}年{local.month}月{local.day}日"


def minute(moment: datetime) -> str:
    """Date and time of day."""
    return f"{day(moment)} {moment.astimezone(CHINA):%H:%M}"


def when(value: date) -> str:
    """A moment with its time of day, a date without."""
    return minute(value) if isinstance(value, datetime) else day(value)


REJECT_REASON_NAMES: Final = {
    "not_supply_area": "不在本单位供电营业区",
    "illegal_use": "用电违反法律法规",
    "duplicate": "重复申请",
}
TERMINATE_REASON_NAMES: Final = {
    "scheme_expired": "供电方案逾期失效",
    "customer_unreachable": "联系不上客户",
    "fraud": "申请资料虚假",
    "policy_prohibition": "政策禁止",
}
CHANGE_NAMES: Final = {
    "location": "用电地址",
    "class": "客户类别",
    "capacity": "用电容量",
    "voltage": "电压等级",
    "source": "供电电源",
}
"""What a change of the scheme is about."""

STAGE_STATE_NAMES: Final = {
    "NOT_APPLICABLE": "不适用",
    "PENDING": "未开始",
    "SCHEDULED": "已约定",
    "IN_PROGRESS": "办理中",
    "AWAITING_CUSTOMER": "等待客户",
    "AWAITING_APPROVAL": "等待审批",
    "PASSED": "已完成",
    "FAILED": "未通过",
    "CANCELLED": "已取消",
}

MILESTONE_NAMES: Final = {
    "apply": "申请",
    "scheme_reply": "方案答复",
    "works": "工程实施",
    "connect": "装表接电",
}
"""The steps of which a customer is told."""

IN_VAIN_NAMES: Final = {
    "customer_absent": "客户不在现场",
    "site_not_ready": "现场不具备条件",
    "no_access": "无法进入现场",
    "unsafe": "现场不安全",
    "revisit": "须再次到场",
}
"""Why a visit was in vain."""
