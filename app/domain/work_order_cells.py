"""What a cell of an exported work order says, by the kind of its column. Nothing is mended."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from app.clock import CHINA
from app.domain.privacy import masked
from app.domain.units import plain
from app.domain.work_order import Column, RowFault

_LONGEST_FOUND: Final = 60
_EMPTY: Final = frozenset({"", "-", "--", "—", "——", "/", "无数据", "null", "NULL", "None", "N/A"})
_AS_TEXT: Final = re.compile(r'="(.*)"', re.DOTALL)
_SCIENTIFIC: Final = re.compile(r"[+-]?\d+(?:\.\d*)?[eE]\+?\d{1,3}", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?|[+-]?\.\d+", re.ASCII)
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_WHOLE: Final = re.compile(r"(\d+)\.0+", re.ASCII)
_MOBILE: Final = re.compile(r"1\d{10}", re.ASCII)
_LANDLINE: Final = re.compile(r"(?:0\d{2,3}-?)?\d{7,8}(?:[-转]\d{1,6})?|(?:95|96)\d{3,4}", re.ASCII)
_MOMENT: Final = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[ T]*(\d{1,2})[:时](\d{1,2})分?(?::?(\d{1,2})(?:\.\d{1,6})?秒?)?)?",
    re.ASCII,
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MOST_CAPACITY: Final = Decimal("9999999999.99")


class BadCell(Exception):
    """A cell that cannot be taken; `fault` says why."""

    def __init__(self, fault: RowFault) -> None:
        super().__init__(fault.why)
        self.fault = fault


def tidy(cell: str) -> str:
    """The text of a cell: white space as one blank, marks nobody sees left out, `="…"` opened."""
    if match := _AS_TEXT.fullmatch(cell.strip()):
        cell = match.group(1)
    seen = "".join(c for c in cell if unicodedata.category(c) != "Cf")
    text = " ".join(seen.lstrip("'").split())
    return "" if text in _EMPTY else text


def folded(text: str) -> str:
    """Full-width letters, digits and signs as half-width ones."""
    return unicodedata.normalize("NFKC", text)


def read_cell(column: Column, cell: str, codes: Mapping[str, str]) -> str:
    """What the cell says, in the form that a record holds; empty where it says nothing.

    Raises:
        BadCell: it says what this column cannot.
    """
    text = tidy(cell)
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") for c in text):
        raise _bad(column, "control", "")
    if not text:
        return ""
    if column.kind != "text":  # a name stays as its owner writes it
        text = folded(text)
    value = _by_kind(column, text, codes)
    if len(value) > column.most:
        raise _bad(column, "too_long", text, str(column.most))
    if column.pattern and not re.fullmatch(column.pattern, value, re.ASCII):
        raise _bad(column, "digits", text)
    return value


def _by_kind(column: Column, text: str, codes: Mapping[str, str]) -> str:
    match column.kind:
        case "code":
            return _code(column, text, codes)
        case "number":
            return _number(column, text)
        case "moment":
            return _moment(column, text)
        case "phone":
            return _phone(column, _digits(column, text))
        case "number_text":
            return _digits(column, text)
        case _:
            return text


def code_key(text: str) -> str:
    """How ways of writing a code are compared: no blanks, no brackets, small letters."""
    return re.sub(r"[\s()\[\]_\-—、,/]", "", folded(text)).casefold()


def _bad(column: Column, why: str, found: str, detail: str = "") -> BadCell:
    shown = masked(found) if column.identity else found
    return BadCell(RowFault(column.names[0], why, shown[:_LONGEST_FOUND], detail))


def _code(column: Column, text: str, codes: Mapping[str, str]) -> str:
    known = codes.get(code_key(text))
    if known is None:
        raise _bad(column, "unknown_code", text)
    return known


def _digits(column: Column, text: str) -> str:
    # A spreadsheet keeps fifteen digits of a number: what follows them is lost for good.
    if _SCIENTIFIC.fullmatch(text):
        raise _bad(column, "scientific", text)
    whole = _WHOLE.fullmatch(text)
    return whole.group(1) if whole else text


def _phone(column: Column, text: str) -> str:
    number = text.removeprefix("+86").replace(" ", "")
    plain_number = number.replace("-", "")
    if _MOBILE.fullmatch(plain_number):
        return plain_number
    if not _LANDLINE.fullmatch(number):
        raise _bad(column, "phone", text)
    return number


def _number(column: Column, text: str) -> str:
    number = text
    for unit in column.units:
        if number.casefold().endswith(unit.casefold()):
            number = number[: -len(unit)].rstrip()
            break
    if _GROUPED.fullmatch(number):
        number = number.replace(",", "")
    if not _NUMBER.fullmatch(number):
        raise _bad(column, "not_a_number", text)
    value = Decimal(number)
    if value < 0 or (value == 0 and not column.may_be_zero):
        raise _bad(column, "not_positive", text)
    if value > _MOST_CAPACITY:
        raise _bad(column, "too_large", text)
    if value != value.quantize(Decimal("0.01")):
        raise _bad(column, "decimals", text, "2")
    return plain(value)


def _moment(column: Column, text: str) -> str:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise _bad(column, "impossible_time", text)
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=CHINA)
    except ValueError as error:
        raise _bad(column, "impossible_time", text) from error
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise _bad(column, "impossible_time", text)
    return moment.isoformat()
