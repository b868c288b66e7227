"""The units that the customer chose himself (F12), and what their licences are worth to a visit.

A choice is a recorded F12; a changed one is another F12 of the same role. Nothing here is shared
between cases, and nothing is asked before he has chosen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from app.domain.change import Plain
from app.domain.checklist import Finding, Lack
from app.domain.entry import FormRow
from app.domain.evidence import Photo
from app.domain.filing import Filing
from app.domain.licence import (
    GOOD,
    OF_QUERY,
    Licence,
    LicenceResult,
    LicenceScope,
    check_licence,
)
from app.domain.limit import Verdict

FORM: Final = "F12"
SEEN: Final = "units"
"""The table of a visit that takes the units which no recorded choice names, and what the public
register said on site of those whose statement does not tell it."""
QUERIED: Final = "queried_at"
"""Its column for the moment of the query; forms that lack it let a licence pass unasked."""


@dataclass(frozen=True)
class UnitChoice:
    """One unit in one role, as the customer chose it; `version` counts his choices of this role."""

    filing: str
    """The statement by which he chose it; empty where it was only met on site."""
    role: str
    """design | construction | equipment | test."""
    name: str
    licence: Licence
    version: int


@dataclass(frozen=True)
class LicenceCheck:
    """What the licence of one chosen unit is worth on the day of a visit."""

    choice: UnitChoice
    result: LicenceResult
    words: str
    """As the customer is told: the role, never the name, and what to make sure of."""
    basis: str
    role: str = ""
    """The role in words."""
    said: str = ""
    """What the licence is worth, in words."""

    @property
    def told(self) -> dict[str, Plain]:
        """It as the record of a visit carries it; that of before is not changed by what is new."""
        licence = vars(self.choice.licence).items()
        return {
            "role": self.choice.role,
            "name": self.choice.name,
            "statement": self.choice.filing,
            "licence": {name: text for name, text in licence if text or name not in OF_QUERY},
            "result": self.result.value,
        }


@dataclass(frozen=True)
class LicenceBar:
    """What keeps a visit from passing for want of a licence."""

    item: str
    """The question of its checklist that cannot be passed."""
    requirement: str
    checks: tuple[LicenceCheck, ...]

    @property
    def words(self) -> str:
        """All that is wrong, as a defect says it."""
        return "；".join(check.words for check in self.checks)

    @property
    def basis(self) -> str:
        """On what rules it rests."""
        return "、".join(dict.fromkeys(check.basis for check in self.checks))

    def laid_on(self, findings: Iterable[Finding], photos: Sequence[Photo]) -> tuple[Finding, ...]:
        """The findings with this question failed, whatever was answered to it."""
        shown = any(photo.item == self.item for photo in photos)
        return tuple(
            replace(
                finding,
                verdict=Verdict.FAIL,
                lack=None if shown or finding.advisory else Lack.PHOTO,
                reading=self.words,
                requirement=self.requirement,
            )
            if finding.question.item.id == self.item
            else finding
            for finding in findings
        )


def unit_choices(filings: Iterable[Filing], by: datetime | None = None) -> tuple[UnitChoice, ...]:
    """The choice that stands in each role: the last that was recorded, `by` then if given."""
    recorded = [
        (each.recorded_at, each)
        for each in filings
        if each.form == FORM and each.recorded_at is not None
    ]
    standing: dict[str, UnitChoice] = {}
    for at, filing in sorted(recorded, key=lambda each: (each[0], each[1].id)):
        if by is not None and at > by:
            continue
        said = filing.values
        role = said.get("role", "")
        before = standing.get(role)
        standing[role] = UnitChoice(
            filing=filing.id,
            role=role,
            name=said.get("unit_name", "").strip(),
            licence=_licence(said),
            version=before.version + 1 if before else 1,
        )
    return tuple(standing[role] for role in sorted(standing))


def units_seen(rows: Iterable[FormRow]) -> tuple[UnitChoice, ...]:
    """The units that a visit met and no statement names, as far as they are named."""
    return tuple(
        UnitChoice("", row.cells["role"], row.cells["unit_name"].strip(), _licence(row.cells), 1)
        for row in rows
        if row.table == SEEN and row.cells.get("role") and row.cells.get("unit_name", "").strip()
    )


def with_queries(chosen: Iterable[UnitChoice], met: Iterable[UnitChoice]) -> tuple[UnitChoice, ...]:
    """All units of a visit, each once: those of statements first.

    A statement that says nothing of the public register takes what was seen there on site, with the
    licence that was seen.
    """
    seen = {(unit.role, unit.name): unit for unit in met}
    named = []
    for choice in chosen:
        found = seen.pop((choice.role, choice.name), None)
        asked = found is not None and found.licence.query and not choice.licence.query
        named.append(replace(choice, licence=found.licence) if found and asked else choice)
    return (*named, *seen.values())


def rows_to_ask(chosen: Iterable[UnitChoice]) -> tuple[dict[str, str], ...]:
    """The rows of `SEEN` for those whose statement says nothing of the register: it is asked yet.

    Who supplies equipment needs no licence, so nothing is asked of it.
    """
    return tuple(
        {
            name: text
            for name, text in (
                ("role", choice.role),
                ("unit_name", choice.name),
                ("licence_no", choice.licence.no),
                ("licence_category", choice.licence.category),
                ("licence_grade", choice.licence.grade),
                ("licence_valid_to", choice.licence.valid_to),
            )
            if text
        }
        for choice in chosen
        if choice.role != "equipment" and not choice.licence.query
    )


def _licence(said: Mapping[str, str]) -> Licence:
    platform = said.get("query_platform", "")
    return Licence(
        no=said.get("licence_no", ""),
        category=said.get("licence_category", ""),
        grade=said.get("licence_grade", ""),
        valid_to=said.get("licence_valid_to", ""),
        query=said.get("qualification_check", ""),
        queried_at=said.get(QUERIED, "") if platform else "",
        platform=platform,
    )


def names_of(filings: Iterable[Filing]) -> frozenset[str]:
    """The names of all units that were ever recorded as chosen in this case."""
    found = (f.values.get("unit_name", "").strip() for f in filings if f.form == FORM)
    return frozenset(filter(None, found))


def licence_checks(
    choices: Iterable[UnitChoice],
    scope: LicenceScope,
    supply_kv: Decimal,
    on: date,
    *,
    asks_register: bool,
) -> tuple[LicenceCheck, ...]:
    """What each licence is worth to works of this voltage on this day."""
    result = []
    for choice in choices:
        rule = scope.roles.get(choice.role)
        if rule is not None:
            found = check_licence(
                choice.licence, rule, scope, supply_kv, on, asks_register=asks_register
            )
            words = f"所委托{rule.zh}的{scope.results[found]}"
            if found not in GOOD:
                words += "，请核实"
            result.append(
                LicenceCheck(choice, found, words, rule.basis, rule.zh, scope.results[found])
            )
    return tuple(result)


def licence_bar(
    checks: Iterable[LicenceCheck], scope: LicenceScope, checklist: str
) -> LicenceBar | None:
    """What keeps a visit by this checklist from passing, if anything does."""
    bad = tuple(check for check in checks if check.result not in GOOD)
    item = scope.items.get(checklist)
    return LicenceBar(item, scope.requirement, bad) if bad and item else None
