"""The completion opinion (F06) drawn as an A4 form: PDF/A-3b, its record inside, ready to sign."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final

from PIL import Image as Picture
from PIL import UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Image, KeepTogether, Spacer

from app.clock import CHINA
from app.documents import page
from app.documents.archive import FieldPlace, archive
from app.documents.curve import LoadCurve
from app.documents.font import undrawable
from app.documents.page import (
    BODY,
    CELL,
    CENTRE,
    FAILED,
    GROUP,
    HEADING,
    LABEL,
    NOTE,
    ORGANISATION,
    SHADE,
    SMALL,
    SMALL_CENTRE,
    TITLE,
    WIDTH,
    Footer,
    para,
    table,
)
from app.domain.checklist import Conclusion
from app.domain.defect import Defect, Severity
from app.domain.limit import Verdict
from app.domain.report import (
    InspectionPaper,
    PaperCurve,
    PaperGroup,
    PaperPhoto,
    PaperRow,
    SignerRole,
)

_VERDICT: Final = {
    Verdict.PASS: "√ 合格",
    Verdict.FAIL: "× 不合格",
    Verdict.UNDETERMINED: "未判定",
    Verdict.NOT_APPLICABLE: "不适用",
}
_SEVERITY: Final = {
    Severity.CRITICAL: "危急",
    Severity.MAJOR: "严重",
    Severity.MINOR: "一般",
    Severity.INFO: "提示",
}
_SIGNER: Final = {
    SignerRole.INSPECTOR: "检验人员（签字）",
    SignerRole.CUSTOMER: "客户经办人（签字）",
}
_CONF: Final = {"sure": "已核对", "verify": "待核对原文"}
_FIELD_HEIGHT: Final = 25 * mm
_PHOTO_BOX: Final = (WIDTH / 2 - 4 * mm, 66 * mm)


def draw_inspection(paper: InspectionPaper) -> bytes:
    """The paper as PDF/A-3b with its record attached and an empty field for each signer.

    Equal papers give equal bytes.
    """
    issue = paper.issue
    page.use_font()
    places: list[FieldPlace] = []
    footer = Footer(paper.title, issue.doc_no, issue.revision, issue.record_digest, issue.qr)
    drawn = page.build(list(_story(paper, places)), footer)
    title = f"{paper.title} {issue.doc_no}"
    return archive(drawn, title, issue.record, issue.issued_at, places)


def _story(paper: InspectionPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    yield from _head(paper)
    yield from _section("一、资料检验", _documents(paper.documents))
    yield from _section("二、受电工程与供电方案核对", _comparisons(paper))
    yield from _section("三、现场检验", _findings(paper.groups))
    yield from _section("四、缺陷及整改要求", _defects(paper.defects))
    yield from _section("五、检验仪器", _instruments(paper))
    yield from _conclusion(paper, places)
    if paper.curve is not None:
        yield from _curve(paper.curve)
    if paper.photos:
        yield from _photos(paper.photos)
    if paper.limits:
        yield from _section("附录　限值及出处", _limits(paper.limits))
    yield from _remarks(paper)


def _head(paper: InspectionPaper) -> Iterator[Flowable]:
    issue = paper.issue
    yield para(issue.organisation, ORGANISATION)
    yield Spacer(0, 1.5 * mm)
    yield para(paper.title, TITLE)
    yield Spacer(0, 2 * mm)
    issued = issue.issued_at.astimezone(CHINA)
    line = table(
        [
            [
                para(f"编号：{issue.doc_no}　第 {issue.revision} 版", SMALL),
                para(f"签发：{issued:%Y-%m-%d %H:%M}", SMALL_CENTRE),
            ]
        ],
        (130, 45),
        ("BOX", (0, 0), (-1, -1), 0, page.Color(1, 1, 1, 0)),
        ("INNERGRID", (0, 0), (-1, -1), 0, page.Color(1, 1, 1, 0)),
    )
    yield line
    cells = [(para(name, LABEL), para(text or "—", CELL)) for name, text in paper.header]
    if len(cells) % 2:
        cells.append((para("", LABEL), para("", CELL)))
    rows = [[*cells[i], *cells[i + 1]] for i in range(0, len(cells), 2)]
    shaded = [("BACKGROUND", (column, 0), (column, -1), SHADE) for column in (0, 2)]
    yield table(rows, (20, 77, 20, 58), *shaded)


def _section(title: str, body: Iterable[Flowable]) -> Iterator[Flowable]:
    yield CondPageBreak(32 * mm)
    yield Spacer(0, 3.5 * mm)
    yield para(title, HEADING)
    yield Spacer(0, 1.2 * mm)
    yield from body


def _documents(groups: Sequence[PaperGroup]) -> Iterator[Flowable]:
    rows = [row for group in groups for row in group.rows]
    if not rows:
        yield para("无。", CELL)
        return
    head = [para(text, LABEL) for text in ("序号", "资料名称", "检验情况", "依据", "结论")]
    body = [
        [
            para(str(number), CENTRE),
            para(row.item, CELL),
            para(_said(row), CELL),
            para(row.reference, SMALL),
            _verdict(row.verdict),
        ]
        for number, row in enumerate(rows, start=1)
    ]
    yield table([head, *body], (9, 68, 48, 30, 20), repeat=1)


def _comparisons(paper: InspectionPaper) -> Iterator[Flowable]:
    head = [para(text, LABEL) for text in ("项目", "现场核实", "供电方案", "核对结果")]
    told = {True: "√ 一致", False: "× 不一致", None: "见现场检验"}
    body = [
        [
            para(row.name, LABEL),
            para(row.as_built or "—", CELL),
            para(row.scheme or "—", CELL),
            para(told[row.agrees], FAILED if row.agrees is False else CENTRE),
        ]
        for row in paper.comparisons
    ]
    yield table([head, *body], (22, 56, 75, 22), repeat=1)


def _findings(groups: Sequence[PaperGroup]) -> Iterator[Flowable]:
    head = [para(text, LABEL) for text in ("序号", "检验项目", "标准要求", "检验情况", "结论")]
    rows: list[list[Any]] = [head]
    spans: list[tuple[Any, ...]] = []
    number = 0
    for group in groups:
        at = len(rows)
        rows.append([para(group.title, GROUP), "", "", "", ""])
        spans += [
            ("SPAN", (0, at), (-1, at)),
            ("BACKGROUND", (0, at), (-1, at), page.HexColor(0xF7F9FB)),
            ("NOSPLIT", (0, at), (0, at + 1)),
        ]
        for row in group.rows:
            number += 1
            rows.append(_finding(number, row))
    yield table(rows, (9, 66, 38, 42, 20), *spans, repeat=1)


def _finding(number: int, row: PaperRow) -> list[Any]:
    return [
        para(str(number), CENTRE),
        para(row.item, CELL),
        para(row.requirement or row.reference, CELL if row.requirement else SMALL),
        para(_said(row), CELL),
        _verdict(row.verdict),
    ]


def _said(row: PaperRow) -> str:
    return "\n".join(text for text in (row.reading, row.note) if text) or "—"


def _verdict(verdict: Verdict) -> Flowable:
    return para(_VERDICT[verdict], FAILED if verdict is Verdict.FAIL else CENTRE)


def _defects(defects: Sequence[Defect]) -> Iterator[Flowable]:
    if not defects:
        yield table([[para("未发现缺陷。", CELL)]], (1,))
        return
    head = [para(text, LABEL) for text in ("序号", "部位", "缺陷内容", "等级", "依据")]
    body = [
        [
            para(str(number), CENTRE),
            para(defect.location, CELL),
            para(defect.description, CELL),
            para(_SEVERITY[defect.severity], FAILED if defect.blocks else CENTRE),
            para(defect.basis, SMALL),
        ]
        for number, defect in enumerate(defects, start=1)
    ]
    yield table([head, *body], (9, 34, 82, 14, 36), repeat=1)
    yield para(f"共 {len(defects)} 条。", NOTE)


def _instruments(paper: InspectionPaper) -> Iterator[Flowable]:
    if not paper.instruments:
        yield table([[para("未使用检测仪器。", CELL)]], (1,))
        return
    head = [para(text, LABEL) for text in ("仪器名称", "型号", "出厂编号", "检定有效期至")]
    body = [
        [para(text or "—", CENTRE) for text in (i.kind, i.model, i.serial_no, i.calibrated_until)]
        for i in paper.instruments
    ]
    yield table([head, *body], (48, 45, 47, 35), repeat=1)


def _conclusion(paper: InspectionPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    passed = paper.conclusion is Conclusion.PASS
    verdict = (
        f"{'☑' if passed else '☐'} 合格，具备装表接电条件　　　　"
        f"{'☐' if passed else '☑'} 不合格，按所列缺陷整改后申请复验"
    )
    yield CondPageBreak(60 * mm)
    yield Spacer(0, 3.5 * mm)
    yield para("六、检验意见", HEADING)
    yield Spacer(0, 1.2 * mm)
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), 7) for side in ("TOP", "BOTTOM")]
    yield table([[para(paper.opinion or "无补充意见。", BODY)]], (1,), *padding)
    signing = [
        table(
            [[para("检验结论", LABEL), para(verdict, BODY)]],
            (22, 153),
            ("BACKGROUND", (0, 0), (0, 0), SHADE),
        ),
        _signatures(paper.issue.expected, places),
        Spacer(0, 1.5 * mm),
        para(paper.declaration, NOTE),
    ]
    yield KeepTogether(signing)


def _signatures(roles: Sequence[SignerRole], places: list[FieldPlace]) -> Flowable:
    share = 175 / len(roles)
    width = WIDTH / len(roles)
    heads = [para(_SIGNER[role], LABEL) for role in roles]
    boxes = [_SignatureBox(role, width, places) for role in roles]
    seals = [para("供电企业（盖章）", LABEL), para("客户（盖章）", LABEL)][-len(roles) :]
    if len(roles) == 1:
        seals = [para("供电企业（盖章）", LABEL)]
    flat = [(f"{side}PADDING", (0, 1), (-1, 1), 0) for side in ("TOP", "BOTTOM", "LEFT", "RIGHT")]
    return table(
        [heads, boxes, seals],
        [share] * len(roles),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("VALIGN", (0, 2), (-1, 2), "TOP"),
        *flat,
        heights=(None, _FIELD_HEIGHT, 17 * mm),
    )


class _SignatureBox(Flowable):  # type: ignore[misc]
    """Room for a signature; where it came to stand is told to `places`."""

    def __init__(self, role: SignerRole, width: float, places: list[FieldPlace]) -> None:
        super().__init__()
        self.width, self.height = width, _FIELD_HEIGHT
        self._role, self._places = role, places

    def draw(self) -> None:
        """Note the place; the field itself is set when the pages are done."""
        x, y = self.canv.absolutePosition(0, 0)
        number = self.canv.getPageNumber() - 1
        inset = 1 * mm
        self._places.append(
            FieldPlace(
                self._role,
                number,
                x + inset,
                y + inset,
                x + self.width - inset,
                y + self.height - inset,
            )
        )


def _curve(curve: PaperCurve) -> Iterator[Flowable]:
    profile, summary = curve.profile, curve.summary
    start, end = summary.start.astimezone(CHINA), summary.end.astimezone(CHINA)
    kind = {"mean": "时段平均功率", "instant": "瞬时功率"}.get(
        profile.sample_kind, profile.sample_kind
    )
    facts = (
        ("电能表号", profile.meter_no or "—"),
        ("数据文件", profile.source_name),
        ("起止时间", f"{start:%Y-%m-%d %H:%M} 至 {end:%Y-%m-%d %H:%M}"),
        ("采样", f"{summary.interval_s // 60} min，{kind}，{summary.points} 点"),
        (
            "最大负荷",
            f"{summary.peak_kw:f} kW（{summary.peak_at.astimezone(CHINA):%Y-%m-%d %H:%M}）",
        ),
        ("电　　量", f"{summary.energy_kwh:f} kWh"),
        ("负 荷 率", f"{summary.load_factor:f}"),
        ("缺　　数", _gaps(curve)),
    )
    cells = [[para(name, LABEL), para(text, CELL)] for name, text in facts]
    rows = [[*cells[i], *cells[i + 1]] for i in range(0, len(cells), 2)]
    shaded = [("BACKGROUND", (column, 0), (column, -1), SHADE) for column in (0, 2)]
    body = [
        table(rows, (20, 67, 20, 68), *shaded),
        Spacer(0, 3 * mm),
        LoadCurve(curve),
        para("蓝色带为各时段最低与最高负荷，线为最高负荷；黄色底为缺数时段，不计入电量。", NOTE),
    ]
    yield KeepTogether([*_section("七、负荷曲线", ()), *body])


def _gaps(curve: PaperCurve) -> str:
    gaps = curve.summary.gaps
    missing = sum(gap.missing for gap in gaps)
    return f"{len(gaps)} 段，共 {missing} 点" if gaps else "无"


def _photos(photos: Sequence[PaperPhoto]) -> Iterator[Flowable]:
    yield from _section("附　现场照片", ())
    numbered = list(enumerate(photos, start=1))
    for i in range(0, len(numbered), 2):
        pair = numbered[i : i + 2]
        pictures: list[Any] = [_picture(photo.data) for _, photo in pair]
        captions: list[Any] = [para(f"图 {n}　{photo.caption}", SMALL_CENTRE) for n, photo in pair]
        pictures += [""] * (2 - len(pair))
        captions += [""] * (2 - len(pair))
        centred = ("ALIGN", (0, 0), (-1, -1), "CENTER")
        yield KeepTogether([table([pictures, captions], (1, 1), centred)])


def _picture(data: bytes) -> Flowable:
    wide, tall = _PHOTO_BOX
    try:
        with Picture.open(io.BytesIO(data)) as picture:
            picture.verify()
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return para("照片文件无法显示", SMALL_CENTRE)
    scale = min(wide / width, tall / height)
    return Image(io.BytesIO(data), width * scale, height * scale)


def _limits(rows: Sequence[PaperRow]) -> Iterator[Flowable]:
    head = [para(text, LABEL) for text in ("检验项目", "限值", "出处", "可信度")]
    body = [
        [
            para(row.item, SMALL),
            para(row.requirement, SMALL),
            para(row.reference, SMALL),
            para(_CONF.get(row.conf, row.conf or "—"), SMALL_CENTRE),
        ]
        for row in rows
    ]
    yield table([head, *body], (60, 42, 51, 22), repeat=1)
    yield para("“待核对原文”的限值取自行业惯例，本次判定仅供参考，以标准原文为准。", NOTE)


def _remarks(paper: InspectionPaper) -> Iterator[Flowable]:
    yield Spacer(0, 2 * mm)
    lost = undrawable("".join(_texts(paper)))
    if lost:
        points = "、".join(f"U+{ord(char):04X}" for char in lost)
        yield para(f"〓 代表字库中没有的字，依次为：{points}；原字见所附记录。", NOTE)
    yield para(
        f"本文件内附机读记录 record.json，其 SHA-256 为 {paper.issue.record_digest}。"
        "可用“勘验通”或通用 PDF 阅读器核对电子签名。",
        NOTE,
    )


def _texts(value: object) -> Iterator[str]:
    """Every text of the paper, all the way down."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))
