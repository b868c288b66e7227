"""The notice of defects (F07): everything that stands, once, with nothing that names a firm."""

from dataclasses import replace
from functools import cache

from app.documents.rectification_pdf import draw_rectification
from app.domain.checklist import Conclusion
from app.domain.defect import Defect, Severity, Waiver
from app.domain.paper import Evidence
from app.domain.rectification_paper import (
    RectificationPaper,
    compose_rectification_paper,
    needs_notice,
)
from app.ids import InspectionId
from tests.app.inspection_papers import a_photo, a_visit, an_issue, text_of
from tests.app.test_defect import NOW, ZHANG, a_defect, looked_at, told_fixed

GRAVE = a_defect(number="F06-1-02", requirement="按 GB 50148 紧固并加弹簧垫圈")
WORST = a_defect("w", number="F06-1-03", severity=Severity.CRITICAL, description="外壳未接地")
SMALL = a_defect(
    "s", number="F06-1-01", severity=Severity.MINOR, basis="", description="标识不清晰"
)


def composed(*defects: Defect, **values: str) -> RectificationPaper:
    visit = a_visit()
    visit = replace(visit, inspection=replace(visit.inspection, values=values))
    evidence = tuple(Evidence(defect, (a_photo(1),)) for defect in defects)
    return compose_rectification_paper(replace(visit, evidence=evidence), "F06-1-1-1", an_issue())


@cache
def the_text() -> str:
    paper = composed(SMALL, GRAVE, WORST, rectify_deadline="2026-12-20")
    return text_of(draw_rectification(paper))


def test_the_gravest_comes_first_and_each_once_under_its_number() -> None:
    rows = composed(SMALL, GRAVE, WORST).rows
    assert [row.number for row in rows] == ["F06-1-03", "F06-1-02", "F06-1-01"]


def test_it_says_where_it_comes_from_until_when_and_that_it_is_complete() -> None:
    for words in (
        "F06-1-1-1",
        "共3条：危急1条、严重1条、建议1条",
        "2026年12月20日",
        "本通知已一次性告知全部缺陷",
        "12398",
        "95598",
        "客户自主选择",
        "按GB50148紧固并加弹簧垫圈",
        "客户采取的整改措施",
        "客户经办人",
        "一式两份",
    ):
        assert words in the_text(), words


def test_what_was_closed_or_waived_is_not_told_again() -> None:
    closed = looked_at(GRAVE, 2, put_right=True)
    waived = replace(SMALL, waiver=Waiver(InspectionId("visit-2"), "客户另有安排", ZHANG, NOW))
    assert [row.number for row in composed(closed, waived, WORST).rows] == ["F06-1-03"]


def test_it_says_what_was_missed_and_how_often_it_was_looked_at() -> None:
    again = looked_at(told_fixed(GRAVE), 2, put_right=False)
    (row,) = composed(replace(again, missed=True)).rows
    assert row.remarks == ("首次检验漏检", "已复检 1 次，仍未整改到位")
    assert composed(told_fixed(GRAVE)).rows[0].remarks == ("客户报已整改",)


def test_without_words_of_its_own_the_requirement_is_the_basis_and_nothing_else() -> None:
    bare = replace(GRAVE, requirement="")
    assert composed(bare).rows[0].requirement == "符合 GB 50148 的要求"
    assert composed(SMALL).rows[0].requirement == ""


def test_there_is_a_notice_only_where_the_visit_failed_and_something_stands() -> None:
    failed = replace(a_visit().inspection, conclusion=Conclusion.RECTIFY)
    passed = replace(failed, conclusion=Conclusion.PASS)
    assert needs_notice(failed, [GRAVE])
    assert not needs_notice(failed, [looked_at(GRAVE, 2, put_right=True)])
    assert not needs_notice(passed, [SMALL])


def test_equal_notices_give_equal_bytes() -> None:
    assert draw_rectification(composed(GRAVE)) == draw_rectification(composed(GRAVE))


def test_forty_defects_and_long_words_stay_on_their_pages() -> None:
    many = [replace(GRAVE, number=f"F06-1-{n:02}", description="紧固不良 " * 40) for n in range(40)]
    said = text_of(draw_rectification(composed(*many)))
    assert said.count("F06-1-39") == 2
