"""The program keeps no list of units: none in its data, its tables, its records or its fields."""

import ast
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from app import codec
from app.domain.form import Field
from app.reference.library import RESOURCES, open_reference
from app.store import tables as tablet_tables
from sync.server import tables as centre_tables

ROOT = Path(__file__).parents[2]
A_VENDOR = re.compile("vendor|supplier|manufacturer|contractor|partner|recommend|favou?rite")
"""What a list of units would be called, as a table, a kind of record, a file or a key of data."""
A_COMPANY = re.compile("[一-鿿]{2,}(?:有限公司|集团公司|设计院|电气厂)")
SCREENS = sorted((ROOT / "ui").rglob("*.py"))
RULES = sorted(RESOURCES.rglob("*.yaml"))
UNIT_FIELDS = {"unit_name", "design_unit", "construction_unit", "test_unit", "equipment_unit"}


def test_no_table_is_a_list_of_units() -> None:
    named = [*tablet_tables.metadata.tables, *centre_tables.metadata.tables]
    assert [name for name in named if A_VENDOR.search(name)] == []


def test_no_kind_of_record_is_a_unit_and_every_record_belongs_to_one_case() -> None:
    assert [kind for kind in codec.KINDS if A_VENDOR.search(kind)] == []
    for record in codec.KINDS.values():
        named = {each.name for each in dataclasses.fields(record)} | set(vars(record))
        assert "case_id" in named, record


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_no_file_of_rules_names_a_company(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert A_COMPANY.findall(text) == []
    assert not A_VENDOR.search(path.stem)
    keys = [str(key) for key in every_key(yaml.load(text, yaml.CSafeLoader))]
    # The name plate of what stands there is a record of the device, not a choice of its maker.
    assert [k for k in keys if A_VENDOR.search(k) and k != "as_built_manufacturer"] == []


def every_key(content: object) -> Iterator[object]:
    if isinstance(content, dict):
        for key, inner in content.items():
            yield key
            yield from every_key(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from every_key(inner)


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_field_completes_what_is_typed(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    said |= {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    said |= {a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names}
    assert said & {"QCompleter", "QFontComboBox"} == set()
    # A list that can be typed into completes by itself, unless it is told not to.
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            typed_into = set(told_to(function, "setEditable"))
            assert set(told_to(function, "setCompleter")) == {
                (box, "None") for box, _ in typed_into
            }, function.name


def told_to(function: ast.FunctionDef, what: str) -> Iterator[tuple[str, str]]:
    """Which boxes this function tells to do this, and with what."""
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    for call in calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr == what:
            yield ast.unparse(call.func.value), ast.unparse(call.args[0])


def every_field() -> Iterator[Field]:
    reference = open_reference()
    for path in sorted((RESOURCES / "forms").glob("*.yaml")):
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for code in content["forms"]:
            form = reference.family(path.stem)[str(code)]
            yield from form.fields.values()
            for table in form.tables.values():
                yield from table.columns


def test_the_name_of_a_unit_is_free_text_and_empty_to_begin_with() -> None:
    for field in every_field():
        if field.id in UNIT_FIELDS:
            assert (field.kind, field.default, dict(field.options)) == ("text", "", {}), field.id
            # What the customer of this very case chose and signed may be shown again in it.
            assert all(source.startswith("F12") for source in field.sources), field.id


def test_no_field_proposes_a_company() -> None:
    for field in every_field():
        said = [field.default, field.hint, *field.options.values()]
        assert A_COMPANY.findall(" ".join(said)) == [], field.id
