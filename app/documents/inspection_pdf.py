"""The completion opinion (F06) drawn as an A4 form: PDF/A-3b, its record inside, ready to sign."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from app.documents import page
from app.documents.annex import curve_pages, limit_pages, photo_pages
from app.documents.archive import FieldPlace, archive
from app.documents.font import undrawable
from app.documents.page import (
    FAINT,
    SHADE,
    WIDTH,
    Footer,
    plain_row,
    section,
    table,
)
from app.documents.text import (
    BODY,
    CELL,
    CENTRE,
    EMPTY,
    FAILED,
    LABEL,
    NOTE,
    ORGANISATION,
    SMALL,
    SMALL_CENTRE,
    SMALL_RIGHT,
    TITLE,
    para,
    use_font,
)
from app.domain.checklist import Conclusion
from app.domain.defect import DEFECT_STATE_NAMES, SEVERITY_NAMES, Defect
from app.domain.inspection import INSTRUMENT_NAMES
from app.domain.limit import Verdict
from app.domain.report import (
    InspectionPaper,
    PaperGroup,
    PaperRow,
    SignerRole,
    day_in_words,
    moment_in_words,
)

_VERDICT: Final = {
    Verdict.PASS: "✔ 合格",
    Verdict.FAIL: "✘ 不合格",
    Verdict.UNDETERMINED: "未判定",
    Verdict.NOT_APPLICABLE: "不适用",
}
_SIGNER: Final = {
    SignerRole.INSPECTOR: "检验人员（签字）",
    SignerRole.CUSTOMER: "客户经办人（签字）",
}
_FIELD_HEIGHT: Final = 25 * mm
_SIGNING_ROOM: Final = 88 * mm


def draw_inspection(paper: InspectionPaper) -> bytes:
    """The paper as PDF/A-3b with its record attached and an empty field for each signer.

    Equal papers give equal bytes.
    """
    issue = paper.issue
    use_font()
    places: list[FieldPlace] = []
    footer = Footer(paper.title, issue.doc_no, issue.revision, issue.record_digest, issue.qr)
    drawn = page.build(list(_story(paper, places)), footer)
    title = f"{paper.title} {issue.doc_no}"
    return archive(drawn, title, issue.record, issue.issued_at, places)


def _story(paper: InspectionPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    yield from _head(paper)
    yield from section("一、资料检验", _documents(paper.documents))
    yield from section("二、受电工程与供电方案核对", _comparisons(paper))
    yield from section("三、现场检验", _findings(paper.groups))
    yield from section("四、缺陷及整改要求", _defects(paper.defects))
    yield from section("五、检验仪器", _instruments(paper))
    yield from _conclusion(paper, places)
    yield from _annexes(paper)
    yield from _remarks(paper)


def _annexes(paper: InspectionPaper) -> Iterator[Flowable]:
    number = iter("一二三")
    if paper.curve is not None:
        yield from curve_pages(f"附件{next(number)}　负荷曲线", paper.curve)
    if paper.photos:
        yield from photo_pages(f"附件{next(number)}　现场照片", paper.photos)
    if paper.limits:
        yield from limit_pages(f"附件{next(number)}　限值及出处", paper.limits)


def _head(paper: InspectionPaper) -> Iterator[Flowable]:
    issue = paper.issue
    yield para(issue.organisation, ORGANISATION)
    yield Spacer(0, 1.5 * mm)
    yield para(paper.title, TITLE)
    yield Spacer(0, 2 * mm)
    yield plain_row(
        (
            para(f"编号：{issue.doc_no}　第 {issue.revision} 版", SMALL),
            para("一式两份　客户留存／供电企业留存", SMALL_CENTRE),
            para(f"签发：{moment_in_words(issue.issued_at)}", SMALL_RIGHT),
        ),
        (70, 55, 50),
    )
    cells = [(para(name, LABEL), para(text or EMPTY, CELL)) for name, text in paper.header]
    if len(cells) % 2:
        cells.append((para("", LABEL), para("", CELL)))
    rows = [[*cells[i], *cells[i + 1]] for i in range(0, len(cells), 2)]
    shaded = [("BACKGROUND", (column, 0), (column, -1), SHADE) for column in (0, 2)]
    yield table(rows, (20, 77, 20, 58), *shaded)


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
    told = {True: "✔ 一致", False: "✘ 不一致", None: "见现场检验"}
    body = [
        [
            para(row.name, LABEL),
            para(row.as_built or EMPTY, CELL),
            para(row.scheme or EMPTY, CELL),
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
        rows.append([para(group.title, CELL), "", "", "", ""])
        spans += [
            ("SPAN", (0, at), (-1, at)),
            ("BACKGROUND", (0, at), (-1, at), FAINT),
            ("NOSPLIT", (0, at), (0, at + 1)),
        ]
        for row in group.rows:
            number += 1
            rows.append(_finding(number, row))
    yield table(rows, (9, 62, 36, 50, 18), *spans, repeat=1)


def _finding(number: int, row: PaperRow) -> list[Any]:
    return [
        para(str(number), CENTRE),
        para(row.item, CELL),
        para(row.requirement or row.reference, CELL if row.requirement else SMALL),
        para(_said(row), CELL),
        _verdict(row.verdict),
    ]


def _said(row: PaperRow) -> str:
    return "\n".join(text for text in (row.reading, row.note) if text) or EMPTY


def _verdict(verdict: Verdict) -> Flowable:
    return para(_VERDICT[verdict], FAILED if verdict is Verdict.FAIL else CENTRE)


def _defects(defects: Sequence[Defect]) -> Iterator[Flowable]:
    if not defects:
        yield table([[para("未发现缺陷。", CELL)]], (1,))
        return
    head = [para(text, LABEL) for text in ("序号", "部位", "缺陷内容", "等级", "依据", "状态")]
    body = [
        [
            para(str(number), CENTRE),
            para(defect.location or EMPTY, CELL),
            para(defect.description, CELL),
            para(SEVERITY_NAMES[defect.severity], FAILED if defect.blocks else CENTRE),
            para(defect.basis or EMPTY, SMALL),
            para(DEFECT_STATE_NAMES[defect.state], FAILED if defect.stands else CENTRE),
        ]
        for number, defect in enumerate(defects, start=1)
    ]
    yield table([head, *body], (9, 30, 72, 14, 32, 18), repeat=1)
    still = sum(defect.stands for defect in defects)
    yield para(f"共 {len(defects)} 条，其中待整改 {still} 条。", NOTE)


def _instruments(paper: InspectionPaper) -> Iterator[Flowable]:
    if not paper.instruments:
        yield table([[para("未登记检测仪器。", CELL)]], (1,))
        return
    head = [para(text, LABEL) for text in ("仪器名称", "型号", "出厂编号", "检定有效期至")]
    body = [
        [
            para(INSTRUMENT_NAMES.get(each.kind, each.kind) or EMPTY, CENTRE),
            para(each.model or EMPTY, CENTRE),
            para(each.serial_no or EMPTY, CENTRE),
            para(day_in_words(each.calibrated_until) or EMPTY, CENTRE),
        ]
        for each in paper.instruments
    ]
    yield table([head, *body], (48, 45, 47, 35), repeat=1)


def _conclusion(paper: InspectionPaper, places: list[FieldPlace]) -> Iterator[Flowable]:
    passed = paper.conclusion is Conclusion.PASS
    good, bad = paper.outcomes
    verdict = f"{'☑' if passed else '☐'} {good}　　　　{'☐' if passed else '☑'} {bad}"
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), 7) for side in ("TOP", "BOTTOM")]
    opinion = table([[para(paper.opinion or "无补充意见。", BODY)]], (1,), *padding)
    # A short opinion stands on the page of its signatures; a long one may begin before them.
    _, tall = opinion.wrap(WIDTH, 0)
    yield CondPageBreak(min(tall, 80 * mm) + _SIGNING_ROOM)
    yield from section("六、检验意见", [opinion])
    signing = [
        table(
            [[para("检验结论", LABEL), para(verdict, BODY)]],
            (22, 153),
            ("BACKGROUND", (0, 0), (0, 0), SHADE),
        ),
        _signatures(paper.issue.expected, places),
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
    flat = [(f"{side}PADDING", (0, 1), (-1, 1), 0) for side in ("TOP", "BOTTOM")]
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


def _remarks(paper: InspectionPaper) -> Iterator[Flowable]:
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
