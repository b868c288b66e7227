"""The pages of filed forms, held against how the forms are described."""

import subprocess
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from app.documents.filing_pdf import draw_filing
from app.domain.site import Position
from app.domain.units import Degrees, Metres
from app.paper_photos import caption
from tests.app.filed_papers import filing_paper, filing_pdf
from tests.app.inspection_papers import a_photo, text_of
from tests.app.test_plausibility import a_photo as a_kept_photo


def pages(pdf: bytes) -> list[str]:
    """The text of each page, without white space."""
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return ["".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def signed_on(pdf: bytes) -> set[int]:
    """On which pages somebody signs, from 0."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {n for n, page in enumerate(opened.pages) if "/Annots" in page.obj}


def test_a_scheme_is_signed_on_its_first_page_and_tells_its_parts_in_annexes() -> None:
    first, *rest = pages(filing_pdf("F03"))
    assert signed_on(filing_pdf("F03")) == {0}
    for said in ("营业费用", "告知事项", "客户意见", "供电企业（盖章）", "客户（盖章）"):
        assert said in first
    after = "".join(rest)
    heads = ("附件一接入系统方案", "附件二受电系统方案", "附件三计量计费方案")
    places = [after.index(head) for head in (*heads, "附件五供电简图（现场勘查）")]
    assert places == sorted(places)
    assert "接入系统方案" not in first


def test_the_short_scheme_has_no_annex() -> None:
    told = text_of(filing_pdf("F03L"))
    assert "三、接入系统方案" in told
    assert "附件" not in told.replace("内附", "")


def test_a_load_list_lies_on_its_side_and_adds_up_what_follows_stands_upright() -> None:
    with pikepdf.open(BytesIO(filing_pdf("F09"))) as opened:
        sides = [[float(each) for each in page.mediabox[2:]] for page in opened.pages]
    assert sides[0][0] > sides[0][1]
    assert all(side[0] < side[1] for side in sides[1:])
    first, *rest = pages(filing_pdf("F09"))
    assert "合计2600" in first
    assert signed_on(filing_pdf("F09")) == {0}
    assert "附件一负荷计算" in rest[0]


@pytest.mark.parametrize("code", ["F04", "F08", "F10", "F11"])
def test_signatures_never_stand_on_a_page_that_says_nothing_else(code: str) -> None:
    (at,) = signed_on(filing_pdf(code))
    page = pages(filing_pdf(code))[at]
    sections = [f"{number}、" for number in "一二三四五六七"]
    assert any(section in page for section in sections)


def test_photos_stand_two_in_a_row_three_rows_a_page_however_long_their_captions() -> None:
    photos = [replace(a_photo(n % 9), caption=f"照片 {n} 号" + "很长的说明" * 9) for n in range(13)]
    plain = len(pages(draw_filing(filing_paper("F11"))))
    told = pages(draw_filing(filing_paper("F11", tuple(photos))))[plain:]
    assert [page.count("号很长的说明") for page in told] == [6, 6, 1]


def test_a_photo_tells_what_it_shows_when_where_and_which_file_it_is() -> None:
    near = Position(Degrees(Decimal("36.61714")), Degrees(Decimal("101.7782")), Metres(Decimal(8)))
    photo = a_kept_photo(item="com.tx.temp", position=near, caption="")
    said = caption(photo, {"com.tx.temp": "温控器"}).splitlines()
    assert said[0] == "温控器"
    assert said[1].endswith("　36.61714, 101.77820 ±8 m")
    assert said[2] == f"原件 SHA-256 {photo.original[:16]}"
    assert caption(replace(photo, position=None), {}).splitlines()[1].endswith("未取得位置")
