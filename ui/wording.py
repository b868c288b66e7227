"""Errors, states and numbers as sentences for people. Nothing else makes sentences of them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from app import errors
from app.domain.defect import DEFECT_STATE_NAMES, SEVERITY_NAMES, DefectState, Severity
from app.domain.flags import STANDARD
from app.domain.form import Field
from app.domain.impartiality import Hit, Level
from app.domain.inspection import Missing
from app.domain.names import (
    CLASS_NAMES,
    EVENT_NAMES,
    LIMIT_NAMES,
    STATUS_NAMES,
    place_on,
)
from app.domain.origin import Origin, OriginKind
from app.domain.refusal_names import CHANGES_REFUSED, REFUSALS, STICK_REFUSALS
from app.domain.work_order_names import sheet_fault
from ui.load_wording import load_refused
from ui.meter_wording import meter_trouble
from ui.naming import listed, staff_role
from ui.not_ready_words import NOT_READY
from ui.room_words import no_room
from ui.rules_words import notice_fault, rules_refused
from ui.waveform_wording import waveform_refused
from ui.words import span, tr

_NOT_A_PICTURE: Final = {
    "unreadable": "这个文件打不开",
    "empty": "这个文件是空的",
    "not_an_image": "这不是照片",
    "format": "暂不支持这种照片格式",
    "truncated": "照片不完整，可能没有拍完或没有传完",
    "undecodable": "照片内容无法解码",
    "too_large": "照片太大",
    "other": "无法使用",
}
_ANOTHER_PICTURE: Final = {
    "format": "请在相机设置里改用 JPEG（iPhone 选“兼容性最佳”）后重拍，或选 JPEG、PNG 照片。",
    "too_large": "最多 6000 万像素、60 MB，请在相机设置里调低分辨率后重拍。",
    "other": "请重新拍摄，或选 JPEG、PNG 照片。",
}
_WAIVER: Final = {
    "not_minor": "只有“建议”等级可以免除，危急和严重缺陷须整改后复检",
    "not_a_recheck": "请在复检到这一条时办理",
    "not_open": "这条缺陷已不在待整改之列",
    "not_lead": "须由本次检验的负责人办理",
    "no_reason": "请写明理由",
}


_KNOWN_FROM: Final = {
    OriginKind.CUSTOMER: "来自客户申请",
    OriginKind.SURVEY: "来自现场勘查",
    OriginKind.SCHEME: "来自供电方案",
    OriginKind.INSPECTION: "来自审查或检验",
    OriginKind.SYSTEM: "来自系统",
}


def _staff(roles: Iterable[str]) -> str:
    """Who of the staff, one after the other."""
    return listed(staff_role(name) for name in roles)


def known_from(origin: Origin, *, fixed: bool) -> str:
    """Where a value that is filled in already comes from, and what to do where it is wrong."""
    known = tr(_KNOWN_FROM[origin.kind])
    if origin.form:
        known = tr("{0}（{1}）", known, tr(origin.form))
    return known if fixed else tr("{}，可以更正", known)


def field_lack(asked: Field) -> str:
    """What is wrong with a text in this field, and what belongs there."""
    if asked.kind == "moment":
        return tr("请按 2026-05-06 09:30 的样子填写")
    if asked.kind == "date":
        return tr("请按 2026-12-01 的样子填写")
    if asked.kind == "ratio":
        return tr("请按 100/5 的样子填写变比")
    if asked.kind == "place":
        return tr("请填纬度和经度，如 36.61714, 101.77820")
    low = tr("大于 {}", asked.above) if asked.above is not None else ""
    low = tr("不小于 {}", asked.at_least) if asked.at_least is not None else low
    high = tr("不大于 {}", asked.at_most) if asked.at_most is not None else ""
    bounds = listed((low, high))
    what = tr("整数") if asked.kind == "integer" else tr("数字")
    return tr("请填{0}的{1}", bounds, what) if bounds else tr("请填{}", what)


def refusal(word: str, figures: tuple[int, ...] = ()) -> str:
    """Why the process does not take something that is said of a case, with the policy's numbers."""
    known = word if word in REFUSALS else "wrong_stage"
    return tr(REFUSALS[known], *(figures or STANDARD.figures(known)))


