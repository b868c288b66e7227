"""Why process or centre do not take something, in words: for screens and office pages alike."""

from collections.abc import Mapping
from typing import Final

from app.domain.flags import Policy

REFUSALS: Final[Mapping[str, str]] = {
    "wrong_stage": "工单当前环节不允许这一步；请先完成当前环节的待办",
    "unknown_event": "本机程序不认识这一步；请先升级程序，再重新办理",
    "by_rule_only": "这一步由系统按规则记录，不由人办理；请等条件具备，届时自动出现",
    "centre_only": "平板不能办理受理、批准、类别变更和终止，请由中心办理",
    "role_may_not": "您的岗位不能办理这一步，请交由负责的人办理",
    "minimum_missing": "户名、证件、用电地址和联系电话须齐全",
    "materials_incomplete": "材料不齐，须补齐或按一证受理",
    "commitment_missing": "一证受理须有客户签字的承诺书",
    "due_stage_missing": "容缺材料须逐项写明在哪个环节前补齐",
    "reason_not_listed": "这个原因不在规定的范围内；请从所列原因中选择",
    "letter_missing": "不予受理须出具书面理由",
    "approver_missing": "须写明批准人",
    "approver_is_actor": "批准人不能是经办人自己；请由另一位有权限的人批准",
    "gaps_missing": "须一次列出全部缺件",
    "paper_missing": "须先出具单据并签字",
    "appointment_missing": "须先与客户约定时间",
    "form_wrong": "勘查单与客户类别不符；请按高压或低压重新填写相应的勘查单",
    "result_missing": "须写明结论",
    "class_missing": "须写明客户类别",
    "external_works_unknown": "须写明有无外线工程",
    "merge_not_allowed": "这类客户不能当场答复供电方案；请按书面方案送审、批准后答复",
    "photo_missing": "须拍照为证",
    "evidence_missing": "须有依据：文字说明或照片",
    "resurvey_missing": "用电地址或客户类别已变更，须重新勘查",
    "scheme_incomplete": "负荷计算、电源、计量和产权分界须齐全；请补齐后再送审",
    "comment_missing": "退回须写明意见",
    "cosigners_missing": "会签部门不齐；请补齐规定部门的会签后再批准",
    "scheme_not_approved": "供电方案尚未批准；请待批准后再答复",
    "reason_missing": "须写明理由，便于他人核对；请填写后再办理",
    "reply_ahead": "答复日期不能晚于今天；请改为实际答复的日期",
    "reply_before_approval": "答复日期不能早于供电方案的批准日期；请核对两个日期",
    "validity_too_short": (
        "供电方案自答复之日起至少有效 {0} 个月（高压）或 {1} 个月（低压）；请改填有效期"
    ),
    "validity_missing": "须写明供电方案有效期",
    "customer_signature_missing": "须有客户的意见和签字",
    "objection_missing": "须写明客户的异议",
    "request_missing": "须有客户的书面申请",
    "change_not_named": "须写明变更哪一项",
    "too_late_to_extend": (
        "延期须在有效期届满前至少 {0} 天申请，现已不足；请按方案逾期办理或重新申请"
    ),
    "still_valid": "供电方案仍在有效期内，不能按逾期失效办理；请待有效期届满",
    "notice_missing": "须先书面通知客户",
    "works_not_expected": "这类客户没有要实施的工程，不用登记开工；请直接办理接电前的手续",
    "stage_not_applicable": "这个工单没有这一环节，不用办理；请办理下一步",
    "already_requested": "已经申请，尚未答复；请先办理那次申请",
    "not_requested": "客户还没有申请；请先登记客户的申请",
    "nothing_to_recheck": "没有需要复检的内容；如有新情况，请按新的检验办理",
    "design_missing": "须先通过设计文件审查",
    "interim_missing": "须先通过中间检查",
    "concealed_not_released": (
        "隐蔽工程中间检查不合格，复检合格前不得隐蔽，也不能报验；请整改后申请复检"
    ),
    "documents_incomplete": "竣工资料不齐；请一次告知客户所缺资料，补齐后再受理报验",
    "items_unjudged": "还有项目没有判定，不能判为合格；请逐项判定",
    "defects_not_counted": "须写明未销号缺陷的数目",
    "defects_open": "还有危急或严重缺陷没有整改，不能判为合格；请整改后复检，或按整改出具结论",
    "defect_list_incomplete": "缺陷须一次列全",
    "rectification_incomplete": "须逐条说明整改情况",
    "prerequisites_missing": "合同、费用或计量尚未就绪；请先办完这三项再送电",
    "work_order_unsigned": "装表接电单尚未签字；请装表人员和客户签字后再办理",
    "dispatch_plan_missing": "高压送电须有调度批准的送电方案",
    "contract_no_missing": "须写明合同编号",
    "dispatch_agreement_missing": "双（多）电源客户须先签订调度协议",
    "amount_missing": "须写明费用，没有费用的填零",
    "archive_incomplete": "归档资料不齐；请按归档目录补齐后再归档",
    "same_person": "回访须由客户经理以外的人进行；请交由回访人员办理",
    "actor_unknown": "须写明经办人",
    "too_few_attempts": (
        "须在不同日期联系至少 {0} 次，终止工单的还须自首次联系起满 {1} 天；请继续联系并逐次登记"
    ),
    "already_suspended": "工单已经中止，不用重复办理；须更改的，请先恢复计时",
    "not_suspended": "工单没有中止，无须恢复；请办理下一步",
    "reason_not_allowed": "这个原因不能中止计时；请从所列原因中选择，否则继续办理",
    "resume_day_missing": "须写明预计恢复的日期，且在今天之后",
    "other_class": "这份单据不用于这类客户；请选用相应电压等级的单据",
    "facts_missing": "缺少必要的信息，无法判断；请补填后再办理",
    "already_there": "这一步已经办过，不用重复办理；请办理下一步",
    "revision_differs": "更正后的结论与已经生效的不同，不能用更正办理，请与退回的人联系",
    "clock_ahead": "设备时间比中心快一天以上，这一步不计入；请校正设备时间后重新办理",
}
"""By the stable word that `guard`, `works_guard` and `process` of `app/domain` give: why, and what
to do next. Numbers are those of the policy (`Policy.figures`)."""


