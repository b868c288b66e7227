"""The formulas of load and supply, by name: notation of the field, unit, decimals, basis.

What stands in `notation` is what is reckoned: a test reads it, puts the inputs in and compares.
Source: the load calculation reference, sections 1 to 6, 9 and 10.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.domain.reckoning import Formula, Given, Reckoning

_HANDBOOK: Final = "《工业与民用供配电设计手册》需要系数法"
_COMPENSATION: Final = "《工业与民用供配电设计手册》无功补偿"
_LINE: Final = "GB 50052 电压偏差，线路电压损失"
_SHORT: Final = "GB/T 15544 三相短路电流"
_METER: Final = "DL/T 448 电能计量装置"
_IMPORTANT: Final = "GB/T 29328 重要电力用户供电电源及自备应急电源配置"
_UNBALANCE: Final = "GB/T 15543 三相电压不平衡"
_CAPACITY: Final = "申报、计算、实测与现有容量对照"

BLOCKS: Final = {
    "demand": "负荷计算（需要系数法）",
    "fire": "消防工况",
    "single": "单相负荷与少台数校核",
    "compensation": "无功补偿与变压器",
    "voltage": "供电电压建议",
    "importance": "重要用户供电需求",
    "metering": "计量方案建议",
    "short": "短路电流",
    "lines": "低压线路电压损失",
    "balance": "实测三相平衡",
    "capacity": "申请容量对照",
}
"""Groups of numbers, in the order in which they are shown and printed."""

FORMULAS: Final = {
    "pe_sum": Formula("demand", "设备功率合计", "ΣPe", "各台设备功率之和，不含备用与消防设备", "kW", 2, _HANDBOOK),
    "pj_sum": Formula("demand", "各组有功之和", "ΣPj", "各行 Kx·Pe 之和", "kW", 2, _HANDBOOK),
    "qj_sum": Formula("demand", "各组无功之和", "ΣQj", "各行 Kx·Pe·tanφ 之和", "kvar", 2, _HANDBOOK),
    "p": Formula("demand", "计算有功", "Pjs", "KΣp·ΣPj", "kW", 2, _HANDBOOK),
    "q": Formula("demand", "计算无功", "Qjs", "KΣq·ΣQj", "kvar", 2, _HANDBOOK),
    "s": Formula("demand", "计算视在", "Sjs", "√(Pjs²+Qjs²)", "kVA", 2, _HANDBOOK),
    "cos": Formula("demand", "自然功率因数", "cosφjs", "Pjs/Sjs", "", 3, _HANDBOOK),
    "i": Formula("demand", "计算电流", "Ijs", "Sjs/(√3·Un)", "A", 1, _HANDBOOK),
    "i_single": Formula("demand", "计算电流（单相）", "Ijs", "Sjs·1000/U", "A", 1, _HANDBOOK),
    "p_fire": Formula("fire", "消防工况有功", "Pxf", "KΣp·(ΣPj−ΣPq+ΣPx)", "kW", 2, _HANDBOOK),
    "q_fire": Formula("fire", "消防工况无功", "Qxf", "KΣq·(ΣQj−ΣQq+ΣQx)", "kvar", 2, _HANDBOOK),
    "s_fire": Formula("fire", "消防工况视在", "Sxf", "√(Pxf²+(Qxf−Qk)²)", "kVA", 2, _HANDBOOK),
    "s_chosen": Formula("fire", "选变压器用视在", "Sx", "Sxf 与 S2 中较大者", "kVA", 2, _HANDBOOK),
    "single_share": Formula("single", "单相不平衡部分占三相设备", "k1", "ΔP1/ΣP3·100", "%", 1, _HANDBOOK),
    "single_pe": Formula("single", "单相设备等效三相功率", "Peq", "k·Pm", "kW", 2, _HANDBOOK),
    "few": Formula("single", "少台数时的有功", "Psh", "K0·ΣPe", "kW", 2, _HANDBOOK, True),
    "qc": Formula("compensation", "所需补偿容量", "Qc", "Pjs·(tanφ1−tanφ2)", "kvar", 2, _COMPENSATION),
    "qk": Formula("compensation", "建议补偿容量", "Qk", "整组 n·q，取计量点功率因数达到目标的最小值；大于最小负荷时的无功须自动投切", "kvar", 0, _COMPENSATION),
    "q2": Formula("compensation", "补偿后无功", "Q2", "Qjs−Qk", "kvar", 2, _COMPENSATION),
    "s2": Formula("compensation", "补偿后视在", "S2", "√(Pjs²+Q2²)", "kVA", 2, _COMPENSATION),
    "p1": Formula("compensation", "高压侧有功", "P1", "Pjs+k1·S2", "kW", 2, _COMPENSATION),
    "q1": Formula("compensation", "高压侧无功", "Q1", "Q2+k2·S2", "kvar", 2, _COMPENSATION),
    "s1": Formula("compensation", "高压侧视在", "S1", "√(P1²+Q1²)", "kVA", 2, _COMPENSATION),
    "cos1": Formula("compensation", "计量点功率因数", "cosφ1", "P1/S1", "", 3, _COMPENSATION),
    "cos2": Formula("compensation", "计量点功率因数", "cosφ2", "Pjs/S2", "", 3, _COMPENSATION),
    "sn": Formula("compensation", "建议变压器单台容量", "Sn", "标准容量中负载率在推荐范围内的最小值", "kVA", 0, _HANDBOOK, True),
    "count": Formula("compensation", "建议变压器台数", "N", "单台不适合时增加台数；互为备用时每台能带全部一、二级负荷", "", 0, _HANDBOOK, True),
    "no_sn": Formula("compensation", "建议变压器", "Sn", "标准容量均不在推荐负载率内，需专门选型", "", 0, _HANDBOOK, True),
    "beta": Formula("compensation", "变压器负载率", "β", "Sx/(N·Sn)", "", 3, _HANDBOOK, True),
    "qk_share": Formula("compensation", "补偿占变压器容量", "k", "Qk/(N·Sn)·100", "%", 1, _COMPENSATION, True),
    "i_lv": Formula("compensation", "变压器低压侧额定电流", "I2n", "Sn/(√3·U2n)", "A", 1, _HANDBOOK),
    "i_hv": Formula("compensation", "高压侧计算电流", "I1", "S1/(√3·U1)", "A", 2, _HANDBOOK),
    "voltage": Formula("voltage", "最低可行供电电压", "U", "可行范围内最低的一级", "", 0, "供电营业规则（2024），省级规定优先", True),
    "voltages": Formula("voltage", "全部可行的供电电压", "U", "容量落在其范围内的各级", "", 0, "供电营业规则（2024），省级规定优先", True),
    "voltage_note": Formula("voltage", "特殊负荷提示", "", "清单中有谐波、冲击、波动或不平衡负荷", "", 0, "供电营业规则（2024），省级规定优先", True),
    "vital_s": Formula("importance", "重要负荷视在", "Sv", "√(Pv²+Qv²)", "kVA", 2, _IMPORTANT, True),
    "own": Formula("importance", "自备应急电源容量不小于", "Pby", "kb·Pba", "kW", 2, _IMPORTANT, True),
    "sources": Formula("importance", "所需电源", "N", "按客户分级", "", 0, _IMPORTANT, True),
    "technique": Formula("importance", "与允许停电时间相配的电源", "t", "按允许停电时间", "", 0, _IMPORTANT, True),
    "scheme": Formula("metering", "建议计量方式", "", "按供电电压与变压器容量", "", 0, _METER, True),
    "wiring": Formula("metering", "建议接线", "", "按中性点接地方式", "", 0, _METER, True),
    "i_rated": Formula("metering", "计量点额定电流", "In", "Sn/(√3·Um)", "A", 2, _METER),
    "i_lv_single": Formula("metering", "计量点额定电流", "In", "P·1000/U", "A", 2, _METER),
    "i_lv_three": Formula("metering", "计量点额定电流", "In", "P/(√3·Um·cosφ)", "A", 2, _METER),
    "i_normal": Formula("metering", "计量点正常电流", "Iz", "β·In", "A", 2, _METER),
    "ct": Formula("metering", "建议电流互感器一次电流", "I1n", "标准一次电流中正常电流最接近其 60 % 者", "A", 0, _METER, True),
    "no_ct": Formula("metering", "建议电流互感器一次电流", "I1n", "没有一档标准一次电流同时合于额定电流与正常电流，请核对容量", "", 0, _METER, True),
    "ct_share": Formula("metering", "正常电流占一次电流", "ki", "Iz/I1n", "", 3, _METER, True),
    "k": Formula("metering", "计量倍率", "K", "(I1n/I2n)·(U1n/U2n)", "", 0, _METER),
    "k_lv": Formula("metering", "计量倍率", "K", "I1n/I2n", "", 0, _METER),
    "xs": Formula("short", "系统电抗", "Xs", "Un²/Sk·1000", "mΩ", 3, _SHORT),
    "zt": Formula("short", "变压器阻抗", "Zt", "uk/100·Un²/St·1000", "mΩ", 3, _SHORT),
    "rt": Formula("short", "变压器电阻", "Rt", "Pk·Un²/St²", "mΩ", 3, _SHORT),
    "xt": Formula("short", "变压器电抗", "Xt", "√(Zt²−Rt²)", "mΩ", 3, _SHORT),
    "ik3": Formula("short", "低压母线三相短路电流", "Ik3", "c·Un·1000/(√3·√(Rt²+(Xs+Xt)²))", "kA", 2, _SHORT, True),
    "ik_end": Formula("short", "线路末端三相短路电流", "Ik", "Un·1000/(√3·√((Rt+Rl)²+(Xs+Xt+Xl)²))", "kA", 3, _SHORT, True),
    "unbalance": Formula("short", "单相负荷引起的电压不平衡", "ε", "√3·I2·U/(10·Sk)", "%", 2, _UNBALANCE, True),
    "i_line": Formula("lines", "线路电流", "I", "P·1000/(√3·U·cosφ)", "A", 3, _LINE),
    "i_line1": Formula("lines", "线路电流", "I", "P·1000/(U·cosφ)", "A", 2, _LINE),
    "du": Formula("lines", "电压损失", "ΔU", "√3·I·L·(r0·cosφ+x0·sinφ)", "V", 3, _LINE),
    "du1": Formula("lines", "电压损失", "ΔU", "2·I·L·(r0·cosφ+x0·sinφ)", "V", 3, _LINE),
    "du_pct": Formula("lines", "电压损失百分数", "ΔU%", "100·ΔU/U", "%", 3, _LINE, True),
    "delta": Formula("balance", "电流不平衡度（对平均值）", "δ", "(|Iφ−Iavg|max)/Iavg·100", "%", 3, _UNBALANCE),
    "delta_max": Formula("balance", "电流不平衡度（对最大值）", "δm", "(Imax−Imin)/Imax·100", "%", 3, "配电变压器运行规程", True),
    "i_neutral": Formula("balance", "中性线电流（各相功率因数相同）", "IN", "√(Ia²+Ib²+Ic²−Ia·Ib−Ib·Ic−Ic·Ia)", "A", 2, _UNBALANCE),
    "voltage_l": Formula("balance", "线电压比", "Lu", "(Uab⁴+Ubc⁴+Uca⁴)/(Uab²+Ubc²+Uca²)²", "", 6, _UNBALANCE),
    "epsilon": Formula("balance", "电压不平衡度", "εu", "100·√((1−√(3−6·Lu))/(1+√(3−6·Lu)))", "%", 3, _UNBALANCE),
    "asked": Formula("capacity", "申请后总容量", "Sq", "Sy+Sz", "", 2, _CAPACITY),
    "measured_s": Formula("capacity", "实测最大视在", "Sm", "Pm/cosφ", "kVA", 2, _CAPACITY),
    "needed": Formula("capacity", "计算所需（现有实测加新增）", "Sx", "Sm+S2", "", 2, _CAPACITY),
    "asked_rate": Formula("capacity", "计算负荷占申请后总容量", "β1", "Sx/Sq", "", 3, _CAPACITY, True),
    "measured_rate": Formula("capacity", "实测占计算负荷", "β2", "Pm/Pjs", "", 3, _CAPACITY, True),
    "existing_rate": Formula("capacity", "实测占现有容量", "β3", "Sm/Sy", "", 3, _CAPACITY, True),
    "existing_need": Formula("capacity", "计算负荷占现有容量", "β4", "Sx/Sy", "", 3, _CAPACITY, True),
}  # fmt: skip
"""What can be reckoned, in the order in which it follows within its group."""

MAIN: Final = frozenset(
    {"p", "q", "s", "i", "i_single", "s_fire", "s_chosen", "single_share", "single_pe", "few"}
    | {
        "qk",
        "cos1",
        "cos2",
        "sn",
        "count",
        "no_sn",
        "beta",
        "voltage",
        "voltages",
        "voltage_note",
        "vital_s",
    }
    | {
        "own",
        "sources",
        "technique",
        "scheme",
        "wiring",
        "ct",
        "no_ct",
        "k",
        "k_lv",
        "ik3",
        "ik_end",
    }
    | {"unbalance", "du_pct", "delta", "delta_max", "epsilon"}
    | {"asked_rate", "measured_rate", "existing_rate", "existing_need"}
)
"""What is shown at once; the steps that lead there are shown when they are asked for."""

SOURCE_NAMES: Final = {
    "typed": "现场填写",
    "proposed": "建议的默认值",
    "listed": "用电设备清单",
    "case": "申请资料",
    "measured": "实测数据",
    "rule": "规则取值",
    "reckoned": "前面的计算",
}
"""Where an input comes from, in words."""

VERDICT_NAMES: Final = {
    "fine": "符合",
    "advise": "建议核对",
    "over": "超过限值",
    "short": "不足",
    "small": "偏小",
    "large": "偏大",
}
"""What a number comes to where it is held against a bound."""

CAPACITY_SENTENCES: Final = {
    "asked_fine": "申请容量与计算负荷相符：计算所需 {0} {1}，占申请后总容量 {2} {1} 的 {3} %，在 {4}–{5} % 之内，距上限还有 {6} {1}。",
    "asked_large": "申请容量偏大：计算所需 {0} {1}，只占申请后总容量 {2} {1} 的 {3} %，低于 {4} %；按此负荷，{6} {1} 左右已够。",
    "asked_small": "申请容量偏小：计算所需 {0} {1}，占申请后总容量 {2} {1} 的 {3} %，高于 {5} %；按此负荷，约需 {6} {1}。",
    "measured_fine": "计算负荷与实测相符：实测最大 {0} kW，为计算有功 {1} kW 的 {2} %。",
    "measured_large": "计算负荷偏大：实测最大只有 {0} kW，为计算有功 {1} kW 的 {2} %，低于 {3} %；请核对清单与需要系数。",
    "measured_small": "计算负荷偏小：实测最大已有 {0} kW，为计算有功 {1} kW 的 {2} %，高于 {4} %；清单可能有遗漏。",
    "existing_full": "现有容量已接近用满：实测最大 {0} {1}，占现有容量 {2} {1} 的 {3} %，高于 {5} %。",
    "existing_fine": "现有容量的使用正常：实测最大 {0} {1}，占现有容量 {2} {1} 的 {3} %。",
    "existing_idle": "现有容量大部分没有用到：实测最大 {0} {1}，只占现有容量 {2} {1} 的 {3} %，低于 {4} %。",
    "existing_enough": "现有容量已能满足计算负荷：计算所需 {0} {1}，占现有容量 {2} {1} 的 {3} %，不高于 {5} %；请核实增容的必要性。",
}  # fmt: skip
"""What the comparison says, by what it found; each place is a number or a unit."""

DEDICATED: Final = "宜取较高一级电压或专线供电"
"""What is proposed where loads disturb the grid."""
GIVEN: Final = {
    "target": "cosφ目标",
    "limit": "限值",
    "bound": "界限",
    "low": "下限",
    "high": "上限",
    "sources": "应有电源",
    "noted_sources": "已拟电源",
    "noted_places": "已拟变电站",
    "own": "已有自备",
}
"""Inputs that have no symbol in the field."""

ROUNDING: Final = (
    "各式按 28 位有效数字的十进制计算，前面的结果以全部位数代入；所列数值按四舍五入取到所示位数。"
)
"""How digits are kept, for paper and screen alike."""


@dataclass(frozen=True)
class Reckoner:
    """Makes reckonings by one version of the rules; `about` names the thing they are of."""

    rule: str
    about: str = ""
    place: str = ""
    """The id of that thing, where there are several."""

    def of(self, name: str, value: Decimal | str, *given: Given, verdict: str = "") -> Reckoning:
        """What this formula comes to, with what it was reckoned from."""
        place = f"{name}@{self.place}" if self.place else name
        formula = FORMULAS[name]
        return Reckoning(place, formula, value, given, self.rule, verdict, self.about)