def sentence(error: errors.AppError) -> str:  # noqa: C901, PLR0915 (one row an error)
    """What happened, why, and what to do next."""
    match error:
        case errors.WrongStage():
            reason = refusal(error.reason, error.figures)
            here = status(error.at)
            return tr("不能办理：{0}（当前：{1}）。请回到工单查看下一步。", reason, here)
        case errors.WrongRole():
            return tr("这份单据由{}填写。请其登录后办理。", _staff(error.needed))
        case errors.NotReady():
            said = [tr(NOT_READY[name]) for name in error.missing if name in NOT_READY]
            if said:
                return tr("{}。", said[0])
            return tr("还有 {} 项没有完成，请逐项补齐。", len(error.missing))
        case errors.WordsRefused():
            why = tr(error.why)
            if error.level == "warn":
                return tr(
                    "“{0}”（{1}）需要写明理由。请填写理由，或改写后再记录。", error.found, why
                )
            if not error.found:
                return tr("{}，没有记录。请分成几段，或删减后再记录。", why)
            return tr("“{0}”（{1}）不能写入记录。请改为只写技术要求后再记录。", error.found, why)
        case errors.AlreadyHeld():
            return tr("“{}”已经有了，不用再向客户要。确需重收，请先写明原因。", tr(error.material))
        case errors.SealedRecord():
            return tr("这份记录已经封存，不能再改。如需更正，请出具新的修订版并重新签字。")
        case errors.WaiverRefused():
            return tr("不能免除：{}。", tr(_WAIVER.get(error.why, _WAIVER["not_open"])))
        case errors.UnknownRecord():
            return tr("没有找到这份记录。可能还没有同步到本机，请同步后再试。")
        case errors.NotAPicture():
            why = tr(_NOT_A_PICTURE.get(error.why, _NOT_A_PICTURE["other"]))
            way_out = tr(_ANOTHER_PICTURE.get(error.why, _ANOTHER_PICTURE["other"]))
            return tr("“{0}”没有加入：{1}。{2}", error.name, why, way_out)
        case errors.PhotoTwice():
            return tr("“{}”已经加入过这一项，没有重复加入。", error.name)
        case errors.LoadFileRefused():
            return load_refused(error)
        case errors.SheetRefused():
            told = sheet_fault(error.why, error.line, error.found)
            return tr("工单没有导入：{}。请改正后重新导入；原有数据没有变化。", told)
        case errors.NoSuchLimit():
            known = listed(tr("{0}（{1}）", key, limit_name(key)) for key in error.known) or tr(
                "无"
            )
            return tr("当天没有对此类客户生效的时限“{0}”。可用的时限：{1}。", error.key, known)
        case errors.RulesRefused():
            why = rules_refused(error.why) + (f" {error.file}" if error.file else "")
            return tr("新规则没有启用：{}。仍按现有规则办理，请联系管理员。", why)
        case errors.StickRefused():
            told = tr(STICK_REFUSALS.get(error.why, STICK_REFUSALS["unreadable"]))
            return tr("{0}（{1}）。", told, error.found) if error.found else tr("{}。", told)
        case errors.NoticeRefused():
            told = tr("；").join(notice_fault(*fault) for fault in error.faults)
            return tr("节假日安排没有导入：{}。请改正后重新导入；原有日历没有变化。", told)
        case errors.AlreadyOpen():
            return tr("勘验通已经在运行，请切换到已打开的窗口。")
        case errors.WrongPassword():
            if error.wait_s:
                return tr("密码不对，请在 {}后再试。内容都在，没有丢失。", span(error.wait_s))
            return tr("密码不对，请重新输入。工作内容都在，没有丢失。")
        case errors.TooManyTries():
            wait = span(error.wait_s)
            return tr("密码错误次数过多，请在 {}后再试。忘记密码请联系管理员。内容都在本机。", wait)
        case errors.PrinterRefused():
            return tr("打印机“{}”没有接受。请检查电源、纸张和连接，再打印一次。", error.name)
        case errors.MeterTrouble():
            return meter_trouble(error)
        case errors.WaveformRefused():
            return waveform_refused(error)
        case errors.NoWorkspace():
            return tr("这台设备上还没有工作区，请先登录中心。")
        case errors.DigestMismatch(gone=True):
            return tr(
                "这个文件不在本机：可能还没有取来，或已清理。请在工单页点“从中心取回”，或同步后再看。"
            )
        case errors.DigestMismatch():
            return tr("有一个文件已损坏或缺失，已列入“需要处理”。若还在现场，请重新拍摄。")
        case errors.StoreDamaged():
            return tr(
                "工作数据库已损坏（{}）。请退出后重新打开，按提示从备份恢复；不要删除这个文件夹。",
                error.folder,
            )
        case errors.NoBackup():
            return tr(
                "没有找到完好的备份，没有改动任何文件。请不要删除文件夹 {}，联系管理员。",
                error.folder,
            )
        case errors.UpgradeFailed():
            return tr(
                "升级数据库时核对不符（{0}：原有 {1} 条，升级后 {2} 条），已全部退回，没有丢失。"
                "请继续用原来的版本，并联系管理员。",
                error.what,
                error.before,
                error.after,
            )
        case errors.StoreTooNew():
            return tr("这个工作区由更新版本的勘验通写入，请先升级本机程序。")
        case errors.RulesDamaged() if error.version:
            return tr(
                "本机还没有“{0}”的 {1} 版，这份内容要按它显示。请联网同步，它会随新规则一起取来；"
                "同步后仍这样提示，请联系管理员。其他工单照常办理。",
                tr(error.where),
                error.version,
            )
        case errors.RulesDamaged():
            return tr("规则文件 {0} 有误（{1}），请重新安装程序。", error.file, error.where)
        case errors.NoRoom():
            return no_room(error.why)
        case errors.DiskFailed():
            return tr(
                "存储设备读写出错，这一步没有保存，之前的内容都在。请再试一次；"
                "若再次出现，请尽快同步，并请管理员检查这台设备。"
            )
        case errors.FolderNotWritable():
            return tr("文件夹 {} 不能写入，请换一个文件夹或检查权限。", error.folder)
        case errors.PortTaken():
            return tr("端口 {} 已被占用，请换一个端口，例如 --port 0。", error.port)
        case errors.StoreUnusable():
            store = tr("数据库") if error.store == "database" else tr("对象存储")
            return tr(
                "中心的{0}（{1}）现在不能使用，请检查地址、密码与权限后再启动。",
                store,
                error.where,
            )
        case errors.NotTheCentre():
            return tr(
                "网络上回应的不是中心（可能是上网登录页或代理）。请先登录网络；内容都在本机，会自动再试。"
            )
        case errors.WrongCertificate():
            return tr(
                "对方的证书不对，没有发送任何内容。可能是上网登录页，也可能是本机日期时间不准："
                "请先登录网络、核对时间，再同步。"
            )
        case errors.CentreBusy():
            return tr("中心正忙，{:.0f} 秒后再试。内容都已保存。", error.retry_after_s)
        case errors.Unreachable():
            return tr("现在连不上中心。内容都已保存在本机，有网络时再同步。")
        case errors.SignInFailed():
            return tr(
                "登录没有成功：用户名或密码不对，登录已过期，或账号已停用。本机内容不受影响。"
            )
        case errors.NotAllowed():
            return tr("您没有权限进行这项操作，请联系主管。")
        case errors.ProtocolTooOld():
            side = tr("本机程序") if error.who == "tablet" else tr("中心服务")
            return tr("版本不一致，请先升级{}。未发送的内容都会保留。", side)
        case errors.BadRequest():
            return tr("中心没有接受这次请求（{}）。内容保留在本机，请联系管理员。", error.code)
        case errors.Stopped():
            return tr("已停止。没有传完的从断点续传，内容都在本机。")
        case errors.Damaged():
            return tr("有数据损坏。请联系管理员，不要删除任何文件。")
        case errors.Refused():
            return tr("不能这样操作。")
        case errors.Rejected():
            return tr("中心拒绝了这次请求。内容保留在本机。")
        case _:
            return tr("出现了没有预料到的情况。内容都已保存。")


