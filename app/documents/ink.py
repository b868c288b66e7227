"""What a signature looks like on the paper: the strokes as vectors, beside who, as what, when."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from app.clock import CHINA
from app.documents.font import drawable, font_of
from app.domain.day import day_in_words
from app.domain.names import role_on
from app.domain.report import WET_INK, OnPaper, StrokePoint, Strokes
from app.domain.signer import SignerRole

_IDENTIFIED: Final = {
    "staff_login": "工号登录核验",
    "work_card": "核对工作证",
    "id_card": "查验身份证件",
    "known_agent": "核对授权经办人",
    WET_INK: "纸上签字，扫描件另存",
}
_PEN: Final = b"0.06 0.10 0.32 RG 1.25 w 1 J 1 j"
_TEXT: Final = b"0.20 0.22 0.26 rg"
_STROKE_SHARE: Final = 0.54
_TEXT_PT: Final = 7.0
_LEADING_PT: Final = 10.5
_MARGIN_PT: Final = 4.0


@dataclass(frozen=True)
class Ink(BaseStampStyle):
    """One person's signature, ready to be drawn into its field."""

    role: SignerRole = SignerRole.INSPECTOR
    form: str = ""
    """That of the paper, which has its own word for who signs."""
    signer_name: str = ""
    identified_by: str = ""
    signed_at: datetime | None = None
    strokes: Strokes = field(default_factory=lambda: Strokes(1, 1, ()))
    on_paper: OnPaper | None = None
    scan: str = ""
    """The digest of the first sheet of one in ink."""

    @property
    def words(self) -> tuple[str, ...]:
        """The lines of text beside the strokes, or in their place."""
        if self.on_paper is not None:
            return tuple(drawable(line) for line in self._of_paper(self.on_paper))
        local = self.signed_at.astimezone(CHINA) if self.signed_at else None
        lines = (
            self.signer_name,
            role_on(self.form, self.role),
            _IDENTIFIED.get(self.identified_by, self.identified_by),
            f"{local:%Y}年{local:%m}月{local:%d}日" if local else "",
            f"{local:%H:%M:%S} +08:00" if local else "",
        )
        return tuple(drawable(line) for line in lines if line)

    def _of_paper(self, told: OnPaper) -> tuple[str, ...]:
        """What is said of a signature in ink: it is not drawn here, its sheet lies elsewhere."""
        local = self.signed_at.astimezone(CHINA) if self.signed_at else None
        return (
            f"{self.signer_name}　{role_on(self.form, self.role)}",
            _IDENTIFIED[WET_INK],
            f"签于 {day_in_words(told.signed_on)}",
            f"见证：{told.witness}",
            f"扫描件 SHA-256 {self.scan[:16]}…",
            f"附入 {local:%Y-%m-%d %H:%M} +08:00" if local else "",
        )

    def create_stamp(
        self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, Any]
    ) -> BaseStamp:
        """The appearance, for the library that signs."""
        return _InkStamp(writer, self, box)


class _InkStamp(BaseStamp):
    style: Ink

    def render(self) -> bytes:
        width, height = float(self.box.width), float(self.box.height)
        at = width * _STROKE_SHARE if self.style.on_paper is None else 2 * _MARGIN_PT
        drawn = _strokes(self.style.strokes, at - 2 * _MARGIN_PT, height - 2 * _MARGIN_PT)
        return b"\n".join([b"q", _PEN, *drawn, b"Q", *self._words(at, width - at, height)])

    def _words(self, x: float, width: float, height: float) -> list[bytes]:
        file = io.BytesIO(font_of("".join(self.style.words)))
        font = GlyphAccumulator(self._ensure_writer, file, font_size=1)
        shaped = [font.shape(line, with_actual_text=False) for line in self.style.words]
        self.set_resource(ResourceType.FONT, pdf_name("/F1"), font.as_resource())
        widest = max((result.x_advance for result in shaped), default=1.0)
        size = min(_TEXT_PT, (width - _MARGIN_PT) / max(widest, 0.01))
        y = height / 2 + _LEADING_PT * len(shaped) / 2 - size
        lines = []
        for result in shaped:
            place = b"1 0 0 1 %.2f %.2f Tm" % (x, y)
            lines.append(b"BT /F1 %.2f Tf %s %s ET" % (size, place, result.graphics_ops))
            y -= _LEADING_PT
        return [b"q", _TEXT, *lines, b"Q"]


def _strokes(strokes: Strokes, width: float, height: float) -> list[bytes]:
    """Path operators for the strokes, enlarged to the box with their proportions kept."""
    points = [point for line in strokes.lines for point in line]
    if not points:
        return []
    left, top = min(p.x for p in points), min(p.y for p in points)
    wide = max(p.x for p in points) - left
    tall = max(p.y for p in points) - top
    scale = min(width / max(wide, 1), height / max(tall, 1), 1.5 * width / max(strokes.width, 1))
    x0 = _MARGIN_PT + (width - wide * scale) / 2
    y0 = _MARGIN_PT + (height + tall * scale) / 2

    def place(point: StrokePoint) -> tuple[float, float]:
        return x0 + (point.x - left) * scale, y0 - (point.y - top) * scale

    return [_path([place(point) for point in line]) for line in strokes.lines if line]


def _path(points: Sequence[tuple[float, float]]) -> bytes:
    """A smooth line through all points (Catmull-Rom as Bézier curves)."""
    if len(points) == 1:
        points = [points[0], (points[0][0] + 0.01, points[0][1])]
    ops = [b"%.2f %.2f m" % points[0]]
    for i in range(len(points) - 1):
        before, start = points[max(i - 1, 0)], points[i]
        end, after = points[i + 1], points[min(i + 2, len(points) - 1)]
        ops.append(
            b"%.2f %.2f %.2f %.2f %.2f %.2f c"
            % (
                start[0] + (end[0] - before[0]) / 6,
                start[1] + (end[1] - before[1]) / 6,
                end[0] - (after[0] - start[0]) / 6,
                end[1] - (after[1] - start[1]) / 6,
                *end,
            )
        )
    return b" ".join([*ops, b"S"])
