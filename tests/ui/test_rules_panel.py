"""The settings page says by which rules this tablet goes, and what is the matter with them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.about import RulesInUse, rule_files
from app.domain.inspection import Inspection
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.builders import MORNING
from tests.ui.conftest import a_visit
from ui.rules_words import rules_told
from ui.settings.rules_panel import RulesPanel
from ui.settings.rules_words import rules_name

SHIPPED = RulesInUse(0, None, None, None, False, False, "", "")


@pytest.fixture
def panel(qtbot: QtBot) -> RulesPanel:
    made = RulesPanel()
    qtbot.addWidget(made)
    return made


def told(panel: RulesPanel, **facts: object) -> str:
    known = {
        "version": 3,
        "issued_at": MORNING,
        "expires_at": MORNING + timedelta(days=400),
        "taken_at": MORNING + timedelta(days=1),
        "has_run_out": False,
        "is_damaged": False,
        "refused": "",
        "refused_file": "",
    }
    panel.show_rules(RulesInUse(**(known | facts)), rule_files())  # type: ignore[arg-type]
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if not label.isHidden())


def test_before_any_package_the_rules_of_the_program_are_in_use(panel: RulesPanel) -> None:
    panel.show_rules(SHIPPED, rule_files())
    assert panel.findChild(QLabel, "rules_version").text() == "现用：随程序安装的规则"
    assert "还没有下发" in panel.findChild(QLabel, "rules_origin").text()


def test_a_package_is_told_with_its_days_and_its_files(panel: RulesPanel) -> None:
    words = told(panel)
    assert "现用：第 3 版" in words
    assert (
        "由中心签发于 2026年11月23日　有效期至 2027年12月28日　本机启用于 2026年11月24日" in words
    )
    assert "办理时限　版本 2026.13" in words
    assert "条待核对原文" in words


def test_rules_that_have_run_out_are_said_to_and_go_on(panel: RulesPanel) -> None:
    words = told(panel, has_run_out=True)
    assert "第 3 版已于 2027年12月28日 到期，仍按它办理" in words
    assert panel.findChild(QLabel, "rules_version").property("bad") is True


def test_what_was_refused_or_is_damaged_is_said_with_what_to_do(panel: RulesPanel) -> None:
    words = told(panel, is_damaged=True, refused="changed", refused_file="limits/limits.yaml")
    assert "已损坏，暂用第 3 版。下次同步会重新取得。" in words
    assert "没有启用：规则包的内容与签名不符 limits/limits.yaml" in words


def test_a_round_that_brought_rules_says_so() -> None:
    assert rules_told(0, "") is None
    assert rules_told(4, "") == ("已启用新规则（第 4 版）。已经开始的记录仍按原规则。", "good")
    words, meaning = rules_told(0, "expired") or ("", "")
    assert ("已过有效期" in words, meaning) == (True, "bad")


def test_every_shipped_file_of_rules_has_a_name_for_people() -> None:
    assert [each.name for each in rule_files() if rules_name(each.name) == each.name] == []


def test_a_visit_that_was_begun_with_the_rules_of_before_opens_by_them(tablet: Workspace) -> None:
    visit, before = a_visit(tablet), "2026.11"
    with tablet.unit("begun_earlier") as unit:
        begun = unit.get(Inspection, visit)
        assert before not in (begun.checklist_version, begun.limits_version)
        unit.save(replace(begun, checklist_version=before, limits_version=before))
    page = inspection_page(tablet, visit)
    assert page.inspection.checklist_version == before
    assert page.findings
