"""Forms, read from `resources/forms/`."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.domain.expression import Expression
from app.domain.form import FLAG, Check, Field, Form, FormSection, Table
from app.reference.files import named, read_rules

Options = Mapping[str, str]

_KINDS: Final = frozenset(
    {"text", "note", "decimal", "integer", "choice", "choices", "flag", "moment", "date"}
    | {"ratio", "place"}
)
_FIELD: Final = frozenset(
    {"id", "zh", "en", "forms", "kind", "unit", "options", "required", "when", "from", "default"}
    | {"hint", "is", "above", "at_least", "at_most", "tags"}
)
_CHECK: Final = frozenset({"id", "forms", "rule", "table", "field", "zh", "en", "grave"})


def read_forms(path: Path, named_options: Mapping[str, Options]) -> Mapping[str, Form]:
    """The forms in this file, by code; `named_options` are choices that stand in other data.

    Raises:
        RulesDamaged: the file is not what it should be; it names the file and the entry.
    """
    content = read_rules(path)
    with named(path, "forms"):
        return {
            str(code): _form(path, content, str(code), head, named_options)
            for code, head in content["forms"].items()
        }


def _form(
    path: Path,
    content: Mapping[str, Any],
    code: str,
    head: Mapping[str, str],
    named_options: Mapping[str, Options],
) -> Form:
    def mine(entries: Any) -> list[dict[str, Any]]:
        return [entry for entry in entries or () if code in entry.get("forms", (code,))]

    sections = []
    for entry in mine(content["sections"]):
        with named(path, str(entry.get("id"))):
            sections.append(
                FormSection(
                    id=entry["id"],
                    zh=entry["zh"],
                    en=entry["en"],
                    fields=tuple(_field(f, named_options) for f in mine(entry.get("fields"))),
                    tables=tuple(
                        Table(
                            id=table["id"],
                            zh=table["zh"],
                            en=table["en"],
                            columns=tuple(_field(c, named_options) for c in mine(table["columns"])),
                            at_least=int(table.get("at_least", 0)),
                            at_least_when=_said(table, "at_least_when"),
                            layout=table.get("layout", "cards"),
                        )
                        for table in mine(entry.get("tables"))
                    ),
                    sketch=bool(entry.get("sketch", False)),
                )
            )
    checks = []
    for entry in mine(content["checks"]):
        with named(path, str(entry.get("id"))):
            checks.append(_check(entry))
    form = Form(
        code=code,
        zh=head["zh"],
        en=head["en"],
        version=str(content["version"]),
        source=str(content["source"]),
        sections=tuple(sections),
        checks=tuple(checks),
        ends_when=Expression.parse(content["ends_when"]),
        figures={
            str(name): Decimal(str(number)) for name, number in content.get("figures", {}).items()
        },
    )
    with named(path, "checks"):
        for check in checks:
            if not _has(form, check):
                raise ValueError(f"{check.id}: no field {check.field}")
    return form


def _has(form: Form, check: Check) -> bool:
    """Whether the place is there beside which this check is said."""
    if not check.table:
        return check.field in form.fields or check.field in form.tables
    table = form.tables.get(check.table)
    return table is not None and any(column.id == check.field for column in table.columns)


def _field(entry: Mapping[str, Any], named_options: Mapping[str, Options]) -> Field:
    with named(Path("forms"), str(entry.get("id"))):
        if unknown := entry.keys() - _FIELD:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        if entry["kind"] not in _KINDS:
            raise ValueError(entry["kind"])
        options = FLAG if entry["kind"] == "flag" else entry.get("options", {})
        if isinstance(options, str):
            options = named_options[options]
        return Field(
            id=entry["id"],
            zh=entry["zh"],
            en=entry["en"],
            kind=entry["kind"],
            unit=str(entry.get("unit", "")),
            options={str(code): str(words) for code, words in options.items()},
            required=_said(entry, "required"),
            when=_said(entry, "when"),
            source=str(entry.get("from", "")),
            default=str(entry.get("default", "")),
            hint=str(entry.get("hint", "")),
            computed=_said(entry, "is"),
            above=_number(entry, "above"),
            at_least=_number(entry, "at_least"),
            at_most=_number(entry, "at_most"),
            tags=dict(entry.get("tags", {})),
        )


def _check(entry: Mapping[str, Any]) -> Check:
    if unknown := entry.keys() - _CHECK:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    return Check(
        id=entry["id"],
        rule=Expression.parse(entry["rule"]),
        field=entry["field"],
        zh=entry["zh"],
        en=entry["en"],
        grave=bool(entry.get("grave", True)),
        table=str(entry.get("table", "")),
    )


def _said(entry: Mapping[str, Any], name: str) -> Expression | None:
    return Expression.parse(str(entry[name])) if name in entry else None


def _number(entry: Mapping[str, Any], name: str) -> Decimal | None:
    return Decimal(str(entry[name])) if name in entry else None