def words_found(hit: Hit) -> str:
    """What a text says that it must not say, or that wants a reason."""
    if not hit.found:
        return tr("✘ {}：请分成几段，或删减", tr(hit.zh))
    if hit.level is Level.BLOCK:
        return tr("✘ “{0}”（{1}）：请改为只写技术要求", hit.found, tr(hit.zh))
    return tr("“{0}”（{1}）：请改写，或写明理由", hit.found, tr(hit.zh))


def refused_change(reason: str) -> str:
    """Why the centre refused a change."""
    known = CHANGES_REFUSED.get(reason)
    return tr(known) if known else tr("中心没有接受（{}）；请升级程序后再试", reason)


def unexpected() -> str:
    """What is said of an error that nobody foresaw."""
    return tr("出现了没有预料到的错误，已记入日志。内容都已保存，请重试。")


_NEXT: Final = {
    "schedule_survey": "预约勘查",
    "survey": "开始勘查",
    "wait_scheme": "等待供电方案",
    "wait_customer": "等待客户确认方案",
    "wait_works": "等待工程完工报验",
    "wait_rectification": "等待客户整改后复检",
    "wait_energisation": "等待装表接电",
    "nothing": "没有待办事项",
}
_VERDICT: Final = {"pass": "合格", "fail": "不合格", "n_a": "不适用", "undetermined": "未完成"}
_LACK: Final = {
    "answer": "待检查",
    "inputs": "还缺读数",
    "photo": "需要照片",
    "calibration": "所用仪器没有登记或已超检定期，读数不能判为合格；请换用检定期内的仪器复测",
    "instrument": "请先在“检验仪器”中登记检定期内的仪器，现场读数才能判为合格",
    "defect": "不合格，请写明缺陷",
    "safety": "安全交底",
    "opinion": "还没有写意见",
    "field": "必填",
    "value": "填写有误",
    "rows": "行数不够",
    "check": "请核对",
    "note": "请在备注中写明情况",
    "phrase": "文字涉嫌指定或推荐单位，请改写",
    "reason": "请为标出的文字写明理由",
    "missed": "请说明是新出现，还是上次漏检",
}


