"""What follows the form: the photos, the limits that were applied."""

import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final

from PIL import Image as Picture
from PIL import UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, KeepTogether

from app.documents.page import HEIGHT, SHADE, WIDTH, fresh_page, section, table
from app.documents.text import EMPTY, LABEL, NOTE, SMALL, SMALL_CENTRE, para
from app.domain.paper import Evidence, PaperPhoto, PaperRow

_CONF: Final = {"sure": "已核对", "verify": "待核对原文"}
_PHOTO_BOX: Final = (WIDTH / 2 - 4 * mm, 66 * mm)
_SMALLEST: Final = 40 * mm
_ON_A_PAGE: Final = 6
_HEADING: Final = 12 * mm
_PADDING: Final = 5
"""Above and below the cells of a row together, in points."""


def photo_pages(title: str, photos: Sequence[PaperPhoto]) -> Iterator[Flowable]:
    """The photos on pages of their own, two in a row and three rows on each, numbered."""
    for start in range(0, len(photos), _ON_A_PAGE):
        yield fresh_page()
        heading = list(section(title if start == 0 else f"{title}（续）", ()))
        yield from (*heading, _photo_page(photos[start : start + _ON_A_PAGE], start + 1))


def _photo_page(photos: Sequence[PaperPhoto], first: int) -> Flowable:
    """One page of photos; with long captions they are as much smaller as three rows need."""
    said = [para(f"图 {n}　{each.caption}", SMALL_CENTRE) for n, each in enumerate(photos, first)]
    pairs = [slice(at, at + 2) for at in range(0, len(photos), 2)]
    tall = sum(max(words.wrap(WIDTH / 2 - 8, HEIGHT)[1] for words in said[pair]) for pair in pairs)
    room = (HEIGHT - _HEADING - tall) / 3 - 2 * _PADDING
    box = (_PHOTO_BOX[0], max(min(room, _PHOTO_BOX[1]), _SMALLEST))
    rows: list[list[Any]] = []
    for pair in pairs:
        blank = [""] * (2 - len(said[pair]))
        rows.append([*(_picture(each.data, box) for each in photos[pair]), *blank])
        rows.append([*said[pair], *blank])
    return table(rows, (1, 1), ("ALIGN", (0, 0), (-1, -1), "CENTER"))


def evidence_pages(title: str, evidence: Sequence[Evidence]) -> Iterator[Flowable]:
    """Each defect as it was found, on the left, and as it is now, on the right."""
    heads = [para(text, LABEL) for text in ("整改前", "整改后")]
    centred = ("ALIGN", (0, 0), (-1, -1), "CENTER")
    shaded = ("BACKGROUND", (0, 0), (-1, 0), SHADE)
    heading = list(section(title, ()))
    for each in evidence:
        for pair in zip_longest(each.before, each.after):
            rows: list[list[Any]] = [
                heads,
                [_picture(p.data) if p else para("未拍照", SMALL_CENTRE) for p in pair],
                [para(p.caption if p else EMPTY, SMALL_CENTRE) for p in pair],
            ]
            yield KeepTogether([*heading, table(rows, (1, 1), centred, shaded)])
            heading = []


def _picture(data: bytes, box: tuple[float, float] = _PHOTO_BOX) -> Flowable:
    wide, tall = box
    try:
        with Picture.open(io.BytesIO(data)) as picture:
            picture.verify()
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return para("照片文件无法显示", SMALL_CENTRE)
    scale = min(wide / width, tall / height)
    return _Photo(data, width * scale, height * scale)


class _Photo(Flowable):  # type: ignore[misc]
    """One photo at this size, its JPEG bytes as they are."""

    def __init__(self, data: bytes, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, height
        self._data = data

    def draw(self) -> None:
        """Place it."""
        self.canv.drawImage(_Jpeg(self._data), 0, 0, self.width, self.height)


class _Jpeg(ImageReader):  # type: ignore[misc]
    """A picture that is told from others by its file, not by all of its pixels.

    The library decodes every picture to name it; the file goes into the paper as it is, so that
    was two thirds of the time of a paper.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))
        self._file = data
        self._dataA = None  # a JPEG has no transparent parts

    def getRGBData(self) -> bytes:  # noqa: N802  (the library's name)
        """What it is told by; the pixels themselves where it is no JPEG."""
        return self._file if self.jpeg_fh() else bytes(super().getRGBData())


def limit_pages(title: str, rows: Sequence[PaperRow]) -> Iterator[Flowable]:
    """Each limit that was applied, with its source and how sure it is."""
    head = [para(text, LABEL) for text in ("检验项目", "限值", "出处", "可信度")]
    body = [
        [
            para(row.item, SMALL),
            para(row.requirement, SMALL),
            para(row.reference, SMALL),
            para(_CONF.get(row.conf, row.conf or EMPTY), SMALL_CENTRE),
        ]
        for row in rows
    ]
    yield from section(title, [table([head, *body], (60, 42, 51, 22), repeat=1)])
    yield para("“待核对原文”的限值尚未与标准原文逐字核对，以标准原文为准。", NOTE)
