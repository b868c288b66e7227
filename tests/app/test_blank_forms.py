"""Blank forms: what is asked is there with room to write by hand, and nothing is answered."""

import io
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from app.actions.draw_blank_form import draw_blank_form, save_blank_form
from app.documents.archive import page_count
from app.documents.font import MISSING
from app.domain.blank_paper import BLANK_FORMS, HEADER, blank_filing, blank_inspection
from app.domain.inspection import InspectionKind
from app.domain.paper import case_header
from app.domain.signer import SignerRole
from app.errors import FolderNotWritable, UnknownRecord
from app.reference.library import open_reference
from tests.app.inspection_papers import a_case, text_of
from ui.command import main

RULES = open_reference()
STATEMENTS = ("未发现缺陷", "未登记检测仪器", "无补充意见", "无需客户提供材料")
ANSWERS = ("☑", "✔合格", "✘")


@cache
def blank(code: str) -> bytes:
    return draw_blank_form(RULES, code)


@pytest.mark.parametrize("code", BLANK_FORMS)
def test_a_blank_answers_nothing_and_is_nobodys_paper(code: str) -> None:
    said = text_of(blank(code))
    assert not [each for each in (*STATEMENTS, *ANSWERS) if each in said]
    assert "SHA-256" not in said
    assert MISSING not in said
    assert "（签字）" in said
    assert f"第{page_count(blank(code))}页共{page_count(blank(code))}页" in said
    assert said.count("空白表") >= page_count(blank(code))
    assert said.count("工单编号：____") == page_count(blank(code)) + 1
    with pikepdf.open(io.BytesIO(blank(code))) as pdf:
        assert not pdf.attachments
        assert "/AcroForm" not in pdf.Root


def test_its_foot_says_by_which_rules_it_was_printed() -> None:
    form, checklist = RULES.form("interim_inspection", "F05"), RULES.checklist("interim_inspection")
    assert f"F05规则{form.version}检查表{checklist.version}" in text_of(blank("F05"))


def test_every_question_of_the_visit_is_printed_with_its_limit_and_boxes() -> None:
    said = text_of(blank("F06"))
    checklist = RULES.checklist("completion_inspection")
    items = [item for section in checklist.sections for item in section.items if not item.stage]
    assert len(items) > 100
    assert not [item.zh for item in items if "".join(item.zh.split()) not in said]
    assert "≤4%（额定容量≤1600kVA）" in said
    assert "☐不具备条件" in said


def test_what_belongs_to_the_energisation_is_asked_on_its_own_form_alone() -> None:
    assert "空载冲击合闸次数" in text_of(blank("F08"))
    form, limits = RULES.form("completion_inspection", "F06"), RULES.limits
    paper = blank_inspection(
        form, RULES.checklist("completion_inspection"), limits, InspectionKind.COMPLETION
    )
    rows = [row.item for part in paper.parts for group in part.groups for row in group.rows]
    assert rows
    assert "空载冲击合闸次数" not in rows


def test_there_are_rows_to_write_in() -> None:
    form = RULES.filed("F09")
    paper = blank_filing(form, RULES.checklist("completion_inspection"), RULES.limits)
    loads = next(t for part in paper.parts for t in part.tables if "F09" in t.title)
    assert len(loads.rows) == 15
    assert not any(cell for row in loads.rows for cell in row)
    assert paper.signers == (SignerRole.CUSTOMER,)


def test_a_table_that_begins_with_rows_has_their_names_and_no_result() -> None:
    form = RULES.filed("F04")
    paper = blank_filing(form, RULES.checklist("completion_inspection"), RULES.limits)
    items = next(t for part in paper.parts for t in part.tables if t.title == "审查项目")
    assert items.rows[0] == ("容量与负荷", "", "", "")
    assert len(items.rows) == 12


def test_its_header_is_that_of_the_filled_paper() -> None:
    case = replace(a_case(), existing_capacity_kva=Decimal(315))
    assert tuple(name for name, _ in case_header(case)) == HEADER


def test_the_command_writes_one_or_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["blank-form", "f14", "--out", str(tmp_path / "x.pdf"), "--org", "示例供电公司"]) == 0
    )
    assert "示例供电公司" in text_of((tmp_path / "x.pdf").read_bytes())
    assert main(["blank-form", "F99", "--out", str(tmp_path / "y.pdf")]) == 2
    assert "F03L" in capsys.readouterr().err
    assert main(["blank-form", "--out", str(tmp_path / "y.pdf")]) == 2
    assert main(["blank-form", "F14", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "F14-blank.pdf").is_file()


def test_what_cannot_be_drawn_or_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnknownRecord):
        draw_blank_form(RULES, "F99")
    with pytest.raises(FolderNotWritable):
        save_blank_form(RULES, "F14", "", tmp_path / "nowhere" / "x.pdf")
