"""Whether the units that customers chose gather with one account manager (compliance, CR05).

Counted per account manager, and over the whole area that one organisation supplies, by role of the
unit: shares, and the Herfindahl index of them. Nothing is ranked: lines stand by name, and a small
sample gives no sign.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import median
from typing import Final

from app.ids import CaseId, UserId

SMALL: Final = 10
"""Below this many cases no sign is given (kpi reference, section 1)."""
GATHERED: Final = Fraction(1, 4)
"""The Herfindahl index from which choices count as gathered: four units with equal shares. Our own
setting, after the bound that competition authorities use; a sign to look, not a finding."""

ODD_DAYS: Final = 3
ODD_TIMES: Final = 2
"""Cases of a unit wait oddly where their median differs from that of all others by so many days and
is so many times theirs, or theirs so many times it. Our own setting too."""


@dataclass(frozen=True)
class Chosen:
    """One unit that the customer of one case chose for one role."""

    case_id: CaseId
    manager: UserId
    """The account manager of the case."""
    role: str
    """design | construction | equipment | test."""
    unit: str
    """Its name as it was typed."""
    defects: int
    """How many defects were found in the works of this case."""
    waited: int | None
    """Days from the request for the completion inspection to the visit; None before it."""


@dataclass(frozen=True)
class UnitShare:
    """What one unit has of the cases of one account manager."""

    unit: str
    cases: int
    share: Fraction
    defects: Fraction
    """Defects a case, on the average."""
    waited: Fraction | None
    """The median of the days that its cases waited for the visit."""
    oddness: str = ""
    """slower | faster than the cases of all other units; empty = no sign, or too few cases."""


@dataclass(frozen=True)
class Concentration:
    """How the choices for one role are spread over units, with one account manager or in all."""

    manager: UserId | None
    """None: over the whole area."""
    role: str
    cases: int
    units: tuple[UnitShare, ...]
    """By name."""
    index: Fraction
    """Herfindahl: the sum of the squared shares, from 1/n to 1."""

    @property
    def is_small(self) -> bool:
        """Whether there are too few cases to say anything."""
        return self.cases < SMALL

    @property
    def is_gathered(self) -> bool:
        """Whether somebody should look."""
        return not self.is_small and self.index >= GATHERED


def concentrations(choices: Iterable[Chosen]) -> tuple[Concentration, ...]:
    """By account manager and role; the same unit written in another width or spacing is one."""
    groups: dict[tuple[UserId, str], list[Chosen]] = defaultdict(list)
    for each in choices:
        groups[each.manager, each.role].append(each)
    return tuple(_of_group(*key, groups[key]) for key in sorted(groups))


def over_the_area(choices: Iterable[Chosen]) -> tuple[Concentration, ...]:
    """By role over all account managers; here it is told whose cases wait oddly."""
    by_role: dict[str, list[Chosen]] = defaultdict(list)
    for each in choices:
        by_role[each.role].append(each)
    found = []
    for role in sorted(by_role):
        whole = _of_group(None, role, by_role[role])
        units = tuple(replace(u, oddness=_oddness(u, by_role[role])) for u in whole.units)
        found.append(replace(whole, units=units))
    return tuple(found)


def _oddness(unit: UnitShare, choices: Sequence[Chosen]) -> str:
    own, others = (
        [
            Fraction(each.waited)
            for each in choices
            if each.waited is not None and (_same(each.unit) == _same(unit.unit)) is mine
        ]
        for mine in (True, False)
    )
    if min(len(own), len(others)) < SMALL:
        return ""
    here, there = median(own), median(others)
    low, high = sorted((here, there))
    if high - low < ODD_DAYS or high < ODD_TIMES * low:
        return ""
    return "slower" if here > there else "faster"


def _of_group(manager: UserId | None, role: str, choices: Sequence[Chosen]) -> Concentration:
    by_unit: dict[str, list[Chosen]] = defaultdict(list)
    for each in choices:
        by_unit[_same(each.unit)].append(each)
    units = tuple(_share(by_unit[name], len(choices)) for name in sorted(by_unit))
    index = sum((unit.share**2 for unit in units), Fraction(0))
    return Concentration(manager, role, len(choices), units, index)


def _share(choices: Sequence[Chosen], of: int) -> UnitShare:
    waited = [Fraction(each.waited) for each in choices if each.waited is not None]
    return UnitShare(
        unit=choices[0].unit,
        cases=len(choices),
        share=Fraction(len(choices), of),
        defects=Fraction(sum(each.defects for each in choices), len(choices)),
        waited=median(waited) if waited else None,
    )


def _same(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
