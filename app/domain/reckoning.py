"""A number with its derivation: formula, inputs with unit and origin, result, source, rules.

Reckoned with 28 significant digits of decimal arithmetic, ties to even, so that tablet and centre
come to the same digits on any machine; only what is shown is rounded, half up.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, localcontext
from enum import StrEnum
from functools import lru_cache
from typing import Final

from app.domain.units import plain

_CONTEXT: Final = Context(prec=28, rounding=ROUND_HALF_EVEN)
_GIVEN_PLACES: Final = 4
"""An input is shown with no more decimals than this; more would hide the formula."""
_WORDS: Final = re.compile("[\u4e00-\u9fff]")
ROOT_3: Final = _CONTEXT.sqrt(Decimal(3))


class Source(StrEnum):
    """Where an input of a reckoning comes from."""

    TYPED = "typed"
    PROPOSED = "proposed"
    LISTED = "listed"
    CASE = "case"
    MEASURED = "measured"
    RULE = "rule"
    RECKONED = "reckoned"


@dataclass(frozen=True)
class Formula:
    """How one number is reckoned, in the notation of the field."""

    block: str
    """The group in which it is shown and printed."""
    zh: str
    symbol: str
    notation: str
    unit: str
    places: int
    """Decimals that are shown."""
    basis: str
    """The standard or handbook that it follows."""
    verify: bool = False
    """Whether that is still to be checked against the text."""

    @property
    def equation(self) -> str:
        """Symbol and notation; the notation alone where there is no symbol."""
        return f"{self.symbol} = {self.notation}" if self.symbol else self.notation


@dataclass(frozen=True)
class Given:
    """One input: its symbol in the formula, value, unit, and where it comes from."""

    symbol: str
    value: Decimal
    unit: str = ""
    source: Source = Source.RECKONED

    @property
    def shown(self) -> str:
        """The value as it is put into the formula."""
        return plain(rounded(self.value, _GIVEN_PLACES))


@dataclass(frozen=True)
class Reckoning:
    """One reckoned number, or one choice from a list, with all that it was reckoned from."""

    id: str
    """Its formula, and "@" with a place where there is one for each of several things."""
    formula: Formula
    value: Decimal | str
    given: tuple[Given, ...]
    rule: str
    """The version of the rules that it was reckoned by."""
    verdict: str = ""
    """fine | advise | over | short | large; nothing where it is held against no bound."""
    about: str = ""
    """Which of several things it is of, in the words of whoever typed it."""

    @property
    def number(self) -> Decimal:
        """The number with all its digits.

        Raises:
            TypeError: it is a choice that is no number.
        """
        if isinstance(self.value, str):
            raise TypeError(f"{self.id} is no number")
        return self.value

    @property
    def shown(self) -> str:
        """The result as it is shown, printed and kept in the record, without its unit."""
        return self.value if isinstance(self.value, str) else _fixed(self.value, self.formula)

    @property
    def inserted(self) -> str:
        """The formula with its inputs put in; the formula itself where that says no more."""
        values = {each.symbol: each.shown for each in self.given}
        found = sorted(values, key=len, reverse=True)
        if not found or _WORDS.search(self.formula.notation):
            return self.formula.notation  # told in words: there is nothing to put numbers into
        symbols = re.compile("|".join(map(re.escape, found)))
        return symbols.sub(lambda met: values[met[0]], self.formula.notation)

    def given_as(self, symbol: str = "") -> Given:
        """It as an input of another reckoning."""
        return Given(symbol or self.formula.symbol, self.number, self.formula.unit)


@contextmanager
def exactly() -> Iterator[None]:
    """Within this, decimals are reckoned with 28 digits, whatever the thread had set."""
    with localcontext(_CONTEXT):
        yield


def rounded(number: Decimal, places: int) -> Decimal:
    """A number with so many decimals, half up."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


_WIDE: Final = Context(prec=60)
"""Room for a long number before its point."""


@lru_cache(maxsize=4096)
def tan_of(cos: Decimal) -> Decimal:
    """The tangent that belongs to a power factor above 0 and up to 1."""
    with exactly():
        return (1 - cos * cos).sqrt() / cos


def length_of(p: Decimal, q: Decimal) -> Decimal:
    """Apparent of active and reactive power; within `exactly`."""
    return (p * p + q * q).sqrt()


def _fixed(value: Decimal, formula: Formula) -> str:
    return f"{rounded(value, formula.places):f}"
