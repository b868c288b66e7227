"""A form of the trade: fields, tables, cross-checks, signers as data. Filled, it is an Entry.

Everything that is entered is text as it was typed; a form says what it means.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Final

from app.clock import CHINA
from app.domain.day import day_in_words, moment_text_in_words
from app.domain.expression import Expression, Value, exact
from app.domain.privacy import masked
from app.domain.reading import number_of
from app.domain.signer import Signer

NUMBERS: Final = frozenset({"decimal", "integer", "photo"})
CHOICES: Final = frozenset({"choice", "flag"})
FLAG: Final[Mapping[str, str]] = {"yes": "是", "no": "否"}
_BETWEEN: Final = ","
"""Between the options of a field that takes several of them, as they are stored."""
_PHONE: Final = re.compile(r"1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8}")
_RATIO: Final = re.compile(r"([0-9.]{1,12})\s*[/／:：]\s*([0-9.]{1,12})")


@dataclass(frozen=True)
class Field:
    """One field of a form, or one column of a table."""

    id: str
    zh: str
    en: str
    kind: str
    """text | colleague | note | decimal | integer | choice | choices | flag | moment | date |
    ratio | place | photo.

    A colleague is an account, or the name of somebody who has none; `options` are the names.
    A ratio is that of a transformer of currents or voltages, "1000/5"; its number is the primary.
    A place is latitude and longitude in degrees, "36.61714, 101.77820".
    A photo is as many of them as were taken of it.
    """
    unit: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    required: Expression | None = None
    when: Expression | None = None
    """The field is asked where this holds."""
    sources: tuple[str, ...] = ()
    """Where its value may be known from ("case.applied_capacity"), the best first."""
    fixed: bool = False
    """What is known from there cannot be overtyped: it is corrected where it comes from."""
    later: tuple[str, int] | None = None
    """Proposed is the day that stands in this field, so many months later."""
    default: str = ""
    hint: str = ""
    computed: Expression | None = None
    above: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    """Equipment tags of the job that follow from an option."""
    reads: str = ""
    """What an instrument may put here: shown (as its display has it) | primary (times its ratio);
    phase: this choice says of which phase a reading in its row is."""

    def value(self, text: str) -> Value:
        """What this text means here; None where it is empty or means nothing."""
        text = text.strip()
        if self.kind in NUMBERS:
            return _number_in(text, self.kind != "decimal")
        if self.kind in ("moment", "date"):
            return value_of_day(text)
        if self.kind in CHOICES:
            return text if text in self.options else None
        if self.kind == "choices":
            return text if text and set(self.chosen(text)) <= self.options.keys() else None
        if self.kind == "ratio":
            return _primary(text)
        if self.kind == "place":
            return text if _is_place(text) else None
        if self.kind == "phone":
            return text if _PHONE.fullmatch(text) else None
        return text or None

    def chosen(self, text: str) -> tuple[str, ...]:
        """The options that stand in this text, in the order of the form; unknown ones as well."""
        said = text.split(_BETWEEN) if text else []
        known = [option for option in self.options if option in said]
        return tuple([*known, *(each for each in said if each not in self.options)])

    def toggled(self, text: str, option: str) -> str:
        """This text with one option more, or without it where it was there."""
        before = self.chosen(text)
        after = [o for o in before if o != option] if option in before else [*before, option]
        return _BETWEEN.join(self.chosen(_BETWEEN.join(after)))

    def said(self, text: str) -> str:
        """This text as it is shown and printed."""
        if self.kind in CHOICES:
            return self.options.get(text, text)
        if self.kind == "colleague":
            return self.options.get(text, text)
        if self.kind == "choices":
            return "、".join(self.options.get(each, each) for each in self.chosen(text))
        if self.kind == "moment" and value_of_day(text) is not None:
            return _local(text).strftime("%Y-%m-%d %H:%M")
        if self.kind == "photo":
            return f"{text} 张" if text else ""
        if self.kind == "identity":
            return masked(text)
        return f"{text} {self.unit}".strip() if text else ""

    def printed(self, text: str) -> str:
        """This text as it is printed; days and moments as an official paper writes them."""
        if self.kind == "date":
            return day_in_words(text)
        if self.kind == "moment":
            return moment_text_in_words(text)
        return self.said(text)

    def is_fine(self, text: str) -> bool:
        """Whether a text that is there means something, and within its bounds."""
        value = self.value(text)
        if isinstance(value, Fraction):
            low = self.above is None or value > Fraction(self.above)
            lower = self.at_least is None or value >= Fraction(self.at_least)
            return low and lower and (self.at_most is None or value <= Fraction(self.at_most))
        return value is not None


@dataclass(frozen=True)
class Table:
    """Rows of like fields: sources, transformers, the load list."""

    id: str
    zh: str
    en: str
    columns: tuple[Field, ...]
    at_least: int = 0
    at_least_when: Expression | None = None
    """So many rows are wanted where this holds; None = always."""
    layout: str = "cards"
    """cards: one card a row; grid: a table to type down fast."""
    when: Expression | None = None
    """The table is asked where this holds."""
    sources: tuple[str, ...] = ()
    """Tables whose rows it begins with ("survey.power_source"); the first that has any counts."""
    begins: tuple[Mapping[str, str], ...] = ()
    """The cells of the rows that it begins with where none are known."""
    empty: str = ""
    """What is printed where it has no rows; nothing = the table is left out."""


@dataclass(frozen=True)
class Says:
    """A fixed text of a form, printed where `when` holds."""

    zh: str
    en: str
    when: Expression


@dataclass(frozen=True)
class FormSection:
    """Fields and tables that belong together; `sketch` = room to draw."""

    id: str
    zh: str
    en: str
    fields: tuple[Field, ...] = ()
    tables: tuple[Table, ...] = ()
    sketch: bool = False
    says: tuple[Says, ...] = ()


@dataclass(frozen=True)
class FormEvent:
    """What happens to the case when the form is signed and `when` holds.

    `facts` says what the event carries, by name: a field, "table.column" for all of a column with
    semicolons between, or "=word" for that word.
    """

    code: str
    when: Expression
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Check:
    """What must hold between fields; said beside `field` when it does not.

    A grave one stands in the way of recording, the others only warn. One with a `table` is judged
    for each of its rows, and `field` is a column.
    """

    id: str
    rule: Expression
    field: str
    zh: str
    en: str
    grave: bool = True
    table: str = ""


@dataclass(frozen=True)
class Form:
    """One version of one form.

    What stands below `figures` is said of forms that are filed apart from a visit.
    """

    code: str
    """F01 | F02."""
    zh: str
    en: str
    version: str
    source: str
    sections: tuple[FormSection, ...]
    checks: tuple[Check, ...]
    ends_when: Expression
    """Where this holds, nothing but the section that says so is asked any more."""
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    """Numbers of a utility or a place that the rules use by name, such as a cap."""
    number: str = ""
    """The code that its papers carry, where it is another."""
    classes: frozenset[str] = frozenset()
    """Classes of customers that it is for; empty = all."""
    at: frozenset[str] = frozenset()
    """Statuses of the case in which it may be begun; empty = any."""
    roles: frozenset[str] = frozenset()
    """Roles of the staff that may begin it; empty = any."""
    signs: tuple[Signer, ...] = ()
    copies: tuple[str, ...] = ()
    """Who keeps a copy of the paper."""
    declaration: str = ""
    """The fixed text at its foot."""
    events: tuple[FormEvent, ...] = ()
    of_paper: bool = False
    """It is about a paper that is there already."""
    per: str = ""
    """The field that tells several forms of this code in one case apart."""
    items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Items of a checklist that it answers, and the fields ("table.column") that do."""

    @cached_property
    def summed(self) -> frozenset[str]:
        """The columns ("table_column") whose sums or counts some rule asks for.

        A load list may have a thousand lines: what nobody asks for is not summed up.
        """
        tables = tuple(self.tables.values())
        parts = (*self.fields.values(), *(column for table in tables for column in table.columns))
        rules = [rule for each in parts for rule in (each.required, each.when, each.computed)]
        rules += [rule for table in tables for rule in (table.when, table.at_least_when)]
        rules += [rule for signer in self.signs for rule in (signer.when, signer.each_when)]
        rules += [says.when for section in self.sections for says in section.says]
        rules += [each.when for each in self.events] + [each.rule for each in self.checks]
        asked = {name for rule in (*rules, self.ends_when) if rule for name in rule.names}
        return frozenset(
            f"{table.id}_{column.id}"
            for table in tables
            for column in table.columns
            if any(name.partition("_")[2].startswith(f"{table.id}_{column.id}") for name in asked)
        )

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """All single fields by id."""
        return {each.id: each for section in self.sections for each in section.fields}

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """All tables by id."""
        return {each.id: each for section in self.sections for each in section.tables}