def refused_because(word: str, policy: Policy) -> str:
    """Why the process does not take something, with the numbers of this policy."""
    known = word if word in REFUSALS else "wrong_stage"
    return REFUSALS[known].format(*policy.figures(known))


CHANGES_REFUSED: Final[Mapping[str, str]] = {
    "not_allowed": "您的岗位没有这项权限，中心没有接受；请交由负责的人办理，或请管理员调整岗位",
    "sealed": (
        "这份记录已签字或已归档，签过的内容不能直接更改；"
        "如需更正，请由审核人员退回后出具修订版重新签字"
    ),
    "unknown_case": "中心没有这个工单，可能尚未受理或已移交；请先同步，仍无的请与营业厅核对工单",
    "foreign": (
        "记录的单位、填写人或设备与登录账号不一致，不能代他人提交；请由填写人在自己的设备上提交"
    ),
    "malformed": (
        "记录的内容与中心的格式不符，多为程序版本较旧；请升级程序后重新记录，仍不行的请联系管理员"
    ),
    "words": "文字涉嫌指定或推荐单位，或缺少须写明的理由；请改写或写明理由后重新记录",
    "conclusion": "中心还有未销号的严重缺陷，结论不能为合格；请先复检销号，或按整改出具结论",
    "fixed_by_survey": "勘查已确定的内容不能直接更改；请按变更客户类别的程序办理",
    "approver_unknown": "批准人不是本单位的审批人员或主管；请改填有批准权限的人",
    "own_work": "自己的记录须由他人审核；请交由同事审核",
    "another_version": "这条记录已有新的版本，请看过之后再审核",
    "reviewed_already": "这一版已经审核过，请等待更正",
    "papers_missing": (
        "中心还没有这次办理的记录或签齐的单据；请保持联网，单据上传后下次同步自动重新提交"
    ),
    "paper_says_otherwise": "所报内容与签字单据不一致，请按单据重新出具",
    "paper_unsound": (
        "所依据单据的文件核验有问题，不能作为办理依据；请由审核人员退回记录，重新出具单据并签字后再办理"
    ),
    "materials_missing": (
        "应收的材料中心还没有收齐；请先登记已收到的材料，受理时也可以按一证受理写明容缺环节"
    ),
    "assessment_missing": "客户有特殊负荷，须先收到电能质量评估报告，才能批准供电方案",
    "ink_incomplete": "纸质单据须写明编号、签字人、签字日期和存放处",
    "unguarded": "这条记录由较旧的程序生成，缺少规则要求的内容；请升级程序后重新记录",
}
"""By the stable word with which the centre refuses a change (`sync/protocol/problems.py`)."""

