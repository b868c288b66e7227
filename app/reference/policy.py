"""What the utility has decided about its process, read from `resources/process/policy.yaml`."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from app.domain.flags import (
    DOCUMENT_POLICIES,
    INSPECTION_SCOPES,
    REVIEW_POLICIES,
    STANDARD,
    Policy,
)
from app.errors import RulesDamaged
from app.reference.files import file_in, named, read_rules

POLICY: Final = "process/policy.yaml"
_LONGEST_DAYS: Final = 3660


def read_policy(*places: Path) -> Policy:
    """The policy, from the first of these folders that has it.

    Raises:
        RulesDamaged: it is not what it should be; it names the entry.
    """
    path = file_in(places, POLICY)
    content = read_rules(path)
    with named(path, "policy"):
        entries = {name: content["policy"][name]["value"] for name in content["policy"]}
        if entries["review_policy"] not in REVIEW_POLICIES:
            raise RulesDamaged(path.name, "review_policy", str(entries["review_policy"]))
        return Policy(
            review=entries["review_policy"],
            concealed_works_assumed=_flag(entries["concealed_works_assumed"]),
            lv_capacity_cap_kw=Decimal(str(entries["lv_capacity_cap_kw"])),
            three_zero_for_all_lv=_flag(entries["three_zero_extend_to_all_lv"]),
            three_zero_types=tuple(
                sorted(
                    (date.fromisoformat(str(since)), frozenset(types))
                    for since, types in entries["three_zero_types"].items()
                )
            ),
            cosigners={
                group: frozenset(departments)
                for group, departments in entries["scheme_cosigners"].items()
            },
            access_design_from_kv=Decimal(str(entries["access_design_from_kv"])),
            extension_lead_days=int(entries["extension_lead_days"]),
            validity_months={
                group: int(months) for group, months in entries["scheme_validity_months"].items()
            },
            contact_attempts=int(entries["contact_attempts"]),
            unreachable_days=int(entries["unreachable_days"]),
            inspection_scope=_since(
                entries, "inspection_scope", INSPECTION_SCOPES, STANDARD.inspection_scope
            ),
            documents=_since(entries, "docs_policy", DOCUMENT_POLICIES, STANDARD.documents),
            keep_originals_days=_days(entries, "keep_originals_days", STANDARD.keep_originals_days),
            keep_papers_days=_days(entries, "keep_papers_days", STANDARD.keep_papers_days),
        )


def _since(
    entries: Mapping[str, Any],
    name: str,
    options: Collection[str],
    otherwise: tuple[tuple[date, str], ...],
) -> tuple[tuple[date, str], ...]:
    """What was decided since which days, of these options; an older file does not name it yet.

    Raises:
        ValueError: a day or a decision is not one.
    """
    if name not in entries:
        return otherwise
    found = sorted((date.fromisoformat(str(day)), str(said)) for day, said in entries[name].items())
    if not found or any(said not in options for _, said in found):
        raise ValueError(name)
    return tuple(found)


def _days(entries: Mapping[str, object], name: str, otherwise: int) -> int:
    """A number of days that an older file does not name yet.

    Raises:
        ValueError: it is no number of days from 1 to ten years.
    """
    days = entries.get(name, otherwise)
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= _LONGEST_DAYS:
        raise ValueError(days)
    return days


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value
