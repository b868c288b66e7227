"""Limits as data, and the verdict on measured values.

A limit's expressions are a small arithmetic, read by a whitelist and evaluated over exact decimals
with a third truth value: what depends on an input that is missing is unknown, and what does not
depend on it is decided.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, DecimalException, localcontext
from enum import StrEnum
from typing import Final

Value = Decimal | bool | str | None
"""A number, a truth value, a word, or None = unknown."""


class Verdict(StrEnum):
    """What is said of one checked item."""

    PASS = "pass"
    FAIL = "fail"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "n_a"


class BadExpression(ValueError):
    """Text that is not of the small arithmetic that limits are written in."""


@dataclass(frozen=True)
class Expression:
    """One parsed expression of a limit."""

    text: str
    _tree: ast.expr = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> "Expression":
        """The expression that this text says.

        Raises:
            BadExpression: it is something else.
        """
        try:
            tree = ast.parse(text, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise BadExpression(text) from error
        _check(tree, text)
        return cls(text, tree)

    def value(self, names: Mapping[str, Value]) -> Value:
        """What it comes to with these values; None where a value that it needs is missing."""
        with localcontext() as context:
            context.prec = 28
            try:
                return _value(self._tree, names)
            except (DecimalException, TypeError, OverflowError):
                return None  # a division by zero or a word where a number is due says nothing

    @property
    def names(self) -> frozenset[str]:
        """The names it asks for."""
        nodes = ast.walk(self._tree)
        found = {node.id for node in nodes if isinstance(node, ast.Name)}
        return frozenset(found - set(_FUNCTIONS))


@dataclass(frozen=True)
class Row:
    """One row of a limit's table: where `when` holds, `limit` is the number."""

    when: Expression
    limit: Decimal


@dataclass(frozen=True)
class Limit:
    """One acceptance limit, with its source and how sure it is."""

    id: str
    zh: str
    en: str
    unit: str
    inputs: tuple[str, ...]
    pass_if: Expression | None
    """None for a limit that is only shown."""
    fixed: Decimal | None
    table: tuple[Row, ...]
    ref: str
    conf: str
    """sure | verify: whether the text of the standard has been checked."""
    note: str = ""
    advisory: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LimitVerdict:
    """The verdict on measured values, the number they were held against, and that in words."""

    verdict: Verdict
    limit: Decimal | None = None
    requirement: str = ""


def judge_limit(limit: Limit, inputs: Mapping[str, Decimal | str]) -> LimitVerdict:
    """Hold measured values against a limit.

    `inputs` are by the limit's input names; a missing one leaves the verdict undetermined unless
    it can be decided without it.
    """
    if limit.pass_if is None:
        return LimitVerdict(Verdict.NOT_APPLICABLE)
    names: dict[str, Value] = dict(inputs)
    number = limit.fixed
    if limit.table:
        row = _row(limit.table, names)
        if row is None:
            return LimitVerdict(Verdict.UNDETERMINED)
        if isinstance(row, Verdict):
            return LimitVerdict(row)
        number = row.limit
    if number is not None:
        names["limit"] = number
    passed = limit.pass_if.value(names)
    verdict = {True: Verdict.PASS, False: Verdict.FAIL}.get(
        passed if isinstance(passed, bool) else None,  # type: ignore[arg-type]
        Verdict.UNDETERMINED,
    )
    return LimitVerdict(verdict, number, _requirement(limit, number))