STICK_REFUSALS: Final[Mapping[str, str]] = {
    "unreadable": "这不是勘验通的 U 盘文件。请选择以 .kstick 结尾的文件",
    "truncated": "这个文件不完整，可能没有拷完。请从平板重新导出或重新拷贝",
    "changed": "这个文件被改动过或已损坏，没有收下任何内容。请重新导出",
    "wrong_signer": "这个文件不是由本中心认可的设备签出的，没有收下任何内容",
    "certificate_expired": "签出这个文件的设备证书已过期。请让那台设备联网登录一次后重新导出",
    "revoked": "签出这个文件的设备证书已被吊销，没有收下任何内容。平板若已找回，请联系管理员",
    "expired": "这个文件已超过 90 天。请重新导出",
    "other_recipient": "这个文件不是给这里的，打不开。请核对是哪台平板、哪个中心的文件",
    "other_centre": "这个文件属于另一个中心。请送到平板加入的那个中心",
    "other_org": "这个文件属于另一个单位。请由那个单位的人员收件",
    "other_kind": "这不是这里要的那种文件：导出文件交中心收件，回执文件由平板导入",
    "other_epoch": "中心的数据恢复过，这个文件对不上。内容都在，请先联网同步一次",
    "old_answer": "这份回执已过时，平板上的内容比它新，没有改动任何内容。请直接联网同步或重新导出",
    "unknown_person": "中心没有这个人的有效账号，或设备已换人，没有收下任何内容。请先联系管理员",
    "too_new": "这个文件出自更新的版本。请先升级这里的程序",
    "not_joined": "本机还没有加入中心，还不能用 U 盘交换。请先联网加入一次",
    "no_centre_key": "本机还没有中心的收件密钥。请先联网同步一次，以后就可以用 U 盘",
    "no_room": "U 盘空间不够，没有留下半个文件。请换一个 U 盘，或选择不带照片原件",
    "too_large": "文件太大，这个 U 盘的格式（FAT32）放不下。请换一个 U 盘，或选择不带照片原件",
    "not_writable": "U 盘写不进去，可能有写保护。请解除写保护或换一个 U 盘",
    "gone": "U 盘读写中断，可能被拔出。请插好后再试，本机内容没有受影响",
    "unknown_case": "本机没有这个工单",
    "no_invitation": "这不是邀请文件。请在接手的平板上写出邀请文件（.kinvite）",
    "handed_before": "这个工单里还有别人移交来、尚未送达中心的内容。请先联网同步一次再移交",
    "taken_before": "这份移交已经接收过，没有重复接收",
    "to_itself": "邀请文件就是本机的，不能移交给自己。请用另一台平板的邀请文件",
}
"""Why a file of the exchange by stick is not taken or not written, and what to do."""
