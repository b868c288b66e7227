"""Records that hold what their types allow and nobody would write, drawn from a chance."""

import random
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec

from app import codec
from app.domain.change import Plain
from tests.builders import MORNING

TEXTS: Final = (
    "", " ", "0", "-1", "１２,5", "1e999", "NaN", "Infinity", "9" * 40, "9" * 400, "2026-13-45",
    "2026-11-23 09:00", "0001-01-01", "9999-12-31T23:59:59+00:00", "yes", "no", "pass", "rectify",
    "other", "F06", "interim", "com.tx.ir", "T1", "A/B", "客户" * 3000, "‮txt", "<b>&amp;</b>",
    "=1+1", "../../x", "\t\n", "%s{0}{}", "e\u0301", "case-1", "visit-1",
)  # fmt: skip
NUMBERS: Final = (
    "0",
    "-0",
    "-1",
    "630",
    "1E+30",
    "1E-30",
    "9" * 60,
    "NaN",
    "Infinity",
    "1E+999999",
)
MOMENTS: Final = (
    MORNING, MORNING + timedelta(days=400), MORNING - timedelta(days=300_000),
    MORNING.replace(year=1), MORNING.replace(year=9999),
)  # fmt: skip
_PLAIN: Final = (None, True, -1, 1 << 60, 0.5, "", "x", [], ["x"], {}, {"x": 1}, [[[]]], {"": {}})


def made_up(kind: str, chance: random.Random, **fixed: Plain) -> dict[str, Plain]:
    """The plain form of a record of this kind; sometimes a field of it is of no type at all."""
    body = _value(codec.KINDS[kind], chance) | fixed
    if chance.random() < 0.3:
        name = chance.choice(sorted(set(body) - set(fixed)))
        body[name] = chance.choice(_PLAIN)
    return {name: value for name, value in body.items() if value is not None}


def _value(wanted: Any, chance: random.Random) -> Any:
    wanted = getattr(wanted, "__supertype__", wanted)
    wanted = getattr(wanted, "__supertype__", wanted)
    origin, args = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        return _value(chance.choice(args), chance)
    if wanted is type(None):
        return None
    if is_dataclass(wanted):
        hints = get_type_hints(wanted)
        return {
            f.name: v for f in fields(wanted) if (v := _value(hints[f.name], chance)) is not None
        }
    if origin in (tuple, list, frozenset):
        inner = args[0] if args else str
        return [_value(inner, chance) for _ in range(chance.randrange(3))]
    if origin is not None and issubclass(origin, Mapping):
        return {
            str(_value(args[0], chance)): _value(args[1], chance)
            for _ in range(chance.randrange(3))
        }
    return _simple(wanted, chance)


def _simple(wanted: Any, chance: random.Random) -> Any:
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return chance.choice(list(wanted)).value
    if wanted is bool:
        return chance.random() < 0.5
    if wanted is int:
        return chance.choice((0, 1, -1, 3, 1 << 31, 1 << 52))
    if wanted is float:
        return chance.choice((0.0, -1.5, 1e300))
    if wanted is Decimal:
        return chance.choice(NUMBERS)
    if wanted is datetime:
        return chance.choice(MOMENTS).isoformat()
    if wanted is date:
        return chance.choice(MOMENTS).date().isoformat()
    if wanted is msgspec.UnsetType:
        return None
    return chance.choice(TEXTS)
