"""Rules as data: what is shipped is whole, and what is damaged is refused by name."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from app.domain.checklist import ChecklistItem
from app.domain.reading import InputSpec
from app.errors import RulesDamaged
from app.reference.library import RESOURCES, Reference, open_reference
from ui.wording import sentence

NAMES = ("completion_inspection", "interim_inspection", "site_survey")


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    for name in ("checklists", "limits", "process"):
        shutil.copytree(RESOURCES / name, tmp_path / name)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def all_items(name: str) -> list[ChecklistItem]:
    sections = open_reference().checklist(name).sections
    return [item for section in sections for item in section.items]


def with_raw(spec: InputSpec) -> list[InputSpec]:
    return [spec, *spec.raw]


@pytest.mark.parametrize("name", NAMES)
def test_a_checklist_has_as_many_items_as_it_says(name: str) -> None:
    file = RESOURCES / "checklists" / f"{name}.yaml"
    content = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert len(all_items(name)) == content["item_count"]


def test_every_completion_item_is_printed_in_a_row_of_the_form() -> None:
    rows = {item.form_row for item in all_items("completion_inspection")}
    assert rows <= {*(f"D{n:02}" for n in range(1, 11)), *(f"I{n:02}" for n in range(1, 22))}


def test_every_input_has_a_name_for_people_and_every_reduction_says_its_formula() -> None:
    for limit in open_reference().limits.values():
        for spec in (part for whole in limit.inputs for part in with_raw(whole)):
            assert spec.zh != spec.name, (limit.id, spec.name)
            assert (spec.kind == "choice") == bool(spec.options), (limit.id, spec.name)
            assert bool(spec.raw) == bool(spec.reduce) == bool(spec.formula), (limit.id, spec.name)


def test_the_version_a_record_pinned_is_found_beside_the_current_one(resources: Path) -> None:
    folder = resources / "checklists"
    shutil.copy(folder / "site_survey.yaml", folder / "site_survey-2026.12.yaml")
    change(folder / "site_survey.yaml", 'version: "2026.12"', 'version: "2027.3"')
    reference = Reference(resources)
    assert reference.checklist("site_survey").version == "2027.3"
    assert reference.checklist("site_survey", "2027.3").version == "2027.3"
    assert reference.checklist("site_survey", "2026.12").version == "2026.12"


@pytest.mark.parametrize(
    ("name", "version"),
    [("site_survey", "1"), ("site_survey", "x/../../site_survey"), ("../site_survey", None)],
)
def test_no_file_but_a_checklist_is_read_whatever_a_record_pins(
    resources: Path, name: str, version: str | None
) -> None:
    (resources / "checklists" / "site_survey-x").mkdir()
    shutil.copy(resources / "checklists" / "site_survey.yaml", resources)
    with pytest.raises(RulesDamaged):
        Reference(resources).checklist(name, version)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('pass_if: "x <= limit"', 'pass_if: "x <= "', "tx.dc_res_unbalance_phase"),
        ('pass_if: "x <= limit"', 'pass_if: "y <= limit"', "tx.dc_res_unbalance_phase"),
        ('when: "s_kva <= 1600"', 'when: "open(1)"', "tx.dc_res_unbalance_phase"),
        ("limit: 4}", "limit: four}", "tx.dc_res_unbalance_phase"),
        (", conf: sure,", ", conf: perhaps,", "tx.dc_res_unbalance_phase"),
        (", on_fail: advise", ", on_fial: advise", "tx.load_rate"),
        ("id: tx.load_rate", "id: tx.oil_breakdown", "tx.oil_breakdown"),
        ("\nlimits:", "\nlimit:", "limits"),
        ("\nversion:", "\nverzion:", "head"),
        ("\nlimits:", "\nlimits: [", ""),
    ],
)
def test_a_damaged_limit_is_refused_by_file_and_name(
    resources: Path, old: str, new: str, where: str
) -> None:
    change(resources / "limits" / "limits.yaml", old, new)
    with pytest.raises(RulesDamaged) as refusal:
        _ = Reference(resources).limits
    assert (refusal.value.file, refusal.value.where) == ("limits.yaml", where)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('reduce: "r60 / r15"', 'reduce: "r60 / r16"', "tx.absorption_ratio"),
        ("kind: choice", "kind: chioce", "tx.dc_res_vs_factory"),
        ("zh: 吸收比", "hz: 吸收比", "tx.absorption_ratio"),
    ],
)
def test_a_damaged_input_is_refused_by_file_and_limit(
    resources: Path, old: str, new: str, where: str
) -> None:
    change(resources / "limits" / "inputs.yaml", old, new)
    with pytest.raises(RulesDamaged) as refusal:
        _ = Reference(resources).limits
    assert (refusal.value.file, refusal.value.where) == ("inputs.yaml", where)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("kind: measurement", "kind: measure", "com.tx.ir"),
        ("limit: tx.insulation_resistance", "limit: tx.insulation", "com.tx.ir"),
        ("    severity_if_failed: critical", "    severity_if_failed: grave", "com.doc.licence"),
        ("voltage_kv_min: 6", "voltage_kv_mni: 6", "com.doc.licence"),
        ("id: com.doc.cert", "id: com.doc.report", "com.doc.report"),
        ("photo: required", "photo: requierd", "com.tx.nameplate"),
        ("scope: full", "scope: all", "com.lv.ir"),
        ("photo: required", "foto: required", "com.tx.nameplate"),
    ],
)
def test_a_damaged_checklist_is_refused_by_file_and_item(
    resources: Path, old: str, new: str, where: str
) -> None:
    change(resources / "checklists" / "completion_inspection.yaml", old, new)
    with pytest.raises(RulesDamaged) as refusal:
        Reference(resources).checklist("completion_inspection")
    assert (refusal.value.file, refusal.value.where) == ("completion_inspection.yaml", where)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0001-01-01: grid_related", "0001-01-01: everything"),
        ("0001-01-01: required_only", "some day: required_only"),
    ],
)
def test_a_damaged_decision_of_the_utility_is_refused(resources: Path, old: str, new: str) -> None:
    change(resources / "process" / "policy.yaml", old, new)
    with pytest.raises(RulesDamaged) as refusal:
        _ = Reference(resources).policy
    assert refusal.value.file == "policy.yaml"


@pytest.mark.parametrize(
    ("look", "file", "zh"),
    [
        (
            lambda rules: rules.checklist("completion_inspection", "2030.1"),
            "checklists/completion_inspection-2030.1.yaml",
            "竣工检验",
        ),
        (
            lambda rules: rules.form("unit_choice", "F12", "2030.1"),
            "forms/unit_choice-2030.1.yaml",
            "客户自主选择声明",
        ),
        (lambda rules: rules.limits_of("2030.1"), "limits/limits-2030.1.yaml", "技术限值"),
        (lambda rules: rules.loads_of("2030.1"), "loads/demand_factors-2030.1.yaml", "需要系数"),
    ],
)
def test_rules_of_another_version_that_are_not_here_yet_are_named_and_come_with_a_sync(
    look: Callable[[Reference], object], file: str, zh: str
) -> None:
    with pytest.raises(RulesDamaged) as missing:
        look(open_reference())
    said = sentence(missing.value)
    assert (missing.value.file, missing.value.version) == (file, "2030.1")
    assert f"“{missing.value.where}”的 2030.1 版" in said
    assert zh in said
    assert "请联网同步" in said
    assert "重新安装" not in said