def plain(number: Decimal) -> str:
    """A number as people write it: no exponent, no trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _row(table: Sequence[Row], names: Mapping[str, Value]) -> Row | Verdict | None:
    """The first row that holds; not applicable where none does; None where it is unknown."""
    for row in table:
        holds = row.when.value(names)
        if holds is True:
            return row
        if holds is None:
            return None
    return Verdict.NOT_APPLICABLE


_SIMPLE: Final = {
    "x <= limit": "≤ {} {}",
    "x >= limit": "≥ {} {}",
    "n >= limit": "≥ {} {}",
    "abs(x) <= limit": "±{} {} 以内",
}
_WORDS: Final = (
    ("<=", "≤"),
    (">=", "≥"),
    ("*", "×"),
    (" and ", " 且 "),
    (" or ", " 或 "),
)


def _requirement(limit: Limit, number: Decimal | None) -> str:
    assert limit.pass_if is not None
    unit = "" if limit.unit == "1" else limit.unit
    text = limit.pass_if.text
    if text in _SIMPLE and number is not None:
        return _SIMPLE[text].format(plain(number), unit).strip()
    for name in sorted(limit.pass_if.names, key=len, reverse=True):
        label = plain(number) if name == "limit" and number is not None else limit.labels.get(name)
        text = _renamed(text, name, label or name)
    for sign, word in _WORDS:
        text = text.replace(sign, word)
    return f"{text}（{unit}）" if unit else text


def _renamed(text: str, name: str, label: str) -> str:
    parts = []
    tree = ast.parse(text, mode="eval") if text.isascii() else None
    if tree is None:  # labels are already in it: whole words only
        return " ".join(label if word == name else word for word in text.split(" "))
    spots = [n.col_offset for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == name]
    last = 0
    for spot in sorted(spots):
        parts += [text[last:spot], label]
        last = spot + len(name)
    return "".join([*parts, text[last:]])


def _check(tree: ast.expr, text: str) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            known = isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS
            if not known or node.keywords:
                raise BadExpression(text)
        elif isinstance(node, ast.Constant):
            if not isinstance(node.value, (bool, int, float, str)):
                raise BadExpression(text)
        elif not isinstance(node, _ALLOWED):
            raise BadExpression(text)


_ALLOWED: Final = (
    ast.BinOp,
    ast.UnaryOp,
    ast.BoolOp,
    ast.Compare,
    ast.Name,
    ast.Load,
    ast.And,
    ast.Or,
    ast.Not,
    ast.USub,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.Pow,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.Eq,
    ast.NotEq,
)


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > 100:
        raise OverflowError
    return base**exponent


_ARITHMETIC: Final[Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: _power,
}
_COMPARISON: Final[Mapping[type[ast.cmpop], Callable[[Value, Value], bool]]] = {
    ast.Lt: lambda a, b: _number(a) < _number(b),
    ast.LtE: lambda a, b: _number(a) <= _number(b),
    ast.Gt: lambda a, b: _number(a) > _number(b),
    ast.GtE: lambda a, b: _number(a) >= _number(b),
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
}
_FUNCTIONS: Final[Mapping[str, Callable[..., Decimal]]] = {
    "min": lambda *numbers: min(numbers),
    "max": lambda *numbers: max(numbers),
    "abs": lambda *numbers: abs(*numbers),
}


def _value(node: ast.expr, names: Mapping[str, Value]) -> Value:
    match node:
        case ast.Constant(value=constant):
            return constant if isinstance(constant, bool | str) else Decimal(str(constant))
        case ast.Name(id=name):
            return names.get(name)
        case ast.BoolOp(op=op, values=values):
            return _joined(isinstance(op, ast.And), [_value(v, names) for v in values])
        case ast.UnaryOp(op=sign, operand=operand):
            return _turned(sign, _value(operand, names))
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _compared(ops, [_value(v, names) for v in (left, *others)])
        case ast.BinOp(left=left, op=operator, right=right):
            return _calculated(
                _ARITHMETIC[type(operator)], [_value(v, names) for v in (left, right)]
            )
        case ast.Call(func=ast.Name(id=name), args=args):
            return _calculated(_FUNCTIONS[name], [_value(arg, names) for arg in args])
        case _:
            raise TypeError(node)


def _turned(sign: ast.unaryop, value: Value) -> Value:
    if value is None:
        return None
    return not value if isinstance(sign, ast.Not) else -_number(value)


def _calculated(operation: Callable[..., Decimal], values: Sequence[Value]) -> Value:
    known = [_number(value) for value in values if value is not None]
    return operation(*known) if len(known) == len(values) else None


def _joined(is_and: bool, values: Sequence[Value]) -> Value:
    decided = not is_and
    if any(value is decided for value in values):
        return decided
    return None if any(value is None for value in values) else not decided


def _compared(ops: Sequence[ast.cmpop], values: Sequence[Value]) -> Value:
    results: list[Value] = []
    for op, a, b in zip(ops, values, values[1:], strict=False):
        results.append(None if a is None or b is None else _COMPARISON[type(op)](a, b))
    return _joined(True, results)


def _number(value: Value) -> Decimal:
    if isinstance(value, Decimal):
        return value
    raise TypeError(value)
