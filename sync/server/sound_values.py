"""Numbers and moments that can be reckoned with, whatever their types would also hold.

A decimal that is no number, or a moment at the end of the calendar, passes the reading of a record
and fails in whatever counts with it: at the centre that would be every list the case stands in.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Final, NewType, Union, get_args, get_origin, get_type_hints

_MAGNITUDE: Final = 30
"""Powers of ten; nothing of a customer's installation comes near."""
_DIGITS: Final = 60
_YEARS: Final = range(1900, 2300)
_HARMLESS: Final = (str, bool, int, bytes, Enum, NoneType)


def is_sound(value: Any) -> bool:
    """Whether every number in this record (or value) is one, and every day within reach.

    A record was read by its types: a field whose type holds neither is not looked at.
    """
    if isinstance(value, str):
        return True
    if isinstance(value, Decimal):
        return _is_number(value)
    if isinstance(value, date):  # a moment is one too
        return value.year in _YEARS
    if isinstance(value, tuple | frozenset):
        return all(map(is_sound, value))
    if isinstance(value, Mapping):
        return all(map(is_sound, value.values()))
    if is_dataclass(value):
        named = _names(value.__class__)
        return all(is_sound(getattr(value, name)) for name in named)
    return True


def _is_number(value: Decimal) -> bool:
    digits = value.as_tuple()
    return (
        value.is_finite()
        and len(digits.digits) <= _DIGITS
        and (not value or abs(value.adjusted()) <= _MAGNITUDE)
        and isinstance(digits.exponent, int)
        and abs(digits.exponent) <= _DIGITS
    )


@lru_cache(maxsize=256)
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of this kind that may hold a number or a moment, however deep."""
    types = get_type_hints(kind)
    return tuple(field.name for field in fields(kind) if not _is_harmless(types[field.name]))


@lru_cache(maxsize=1024)
def _is_harmless(told: Any) -> bool:
    """Whether no value of this type holds a number or a moment; what is not known may."""
    if isinstance(told, NewType):
        return _is_harmless(told.__supertype__)
    inner = [part for part in get_args(told) if part is not ...]
    if get_origin(told) in (Union, UnionType) or inner:
        return all(map(_is_harmless, inner))
    if not isinstance(told, type):
        return False
    return not _names(told) if is_dataclass(told) else issubclass(told, _HARMLESS)
