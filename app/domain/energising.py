"""What is checked when the meter is set and the supply switched on: the items that F08 answers.

The items stand in the checklist of the completion inspection (stage `energisation`), their limits
in the limits; the form names the field that answers each of them (`Form.items`). So the verdict on
an item is that of its field, held against the item's limit where it has one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.domain.asking import questions
from app.domain.checklist import Answer, CaseFacts, Checklist, Finding, Judgement, Question, judge
from app.domain.entry import Entry, FormRow
from app.domain.equipment import Equipment
from app.domain.expression import Value, exact
from app.domain.limit import Limit, judge_limit

STAGE: Final = "energisation"
IMPULSES: Final = "tx.energise_count"
CLASSES: Final = "meter.accuracy_class"
_DRY: Final = "dry_no_diff"
_METERS: Final = "meters"
_COLUMNS: Final = {"kwh": "kwh_class", "kvarh": "kvarh_class", "vt": "vt_class", "ct": "ct_class"}
_NAMES: Final = {"kwh": "有功", "kvarh": "无功", "vt": "PT", "ct": "CT"}


def asked_at_energising(
    checklist: Checklist, facts: CaseFacts, equipment: Sequence[Equipment]
) -> tuple[Question, ...]:
    """The items that this case gets, each once, whatever number of devices it concerns."""
    found = questions(checklist, facts, equipment, stage=STAGE)
    return tuple({q.item.id: replace(q, device_id="", device_label="") for q in found}.values())


def energising_facts(
    entry: Entry, asked: Iterable[Question], limits: Mapping[str, Limit]
) -> dict[str, Value]:
    """What the rules of F08 ask of limits: how often it is switched on, and the classes wanted.

    `has_transformer`; `impulse_times`, a number; `class_required`, in words; `class_fits`, unknown
    while a category or a class is missing.
    """
    dry = Decimal(int(_is_dry(entry)))
    least = judge_limit(limits[IMPULSES], {_DRY: exact(dry)}).limit
    wanted = _wanted(entry, limits[CLASSES])
    return {
        "has_transformer": any(q.item.limit == IMPULSES for q in asked),
        "impulse_times": exact(least) if least is not None else None,
        "class_required": "、".join(
            f"{_NAMES[name]} {wanted[name]}" for name in _NAMES if wanted.get(name)
        )
        or None,
        "class_fits": _fits(entry, wanted),
    }


def energising_findings(
    entry: Entry, asked: Iterable[Question], limits: Mapping[str, Limit]
) -> tuple[Finding, ...]:
    """Each item with what the form says of it, and the verdict, as it is printed."""
    return tuple(_finding(entry, question, limits) for question in asked)


def _finding(entry: Entry, question: Question, limits: Mapping[str, Limit]) -> Finding:
    places = entry.form.items.get(question.item.id, ())
    texts = [text for place in places if (text := _text(entry, place)) is not None]
    words = "；".join(filter(None, texts))
    broken = {(check.table, check.field) for check in entry.broken if check.grave}
    broken |= {(check.table, check.field) for check, _ in entry.broken_rows if check.grave}
    failed = any(_split(place) in broken for place in places)
    judged = Judgement.FAIL if failed else Judgement.PASS
    item = question.item
    if item.limit:
        inputs = {
            "n": entry.text(entry.form.fields[places[0]]),
            _DRY: str(int(_is_dry(entry))),
        }
        # It goes by the number alone; the photos of the order are fields of its own.
        return judge(question, Answer(item.id, inputs=inputs), limits, photos=1)
    answer = Answer(item.id, judgement=judged, text=words) if all(texts) or failed else None
    found = replace(judge(question, answer, limits, photos=1), reading=words)
    required = entry.names.get("class_required")
    if "meter_category" in places and isinstance(required, str):
        return replace(found, requirement=required, conf=limits[CLASSES].conf)
    return found


def _is_dry(entry: Entry) -> bool:
    """Whether it is a dry type without differential protection, as inputs ask for it."""
    return entry.typed.get(_DRY) == "yes"


def _split(place: str) -> tuple[str, str]:
    table, _, column = place.rpartition(".")
    return table, column


def _text(entry: Entry, place: str) -> str | None:
    """What stands in a field, or in all rows of a column, as it is printed; None = it is not asked.

    Empty where one of the rows says nothing.
    """
    table, column = _split(place)
    if not table:
        field = entry.form.fields[column]
        return field.printed(entry.text(field)) if entry.is_asked(field) else None
    shown = entry.form.tables[table]
    asked = next(each for each in shown.columns if each.id == column)
    rows = [row for row in entry.of(shown) if entry.is_asked(asked, row)]
    texts = [asked.printed(entry.cell(asked, row)) for row in rows]
    if not rows:
        return None if entry.of(shown) else ""
    return "、".join(texts) if all(texts) else ""


def _wanted(entry: Entry, limit: Limit) -> Mapping[str, str]:
    """The classes that the category of the metering point wants; none while it is unknown."""
    category = entry.form.fields.get("meter_category")
    chosen = entry.text(category) if category is not None else ""
    return next((row for row in limit.lookup if row.get("cat") == chosen), {})


def _fits(entry: Entry, wanted: Mapping[str, str]) -> bool | None:
    if not wanted or _METERS not in entry.form.tables:
        return None
    rows = entry.of(entry.form.tables[_METERS])
    held = [
        _holds(entry, row, name, wanted[name])
        for row in rows
        for name in _COLUMNS
        if name in wanted
    ]
    if False in held:
        return False
    return None if None in held or not rows else True


def _holds(entry: Entry, row: FormRow, name: str, wanted: str) -> bool | None:
    """Whether this class is as good as the wanted one; options stand from the best to the worst."""
    columns = entry.form.tables[_METERS].columns
    column = next((each for each in columns if each.id == _COLUMNS[name]), None)
    if column is None or not entry.is_asked(column, row):
        return True
    order, said = list(column.options), row.cells.get(column.id, "")
    if said not in order or wanted not in order:
        return None
    return order.index(said) <= order.index(wanted)
