"""The completion opinion as a paper: what it says must be on it, letter for letter."""

import io
import random
import re
import subprocess
from array import array
from dataclasses import replace
from hashlib import sha256
from math import nan

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from app.documents.archive import page_count
from app.documents.font import MISSING, characters
from app.documents.inspection_pdf import draw_inspection
from app.documents.page import LEFT, RIGHT, TOP
from app.domain.defect import Recheck
from app.domain.inspection import InspectionKind
from app.domain.inspection_paper import compose_inspection_paper
from app.domain.limit import Verdict
from app.domain.paper import Evidence, PaperPhoto
from app.domain.privacy import masked
from app.domain.signer import SignerRole
from app.ids import Digest, InspectionId, UserId
from tests.app.inspection_papers import (
    DEVICES,
    NOW,
    RECORD,
    a_curve,
    a_paper,
    a_photo,
    a_short_paper,
    a_visit,
    an_issue,
    squeezed,
    text_of,
    text_without_feet,
    the_pdf,
)

HOSTILE = (
    "U<Un 且 I>In",
    "R&D 车间",
    "voltage <b and current> c",
    '<img src="/etc/passwd"/>',
    '<font color="white" size="1">不合格</font>',
    "<a href='http://example.com'>x</a>",
    "&lt;b&gt; &amp; &#65;",
    "</para><para>",
    "<br/><b>未闭合",
    "%(signer)s {0} $x \\n",
    "5 Ω ≤ 10 Ω ± 2 % ℃ m² μF",
    "]]> <!-- x --> <?php",
    "‘引号’ “双引号” 《书名》",
    "🦊 A 相",
)


def test_the_paper_of_an_interim_inspection_says_what_may_be_covered() -> None:
    visit = a_visit()
    interim = replace(visit, inspection=replace(visit.inspection, kind=InspectionKind.INTERIM))
    said = text_of(draw_inspection(compose_inspection_paper(interim, an_issue())))
    assert "隐蔽" in said
    assert "装表接电条件" not in said
    assert "装表接电条件" in text_of(the_pdf())


def test_the_paper_says_who_what_where_and_how_it_ended() -> None:
    text = text_of(the_pdf())
    for fact in (
        "客户受电工程竣工检验意见单",
        "国网河口县供电公司",
        "JY-2026-000127-1",
        "3301202605060127",
        "河口冷链物流有限公司",
        "1000＋630＝1630kVA",
        "110kV望湖变10kV冷链127线",
        "温控器超温跳闸接点未接入10kV进线断路器跳闸回路",
        "☑不合格，按所列缺陷整改后申请复验",
        "☐合格，具备装表接电条件",
        "林岚、陈卓",
        "2026年05月06日10:20–14:20",
        "绝缘电阻测试仪2500VJY-0093",
        "最大806.4kW2026年01月16日10:00",
        sha256(RECORD).hexdigest(),
    ):
        assert fact in text, fact


def test_every_finding_is_printed_with_its_reading_and_verdict() -> None:
    paper, text = a_paper(), text_of(the_pdf())
    rows = [row for group in (*paper.documents, *paper.groups) for row in group.rows]
    assert len(rows) > 60
    for row in rows:
        assert squeezed(row.item) in text, row.item
    for verdict, word in ((Verdict.PASS, "✔合格"), (Verdict.FAIL, "✘不合格")):
        assert text.count(word) == sum(row.verdict is verdict for row in rows)


def test_the_paper_says_that_nobody_was_designated_and_where_to_complain() -> None:
    text = text_of(the_pdf())
    assert "供电企业及其工作人员未指定、推荐、限制" in text
    assert "95598" in text
    assert "12398" in text


def test_a_title_the_bold_face_cannot_write_is_set_in_the_plain_one() -> None:
    assert "龘客户受电工程" in text_of(draw_inspection(a_short_paper(title="龘客户受电工程")))


def test_limits_stand_in_the_appendix_with_their_source_and_how_sure_it_is() -> None:
    paper, text = a_paper(), text_of(the_pdf())
    assert {row.conf for row in paper.limits} == {"sure", "verify"}
    appendix = text[text.rindex("限值及出处") :]
    for row in paper.limits:
        assert squeezed(row.reference) in appendix


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_typed_is_printed_letter_for_letter(hostile: str) -> None:
    pdf = draw_inspection(a_short_paper(opinion=hostile))
    assert squeezed(hostile.replace("🦊", "〓")) in text_of(pdf)