def with_colleagues(form: Form, names: Mapping[str, str]) -> Form:
    """The same form, whose columns for colleagues know these names by account."""

    def knowing(table: Table) -> Table:
        columns = tuple(
            replace(each, options=names) if each.kind == "colleague" else each
            for each in table.columns
        )
        return replace(table, columns=columns)

    sections = (replace(s, tables=tuple(map(knowing, s.tables))) for s in form.sections)
    return replace(form, sections=tuple(sections))


def form_section_of(form: Form, name: str) -> str:
    """The section in which this field, table ("table.column") or check stands, or nothing."""
    places = {check.id: check.table or check.field for check in form.checks}
    name = places.get(name, name).partition(".")[0]
    for section in form.sections:
        if name in {*(f.id for f in section.fields), *(t.id for t in section.tables)}:
            return section.id
    return ""


def title_of(form: Form, name: str) -> str:
    """What a field, a table or a column is called, and what a check says; nothing if unknown."""
    checks = {check.id: check.zh for check in form.checks}
    table, _, column = name.partition(".")
    if column and table in form.tables:
        shown = form.tables[table]
        found = (each.zh for each in shown.columns if each.id == column)
        return f"{shown.zh} {next(found, '')}".strip()
    named = {each.id: each.zh for each in form.fields.values()}
    named |= {each.id: each.zh for each in form.tables.values()}
    return checks.get(name) or named.get(name, "")


