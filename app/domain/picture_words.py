"""The words of the pictures of an analysis, as templates for screen and paper."""

from typing import Final

PICTURE_WORDS: Final = {
    "hours": "时间",
    "power": "有功功率",
    "day": "日期",
    "clock": "钟点",
    "over_mean": "与日平均之比",
    "month_axis": "月份",
    "share": "占电量",
    "of_limit": "占限值",
    "order": "谐波次数",
    "of_fundamental": "占基波",
    "duration": "负荷持续曲线",
    "total": "有功功率",
    "mean": "平均 {0} kW",
    "highest": "最大 {0} kW",
    "base": "基荷 {0} kW（95 % 的时间不低于）",
    "duration_note": "不低于最大值一半的时间占 {0} %，不低于八成的时间占 {1} %",
    "heat": "日期 × 钟点",
    "heat_note": "最高的一小时是 {0} {1} 起，平均 {2} kW",
    "typical": "典型日（{0}）",
    "days": "{0}（{1} 天平均）",
    "day_note": "{0}在 {1} 最高，{2} kW",
    "day_note_both": "{0}在 {1} 最高，{2} kW；休息日用电为工作日的 {3} %",
    "like": "与“{0}”对照，距离 {1}",
    "mine": "本户{0}",
    "reference": "参考：{0}",
    "like_note": "{0}的逐时形状，各除以自己的日平均；距离 {1} 是 24 个差值的均方根，0 为相同。"
    "参考来自 {2}",
    "months": "各月平均与最大",
    "month": "平均 {0} kW，最大 {1} kW，电量 {2} kWh，有数 {3} %",
    "month_name": "{0}月",
    "january": "{0}年1月",
    "months_note": "横线为当月最大值；全程最大在 {0}，{1} kW",
    "split": "峰谷电量（{0}时段）",
    "period": "{0} kWh，占 {1} %",
    "split_note": "时段依据：{0}",
    "split_verify": "时段依据：{0}；待核对原文",
    "quality": "电能质量与限值（标称 {0} kV）",
    "quality_bar": "{0}：{1} {2}，限值 {3} {2}，{4}",
    "quality_note": "100 % 为限值；越过横线为超标",
    "room": "余量 {0} %",
    "over": "超出 {0} %",
    "limit_line": "限值 {0}",
    "worst": "最差 {0} {1}",
    "value": "测量值",
    "of_phase": "{0} 相",
    "of_lines": "{0} 线电压",
    "harmonics": "各次谐波电压与限值（标称 {0} kV）",
    "order_bar": "{0} 次（{1} 相）：95 % 值 {2} %，最大 {3} %，{4}",
    "order_limit": "限值 {0} %",
    "no_limit": "没有限值",
    "currents": "注入接入点的谐波电流与允许值",
    "current": "电流",
    "current_bar": "{0}：{1}，{2}",
    "harmonics_note": "{0} 次最接近限值：95 % 值为限值的 {1} %",
}
"""What stands in a picture and around it."""
SPOT_NAMES: Final = {
    "sliding": "最大需量（滑差）",
    "peak": "最大负荷",
    "unbalance": "三相最不平衡",
    "quality": "{0}最差",
}
"""What the moments that are worth a look are called."""
SPOT_WORDS: Final = {
    "kw": "{0} kW",
    "unbalance": "{0} %",
    "quality": "{0} {1}",
    "quality_of": "{0} {1}（{2} 相）",
}
"""What is said of them."""
HEADLINE_NAMES: Final = {
    "demand": "最大需量",
    "factor": "负荷率",
    "year": "年用电量",
    "base": "基荷",
    "cos": "功率因数",
    "gaps": "缺数",
}
"""The numbers that come first."""
HEADLINE_WORDS: Final = {
    "until": "{0} 分钟滑差，{1} 止",
    "hours": "年最大负荷利用 {0} 小时",
    "measured": "全年实测",
    "estimated": "按平均功率推算；实测 {0} kWh（{1} 天）",
    "always": "95 % 的时间不低于，为最大值的 {0} %",
    "lowest": "按电量加权；最低 {0}（{1}）",
    "no_reactive": "没有测无功",
    "missing": "{0} 点没有数，没有当作零",
    "none": "没有缺数",
    "no_window": "每 {0} 分钟一点的最大值：凑不成 15 分钟的窗口",
}
"""What is said below each of them."""
