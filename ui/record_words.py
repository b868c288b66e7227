"""What kinds of records are called, a line of the trail in words, and how its chain stands."""

import json
from collections.abc import Mapping
from typing import Any, Final

from app.domain.trail import Kept
from app.views.trail import TrailPage, TrailStanding
from ui.naming import listed, minute, moment, person
from ui.words import tr

KINDS: Final = {
    "case": "工单",
    "event": "工单经过",
    "equipment": "设备",
    "inspection": "检验",
    "defect": "缺陷",
    "photo": "照片",
    "load_profile": "负荷曲线",
    "filing": "单据",
    "report": "报告",
    "signature": "签字",
    "progress": "工程进度",
    "evidence": "材料",
    "review": "审核意见",
    "endorsement": "时间戳",
}
"""What the kinds of records are called."""

DEEDS: Final = {
    "add_equipment": "登记设备",
    "ask_again": "再次索要材料",
    "attach_photo": "加入照片",
    "clean_workspace": "清理已归档的文件",
    "come_down": "收到工单",
    "create_workspace": "启用本机",
    "export": "导出文件",
    "import_load": "导入负荷曲线",
    "issue_report": "出具意见单",
    "note_progress": "记录工程进度",
    "print_report": "打印",
    "record_defect": "记录缺陷",
    "record_evidence": "登记材料",
    "record_inspection": "完成检验记录",
    "record_filing": "完成填单",
    "record_section": "记录检验内容",
    "reopen_filing": "重新打开单据",
    "reopen_inspection": "重新打开检验",
    "report_fix": "登记整改",
    "restore": "恢复",
    "schedule_survey": "预约勘查",
    "send_again": "再次发送",
    "set_aside": "作废未送达的经过",
    "settle_conflict": "处理冲突",
    "sign_report": "签字",
    "start_filing": "开始填单",
    "start_inspection": "开始检验",
    "sync_round": "同步",
    "trail_broken": "发现留痕断开",
    "try_file_again": "再次传送文件",
    "unlock": "解锁",
    "rescue_workspace": "从备份恢复",
    "unlock_refused": "密码错误",
    "view_identity": "查看证件号",
    "waive_defect": "缺陷免改",
    "take_back_evidence": "撤回登记的材料",
    "withdraw": "移除",
    "take_site": "接收移交的工单",
}
_WORDS: Final = {
    "words_stopped": "用语被拦下",
    "words_unexplained": "用语待说明",
    "words_explained": "用语已说明",
}
"""What was found in free text while something was done."""


_TRAIL_TROUBLE: Final = {
    "gap": "前面缺了留痕",
    "previous": "与前一行不相扣",
    "link": "内容被改动过",
    "told": "所附说明被改动或删去",
    "sent": "与中心收到的不同",
    "cut": "中心收到过的留痕在本机不见了",
    "fork": "与中心收到的同号留痕不同",
    "foreign": "不是本人在本机留下的",
}


def trail_trouble(seq: int, why: str) -> str:
    """Where the trail does not hold, and what to do."""
    reason = tr(_TRAIL_TROUBLE.get(why, why))
    return tr("留痕第 {0} 行对不上：{1}。可以照常查看和记录，请告诉管理员核查。", seq, reason)


def kind_name(kind: str) -> str:
    """What a kind of record is called."""
    return tr(KINDS.get(kind, kind))


def line_words(
    kept: Kept, customers: Mapping[str, str], colleagues: Mapping[str, str]
) -> tuple[str, str]:
    """What was done, when, by whom and to whose record; and what there is to say beside that."""
    line = kept.line
    name, _, found = line.deed.partition(":")
    deed = tr(DEEDS.get(name, name))
    if found:
        deed += " · " + tr(_WORDS.get(found, found))
    kind = line.subject.partition("/")[0]
    what = kind_name(kind) if kind_name(kind) != kind else ""
    who = person(colleagues, line.who)
    parts = (minute(line.at), who, deed, what, customers.get(line.case_id, ""))
    return "　".join(filter(None, parts)), listed(_told(kept))


def standing_words(page: TrailPage) -> tuple[str, str]:
    """How the chain stands, and what that means."""
    standing = page.standing
    if standing.broken is not None:
        return trail_trouble(standing.broken.seq, standing.broken.why), "bad"
    if standing.at_centre:
        return at_centre(standing), "bad"
    return tr("✔ 共 {0} 行，前后相扣；中心已收到 {1} 行", page.length, standing.sent.seq), "good"


def at_centre(standing: TrailStanding) -> str:
    """What the centre says is wrong."""
    seq, _, why = standing.at_centre.partition(":")
    return trail_trouble(int(seq), why)


def _told(kept: Kept) -> list[str]:
    facts: dict[str, Any] = json.loads(kept.told) if kept.told else {}
    said = [f"{facts[name]}" for name in ("doc_no", "file", "printer") if facts.get(name)]
    records = facts.get("records", {}).values()
    changed = sum(len(told.get("fields", ())) + told.get("more_fields", 0) for told in records)
    if changed:
        said.append(tr("改动 {} 处", changed))
    if "copies" in facts:
        said.append(tr("{0} 页 × {1} 份", len(facts["pages"]), len(facts["copies"])))
    if "times" in facts:
        last = moment(facts["moments"][-1]) if facts["moments"] else ""
        said.append(tr("{0} 次，最近 {1}", facts["times"], last))
    if "pulled" in facts:
        said.append(tr("收 {0} 条，发 {1} 条", facts["pulled"], facts["pushed"]))
        said.append(tr("一致") if facts["identical"] else tr("尚未一致"))
    if facts.get("reason"):
        said.append(tr("理由：{}", facts["reason"]))
    return said
