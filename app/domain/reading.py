"""Readings: what the inspector types, and the value that a limit wants, reduced from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from app.domain.expression import Expression, Value, decimal_of, exact
from app.domain.units import plain

_NUMBER: Final = re.compile(r"[+-]?([0-9]{1,12}(\.[0-9]{0,12})?|\.[0-9]{1,12})")
_AMBIGUOUS: Final = re.compile(r"[+-]?[1-9][0-9]*,[0-9]{3}")
_AS_TYPED: Final = str.maketrans("０１２３４５６７８９．。，－−＋", "0123456789..,--+", " \u3000")


@dataclass(frozen=True)
class Row:
    """One row of a small table: where `when` holds, it is `value`."""

    when: Expression
    value: Expression


@dataclass(frozen=True)
class Step:
    """One named step of a reduction; the first row that holds says its value."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class InputSpec:
    """One value that a limit needs: its label, unit, kind, and where it may be known from.

    `sources` name facts ("device.s_kva", "case.supply_kv"), the first known one counts; none =
    typed. `raw` are the readings it is reduced from, so that the inspector types what the
    instrument shows; `formula` is that reduction in words.
    """

    name: str
    zh: str
    unit: str = ""
    kind: str = "decimal"
    """decimal | flag (1 or 0) | choice."""
    options: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    measured: bool = True
    """Whether this is what is held against the limit, and not a condition that selects it."""
    raw: tuple["InputSpec", ...] = ()
    reduce: tuple[Step, ...] = ()
    formula: str = ""

    def value(self, texts: Mapping[str, str]) -> Value:
        """The exact value that these texts come to, reduced where they are raw readings."""
        if self.raw:
            reduced = self._reduced(texts)
            if reduced is not None:
                return reduced
        text = texts.get(self.name, "")
        if self.kind == "choice":
            return text if text in self.options else None
        number = number_of(text)
        return None if number is None else exact(number)

    def said(self, value: Value, limit: Decimal | None = None) -> str:
        """A value of this input as it is shown and printed."""
        if self.kind == "flag":
            return "是" if value == 1 else "否"
        if isinstance(value, Fraction):
            return shown(value, limit)
        return self.options.get(str(value), str(value))

    def _reduced(self, texts: Mapping[str, str]) -> Value:
        names = {part.name: part.value(texts) for part in self.raw}
        result: Value = None
        for step in self.reduce:
            result = names[step.name] = _first_that_holds(step.rows, names)
        return result


def number_of(text: str) -> Decimal | None:
    """The number a person typed, or None.

    Full-width digits and a decimal comma are understood. A comma before three digits could
    separate thousands as well, so it is not guessed at.
    """
    text = text.translate(_AS_TYPED)
    if _AMBIGUOUS.fullmatch(text):
        return None
    text = text.replace(",", ".", 1)
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def shown(number: Fraction, limit: Decimal | None = None) -> str:
    """A number for people, with three decimals, or more where it would seem to be the limit.

    What is judged is always the exact number (the full-value comparison of GB/T 8170).
    """
    whole = decimal_of(number)
    rounded = [Decimal(f"{whole:.{places}f}") for places in (3, 6, 9)]
    honest = (value for value in rounded if value != limit or value == whole)
    return plain(next(honest, whole))


def _first_that_holds(rows: tuple[Row, ...], names: Mapping[str, Value]) -> Value:
    for row in rows:
        holds = row.when.value(names)
        if holds is True:
            return row.value.value(names)
        if holds is not False:
            return None
    return None
