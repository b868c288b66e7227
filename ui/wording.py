"""Errors, states and numbers as sentences for people. Nothing else makes sentences of them."""

from decimal import Decimal
from typing import Final

from app import errors
from app.domain.defect import DEFECT_STATE_NAMES, SEVERITY_NAMES, DefectState, Severity
from app.domain.inspection import Missing
from app.domain.names import CLASS_NAMES, EVENT_NAMES, LIMIT_NAMES, ROLE_NAMES, STATUS_NAMES

_NOT_A_PICTURE: Final = {
    "unreadable": "这个文件打不开",
    "empty": "这个文件是空的",
    "not_an_image": "这不是照片",
    "format": "暂不支持这种照片格式",
    "truncated": "照片不完整，可能没有拍完或没有传完",
    "undecodable": "照片内容无法解码",
    "too_large": "照片太大",
}
_LOAD_FILE: Final = {
    "unreadable": "文件打不开",
    "empty_file": "文件是空的",
    "too_large": "文件太大",
    "not_text": "这不是文本表格",
    "spreadsheet": "这是电子表格，请先在表格软件中另存为 CSV",
    "open_quote": "这一行的引号没有配对，或这一行过长",
    "no_header": "没有找到表头",
    "no_time_column": "没有找到时间列",
    "no_power_column": "没有找到有功功率列",
    "per_unit": "数值是标幺值，需要先换算成千瓦",
    "missing_column": "这一行缺列",
    "not_a_number": "这里应当是数字",
    "impossible_time": "没有这样的时间",
    "no_rows": "没有可用的数据行",
    "one_row": "只有一行数据，看不出时间间隔",
    "several_meters": "文件里有不止一块电表，请分开导出",
    "mixed_multiplier": "倍率前后不一致",
    "out_of_memory": "文件太大，内存不够",
    "mixed_interval": "时间间隔不一致",
    "timed_out": "读取超过 30 秒，已停止",
    "cancelled": "已取消",
    "crashed": "文件无法解析，读取进程已安全退出",
}
_LOAD_REMARK: Final = {
    "stamp_guessed": "文件没有说明时标含义，按{0}时刻理解",
    "multiplier": "读数已乘倍率 {0}",
    "duplicates": "{0} 行重复，已合并",
    "contradicting_duplicates": "{0} 行与同一时刻的前一行不同，以前一行为准",
    "out_of_order": "时间顺序有颠倒，已重排",
    "gap_cells": "{0} 个单元格没有数值，按缺数处理",
    "gaps": "{0} 段缺数，没有当作零",
    "ignored_columns": "没有用到的列：{0}",
}
_WRONG_STAGE: Final = {
    "wrong_stage": "工单当前环节不允许这一步",
    "facts_missing": "缺少必要的信息",
    "interim_missing": "须先通过中间检查",
    "scheme_not_approved": "供电方案尚未批准",
    "prerequisites_missing": "合同、费用或计量尚未就绪",
    "already_suspended": "工单已经中止",
    "not_suspended": "工单没有中止",
    "reason_not_allowed": "这个原因不能中止计时",
    "already_there": "这一步已经办过",
}
_NOT_READY: Final = {
    "signer_name": "请填写签字人姓名",
    "strokes": "请在签字板上签名",
    "certificate": "本机还没有签名证书，请先联网登录一次",
    "description": "缺陷描述至少 5 个字",
    "basis": "重大或严重缺陷必须写明依据",
    "record": "请先完成检验记录",
}
_REFUSED_CHANGE: Final = {
    "not_allowed": "您没有这项权限",
    "sealed": "记录已封存，不能再改",
    "unknown_case": "中心没有这个工单",
    "foreign": "记录归属不符",
    "malformed": "中心无法识别这条记录",
    "conclusion": "结论与中心复核不一致",
}


