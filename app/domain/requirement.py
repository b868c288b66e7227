"""What a limit asks for, in words: "≤ 4 %", "30…65 % Un", "≥ 0.7 × 出厂值 或 ≥ 10000 MΩ"."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from app.domain.expression import Expression, Value, meaning_of, names_in
from app.domain.reading import InputSpec, shown


@dataclass(frozen=True)
class Case:
    """One number that a limit can have, and the condition under which it has it."""

    when: Expression | None
    limit: Decimal | None


def requirement(
    rule: Expression,
    cases: Sequence[Case],
    inputs: Sequence[InputSpec],
    unit: str,
    names: Mapping[str, Value],
) -> str:
    """What this rule asks for with these values known; the measured values are left open.

    `cases` are those still possible: one, or several with their conditions.
    """
    specs = {spec.name: spec for spec in inputs}
    known = {
        name: value for name, value in names.items() if name in specs and not specs[name].measured
    }
    texts: dict[str, str] = {}
    for case in cases:
        given = known if case.limit is None else {**known, "limit": Fraction(case.limit)}
        words = _Words(specs, unit, given)
        condition = words.of(case.when.tree) if case.when else "其他"
        texts.setdefault(condition, words.of(rule.tree))  # the first that holds wins
    if len(cases) == 1:
        return "".join(texts.values())
    return "；".join(f"{text}（{condition}）" for condition, text in texts.items())


class _Range(NamedTuple):
    """One comparison of something measured: a label, a sign, a bound."""

    label: str
    sign: str
    bound: str
    unit: str

    def __str__(self) -> str:
        if self.sign == "±":
            return f"{self.label} ±{self.bound} {self.unit}".strip() + " 以内"
        return f"{self.label} {self.sign} {self.bound} {self.unit}".strip()


_SIGNS: Final[Mapping[type[ast.cmpop], str]] = {
    ast.LtE: "≤",
    ast.Lt: "<",
    ast.GtE: "≥",
    ast.Gt: ">",
    ast.Eq: "=",
    ast.NotEq: "≠",
}
_TURNED: Final = {"≤": "≥", "<": ">", "≥": "≤", ">": "<", "=": "=", "≠": "≠"}
_EXTREMES: Final = {"min": "的较小值", "max": "的较大值"}
_OPERATORS: Final[Mapping[type[ast.operator], str]] = {
    ast.Add: "＋",
    ast.Sub: "－",
    ast.Mult: "×",
    ast.Div: "÷",
    ast.Pow: "^",
}


class _Words:
    """Puts one rule into words: what is known is filled in, what is decided is left out."""

    def __init__(
        self, specs: Mapping[str, InputSpec], unit: str, known: Mapping[str, Value]
    ) -> None:
        self._specs = specs
        self._unit = "" if unit == "1" else unit
        self._known = known
        self._alone = sum(spec.measured for spec in specs.values()) == 1

    def of(self, tree: ast.expr) -> str:
        """The words; empty where it holds whatever is measured."""
        return "" if self._decided(tree) is not None else self._said(self._settled(tree))

    def _decided(self, tree: ast.expr) -> Value:
        return meaning_of(tree)(self._known)

    def _settled(self, tree: ast.expr) -> ast.expr:
        """What is left of it when the decided branches are cut away."""
        if not isinstance(tree, ast.BoolOp):
            return tree
        left = [self._settled(value) for value in tree.values if self._decided(value) is None]
        return left[0] if len(left) == 1 else ast.BoolOp(tree.op, left)

    def _said(self, tree: ast.expr) -> str:
        match tree:
            case ast.BoolOp(op=ast.And(), values=values):
                return " 且 ".join(self._with_spans(values))
            case ast.BoolOp(values=values):
                return " 或 ".join(self._inside(value, ast.And) for value in values)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return str(self._range(left, _SIGNS[type(op)], right))
            case _:
                return self._formula(tree)

    def _with_spans(self, values: Sequence[ast.expr]) -> Iterator[str]:
        rest = list(values)
        while rest:
            first = rest.pop(0)
            span = self._span(first, rest[0]) if rest else ""
            if span:
                rest.pop(0)
            yield span or self._inside(first, ast.Or)

    def _inside(self, tree: ast.expr, other: type[ast.boolop]) -> str:
        joined = isinstance(tree, ast.BoolOp) and isinstance(tree.op, other)
        return f"（{self._said(tree)}）" if joined else self._said(tree)

    def _span(self, first: ast.expr, second: ast.expr) -> str:
        """`30 <= x and x <= 65` as one range."""
        match first, second:
            case (
                ast.Compare(left=low, ops=[ast.LtE()], comparators=[ast.Name(id=name)]),
                ast.Compare(left=ast.Name(id=same), ops=[ast.LtE()], comparators=[high]),
            ) if name == same:
                label, unit = self._label(name)
                return f"{label} {self._formula(low)}…{self._formula(high)} {unit}".strip()
        return ""

    def _range(self, left: ast.expr, sign: str, right: ast.expr) -> _Range:
        if self._is_open(right) and not self._is_open(left):
            return self._range(right, _TURNED[sign], left)
        bound = self._formula(right)
        plain_bound = isinstance(self._decided(right), Fraction)
        match left:
            case ast.Name(id=name) if name in self._specs and self._specs[name].kind == "flag":
                return _Range(_flag(self._specs[name], self._decided(right)), "", "", "")
            case ast.Name(id=name) if isinstance(word := self._decided(right), str):
                spec = self._specs.get(name)
                return _Range(spec.options.get(word, word) if spec else word, "", "", "")
            case ast.Name(id=name):
                label, unit = self._label(name)
            case ast.Call(func=ast.Name(id="abs"), args=[ast.Name(id=name)]) if sign == "≤":
                label, unit = self._label(name)
                sign = "±"
            case _:
                label, unit = self._formula(left), self._unit
        if not plain_bound and sign == "±":
            bound = f"（{bound}）"
        return _Range(label, sign, bound, unit if plain_bound else "")

    def _is_open(self, tree: ast.expr) -> bool:
        names = names_in(tree)
        measured = any(name in self._specs and self._specs[name].measured for name in names)
        return measured or (bool(names - {"limit"}) and isinstance(tree, ast.Name))

    def _label(self, name: str) -> tuple[str, str]:
        spec = self._specs.get(name)
        if spec is None:
            return name, ""
        if spec.measured and self._alone:
            return "", self._unit
        return spec.zh, spec.unit

    def _formula(self, tree: ast.expr) -> str:
        value = self._decided(tree)
        if isinstance(value, Fraction):
            return shown(value)
        match tree:
            case ast.Name(id=name):
                return self._specs[name].zh if name in self._specs else name
            case ast.BinOp(left=left, op=op, right=right):
                sides = [_bracketed(side, op, self._formula(side)) for side in (left, right)]
                return f" {_OPERATORS[type(op)]} ".join(sides)
            case ast.Call(func=ast.Name(id=name), args=args):
                texts = " 与 ".join(self._formula(arg) for arg in args)
                return f"|{texts}|" if name == "abs" else f"{texts} {_EXTREMES[name]}"
            case _:
                return ""


def _flag(spec: InputSpec, wanted: Value) -> str:
    return spec.zh if wanted == 1 else f"非{spec.zh}"


def _bracketed(side: ast.expr, outer: ast.operator, text: str) -> str:
    loose = isinstance(side, ast.BinOp) and isinstance(side.op, (ast.Add, ast.Sub))
    return f"（{text}）" if loose and isinstance(outer, (ast.Mult, ast.Div)) else text