def _local(text: str) -> datetime:
    """A moment in China's time; one that was typed has no offset and is in it already."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(CHINA) if moment.tzinfo else moment


def value_of_day(text: str) -> Fraction | None:
    """A moment or a day (ISO 8601) as minutes on one line, so that two can be compared."""
    try:
        moment = _local(text)
    except ValueError:
        return None
    day = date.toordinal(moment)
    return Fraction(day * 1440 + moment.hour * 60 + moment.minute)


@lru_cache(maxsize=1 << 16)
def _number_in(text: str, whole: bool) -> Fraction | None:
    """The number of this text; None where it is none, or no `whole` one where that is wanted."""
    number = number_of(text)
    if number is None or (whole and number != number.to_integral_value()):
        return None
    return exact(number)


def _primary(text: str) -> Fraction | None:
    """The primary of a ratio of a transformer of currents or voltages."""
    found = _RATIO.fullmatch(text)
    sides = [number_of(side) for side in found.groups()] if found else []
    if len(sides) != 2 or any(side is None or side <= 0 for side in sides):
        return None
    return exact(sides[0] or Decimal(0))


def _is_place(text: str) -> bool:
    sides = [number_of(side) for side in re.split("[,，]", text)]
    if len(sides) != 2 or sides[0] is None or sides[1] is None:
        return False
    return abs(sides[0]) <= 90 and abs(sides[1]) <= 180
