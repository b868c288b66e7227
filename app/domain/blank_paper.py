"""A form with nothing on it, to be filled by hand where there is no tablet: what is printed of it.

It has the sections of the filled paper in their order, and room in place of every value; what only
some cases are asked is there too, for paper cannot leave it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.domain.blank_parts import (
    BlankField,
    BlankPart,
    BlankTable,
    blank_groups,
    blank_parts,
    blank_rows,
)
from app.domain.checklist import Checklist, ChecklistItem
from app.domain.defect import SEVERITY_NAMES, Severity
from app.domain.filing import FAMILIES
from app.domain.form import Form
from app.domain.inspection import InspectionKind
from app.domain.inspection_paper import DECLARATION, OUTCOMES, TITLES
from app.domain.instrument import INSTRUMENT_NAMES
from app.domain.layout import PLAIN, Layout
from app.domain.limit import Limit
from app.domain.load_rows import LOADS
from app.domain.rectification_paper import DECLARATION as NOTICE_DECLARATION
from app.domain.rectification_paper import NOTICE
from app.domain.rectification_paper import TITLE as NOTICE_TITLE
from app.domain.signer import CREW, SEVERAL, SignerRole
from app.domain.signing import ONE_AND_CUSTOMER
from app.domain.survey_paper import DECLARATION as SURVEY_DECLARATION
from app.domain.survey_paper import SETTLED_FIELDS, SETTLED_IN

VISITS: Final[Mapping[str, InspectionKind]] = {
    "F01": InspectionKind.SURVEY,
    "F02": InspectionKind.SURVEY,
    "F05": InspectionKind.INTERIM,
    "F06": InspectionKind.COMPLETION,
}
"""The forms of visits; their form and their checklist have the name of the kind."""
BLANK_FORMS: Final = tuple(sorted({*VISITS, NOTICE, *FAMILIES}))
"""All forms that there is a blank of."""

HEADER: Final = (
    *("申请编号", "业务类型", "户　　名", "户　　号", "用电地址", "客户类别", "联 系 人"),
    *("供电电压", "经 办 人", "申请容量", "原有容量"),
)
"""The names of the header block H (`paper.case_header`)."""

_ENERGISATION: Final = "energisation"
_DEFECTS, _INSTRUMENTS = 8, 4
_SIGNING: Final = 3
"""So many of those who sign each in a place of his own have one on a blank."""


@dataclass(frozen=True)
class BlankPaper:
    """What a blank form says, all of it."""

    form: str
    title: str
    rules: str
    """By which version of which rules it is printed."""
    header: tuple[BlankField, ...]
    parts: tuple[BlankPart, ...]
    annexed: tuple[BlankPart, ...]
    """The parts that follow the signatures."""
    last: tuple[BlankField, ...]
    """What is ticked just above the signatures."""
    signers: tuple[SignerRole, ...]
    copies: tuple[str, ...]
    declaration: str
    is_wide: bool = False
    """Whether its pages lie on their side."""


def _header(deed: str) -> tuple[BlankField, ...]:
    """The header block H, and who did it when."""
    who = "填 单 人" if deed == "填单" else f"{deed}人员"
    more = (
        BlankField(who),
        BlankField(f"{deed}时间", "moment"),
        BlankField(f"{deed}次数", "times"),
    )
    return (*map(BlankField, HEADER), *more)


def blank_filing(
    form: Form, checklist: Checklist, limits: Mapping[str, Limit], layout: Layout = PLAIN
) -> BlankPaper:
    """The blank of a form that is filed apart from a visit; `checklist` is that of completion."""
    apart, sections = layout.annexed, layout.arranged(form.sections)
    parts = list(blank_parts(s for s in sections if s.id not in apart))
    rules = f"规则 {form.version}"
    if form.items:
        wanted = frozenset(form.items)
        groups = tuple(blank_groups(checklist, limits, lambda item: item.id in wanted))
        parts.append(BlankPart("投运检验", groups=groups))
        rules += f"　检查表 {checklist.version}"
    return BlankPaper(
        form=form.number,
        title=form.zh,
        rules=rules,
        header=_header("填单"),
        parts=tuple(parts),
        annexed=tuple(blank_parts(s for s in sections if s.id in apart)),
        last=(),
        signers=_signers(form),
        copies=form.copies,
        declaration=form.declaration,
        is_wide=LOADS in form.tables,
    )


def as_wanted(paper: BlankPaper, layout: Layout) -> BlankPaper:
    """The same with the title, the declaration and the copies that an office wants."""
    return replace(
        paper,
        title=layout.title or paper.title,
        rules=f"{paper.rules}　版式 {layout.version}",
        copies=layout.kept_by(paper.copies),
        declaration=layout.declared(paper.declaration),
    )


def blank_survey(form: Form, checklist: Checklist, limits: Mapping[str, Limit]) -> BlankPaper:
    """The blank of a survey's paper: F01 or F02."""
    result = form.fields["survey_result"]
    apart = {*SETTLED_FIELDS, result.id}
    sections = (
        replace(each, fields=tuple(f for f in each.fields if f.id not in apart))
        for each in form.sections
    )
    parts = list(blank_parts(sections))
    at = [section.id for section in form.sections].index(SETTLED_IN)
    parts.insert(at, _settled(form))
    told = [part for part in parts if not part.has_sketch]
    sketches = [part for part in parts if part.has_sketch]
    checked = BlankPart("现场核查", groups=tuple(blank_groups(checklist, limits, _is_asked)))
    return BlankPaper(
        form=form.number,
        title=form.zh,
        rules=f"规则 {form.version}　检查表 {checklist.version}",
        header=_header("勘查"),
        parts=(*told, checked, *sketches, _instruments(), _opinion("勘查意见")),
        annexed=(),
        last=(BlankField("勘查结论", "choice", options=tuple(result.options.values())),),
        signers=_signers(form),
        copies=("客户", "供电企业"),
        declaration=SURVEY_DECLARATION,
    )


