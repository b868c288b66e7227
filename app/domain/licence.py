"""The licence of a unit that the customer chose, held against what the works need."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final


class LicenceResult(StrEnum):
    """What the check comes to (domain/compliance.md section 3)."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    INSUFFICIENT_GRADE = "insufficient_grade"
    WRONG_CATEGORY = "wrong_category"
    NOT_FOUND = "not_found"
    UNCHECKED = "unchecked"
    """Fine as it is written, but nobody asked the public register."""


CATEGORY_NAMES: Final = {"install": "承装", "repair": "承修", "test": "承试"}
"""Categories of licences as paper and screen name them."""

PLATFORM_NAMES: Final = {
    "nea": "国家能源局资质和信用信息系统",
    "mohurd": "全国建筑市场监管公共服务平台（四库一平台）",
    "other": "其他政府公共查询平台",
}
"""Public registers as the paper names them."""

OF_QUERY: Final = frozenset({"queried_at", "platform"})
"""What was not known of licences at first: where it is empty, nothing is said of it."""

GOOD: Final = frozenset({LicenceResult.VALID, LicenceResult.EXPIRING})
"""Results that stand in the way of nothing."""


@dataclass(frozen=True)
class Licence:
    """What is known of one licence. `query` is what the public register said, empty = not asked."""

    no: str
    category: str = ""
    """install | repair | test; empty where the kind of licence has none."""
    grade: str = ""
    valid_to: str = ""
    """ISO date; its last day counts."""
    query: str = ""
    """valid | expired | insufficient | not_found."""
    queried_at: str = ""
    """When it was looked up, as typed (ISO 8601), and where; forms of before the platform was asked
    for tell neither."""
    platform: str = ""
    """nea | mohurd | other."""


@dataclass(frozen=True)
class Grade:
    """One grade and how far it reaches; no `kv_at_most` = any voltage."""

    names: frozenset[str]
    kv_at_most: Decimal | None = None


@dataclass(frozen=True)
class RoleRule:
    """What the licence of a unit in this role must be; no grades = it needs none."""

    zh: str
    en: str
    grades: tuple[Grade, ...] = ()
    category: str = ""
    basis: str = ""


@dataclass(frozen=True)
class LicenceScope:
    """One version of what licences must cover."""

    version: str
    expiring_days: int
    roles: Mapping[str, RoleRule]
    items: Mapping[str, str]
    """By checklist: the question that a bad licence keeps from passing."""
    requirement: str
    """What is wanted of all of them, in words."""
    results: Mapping[LicenceResult, str]
    """As the customer is told, neutrally."""


def check_licence(
    licence: Licence,
    rule: RoleRule,
    scope: LicenceScope,
    supply_kv: Decimal,
    on: date,
    *,
    asks_register: bool,
) -> LicenceResult:
    """What this licence is worth to works of this voltage on this day.

    What the register said goes before what was typed where it says less. `asks_register`: what is
    written does not do until the register has been asked.
    """
    if not rule.grades:
        return LicenceResult.VALID
    if licence.query == "not_found" or not licence.no.strip():
        return LicenceResult.NOT_FOUND
    if rule.category and licence.category != rule.category:
        return LicenceResult.WRONG_CATEGORY
    last = _day(licence.valid_to)
    if licence.query == "expired" or last is None or last < on:
        return LicenceResult.EXPIRED
    if licence.query == "insufficient" or not _reaches(licence.grade, rule, supply_kv):
        return LicenceResult.INSUFFICIENT_GRADE
    if asks_register and not licence.query:
        return LicenceResult.UNCHECKED
    if last < on + timedelta(days=scope.expiring_days):
        return LicenceResult.EXPIRING
    return LicenceResult.VALID


def _reaches(written: str, rule: RoleRule, supply_kv: Decimal) -> bool:
    """Whether the grade, as it is written, reaches this voltage; one not known does not."""
    text = written_as(written)
    found = (grade for grade in rule.grades if text in grade.names)
    grade = next(found, None)
    return grade is not None and (grade.kv_at_most is None or supply_kv <= grade.kv_at_most)


def written_as(grade: str) -> str:
    """A grade as it is compared: without spaces, wide forms and small letters."""
    return "".join(unicodedata.normalize("NFKC", grade).split()).upper()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
