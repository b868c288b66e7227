"""The small arithmetic that limits are written in: read by a whitelist, evaluated exactly.

Numbers are fractions, so that what lies exactly on a limit is on it. `None` is the third truth
value: what depends on something that is not known is unknown, what does not is decided.
"""

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final

Value = Fraction | bool | str | None
"""A number, a truth value, a word, or None = unknown."""

Names = Mapping[str, Value]
Meaning = Callable[[Names], Value]

_LONGEST: Final = 1000
_DEEPEST: Final = 40
_WIDEST_BITS: Final = 4096
_HIGHEST_POWER: Final = 64
_DIGITS: Final = 28


class BadExpression(ValueError):
    """Text that is not of the small arithmetic that limits are written in."""


@dataclass(frozen=True)
class Expression:
    """One parsed expression."""

    text: str
    tree: ast.expr = field(compare=False, repr=False)
    _meaning: Meaning = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> "Expression":
        """The expression that this text says.

        Raises:
            BadExpression: it is something else.
        """
        if len(text) > _LONGEST:
            raise BadExpression(f"{text[:40]}... is too long")
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise BadExpression(text) from error
        return cls(text, tree, _meaning(tree))

    def value(self, names: Names) -> Value:
        """What it comes to with these values; None where a value that it needs is missing."""
        return self._meaning(names)

    @property
    def names(self) -> frozenset[str]:
        """The names it asks for."""
        return names_in(self.tree)


def meaning_of(tree: ast.expr) -> Meaning:
    """What a part of a parsed expression comes to.

    Raises:
        BadExpression: it is not of the small arithmetic.
    """
    return _meaning(tree)


def names_in(tree: ast.expr) -> frozenset[str]:
    """The names that a part of a parsed expression asks for."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return frozenset(found - _FUNCTIONS.keys())


def exact(number: Decimal) -> Fraction | None:
    """This number without any rounding; None where it is no number of this world."""
    if not number.is_finite() or len(number.as_tuple().digits) > _WIDEST_BITS // 4:
        return None
    if abs(number.adjusted()) > _WIDEST_BITS // 8:
        return None
    return Fraction(number)


def decimal_of(number: Fraction) -> Decimal:
    """This number with 28 digits."""
    with localcontext() as context:
        context.prec = _DIGITS
        return Decimal(number.numerator) / Decimal(number.denominator)


def _meaning(node: ast.expr, depth: int = 0) -> Meaning:
    if depth > _DEEPEST:
        raise BadExpression("too deep")
    match node:
        case ast.Constant(value=constant):
            known = _constant(constant)
            return lambda names: known
        case ast.Name(id=name) if name not in _FUNCTIONS:
            return lambda names: names.get(name)
        case ast.BoolOp(op=op, values=values):
            decided = isinstance(op, ast.Or)
            parts = [_meaning(value, depth + 1) for value in values]
            return lambda names: _joined(decided, parts, names)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _meaning(operand, depth + 1)
            return lambda names: _denied(inner(names))
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _comparison(ops, [_meaning(side, depth + 1) for side in (left, *others)])
        case _:
            operation, operands = _operation(node)
            numbers = [_meaning(operand, depth + 1) for operand in operands]
            return lambda names: _calculated(operation, [number(names) for number in numbers])


def _constant(constant: object) -> Value:
    match constant:
        case bool() | str():
            return constant
        case int() | float():
            number = exact(Decimal(repr(constant)))
            if number is not None:
                return number
    raise BadExpression(f"{constant!r:.40}")


def _operation(node: ast.expr) -> tuple[Callable[..., Fraction], list[ast.expr]]:
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return operator.neg, [operand]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return _ARITHMETIC[type(op)], [left, right]
        case ast.Call(func=ast.Name(id="abs"), args=[operand], keywords=[]):
            return abs, [operand]
        case ast.Call(func=ast.Name(id=name), args=[_, _, *_] as args, keywords=[]) if name in (
            "min",
            "max",
        ):
            return _FUNCTIONS[name], args
    raise BadExpression(f"{type(node).__name__} is not part of it")


def _comparison(ops: Sequence[ast.cmpop], sides: Sequence[Meaning]) -> Meaning:
    if not all(type(op) in _ORDER or isinstance(op, (ast.Eq, ast.NotEq)) for op in ops):
        raise BadExpression("comparison")
    if len(ops) == 1:
        op, (left, right) = ops[0], sides
        return lambda names: _compared(op, left(names), right(names))
    pairs = [_comparison([op], sides[i : i + 2]) for i, op in enumerate(ops)]
    return lambda names: _joined(False, pairs, names)


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if abs(exponent) > _HIGHEST_POWER:
        raise OverflowError
    if exponent.denominator == 1:
        return Fraction(base**exponent.numerator)
    with localcontext() as context:
        context.prec = _DIGITS
        return Fraction(decimal_of(base) ** decimal_of(exponent))


_ARITHMETIC: Final[Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: _power,
}
_ORDER: Final[Mapping[type[ast.cmpop], Callable[[Fraction, Fraction], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_FUNCTIONS: Final[Mapping[str, Callable[..., Fraction]]] = {"min": min, "max": max, "abs": abs}


def _joined(decided: bool, parts: Sequence[Meaning], names: Names) -> Value:
    """`and` (decided by a False) or `or` (decided by a True)."""
    unknown = False
    for part in parts:
        value = part(names)
        if value is decided:
            return decided
        unknown = unknown or not isinstance(value, bool)
    return None if unknown else not decided


def _denied(value: Value) -> Value:
    return not value if isinstance(value, bool) else None


def _compared(op: ast.cmpop, left: Value, right: Value) -> Value:
    if left is None or type(left) is not type(right):
        return None  # a word against a number says nothing
    if isinstance(op, (ast.Eq, ast.NotEq)):
        return (left == right) is isinstance(op, ast.Eq)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _ORDER[type(op)](left, right)
    return None


def _calculated(operation: Callable[..., Fraction], values: Sequence[Value]) -> Value:
    numbers = [value for value in values if isinstance(value, Fraction)]
    if len(numbers) < len(values):
        return None
    try:
        result = operation(*numbers)
    except ArithmeticError:  # a division by zero says nothing
        return None
    size = result.numerator.bit_length() + result.denominator.bit_length()
    return result if size <= _WIDEST_BITS else None