def test_five_hundred_made_up_lines_are_printed_letter_for_letter() -> None:
    rng = random.Random(16)
    bits = ("<b>", "</", "&", "&amp;", "&#9;", "<img src='/etc/hostname'/>", "合格", "I>In", "R&D")
    bits += (
        "“",
        "≥ 4 Ω",
        "<font size=1>",
        "]]>",
        "{0}",
        "%s",
        "\\",
        "'",
        '"',
        "<",
        "户",
        "ﬁ",
        "<?xml",
    )
    lines = ["".join(rng.choices(bits, k=rng.randrange(1, 9))) + f"#{n}" for n in range(500)]
    pdf = draw_inspection(a_short_paper(opinion="\n".join(lines)))
    known = characters()
    expected = "".join(c if c in known or c.isspace() else MISSING for c in "".join(lines))
    text = text_without_feet(pdf)
    shown = text[text.index("六、检验意见") :]
    missing = [line for line in expected.split("#") if squeezed(line) not in shown]
    assert missing == []


def test_a_character_the_font_lacks_is_marked_and_named() -> None:
    text = text_of(draw_inspection(a_short_paper(opinion="户名 𠮷田")))
    assert "〓田" in text
    assert "〓代表字库中没有的字，依次为：U+20BB7" in text
    assert "字库中没有" not in text_of(draw_inspection(a_short_paper(opinion="户名 吉田")))


LONG = "".join(f"第{n}条意见须整改。" for n in range(900))


def test_an_opinion_longer_than_a_page_is_set_over_several() -> None:
    assert LONG in text_without_feet(draw_inspection(a_short_paper(opinion=LONG)))


def test_a_note_longer_than_a_page_is_set_over_several() -> None:
    [group, *_] = a_paper().groups
    noted = replace(group, rows=(replace(group.rows[0], reading="", note=LONG), *group.rows[1:]))
    text = text_of(draw_inspection(a_short_paper(groups=(noted,))))
    lost = [n for n in range(900) if f"第{n}条意见须整改。" not in text]
    assert len(lost) < 12, "more than the one sentence torn at each page's end"


def test_no_text_stands_outside_the_frame_of_its_page() -> None:
    for pdf in (the_pdf(), draw_inspection(a_short_paper(opinion=LONG))):
        done = subprocess.run(
            ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
        )
        boxes = re.findall(
            r'xMin="([-.\d]+)" yMin="([-.\d]+)" xMax="([-.\d]+)" yMax="([-.\d]+)"',
            done.stdout.decode(),
        )
        assert len(boxes) > 100
        for left, top, right, bottom in (map(float, box) for box in boxes):
            assert left > LEFT - 1
            assert right < A4[0] - RIGHT + 1
            assert top > TOP - 3
            assert bottom < A4[1] - 10 * mm


def test_every_font_is_embedded_and_subset() -> None:
    fonts = []
    with pikepdf.open(io.BytesIO(the_pdf())) as pdf:
        for sheet in pdf.pages:
            fonts += list(sheet.Resources.Font.values())
        assert fonts
        for font in fonts:
            assert str(font.BaseFont)[1:].endswith(("+KanyanSans-Regular", "+KanyanSans-Bold"))
            assert "/FontFile2" in font.FontDescriptor
    assert len(the_pdf()) < 1_000_000


def test_each_page_says_its_number_and_how_many_there_are() -> None:
    count, text = page_count(the_pdf()), text_of(the_pdf())
    assert count == 8
    for number in range(1, count + 1):
        assert f"第{number}页共{count}页" in text


def test_the_record_is_attached_as_the_source_and_the_file_says_pdf_a_3b() -> None:
    with pikepdf.open(io.BytesIO(the_pdf())) as pdf:
        assert pdf.attachments["record.json"].get_file().read_bytes() == RECORD
        assert pdf.Root.AF[0].AFRelationship == "/Source"
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")


def test_a_field_waits_for_each_expected_signer_and_the_last_one_locks() -> None:
    with pikepdf.open(io.BytesIO(the_pdf())) as pdf:
        fields = pdf.Root.AcroForm.Fields
        assert [str(field.T) for field in fields] == ["inspector", "customer"]
        assert ["/Lock" in field for field in fields] == [False, True]
    alone = draw_inspection(replace(a_short_paper(), issue=an_issue(SignerRole.INSPECTOR)))
    with pikepdf.open(io.BytesIO(alone)) as pdf:
        [field] = pdf.Root.AcroForm.Fields
        assert "/Lock" in field


