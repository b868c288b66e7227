"""The annex of load analysis: the examples of the reference on it, vectors, gaps shaded."""

import io
from array import array
from functools import cache
from math import nan
from types import SimpleNamespace

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.analysing import findings_of, pictures_of, quality_of
from app.analysis.injection import permitted_currents
from app.documents.inspection_pdf import draw_inspection
from app.documents.lint_page import hidden_in
from app.documents.load_pages import permitted_part
from app.documents.page import Footer, build
from app.documents.plates import GAP, Plate
from app.documents.text import use_font
from app.domain.load import LoadProfile, Samples, summarise
from app.domain.load_paper import PaperLoad, PaperQuality
from app.domain.load_pictures import Picture
from app.domain.paper import PaperCurve
from app.domain.quality_findings import ConnectionPoint
from app.ids import CaseId, Digest, OrgId, RecordId
from app.reference.library import open_reference
from tests.app.inspection_papers import a_short_paper, text_of
from tests.app.test_load_analysis import EXAMPLE_7, MONDAY, a_curve
from tests.app.test_power_quality import P3, P3_MEASURED

REFERENCE = open_reference()
BOOKS = REFERENCE.load_books
WEEK = [*EXAMPLE_7 * 6, *EXAMPLE_7[:20], *[nan] * 4]
"""A week of example 7 whose last four hours are missing."""


def printed(samples: Samples, tariff: str = "reference") -> PaperCurve:
    profile = LoadProfile(
        RecordId("l"), CaseId("c"), OrgId("o"), "总表.csv", Digest("a"), Digest("b"), "M-7",
        "mean", "start", summarise(samples), MONDAY,
    )  # fmt: skip
    found = findings_of(samples, "mean", REFERENCE, tariff)
    assert found is not None
    pictures = pictures_of(samples, found, None, REFERENCE)
    return PaperCurve(profile, samples, PaperLoad(found, pictures, BOOKS.rules))


def measured(point: ConnectionPoint | None = P3) -> PaperQuality:
    channels = {f"hi_b_{h}_a": array("d", [a] * 40) for h, a in P3_MEASURED.items()}
    channels["thdu_a_pct"] = array("d", [3.95] * 40)
    samples = Samples(MONDAY, 600, channels)
    found = quality_of(samples, 10, REFERENCE.limits, point, REFERENCE.current_limits)
    assert found is not None
    pictures = pictures_of(samples, None, found, REFERENCE)
    return PaperQuality("电能质量.csv", "PQ-1", found, pictures, REFERENCE.limits_version)


@cache
def the_paper() -> bytes:
    paper = a_short_paper(curve=printed(a_curve(WEEK, 3600)), quality=measured())
    return draw_inspection(paper)


def test_example_7_stands_on_the_paper_with_formula_source_and_gaps() -> None:
    said = text_of(the_paper())
    assert "附件一负荷分析" in said
    assert "结论：最大需量430.0kW，出现在2026年11月2日11:00" in said
    assert "缺数2.38%，没有当作零" in said
    assert "1段，共4点" in said
    for figure in ("430.0kW", "ΣP·Δt，Δt=3600s，缺数不计", "峰谷时段与参考形状版本：tariffs2026"):
        assert figure in said
    assert "负荷计算§7" in said


def test_example_p1_and_p3_stand_beside_their_limits_with_verdict_and_margin() -> None:
    said = text_of(the_paper())
    assert "附件二电能质量" in said
    assert "5次谐波电流接近允许值" in said
    assert "允许9.449A，余量0.5%" in said
    assert "最小短路容量150MVA，协议容量5MVA，供电设备容量20MVA" in said
    assert "电压总谐波畸变率" in said
    assert "GB/T14549-1993表1" in said


def test_without_the_point_of_connection_the_paper_says_why_nothing_is_judged() -> None:
    said = text_of(draw_inspection(a_short_paper(quality=measured(None))))
    assert "未知接入点短路容量、供电设备容量" in said


def test_what_the_connection_point_may_take_in_stands_in_a_table_with_its_point() -> None:
    permitted = permitted_currents(P3, REFERENCE.current_limits)
    assert permitted is not None
    use_font()
    part = permitted_part("附件　接入点谐波电流允许值", permitted)
    said = text_of(build([part], Footer("F01", a_short_paper().issue)))
    assert "次数2345678910111213A" in said
    for amperes in ("8.51", "9.45", "8.36", "6.46", "5.71"):  # example P3
        assert amperes in said
    assert "最小短路容量150MVA，协议容量5MVA，供电设备容量20MVA" in said


