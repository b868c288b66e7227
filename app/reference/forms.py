"""Forms, read from `resources/forms/`."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.domain.expression import Expression
from app.domain.form import FLAG, Check, Field, Form, FormEvent, FormSection, Says, Table
from app.domain.signer import SEVERAL, Signer, SignerRole
from app.reference.files import named, read_rules

Options = Mapping[str, str]

_KINDS: Final = frozenset(
    {"text", "note", "decimal", "integer", "choice", "choices", "flag", "moment", "date"}
    | {"ratio", "place", "photo", "phone", "identity", "colleague"}
)
_FIELD: Final = frozenset(
    {"id", "zh", "en", "forms", "kind", "unit", "options", "required", "when", "from", "default"}
    | {"hint", "is", "above", "at_least", "at_most", "tags", "fixed", "later", "reads"}
)
_READS: Final = {each: each for each in ("", "shown", "primary", "phase")}
_TABLE: Final = frozenset(
    {"id", "zh", "en", "forms", "columns", "at_least", "at_least_when", "layout", "when", "from"}
    | {"begins", "empty"}
)
_HEAD: Final = frozenset(
    {"zh", "en", "number", "classes", "at", "roles", "signs", "copies", "declaration", "events"}
    | {"of_paper", "per", "items"}
)
_TRUE: Final = Expression.parse("True")
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
    head: Mapping[str, Any],
    named_options: Mapping[str, Options],
) -> Form:
    _only(head, _HEAD)

    def mine(entries: Any) -> list[dict[str, Any]]:
        return [entry for entry in entries or () if code in entry.get("forms", (code,))]

    sections = []
    for entry in mine(content["sections"]):
        with named(path, str(entry.get("id"))):
            fields = tuple(_field(f, named_options) for f in mine(entry.get("fields")))
            columns = [(t, mine(t["columns"])) for t in mine(entry.get("tables"))]
            sections.append(
                FormSection(
                    id=entry["id"],
                    zh=entry["zh"],
                    en=entry["en"],
                    fields=fields,
                    tables=tuple(_table(table, own, named_options) for table, own in columns),
                    sketch=bool(entry.get("sketch", False)),
                    says=tuple(_says(each) for each in mine(entry.get("says"))),
                )
            )
    checks = []
    for entry in mine(content.get("checks")):
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
        ends_when=Expression.parse(content.get("ends_when", "False")),
        figures={
            str(name): Decimal(str(number)) for name, number in content.get("figures", {}).items()
        },
        number=str(head.get("number", code)),
        classes=frozenset(head.get("classes", ())),
        at=frozenset(head.get("at", ())),
        roles=frozenset(head.get("roles", ())),
        signs=_signs(head.get("signs", ())),
        copies=tuple(head.get("copies", ())),
        declaration="".join(head.get("declaration", ())),
        events=tuple(_event(each) for each in head.get("events", ())),
        of_paper=bool(head.get("of_paper", False)),
        per=str(head.get("per", "")),
        items={str(item): _several(head["items"], item) for item in head.get("items", ())},
    )
    with named(path, "checks"):
        _check_names(form)
    return form


def _check_names(form: Form) -> None:
    """Make sure that checks, events and days that follow others name what is there."""
    fields, tables = form.fields, form.tables
    for check in form.checks:
        if not _has(form, check):
            raise ValueError(f"{check.id}: no field {check.field}")
    for each in fields.values():
        if each.later is not None and each.later[0] not in fields:
            raise ValueError(f"{each.id}: no field {each.later[0]}")
    _check_items(form)
    for signer in form.signs:
        if signer.each and signer.each not in tables:
            raise ValueError(f"signs: no table {signer.each}")
    for event in form.events:
        for name in event.facts.values():
            table, _, column = name.partition(".")
            if column and not any(c.id == column for c in tables[table].columns):
                raise ValueError(f"{event.code}: no column {name}")


def _check_items(form: Form) -> None:
    columns = {f"{t.id}.{c.id}" for t in form.tables.values() for c in t.columns}
    for item, names in form.items.items():
        if unknown := set(names) - form.fields.keys() - columns:
            raise ValueError(f"{item}: no field {', '.join(sorted(unknown))}")


def _signs(entries: Any) -> tuple[Signer, ...]:
    signers = tuple(_signer(entry) for entry in entries)
    order = list(SignerRole)
    places = [order.index(signer.role) for signer in signers]
    if places != sorted(set(places)):
        raise ValueError("signers out of order, or one twice")
    return signers


def _signer(entry: Mapping[str, Any]) -> Signer:
    _only(entry, frozenset({"role", "when", "each", "each_when"}))
    role, each = SignerRole(entry["role"]), str(entry.get("each", ""))
    if role is not role.leading or (each and role not in SEVERAL):
        raise ValueError(f"{role}: a place of its own is for the rows of inspectors or a crew")
    return Signer(role, _said(entry, "when") or _TRUE, each, _said(entry, "each_when"))


def _event(entry: Mapping[str, Any]) -> FormEvent:
    _only(entry, frozenset({"code", "when", "facts"}))
    return FormEvent(entry["code"], _said(entry, "when") or _TRUE, dict(entry.get("facts", {})))


def _says(entry: Mapping[str, Any]) -> Says:
    return Says(entry["zh"], entry["en"], _said(entry, "when") or _TRUE)


def _table(
    entry: Mapping[str, Any], columns: Iterable[Mapping[str, Any]], options: Mapping[str, Options]
) -> Table:
    _only(entry, _TABLE)
    return Table(
        id=entry["id"],
        zh=entry["zh"],
        en=entry["en"],
        columns=tuple(_field(column, options) for column in columns),
        at_least=int(entry.get("at_least", 0)),
        at_least_when=_said(entry, "at_least_when"),
        layout=entry.get("layout", "cards"),
        when=_said(entry, "when"),
        sources=_several(entry, "from"),
        begins=tuple(dict(cells) for cells in entry.get("begins", ())),
        empty=str(entry.get("empty", "")),
    )


def _has(form: Form, check: Check) -> bool:
    """Whether the place is there beside which this check is said."""
    if not check.table:
        return check.field in form.fields or check.field in form.tables
    table = form.tables.get(check.table)
    return table is not None and any(column.id == check.field for column in table.columns)


def _field(entry: Mapping[str, Any], named_options: Mapping[str, Options]) -> Field:
    with named(Path("forms"), str(entry.get("id"))):
        _only(entry, _FIELD)
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
            sources=_several(entry, "from"),
            fixed=bool(entry.get("fixed", False)),
            later=_later(entry.get("later")),
            default=str(entry.get("default", "")),
            hint=str(entry.get("hint", "")),
            computed=_said(entry, "is"),
            above=_number(entry, "above"),
            at_least=_number(entry, "at_least"),
            at_most=_number(entry, "at_most"),
            tags=dict(entry.get("tags", {})),
            reads=_READS[entry.get("reads", "")],
        )


def _check(entry: Mapping[str, Any]) -> Check:
    _only(entry, _CHECK)
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


def _only(entry: Mapping[str, Any], known: frozenset[str]) -> None:
    if unknown := entry.keys() - known:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")


def _several(entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
    said = entry.get(name, ())
    return (said,) if isinstance(said, str) else tuple(said)


def _later(said: Mapping[str, Any] | None) -> tuple[str, int] | None:
    return None if said is None else (str(said["than"]), int(said["months"]))
