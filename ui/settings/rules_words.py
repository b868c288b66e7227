"""What the files of rules are called on the settings page, and where they come from."""

from typing import Final

from ui.words import tr

_NAMES: Final = {
    "calendars/china.yaml": "工作日历",
    "checklists/completion_inspection.yaml": "竣工检验检查表",
    "checklists/interim_inspection.yaml": "中间检查检查表",
    "checklists/site_survey.yaml": "现场勘查检查表",
    "forms/application.yaml": "用电申请书",
    "forms/completion_inspection.yaml": "竣工检验意见单",
    "forms/consent.yaml": "电子签名与个人信息同意书",
    "forms/design_review.yaml": "设计审查意见单",
    "forms/energisation_order.yaml": "装表接电工单",
    "forms/follow_up.yaml": "回访单",
    "forms/interim_inspection.yaml": "中间检查意见单",
    "forms/load_list.yaml": "用电设备清单",
    "forms/one_time_notice.yaml": "一次性告知书",
    "forms/refusal.yaml": "拒签或缺席记录",
    "forms/scheme_opinion.yaml": "供电方案客户意见",
    "forms/scheme_reply.yaml": "供电方案答复单",
    "forms/site_survey.yaml": "现场勘查单",
    "forms/unit_choice.yaml": "客户自主选择声明",
    "impartiality/licence_scope.yaml": "许可证等级范围",
    "impartiality/phrases.yaml": "公正用语检查",
    "instruments/dlt645.yaml": "电能表读数项（DL/T 645）",
    "instruments/modbus_float_input.yaml": "Modbus 寄存器表（单精度浮点）",
    "instruments/modbus_scaled_holding.yaml": "Modbus 寄存器表（整数）",
    "limits/inputs.yaml": "限值的输入项",
    "limits/limits.yaml": "技术限值",
    "loads/day_shapes.yaml": "各类用户典型日负荷形状",
    "loads/demand_factors.yaml": "需要系数与标准容量",
    "materials/materials.yaml": "申请资料清单",
    "papers/papers.yaml": "单据版式",
    "privacy/personal.yaml": "个人信息",
    "process/policy.yaml": "办理流程的规定",
    "process/stages.yaml": "办理环节",
    "tariffs/tariffs.yaml": "峰谷时段",
    "time_limits/time_limits.yaml": "办理时限",
    "work_orders/columns.yaml": "营销工单的栏目与代码",
}
_SOURCES: Final = {
    "calendars/china.yaml": "国务院办公厅节假日安排通知",
    "limits/inputs.yaml": "业扩工程技术参考，按 GB 50150-2016 的公式",
    "limits/limits.yaml": "业扩工程技术参考，逐条注明标准",
    "loads/day_shapes.yaml": "SimBench 数据集（ODbL 1.0）",
}
_OF_FOLDERS: Final = {
    "checklists": "业扩工程技术参考，逐项注明标准",
    "forms": "业扩业务表单，逐张注明出处",
    "impartiality": "业扩合规规则，逐条注明出处",
    "instruments": "DL/T 645-2007；寄存器表须按仪表说明书核对",
    "loads": "业扩工程技术参考",
    "materials": "业扩业务规则，逐条注明出处",
    "papers": "业扩业务表单，逐张注明出处",
    "privacy": "业扩合规规则，逐条注明出处",
    "process": "业扩业务规则，逐条注明出处",
    "tariffs": "各省分时电价文件，待核对原文",
    "time_limits": "业扩业务规则，逐条注明出处",
    "work_orders": "营销系统导出表",
    "privacy/personal.yaml": "个人信息保护法、网络安全法",
}


def rules_name(file: str) -> str:
    """What a file of rules is called."""
    return tr(_NAMES.get(file, file))


def rules_source(file: str, source: str) -> str:
    """Where its rules come from; as the file says it, where we have no words for it."""
    folder = file.split("/")[0]
    return tr(_SOURCES.get(file, _OF_FOLDERS.get(folder, source)))
