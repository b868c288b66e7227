"""Quantities with their unit in the type; exact decimals, never floats."""

from decimal import Decimal
from typing import NewType

Kw = NewType("Kw", Decimal)
Kva = NewType("Kva", Decimal)
Kwh = NewType("Kwh", Decimal)
Kv = NewType("Kv", Decimal)
Metres = NewType("Metres", Decimal)
Degrees = NewType("Degrees", Decimal)


def plain(number: Decimal) -> str:
    """A number as people write it: no exponent, no trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