def _settled(form: Form) -> BlankPart:
    """What was applied for beside what the surveyors confirm."""
    uses = tuple(form.fields["tariff_confirmed"].options.values())
    columns = (
        BlankField("核定项目"),
        BlankField("申　请"),
        BlankField("核　定"),
        BlankField("与申请一致", "flag", options=("是", "否")),
    )
    names = ("用电类别", "行业分类", "用电容量", "供电电压")
    rows = tuple((name, "", "", "") for name in names)
    told = (f"用电类别可填：{'、'.join(uses)}。", False)
    return BlankPart("现场勘查人员核定", tables=(BlankTable("", columns, rows),), says=(told,))


def blank_inspection(
    form: Form, checklist: Checklist, limits: Mapping[str, Limit], kind: InspectionKind
) -> BlankPaper:
    """The blank of an inspection's paper: F05 or F06."""
    apart = {s.id: s for s in form.sections if s.id in ("result", "as_built")}
    before = blank_parts(s for s in form.sections if s.id not in apart)
    after = blank_parts([apart["result"]])
    compared = next(blank_parts([apart["as_built"]] if "as_built" in apart else []), BlankPart(""))
    documents = tuple(blank_groups(checklist, limits, lambda i: _is_asked(i) and _is_document(i)))
    on_site = tuple(blank_groups(checklist, limits, lambda i: _is_asked(i) and not _is_document(i)))
    return BlankPaper(
        form=form.number,
        title=TITLES[kind],
        rules=f"规则 {form.version}　检查表 {checklist.version}",
        header=_header("检验"),
        parts=(
            *before,
            *([BlankPart("资料检验", groups=documents)] if documents else []),
            BlankPart(
                "受电工程与供电方案核对",
                compared.fields,
                (_comparison(), *compared.tables),
            ),
            BlankPart("现场检验", groups=on_site),
            BlankPart("缺陷及整改要求", tables=(_defects("缺陷内容及整改要求"),)),
            _instruments(),
            *after,
            _opinion("检验意见"),
        ),
        annexed=(),
        last=(BlankField("检验结论", "choice", options=OUTCOMES[kind]),),
        signers=_signers(form),
        copies=("客户", "供电企业"),
        declaration=DECLARATION,
    )


def blank_notice(form: Form) -> BlankPaper:
    """The blank of the notice of defects F07; `form` is that of the inspection before it."""
    answers = BlankTable(
        "",
        (
            BlankField("客户采取的整改措施", "note"),
            BlankField("完成日期", "date"),
            BlankField("复检结果", "choice", options=("已整改", "未到位")),
        ),
        blank_rows(3, _DEFECTS),
    )
    facts = (
        BlankField("来源单据"),
        BlankField("缺陷条数", "integer", "条"),
        BlankField("整改期限（双方商定）", "date"),
        BlankField("复检申请渠道"),
    )
    return BlankPaper(
        form=NOTICE,
        title=NOTICE_TITLE,
        rules=f"规则 {form.version}",
        header=_header("检验"),
        parts=(
            BlankPart("通知事项", facts),
            BlankPart("缺陷及整改要求", tables=(_defects("缺陷内容", "应达到的要求"),)),
            BlankPart("整改情况（申请复检时填写）", tables=(answers,)),
        ),
        annexed=(),
        last=(),
        signers=_signers(form),
        copies=("客户", "供电企业"),
        declaration=NOTICE_DECLARATION,
    )


def _signers(form: Form) -> tuple[SignerRole, ...]:
    """Everybody who may have to sign it; of a team some places."""
    found: list[SignerRole] = []
    for signer in form.signs:
        places = SEVERAL[signer.role] if signer.each else (signer.role,)
        found += places[: 2 if places == CREW else _SIGNING]
    return tuple(found) or ONE_AND_CUSTOMER


def _instruments() -> BlankPart:
    kinds = tuple(INSTRUMENT_NAMES.values())
    columns = (
        BlankField("仪器名称", "choice", options=kinds),
        BlankField("型号"),
        BlankField("出厂编号"),
        BlankField("检定有效期至", "date"),
    )
    return BlankPart("检测仪器", tables=(BlankTable("", columns, blank_rows(4, _INSTRUMENTS)),))


def _defects(told: str, *more: str) -> BlankTable:
    grades = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
    columns = (
        BlankField("部位"),
        BlankField(told, "note"),
        BlankField("等级", "choice", options=tuple(SEVERITY_NAMES[each] for each in grades)),
        BlankField("依据"),
        *(BlankField(each, "note") for each in more),
    )
    return BlankTable("", columns, blank_rows(len(columns), _DEFECTS))


def _comparison() -> BlankTable:
    columns = (
        BlankField("项目"),
        BlankField("现场核实"),
        BlankField("供电方案"),
        BlankField("核对结果", "choice", options=("一致", "不一致")),
    )
    names = ("受电容量", "供电电源", "计量方式", "产权分界")
    return BlankTable("", columns, tuple((name, "", "", "") for name in names))


def _opinion(title: str) -> BlankPart:
    return BlankPart(title, (BlankField("", "opinion"),))


def _is_asked(item: ChecklistItem) -> bool:
    """Whether it is asked at the visit itself, and not as a field of its form."""
    return item.stage != _ENERGISATION and not item.field


def _is_document(item: ChecklistItem) -> bool:
    return item.form_row.startswith("D")
