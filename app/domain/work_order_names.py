"""What is said of work orders that are taken in, on the office's pages and by the command."""

from collections.abc import Iterator
from typing import Final

from app.domain.work_order import UNASKED, Choice, FieldChange, Intake, RowFate

SHEET_FAULTS: Final = {
    "unreadable": "文件打不开，请确认它还在、没有被别的程序占用",
    "empty_file": "文件是空的，请从营销系统重新导出",
    "too_large": "文件太大，请分成几份导入",
    "too_many_rows": "行数太多，请分成几份导入",
    "not_a_table": "这不是表格文件，请选 XLSX、XLS 或 CSV",
    "web_page": "这是网页格式的表格，请在表格软件中打开后另存为 XLSX",
    "locked": "文件有打开密码，请去掉密码后再导入",
    "damaged": "表格文件已损坏，或不是真正的表格文件，请在表格软件中打开后另存为 XLSX",
    "open_quote": "这一行的引号没有配对，请补上或另存为 XLSX",
    "no_header": "没有找到表头，表头须有申请编号、户名等列名",
    "missing_columns": "缺少必要的列",
    "no_rows": "表头下面没有数据行，请确认导出的范围",
    "timed_out": "读取超过 30 秒，已停止，请分成几份导入",
    "crashed": "文件无法解析，读取进程已安全退出，请另存为 XLSX",
}
"""Why a whole file of work orders is not read."""

ROW_FAULTS: Final = {
    "missing": "必填，但是空的",
    "too_long": "太长，最多 {detail} 个字",
    "control": "有无法显示的控制字符",
    "digits": "只能是数字",
    "scientific": "长编号被表格软件改成了科学计数，末几位已经丢失，请把该列设为文本后重新导出",
    "phone": "不是手机或座机号码",
    "not_a_number": "应当是数字",
    "not_positive": "应当大于 0",
    "too_large": "数值太大",
    "decimals": "小数最多 {detail} 位",
    "unknown_code": "不认识这个取值，请按对照表改写或补充对照表",
    "impossible_time": "不是日期时间，或没有这一天",
    "future": "晚于现在",
    "before_submitted": "早于申请时间",
    "class_voltage": "与客户类别不符",
    "not_for_new": "新装不应有原有容量",
    "twice": "与第 {detail} 行编号相同而内容不同",
    "several_cases": "系统里有不止一个工单用这个编号，请先处理",
    "refused": "中心没有接受（{detail}）",
}
"""Why a row of a file of work orders is refused."""

KEPT_NAMES: Final = {
    "field": "本系统已更正，保留",
    "unasked": "没有选择更新",
    "survey": "现场勘查已核定，保留",
    "closed": "工单已结束，保留",
    "event": "已登记的时间不改",
    "stage": "当前环节不能登记",
}
"""Why ours stays where the file says something else."""

FATE_NAMES: Final = {
    "new": "新工单",
    "changed": "有变更",
    "same": "无变化",
    "differs": "有差异（未改动）",
    "refused": "不能导入",
}

_ROW_REMARKS: Final = {
    "no_account": "客户经理“{}”没有账号，工单暂未分派",
    "several_accounts": "叫“{}”的账号不止一个，请在文件里写用户名",
}


def row_fault(column: str, why: str, found: str, detail: str) -> str:
    """Why a cell is refused, with what stands there."""
    said = ROW_FAULTS.get(why, why).replace("{detail}", detail)
    said = f"“{column}”{said}" if column else said
    return f"{said}（读到“{found}”）" if found else said


def row_remark(remark: str) -> str:
    """What was noticed in a row of work orders."""
    word, _, value = remark.partition(":")
    return _ROW_REMARKS.get(word, word).replace("{}", value)


def sheet_fault(why: str, line: int = 0, found: str = "") -> str:
    """Why a whole file is not read, with its place."""
    place = f"第 {line} 行：" if line else ""
    return f"{place}{SHEET_FAULTS.get(why, why)}" + (f"（{found}）" if found else "")


def field_change(change: FieldChange) -> str:
    """One field that is not what we hold, and what becomes of it."""
    said = f"{change.column}：{change.ours or '空'} → {change.theirs}"
    return f"{said}（{KEPT_NAMES.get(change.kept, change.kept)}）" if change.kept else said


def counted(intake: Intake) -> str:
    """How many rows there are of each fate."""
    some = {fate: intake.counts.get(fate, 0) for fate in RowFate}
    return "，".join(f"{FATE_NAMES[fate]} {count} 行" for fate, count in some.items() if count)


def intake_hints(intake: Intake, choice: Choice) -> Iterator[str]:
    """How to have what was not taken over, and what was asked for in vain."""
    every = [(row.application_no, change) for row in intake.rows for change in row.fields]
    if any(change.kept == UNASKED for _, change in every):
        yield "已有工单与文件不同的地方没有改动；要按文件更新，请加 --changes。"
    if corrected := next(((no, c.column) for no, c in every if c.may_be_chosen), None):
        named = ":".join(corrected)
        yield f"本系统已更正的内容保留；要改用文件的值，请逐项写明，如 --over {named}。"
    taken = {(number, change.column) for number, change in every if not change.kept}
    for number, column in sorted(choice.over - taken):
        yield f"--over {number}:{column} 没有起作用：这一项没有差异，或不能由文件更新。"


def intake_lines(intake: Intake) -> Iterator[str]:
    """What a file of work orders does, line by line; rows without news are only counted."""
    for row in intake.rows:
        told = [row_fault(f.column, f.why, f.found, f.detail) for f in row.faults]
        told += [field_change(change) for change in row.fields]
        told += [row_remark(remark) for remark in row.remarks]
        if row.fate is RowFate.SAME and not told:
            continue
        who = f"第 {row.line} 行　{row.application_no or '（无编号）'} {row.name}".rstrip()
        yield f"{who}　{FATE_NAMES[row.fate]}" + (f"：{'；'.join(told)}" if told else "")
    if intake.repeated:
        yield f"重复的行已略过：{'、'.join(map(str, intake.repeated))}"
    if intake.unused:
        yield f"没有用到的列：{'、'.join(intake.unused)}"
    yield f"{_what_came(intake)}：{counted(intake)}"


def _what_came(intake: Intake) -> str:
    if not intake.taken:
        return "预览"
    written = intake.counts[RowFate.NEW] + intake.counts[RowFate.CHANGED]
    return "已导入" if written else "没有要写入的内容"