def test_nothing_in_the_paper_can_act_or_hide() -> None:
    with pikepdf.open(io.BytesIO(the_pdf())) as pdf:
        assert not {"/OpenAction", "/AA", "/OCProperties"} & set(pdf.Root.keys())
        assert list(pdf.Root.Names.keys()) == ["/EmbeddedFiles"]
        links = [a for sheet in pdf.pages for a in sheet.get("/Annots", []) if "/A" in a]
        assert links == []


def test_equal_papers_give_equal_bytes() -> None:
    assert draw_inspection(compose_inspection_paper(a_visit(), an_issue())) == the_pdf()


def test_a_photo_that_cannot_be_shown_does_not_lose_the_paper() -> None:
    paper = a_short_paper(photos=(PaperPhoto(b"\xff\xd8\xff broken", "铭牌"),))
    assert "照片文件无法显示" in text_of(draw_inspection(paper))


def test_a_curve_of_one_day_and_one_with_nothing_but_gaps_can_be_drawn() -> None:
    one_day = a_curve(days=1)
    hollow = replace(
        one_day, samples=replace(one_day.samples, channels={"p_kw": array("d", [nan] * 96)})
    )
    for curve in (one_day, hollow):
        assert "负荷分析" in text_of(draw_inspection(a_short_paper(curve=curve)))


def test_a_capacity_unlike_the_scheme_is_said_to_differ() -> None:
    visit = replace(a_visit(), equipment=DEVICES[:1])
    [capacity, *_] = compose_inspection_paper(visit, an_issue()).comparisons
    assert (capacity.as_built, capacity.scheme, capacity.agrees) == ("1000 kVA", "1630 kVA", False)


def test_a_defect_without_a_place_is_put_where_its_device_is_and_a_withdrawn_one_is_gone() -> None:
    [defect] = a_visit().defects
    visit = replace(
        a_visit(),
        defects=(replace(defect, location=""), replace(defect, withdrawn_at=NOW)),
    )
    paper = compose_inspection_paper(visit, an_issue())
    assert [each.location for each in paper.defects] == ["1 号主变"]


def test_a_paper_is_not_issued_with_a_digest_that_is_not_its_records() -> None:
    with pytest.raises(ValueError, match="record_digest"):
        replace(an_issue(), record_digest=Digest("0" * 64))


@pytest.mark.parametrize(
    ("number", "shown"),
    [("330106198801012345", "330***********2345"), ("1234567", "*******"), ("", "")],
)
def test_an_identity_number_is_masked(number: str, shown: str) -> None:
    assert masked(number) == shown
    assert number == "" or number not in text_of(the_pdf())


def test_a_re_inspection_shows_each_defect_before_and_after_side_by_side() -> None:
    defect = replace(a_visit().defects[0], number="F06-1-01")
    look = Recheck(InspectionId("i1"), 2, put_right=False, by=UserId("lin"), at=NOW)
    told = defect.reported("已接入跳闸回路", "2026-05-04", UserId("lin"), NOW).rechecked(look)
    before, after = a_photo(1), a_photo(2)
    visit = a_visit()
    again = replace(
        visit,
        inspection=replace(visit.inspection, attempt=2, asks=(defect.place,)),
        defects=(replace(told, missed=True),),
        evidence=(Evidence(told, (before,), (after,)), Evidence(told, (before,))),
        photos=(),
    )
    said = text_of(draw_inspection(compose_inspection_paper(again, an_issue())))
    for words in (
        "整改前后对照",
        "整改后",
        "未拍照",
        "F06-1-01",
        "客户整改（2026年05月04日）：已接入跳闸回路",
        "第1次复检：未整改到位",
        "〔首次检验漏检〕",
    ):
        assert words in said, words
    assert "整改前后对照" not in text_of(the_pdf())


def test_what_looked_odd_is_printed_with_what_was_said_of_it() -> None:
    odd = (("从开始到结束超过一天（约 30 小时）", "停电等待"), ("R60 小于 R15", ""))
    said = text_of(draw_inspection(a_short_paper(queries=odd)))
    for words in ("核对提示及说明", "停电等待", "R60小于R15", "未作说明"):
        assert words in said, words
    assert "核对提示及说明" not in text_of(the_pdf())
