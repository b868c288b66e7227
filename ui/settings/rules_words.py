"""What the files of rules are called on the settings page, and where they come from."""

from typing import Final

from ui.words import tr

_NAMES: Final = {
    "calendars/china.yaml": "工作日历",
    "checklists/completion_inspection.yaml": "竣工检验检查表",
    "checklists/interim_inspection.yaml": "中间检查检查表",
    "checklists/site_survey.yaml": "现场勘查检查表",
    "limits/inputs.yaml": "限值的输入项",
    "limits/limits.yaml": "技术限值",
    "time_limits/time_limits.yaml": "办理时限",
}
_SOURCES: Final = {
    "calendars/china.yaml": "国务院办公厅节假日安排通知",
    "checklists/completion_inspection.yaml": "业扩工程技术参考，逐项注明标准",
    "checklists/interim_inspection.yaml": "业扩工程技术参考，逐项注明标准",
    "checklists/site_survey.yaml": "业扩工程技术参考，逐项注明标准",
    "limits/inputs.yaml": "业扩工程技术参考，按 GB 50150-2016 的公式",
    "limits/limits.yaml": "业扩工程技术参考，逐条注明标准",
    "time_limits/time_limits.yaml": "业扩业务规则，逐条注明出处",
}


def rules_name(file: str) -> str:
    """What a file of rules is called."""
    return tr(_NAMES.get(file, file))


def rules_source(file: str, source: str) -> str:
    """Where its rules come from; as the file says it, where we have no words for it."""
    return tr(_SOURCES.get(file, source))