def status(code: str) -> str:
    """Where a case stands."""
    return tr(STATUS_NAMES.get(code, code))


def customer_class(code: str) -> str:
    """The class of a customer."""
    return tr(CLASS_NAMES.get(code, code))


def next_step(word: str) -> str:
    """What comes next."""
    return tr(_NEXT.get(word, word))


def defect_state(code: str) -> str:
    """Where a defect stands."""
    return tr(DEFECT_STATE_NAMES[DefectState(code)])


def role(code: str, form: str = "") -> str:
    """Who signs, as a paper of this form calls him."""
    words, number = place_on(form, code)
    return tr(words) + (f" {number}" if number else "")


def verdict(code: str) -> str:
    """What is said of an item."""
    return tr(_VERDICT.get(code, code))


def severity(code: str) -> str:
    """How much it weighs."""
    return tr(SEVERITY_NAMES[Severity(code)])


def lack(code: str) -> str:
    """What is still missing."""
    return tr(_LACK.get(code, code))


def event(code: str) -> str:
    """What happened to a case."""
    return tr(EVENT_NAMES.get(code, code))


def missing(thing: Missing, title: str) -> str:
    """One entry of the list of what is missing."""
    if thing.what == "stage":
        return refusal(thing.item)
    return tr("{0}：{1}", title, lack(thing.what)) if title else lack(thing.what)


def limit_name(key: str) -> str:
    """What a time limit is called."""
    return tr(LIMIT_NAMES.get(key, key))


def quantity(value: Decimal, unit: str) -> str:
    """A number with its unit, without needless zeros, thousands apart."""
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {unit}".strip()


def size(count: int) -> str:
    """So many bytes, as people say it."""
    if count < 1024 * 1024:
        return f"{count / 1024:.0f} KB"
    return f"{count / 1024 / 1024:.1f} MB"