def test_pictures_are_vectors_and_every_word_on_them_can_be_seen() -> None:
    with pikepdf.open(io.BytesIO(the_paper())) as pdf:
        assert [each for page in pdf.pages for each in page.get_images()] == []
        assert [str(found) for page in pdf.pages for found in hidden_in(page)] == []


def test_equal_papers_give_equal_bytes() -> None:
    paper = a_short_paper(curve=printed(a_curve(WEEK, 3600)), quality=measured())
    assert draw_inspection(paper) == the_paper()


class Pen(Canvas):  # type: ignore[misc]
    """A canvas that remembers its paths, and the filled rectangles of gaps."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO())
        self.points: list[tuple[float, float]] = []
        self.gaps: list[float] = []
        self.filled: list[object] = []
        self.words: dict[str, float] = {}
        self._colour: object = None

    def setFillColor(self, colour: object, alpha: object = None) -> None:  # noqa: N802
        self._colour = colour
        super().setFillColor(colour, alpha)

    def rect(self, x: float, y: float, width: float, *more: float, **how: int) -> None:
        if how.get("fill"):
            self.filled.append(self._colour)
            self.gaps += [width] if self._colour is GAP else []
        super().rect(x, y, width, *more, **how)

    def drawRightString(self, x: float, y: float, text: str, *more: float) -> None:  # noqa: N802
        self.words[text] = y
        super().drawRightString(x, y, text, *more)

    def drawPath(self, path: object, **how: int) -> None:  # noqa: N802
        if how.get("fill"):
            self.filled.append(self._colour)
        super().drawPath(path, **how)

    def beginPath(self) -> object:  # noqa: N802
        path = super().beginPath()
        drawn = SimpleNamespace(path=path)
        for name in ("moveTo", "lineTo"):
            go = getattr(path, name)

            def told(x: float, y: float, go: object = go) -> None:
                self.points.append((x, y))
                go(x, y)  # type: ignore[operator]

            setattr(drawn.path, name, told)
        return drawn.path


def plate_of(picture: Picture) -> tuple[Plate, Pen]:
    use_font()
    plate, pen = Plate(picture, 400, 160), Pen()
    plate.canv = pen
    plate.draw()
    return plate, pen


def picture_of(curve: PaperCurve, key: str) -> Picture:
    assert curve.load is not None
    found = curve.load.picture(key)
    assert found is not None
    return found


def test_the_highest_minute_of_a_year_is_drawn_and_its_gap_shaded() -> None:
    minutes = [100.0] * 50_000
    minutes[23_456] = 900.0
    minutes[100:700] = [nan] * 600
    curve = printed(a_curve(minutes, 60))
    picture = picture_of(curve, "duration")
    plate, pen = plate_of(picture)
    top = max(y for _, y in pen.points)
    low = min(y for _, y in pen.points)
    # 900 is drawn nine times as high above nothing as 100 is.
    nothing = plate._area.at_y(0.0)
    assert (top - nothing) / (low - nothing) == pytest.approx(9, rel=1e-6)
    assert len(pen.gaps) == 1
    assert pen.gaps[0] == pytest.approx(plate._area.wide * 600 / 50_000)


def test_no_line_goes_through_the_words_of_the_base_load() -> None:
    """The line of the mean lies above a low point, and the curve falls to it from there."""
    hours = [400.0 - n * 280 / 8760 for n in range(8760)]
    plate, pen = plate_of(picture_of(printed(a_curve(hours, 3600)), "duration"))
    (y,) = (y for words, y in pen.words.items() if words.startswith("基荷"))
    base = next(mark for mark in plate._picture.marks if mark.y < 200)
    assert y < plate._area.at_y(base.y) - 6


def test_an_hour_that_was_not_measured_is_shaded_in_the_map_of_days_and_hours() -> None:
    picture = picture_of(printed(a_curve(WEEK, 3600)), "heat")
    _, pen = plate_of(picture)
    assert GAP in pen.filled
    _, pen = plate_of(picture_of(printed(a_curve(EXAMPLE_7 * 7, 3600)), "heat"))
    assert GAP not in pen.filled
