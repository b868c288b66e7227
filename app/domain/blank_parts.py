"""Sections of a blank form: room in place of every value, questions with empty boxes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.checklist import Checklist, ChecklistItem, Section
from app.domain.form import CHOICES, Field, FormSection, Table
from app.domain.limit import Limit, judge_limit
from app.domain.load_rows import LOADS
from app.domain.reading import InputSpec

_ROWS: Final[Mapping[str, int]] = {LOADS: 15}
"""Empty rows of a table that is longer than others."""
_FEW, _CARDS = 4, 2


@dataclass(frozen=True)
class BlankField:
    """Room for one value: its name and how it is written, or what is ticked instead."""

    name: str
    kind: str = "text"
    unit: str = ""
    options: tuple[str, ...] = ()
    several: bool = False
    """Whether more than one of the options may be ticked."""
    sometimes: bool = False
    """Whether only some cases are asked."""


@dataclass(frozen=True)
class BlankTable:
    """Empty rows under column heads; `rows` holds what is printed in them before."""

    title: str
    columns: tuple[BlankField, ...]
    rows: tuple[tuple[str, ...], ...]
    is_grid: bool = True
    is_summed: bool = False
    """Whether a row for the sums stands below them."""


@dataclass(frozen=True)
class BlankRow:
    """One thing to check: what it has to be, what is read there, and what can be said of it."""

    number: str
    item: str
    requirement: str
    reads: tuple[BlankField, ...]
    verdicts: tuple[str, ...]


@dataclass(frozen=True)
class BlankGroup:
    """Rows under one heading; `asks` is what has to be known of the device they are about."""

    title: str
    asks: tuple[BlankField, ...]
    rows: tuple[BlankRow, ...]


@dataclass(frozen=True)
class BlankPart:
    """One section of the paper."""

    title: str
    fields: tuple[BlankField, ...] = ()
    tables: tuple[BlankTable, ...] = ()
    says: tuple[tuple[str, bool], ...] = ()
    """Its fixed texts, and whether each is only for some cases."""
    groups: tuple[BlankGroup, ...] = ()
    has_sketch: bool = False


def blank_parts(sections: Iterable[FormSection]) -> Iterator[BlankPart]:
    """These sections, without those that say nothing on paper."""
    yield from (part for part in map(_part, sections) if part is not None)


def _part(section: FormSection) -> BlankPart | None:
    """This section with room in place of its values; None where it says nothing on paper."""
    part = BlankPart(
        section.zh,
        tuple(_field(each, each.when is not None) for each in section.fields),
        tuple(map(_table, section.tables)),
        tuple((each.zh, each.when.value({}) is not True) for each in section.says),
        has_sketch=section.sketch,
    )
    return part if part != BlankPart(section.zh) else None


def _field(each: Field, sometimes: bool = False) -> BlankField:
    return BlankField(
        each.zh,
        each.kind,
        each.unit,
        tuple(each.options.values()) if each.kind in (*CHOICES, "choices") else (),
        several=each.kind == "choices",
        sometimes=sometimes,
    )


def _table(table: Table) -> BlankTable:
    columns = tuple(_field(each, each.when is not None) for each in table.columns)
    is_grid = table.layout == "grid" or len(columns) <= 5
    begun = [tuple(c.said(row.get(c.id, "")) for c in table.columns) for row in table.begins]
    more = _FEW if is_grid else _CARDS
    empty = max(_ROWS.get(table.id, more), table.at_least)
    if begun:  # all that there are, or one more
        empty = int(len(begun) != table.at_least)
    return BlankTable(
        table.zh, columns, (*begun, *blank_rows(len(columns), empty)), is_grid, table.id == LOADS
    )


def blank_rows(columns: int, rows: int) -> tuple[tuple[str, ...], ...]:
    """So many rows with nothing in them."""
    return tuple(("",) * columns for _ in range(rows))


class _Numbers:
    """Numbers for the rows of a form, counted within each row of the official one."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def next(self, code: str) -> str:
        self._counts[code] = self._counts.get(code, 0) + 1
        return f"{code}.{self._counts[code]}".lstrip(".")


def blank_groups(
    checklist: Checklist, limits: Mapping[str, Limit], is_wanted: Callable[[ChecklistItem], bool]
) -> Iterator[BlankGroup]:
    """The wanted items of a checklist by section, numbered within the rows of the form."""
    numbers = _Numbers()
    for section in checklist.sections:
        items = [item for item in section.items if is_wanted(item)]
        if items:
            rows = tuple(_row(item, limits, numbers) for item in items)
            yield BlankGroup(section.zh, tuple(_asks(section, items)), rows)


def _asks(section: Section, items: Iterable[ChecklistItem]) -> Iterator[BlankField]:
    """What these items want to know of the device, each once."""
    if section.per:
        yield BlankField("设备及编号（每台另用一页）")
    specs = {spec.zh: spec for item in items for spec in item.inputs if _is_of_device(spec)}
    yield from (_read(spec) for spec in specs.values())


def _is_of_device(spec: InputSpec) -> bool:
    return any(source.startswith("device.") for source in spec.sources)


def _row(item: ChecklistItem, limits: Mapping[str, Limit], numbers: _Numbers) -> BlankRow:
    limit = limits[item.limit] if item.limit else None
    asked = judge_limit(limit, {}).requirement if limit is not None else ""
    requirement = asked or (limit.ref if limit is not None else item.reference)
    photo = "〔须拍照〕" if item.photo == "required" or item.kind == "photo_required" else ""
    return BlankRow(
        numbers.next(item.form_row), item.zh + photo, requirement, _reads(item), _verdicts(item)
    )


def _reads(item: ChecklistItem) -> tuple[BlankField, ...]:
    """What is read for this item: raw readings, where a value is reduced from them."""
    specs = [part for spec in item.inputs if not spec.sources for part in (spec.raw or (spec,))]
    found = {part.zh: _read(part) for part in specs if not part.sources}
    if not found and item.kind in ("measurement", "count"):
        return (BlankField("读数", "decimal", item.unit),)
    return tuple(found.values())


def _read(spec: InputSpec) -> BlankField:
    options = ("是", "否") if spec.kind == "flag" else tuple(spec.options.values())
    return BlankField(spec.zh, spec.kind, spec.unit, options)


def _verdicts(item: ChecklistItem) -> tuple[str, ...]:
    if item.kind == "text":
        return ()
    if item.kind == "photo_required":
        return ("已拍照",)
    if item.yes_means == "finding":
        return ("有，须跟进", "无", "不适用")
    not_ready = ("不具备条件",) if item.form_row else ()
    return ("合格", "不合格", "不适用", *not_ready)
