"""Rules as data are complete: what every item, field and limit has to say of itself."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from app.domain.checklist import ChecklistItem
from app.domain.form import Form
from app.domain.reading import InputSpec
from app.reference.library import RESOURCES, open_reference

REFERENCE = open_reference()
INSPECTIONS = ("interim_inspection", "completion_inspection")
ROWS = {
    "interim_inspection": {f"C{n:02}" for n in range(1, 12)},
    "completion_inspection": {f"D{n:02}" for n in range(1, 11)}
    | {f"I{n:02}" for n in range(1, 22)},
}
NOT_ASKED_OF_ORDINARY = {"D04", "D06", "D07", "D08", "D09", "D10"}
"""domain/forms.md F06, part A: an ordinary customer brings D01, D02, D03 and D05 alone."""


def items(name: str) -> Iterator[ChecklistItem]:
    yield from (i for s in REFERENCE.checklist(name).sections for i in s.items)


def plain(name: str) -> Iterator[dict[str, Any]]:
    path = RESOURCES / "checklists" / f"{name}.yaml"
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    yield from (item for section in content["sections"] for item in section["items"])


def used_limits() -> set[str]:
    named = {i.limit for n in (*INSPECTIONS, "site_survey") for i in items(n) if i.limit}
    return {name for name in named if REFERENCE.limits[name].pass_if is not None}


@pytest.mark.parametrize("name", INSPECTIONS)
def test_every_inspection_item_says_its_row_its_scope_its_photo_and_its_weight(name: str) -> None:
    for item in plain(name):
        said = {"form_row", "scope", "photo", "severity_if_failed", "reference"} - item.keys()
        assert not said, (item["id"], said)


@pytest.mark.parametrize("name", INSPECTIONS)
def test_every_row_of_the_printed_form_has_an_item(name: str) -> None:
    printed = {item.form_row for item in items(name)}
    foreign = {row for row in printed - ROWS[name] if not row.startswith("D")}
    assert (ROWS[name] - printed, foreign) == (set(), set())


def test_an_ordinary_customer_is_asked_for_no_more_papers_than_the_policy_allows() -> None:
    for item in items("completion_inspection"):
        if item.form_row.startswith("D"):
            wanted = item.form_row in NOT_ASKED_OF_ORDINARY
            assert item.applies_when.full_scope == wanted, item.id


def test_what_concerns_the_inside_of_an_ordinary_customer_is_advice() -> None:
    for item in items("completion_inspection"):
        inner = item.form_row in ("I11", "I18", "I19")
        assert (item.scope == "full") == inner, item.id


def specs(inputs: tuple[InputSpec, ...]) -> Iterator[InputSpec]:
    for spec in inputs:
        yield spec
        yield from spec.raw


def test_every_input_of_a_limit_that_is_used_is_typed() -> None:
    for name in used_limits():
        limit = REFERENCE.limits[name]
        assert limit.inputs, name
        for spec in specs(limit.inputs):
            assert spec.kind in ("decimal", "flag", "choice"), (name, spec.name)
            assert (spec.kind == "choice") == bool(spec.options), (name, spec.name)
            assert bool(spec.raw) == bool(spec.reduce) == bool(spec.formula), (name, spec.name)


def test_every_limit_that_is_used_has_a_vector_that_passes_and_one_that_fails() -> None:
    path = RESOURCES / "limits" / "limits.yaml"
    entries = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["limits"]
    told = {entry["id"]: {said for _, said in entry.get("tests", ())} for entry in entries}
    lacking = {name for name in used_limits() if not {"pass", "fail"} <= told[name]}
    assert lacking == set()


def the_survey_forms() -> dict[str, Form]:
    return {code: REFERENCE.form("site_survey", code) for code in ("F01", "F02")}


def test_a_survey_item_that_is_a_field_names_one_that_is_there() -> None:
    forms = the_survey_forms()
    known = {
        name
        for form in forms.values()
        for name in (*form.fields, *form.tables, *(f"{t}.{c.id}" for t in form.tables
                                                    for c in form.tables[t].columns))
    } | {"sketch"}  # fmt: skip
    for item in items("site_survey"):
        named = {n for n in item.field.split("|") if n and not n.startswith("case.")}
        assert named <= known, (item.id, named)


def test_a_survey_is_never_asked_twice_for_one_thing() -> None:
    titles = {f.zh for form in the_survey_forms().values() for f in form.fields.values()}
    asked = {item.zh for item in items("site_survey") if not item.field}
    assert asked & titles == set()
