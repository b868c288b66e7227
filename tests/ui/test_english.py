"""What is put together from words of the rules is English on English screens, piece by piece."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.filing import FAMILIES
from app.domain.form import Form, title_of
from app.domain.licence import Licence
from app.domain.survey import Carried
from app.domain.unit_choice import UnitChoice, licence_checks
from app.reference.library import open_reference
from ui.inspection.general_panel import GeneralPanel
from ui.load_wording import load_remark
from ui.look import Look, wear
from ui.naming import told
from ui.parts.words_line import WordsWatch

REFERENCE = open_reference()
HAN = re.compile("[一-鿿]")
OF_VISITS = (("site_survey", "F01"), ("site_survey", "F02"), ("interim_inspection", "F05"),
             ("completion_inspection", "F06"))  # fmt: skip


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    wear(qapp, Look(language="en"))
    yield
    wear(qapp, Look())


@pytest.mark.usefixtures("english")
def test_what_a_licence_is_worth_is_said_in_english() -> None:
    licences = [
        Licence("", "", "", "", "not_found"), Licence("1", "repair", "一级", "2030-01-01", ""),
        Licence("1", "install", "五级", "2030-01-01", ""),
        Licence("1", "install", "一级", "2020-01-01", ""),
        Licence("1", "install", "一级", "2030-01-01", ""),
        Licence("1", "install", "一级", "2026-12-10", "valid"),
        Licence("1", "install", "一级", "2030-01-01", "valid"),
    ]  # fmt: skip
    choices = [
        UnitChoice("f", role, "宏达公司", licence, 1)
        for role in ("design", "construction", "test")
        for licence in licences
    ]
    scope, day = REFERENCE.licence_scope, date(2026, 12, 1)
    checks = licence_checks(choices, scope, Decimal(35), day, asks_register=True)
    assert {each.result for each in checks} == set(scope.results)
    assert [w for each in checks if HAN.search(w := told(each.words))] == []
    both = "；".join(each.words for each in checks[:2])
    assert told(both).count("please verify") == 2


@pytest.mark.usefixtures("english")
def test_the_facts_of_the_survey_are_shown_in_english(qtbot: QtBot) -> None:
    panel = GeneralPanel(WordsWatch())
    qtbot.addWidget(panel)
    form = REFERENCE.form("site_survey", "F01")
    level, table = form.fields["important_level"], form.tables["transformers"]
    facts = ((level.zh, level.said("second")), (table.zh, "2　315　干式"), ("其他", "电弧炉"))
    panel._show_carried(Carried(facts=facts))
    shown = [each.text() for each in panel.findChildren(QLabel) if "　" in each.text()]
    assert len(shown) == 3
    assert [text for text in shown[:2] if HAN.search(text)] == []
    assert shown[2].endswith("电弧炉")  # what a person typed stays


def forms() -> Iterator[Form]:
    yield from (REFERENCE.filed(code) for code in FAMILIES)
    yield from (REFERENCE.form(name, code) for name, code in OF_VISITS)


@pytest.mark.usefixtures("english")
def test_every_place_that_may_be_missing_has_its_english_name() -> None:
    for form in forms():
        names = [*form.fields, *form.tables, *(check.id for check in form.checks)]
        names += [f"{t.id}.{c.id}" for t in form.tables.values() for c in t.columns]
        left = [title for name in names if HAN.search(title := told(title_of(form, name)))]
        assert left == [], form.code


@pytest.mark.usefixtures("english")
def test_columns_that_are_not_used_are_listed_as_english_lists_them() -> None:
    assert load_remark("ignored_columns:A相、B相").endswith("A相, B相")
