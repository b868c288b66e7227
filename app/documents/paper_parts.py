"""What the papers have in common: head, rows of findings, instruments, signatures, remarks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from app.documents.archive import FieldPlace
from app.documents.font import undrawable
from app.documents.page import FAINT, SHADE, WIDTH, plain_row, table
from app.documents.pairs import pair_table
from app.documents.seal_image import SAID, SealRoom
from app.documents.text import (
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
    TextStyle,
    para,
)
from app.domain.day import day_in_words, moment_in_words
from app.domain.instrument import INSTRUMENT_NAMES, Instrument
from app.domain.layout import Seal
from app.domain.limit import Verdict
from app.domain.meter import Pin
from app.domain.names import role_on
from app.domain.paper import (
    Issue,
    PaperGroup,
    PaperPin,
    PaperRow,
)
from app.domain.signer import SignerRole

_VERDICT: Final = {
    Verdict.PASS: "✔ 合格",
    Verdict.FAIL: "✘ 不合格",
    Verdict.UNDETERMINED: "未判定",
    Verdict.NOT_APPLICABLE: "不适用",
}
_COUNTED: Final = "零一两三四"
_NAMED_APART: Final = 2
"""Up to so many keepers of copies are each said to keep one."""
FIELD_HEIGHT: Final = 25 * mm
_SEAL_ROOM: Final = 17 * mm
_COMPANY: Final = "供电企业（盖章）"
_LINE_HEIGHT: Final[float] = 33 * mm
_ABREAST: Final = 3
_LONGEST_RAW: Final = 160
_HEADER: Final = (20, 72, 20, 63)
_WIDE_HEADER: Final = (20, 66, 20, 66, 20, 66)


def head(
    title: str, issue: Issue, header: Sequence[tuple[str, str]], across: float = WIDTH
) -> Iterator[Flowable]:
    """The organisation, the title, the numbers of the paper and the header block H."""
    yield para(issue.organisation, ORGANISATION)
    yield Spacer(0, 1.5 * mm)
    yield para(title, TITLE)
    yield Spacer(0, 2 * mm)
    yield plain_row(
        (
            para(f"编号：{issue.doc_no}　第 {issue.revision} 版", SMALL),
            para(copies_line(issue.copies), SMALL_CENTRE),
            para(f"签发：{moment_in_words(issue.issued_at)}", SMALL_RIGHT),
        ),
        (70, 55, 50),
        across,
    )
    yield pair_table(header, _HEADER if across <= WIDTH else _WIDE_HEADER, across)


def copies_line(keepers: Sequence[str]) -> str:
    """How many copies there are, and who keeps them."""
    if len(keepers) > _NAMED_APART:
        return f"一式{_COUNTED[len(keepers)]}份　{'、'.join(keepers)}留存"
    kept = "／".join(f"{keeper}留存" for keeper in keepers)
    return f"一式{_COUNTED[len(keepers)]}份　{kept}"


def findings(groups: Sequence[PaperGroup]) -> Iterator[Flowable]:
    """What was checked, by section and device, numbered within the rows of the form."""
    heads = [para(text, LABEL) for text in ("序号", "检验项目", "标准要求", "检验情况", "结论")]
    rows: list[list[Any]] = [heads]
    spans: list[tuple[Any, ...]] = []
    numbers: Counter[str] = Counter()
    for group in groups:
        at = len(rows)
        rows.append([para(group.title, CELL), "", "", "", ""])
        spans += [
            ("SPAN", (0, at), (-1, at)),
            ("BACKGROUND", (0, at), (-1, at), FAINT),
            ("NOSPLIT", (0, at), (0, at + 1)),
        ]
        for row in group.rows:
            numbers[row.code] += 1
            rows.append(_finding(f"{row.code}.{numbers[row.code]}".lstrip("."), row))
    yield table(rows, (12, 60, 36, 49, 18), *spans, repeat=1)


def _finding(number: str, row: PaperRow) -> list[Any]:
    return [
        para(number, SMALL_CENTRE),
        para(row.item, CELL),
        para(row.requirement or row.reference, CELL if row.requirement else SMALL),
        para(said(row), CELL),
        verdict_cell(row),
    ]


def said(row: PaperRow) -> str:
    """What was read, and what was noted of it."""
    return "\n".join(text for text in (row.reading, row.origin, row.note) if text) or EMPTY


def verdict_cell(row: PaperRow) -> Flowable:
    """The verdict of a row with its sign, or the fact where nothing is judged."""
    if row.fact:
        return para(row.fact, CENTRE)
    return para(_VERDICT[row.verdict], FAILED if row.verdict is Verdict.FAIL else CENTRE)


def instruments(noted: Sequence[Instrument]) -> Iterator[Flowable]:
    """The instruments used (block INST of domain/forms.md)."""
    if not noted:
        yield table([[para("未登记检测仪器。", CELL)]], (1,))
        return
    heads = [para(text, LABEL) for text in ("仪器名称", "型号", "出厂编号", "检定有效期至")]
    body = [
        [
            para(INSTRUMENT_NAMES.get(each.kind, each.kind) or EMPTY, CENTRE),
            para(each.model or EMPTY, CENTRE),
            para(each.serial_no or EMPTY, CENTRE),
            para(day_in_words(each.calibrated_until) or EMPTY, CENTRE),
        ]
        for each in noted
    ]
    yield table([heads, *body], (48, 45, 47, 35), repeat=1)


def pins(printed: Sequence[PaperPin]) -> Iterator[Flowable]:
    """What instruments gave by themselves: value, ratio, instrument, time and the raw reply."""
    heads = [
        para(text, LABEL) for text in ("项目", "记录值", "仪表示值", "仪表及读取时间", "原始报文")
    ]
    body = [
        [
            para(each.item, CELL),
            para(each.written + ("\n已手工修改" if each.is_changed else ""), _hand(each)),
            para(each.pin.shown, CENTRE),
            para(_read_by(each.pin), SMALL),
            para(_in_fours(each.pin.raw), SMALL),
        ]
        for each in printed
    ]
    yield table([heads, *body], (42, 23, 26, 42, 42), repeat=1)


def _hand(each: PaperPin) -> TextStyle:
    return FAILED if each.is_changed else CENTRE


def _read_by(pin: Pin) -> str:
    until = f"检定有效期至 {day_in_words(pin.calibrated_until)}" if pin.calibrated_until else ""
    return "\n".join(filter(None, (pin.instrument, until, moment_in_words(pin.at))))


def _in_fours(raw: str) -> str:
    """Hexadecimal digits in groups, so that they break into lines; a long reply is cut."""
    shown = raw if len(raw) <= _LONGEST_RAW else raw[:_LONGEST_RAW]
    groups = " ".join(shown[at : at + 4] for at in range(0, len(shown), 4))
    return groups + ("……（全文见所附记录）" if len(raw) > _LONGEST_RAW else "")


def queries(asked: Sequence[tuple[str, str]]) -> Flowable:
    """What looked odd while the record was made, and what was said of it."""
    heads = [para(text, LABEL) for text in ("提示", "说明")]
    body = [[para(odd, CELL), para(word or "未作说明", CELL)] for odd, word in asked]
    return table([heads, *body], (90, 85), repeat=1)


def signatures(issue: Issue, places: list[FieldPlace], across: float = WIDTH) -> list[Flowable]:
    """A box for each signer, then room for the seals; where the boxes stand is told to `places`.

    Of one signer alone the seal has its room beside his box, of one for each side upon theirs.
    """
    roles = issue.expected
    names = {role: _titled(issue, role) for role in roles}
    seals = list(dict.fromkeys(filter(None, map(seal_of, roles))))
    seal = issue.layout.seal if issue.layout.seal and issue.layout.seal.is_over else None
    if len(roles) == 1:
        return [_boxes(roles, places, names, across, beside=seals, seal=seal)]
    if len(roles) == len(seals) == 2 and seal is None:
        sealed = {role: f"{names[role]}　{seal_of(role)}" for role in roles}
        return [_boxes(roles, places, sealed, across)]
    lines = [_boxes(line, places, names, across) for line in abreast(roles)]
    if not seals:
        return lines
    top = ("VALIGN", (0, 0), (-1, -1), "TOP")
    cells: list[Any] = [para(words, LABEL) for words in seals]
    if seal is not None and _COMPANY in seals:
        # It reaches up over the row of signatures, as it is put there on paper.
        at, tallest = seals.index(_COMPANY), _SEAL_ROOM + FIELD_HEIGHT - 4 * mm
        room = SealRoom(_COMPANY, seal, across / len(seals), _SEAL_ROOM - 6, tallest)
        cells[at] = room
    return [*lines, table([cells], [1] * len(seals), top, heights=(_SEAL_ROOM,), across=across)]


def _titled(issue: Issue, role: SignerRole) -> str:
    """What stands above a box: whose it is, by name where the form names him."""
    words, name = role_on(issue.form, role), issue.called.get(role, "")
    return f"{words}（签字）：{name}" if name else f"{words}（签字）"


def more_room(roles: Sequence[SignerRole]) -> float:
    """By how many points these signers need more height than two do, who sign side by side."""
    return _LINE_HEIGHT * (len(abreast(roles)) - 1)


def abreast(roles: Sequence[SignerRole]) -> list[Sequence[SignerRole]]:
    """The signers in lines of up to three, as even as can be."""
    lines = max(-(-len(roles) // _ABREAST), 1)
    share = max(-(-len(roles) // lines), 1)
    return [roles[start : start + share] for start in range(0, len(roles), share)]


def _boxes(
    roles: Sequence[SignerRole],
    places: list[FieldPlace],
    names: Mapping[SignerRole, str],
    across: float,
    beside: Sequence[str] = (),
    seal: Seal | None = None,
) -> Flowable:
    columns = len(roles) + len(beside)
    heads = [para(words, LABEL) for words in (*(names[role] for role in roles), *beside)]
    boxes: list[Any] = [_SignatureBox(role, across / columns, places) for role in roles]
    for words in beside:
        width = across / columns
        is_sealed = seal is not None and words == _COMPANY
        tall = FIELD_HEIGHT - 1 * mm
        boxes.append(SealRoom("", seal, width, tall, tall) if seal and is_sealed else "")
    flat = [(f"{side}PADDING", (0, 1), (-1, 1), 0) for side in ("TOP", "BOTTOM")]
    return table(
        [heads, boxes],
        [1] * columns,
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        *flat,
        heights=(None, FIELD_HEIGHT),
        across=across,
    )


def seal_of(role: SignerRole) -> str:
    """Whose seal belongs below the signature of this role; a witness has none."""
    if role.is_staff:
        return _COMPANY
    return "客户（盖章）" if role is SignerRole.CUSTOMER else ""


class _SignatureBox(Flowable):  # type: ignore[misc]
    """Room for a signature; where it came to stand is told to `places`."""

    def __init__(self, role: SignerRole, width: float, places: list[FieldPlace]) -> None:
        super().__init__()
        self.width, self.height = width, FIELD_HEIGHT
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


def remarks(paper: object, issue: Issue) -> Iterator[Flowable]:
    """What the font could not draw, and where the record is."""
    lost = undrawable("".join(_texts(paper)))
    if lost:
        points = "、".join(f"U+{ord(char):04X}" for char in lost)
        yield para(f"〓 代表字库中没有的字，依次为：{points}；原字见所附记录。", NOTE)
    yield from (para(line, NOTE) for line in issue.layout.remarks)
    if issue.layout.seal is not None:
        yield para(SAID, NOTE)
    yield para(
        f"本文件内附机读记录 record.json，其 SHA-256 为 {issue.record_digest}。"
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