def sentence(error: errors.AppError) -> str:  # noqa: C901 (one row an error)
    """What happened, why, and what to do next."""
    match error:
        case errors.WrongStage():
            reason = _WRONG_STAGE.get(error.reason, "工单当前环节不允许这一步")
            return f"不能办理：{reason}（当前：{status(error.at)}）。请回到工单查看下一步。"
        case errors.NotReady():
            said = [_NOT_READY[name] for name in error.missing if name in _NOT_READY]
            return f"{said[0]}。" if said else f"还有 {len(error.missing)} 项没有完成，请逐项补齐。"
        case errors.SealedRecord():
            return "这份记录已经封存，不能再改。如需更正，请出具新的修订版并重新签字。"
        case errors.UnknownRecord():
            return "没有找到这份记录。可能还没有同步到本机，请同步后再试。"
        case errors.NotAPicture():
            why = _NOT_A_PICTURE.get(error.why, "无法使用")
            return f"“{error.name}”没有加入：{why}。请重新拍摄，或选 JPEG、PNG 照片。"
        case errors.LoadFileRefused():
            return _load_file(error)
        case errors.NoSuchLimit():
            known = "、".join(f"{key}（{limit_name(key)}）" for key in error.known) or "无"
            return f"当天没有对此类客户生效的时限“{error.key}”。可用的时限：{known}。"
        case errors.AlreadyOpen():
            return "勘验通已经在运行，请切换到已打开的窗口。"
        case errors.WrongPassword():
            return "密码不对，请重新输入。工作内容都在，没有丢失。"
        case errors.NoWorkspace():
            return "这台设备上还没有工作区，请先登录中心。"
        case errors.DigestMismatch():
            return "有一个文件已损坏或缺失，已列入“需要处理”。若还在现场，请重新拍摄。"
        case errors.StoreDamaged():
            return (
                f"工作数据库无法读取（{error.folder}）。请不要删除这个文件夹，"
                "联系管理员恢复；原始数据仍在其中。"
            )
        case errors.StoreTooNew():
            return "这个工作区由更新版本的勘验通写入，请先升级本机程序。"
        case errors.RulesDamaged():
            return f"规则文件 {error.file} 有误（{error.where}），请重新安装程序。"
        case errors.NoRoom():
            return "存储空间已满，这一步没有保存。请清理空间后再试，之前的内容都在。"
        case errors.FolderNotWritable():
            return f"文件夹 {error.folder} 不能写入，请换一个文件夹或检查权限。"
        case errors.PortTaken():
            return f"端口 {error.port} 已被占用，请换一个端口，例如 --port 0。"
        case errors.StoreUnusable():
            named = "数据库" if error.store == "database" else "对象存储"
            return f"中心的{named}（{error.where}）现在不能使用，请检查地址、密码与权限后再启动。"
        case errors.NotTheCentre():
            return "网络上回应的不是中心（可能是登录页或代理）。内容都已保存，联网后再同步。"
        case errors.CentreBusy():
            return f"中心正忙，{error.retry_after_s:.0f} 秒后再试。内容都已保存。"
        case errors.Unreachable():
            return "现在连不上中心。内容都已保存在本机，有网络时再同步。"
        case errors.SignInFailed():
            return "登录没有成功：用户名或密码不对，或登录已过期。本机内容不受影响。"
        case errors.NotAllowed():
            return "您没有权限进行这项操作，请联系主管。"
        case errors.ProtocolTooOld():
            side = "本机程序" if error.who == "tablet" else "中心服务"
            return f"版本不一致，请先升级{side}。未发送的内容都会保留。"
        case errors.BadRequest():
            return f"中心没有接受这次请求（{error.code}）。内容保留在本机，请联系管理员。"
        case errors.Damaged():
            return "有数据损坏。请联系管理员，不要删除任何文件。"
        case errors.Refused():
            return "不能这样操作。"
        case errors.Rejected():
            return "中心拒绝了这次请求。内容保留在本机。"
        case _:
            return "出现了没有预料到的情况。内容都已保存。"


def _load_file(error: errors.LoadFileRefused) -> str:
    where = f"第 {error.line} 行" if error.line else ""
    if error.column:
        where += f"“{error.column}”列"
    found = f"（读到“{error.found}”）" if error.found else ""
    why = _LOAD_FILE.get(error.why, "无法读取")
    return f"“{error.name}”没有导入：{where}{why}{found}。请改正后重新导入；原有数据没有变化。"


def load_remark(remark: str) -> str:
    """What was noticed while a load file was read."""
    word, _, value = remark.partition(":")
    value = {"start": "时段起始", "end": "时段结束"}.get(value, value)
    return _LOAD_REMARK.get(word, remark).format(value)


def refused_change(reason: str) -> str:
    """Why the centre refused a change."""
    return _REFUSED_CHANGE.get(reason, f"中心没有接受（{reason}）")


_PAPER: Final = {
    "ok": "签名完整可信，内容未被改动",
    "not_a_pdf": "这不是 PDF 文件",
    "unreadable": "文件无法读取或已损坏",
    "no_signature": "没有签名",
    "not_intact": "签名后的内容已被改动",
    "changed_after_signing": "签名后又添加了内容",
    "untrusted": "签名证书不是受信任机构签发",
    "incomplete": "签字不全",
    "record_mismatch": "所附记录与签名不符",
}


def paper_reason(word: str) -> str:
    """Why a paper is valid or not."""
    return _PAPER.get(word, word)


UNEXPECTED: Final = "出现了没有预料到的错误，已记入日志。内容都已保存，请重试。"

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
    "calibration": "仪器超检定期，读数不能判为合格",
    "defect": "不合格，请写明缺陷",
    "safety": "安全交底",
    "opinion": "检验意见",
}


def status(code: str) -> str:
    """Where a case stands."""
    return STATUS_NAMES.get(code, code)


def customer_class(code: str) -> str:
    """The class of a customer."""
    return CLASS_NAMES.get(code, code)


def next_step(word: str) -> str:
    """What comes next."""
    return _NEXT.get(word, word)


def defect_state(code: str) -> str:
    """Where a defect stands."""
    return DEFECT_STATE_NAMES[DefectState(code)]


def role(code: str) -> str:
    """Who signs."""
    return ROLE_NAMES.get(code, code)


def verdict(code: str) -> str:
    """What is said of an item."""
    return _VERDICT.get(code, code)


def severity(code: str) -> str:
    """How much it weighs."""
    return SEVERITY_NAMES[Severity(code)]


def lack(code: str) -> str:
    """What is still missing."""
    return _LACK.get(code, code)


def event(code: str) -> str:
    """What happened to a case."""
    return EVENT_NAMES.get(code, code)


def missing(thing: Missing, title: str) -> str:
    """One entry of the list of what is missing."""
    return f"{title}：{lack(thing.what)}" if title else lack(thing.what)


def limit_name(key: str) -> str:
    """What a time limit is called."""
    return LIMIT_NAMES.get(key, key)


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
