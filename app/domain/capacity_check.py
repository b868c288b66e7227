"""What was applied for beside what is reckoned, measured and there already: what fits, and why.

What is said is a proposal to be looked at, never a decision, and never who designs or builds.
Source: the load calculation reference, sections 2 and 8; bounds: resources/loads.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final

from app.domain.formulas import CAPACITY_SENTENCES, GIVEN, Reckoner
from app.domain.load import LoadProfile
from app.domain.load_findings import DEMAND_PERIOD_S
from app.domain.load_rules import CapacityBounds
from app.domain.reckoning import Given, Reckoning, Source, exactly, rounded
from app.domain.units import Kw, plain

_HUNDRED: Final = Decimal(100)

_FINE: Final = frozenset({"asked_fine", "measured_fine", "existing_fine", "existing_full"})


@dataclass(frozen=True)
class Service:
    """What the case says of capacity: kVA at high voltage, kW at low."""

    applied: Decimal
    existing: Decimal | None
    is_increase: bool
    high_voltage: bool
    supply_kv: Decimal

    @property
    def unit(self) -> str:
        """The unit in which capacity is applied for."""
        return "kVA" if self.high_voltage else "kW"


@dataclass(frozen=True)
class Measured:
    """The largest demand that was measured, and where it is from.

    `interval_s` is the window over which it was meant, or the interval of the file. `ends_at` is
    the end of that window; None of a record whose analysis was not kept: its peak stands in.
    """

    kw: Kw
    name: str
    interval_s: int
    ends_at: datetime | None = None

    @property
    def is_peak(self) -> bool:
        """Whether it is of shorter stretches than those by which demand is billed: it is higher."""
        return self.interval_s < DEMAND_PERIOD_S


@dataclass(frozen=True)
class Bar:
    """One of the capacities that are looked at side by side."""

    kind: str
    """asked | reckoned | measured | existing."""
    value: Decimal


@dataclass(frozen=True)
class Found:
    """One thing that the comparison says, with the numbers of its sentence."""

    what: str
    facts: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether nothing has to be looked at."""
        return self.what in _FINE

    @property
    def key(self) -> str:
        """The name under which the word for it is kept (`plausibility.Oddity`)."""
        return f"{self.what}|capacity"

    @property
    def said(self) -> str:
        """It as a sentence, in Chinese."""
        return CAPACITY_SENTENCES[self.what].format(*self.facts)


@dataclass(frozen=True)
class CapacityCheck:
    """What was compared: capacities in one unit, what follows, and how it was reckoned."""

    unit: str
    bars: tuple[Bar, ...]
    found: tuple[Found, ...]
    reckonings: tuple[Reckoning, ...]
    measured: Measured | None = None


@dataclass(frozen=True)
class _Work:
    """The comparison while it is made."""

    service: Service
    bounds: CapacityBounds
    by: Reckoner
    done: list[Reckoning] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    def add(self, made: Reckoning) -> Given:
        """Note a reckoning and give its number on."""
        self.done.append(made)
        return made.given_as()


def measured_demand(profiles: Iterable[LoadProfile], by: datetime | None = None) -> Measured | None:
    """The largest demand of the load curves that a case had `by` then: sliding, over 15 minutes.

    Of a record without the figures of its analysis the peak at its file's interval. Recordings of
    waveforms and records without power say nothing of it.
    """
    there = [
        each
        for each in profiles
        if each.withdrawn_at is None
        and each.summary.has_power
        and not each.is_recording
        and (by is None or each.imported_at <= by)
    ]
    if not there:
        return None
    return max(map(demand_of, there), key=lambda each: each.kw)


def demand_of(profile: LoadProfile) -> Measured:
    """The maximum demand of one load curve with power in it."""
    figures, summary = profile.figures, profile.summary
    if figures is None or figures.demand_kw is None:
        return Measured(summary.peak_kw, profile.source_name, summary.interval_s)
    return Measured(
        figures.demand_kw, profile.source_name, figures.period_s, figures.demand_ends_at
    )


def capacity_check(
    service: Service,
    sheet: Mapping[str, Reckoning],
    measured: Measured | None,
    bounds: CapacityBounds,
    by: Reckoner,
    *,
    only_added: bool = False,
) -> CapacityCheck | None:
    """The comparison; None where nothing is reckoned or nothing was applied for.

    `only_added`: the load list names only what comes new, so that what is measured comes on top.
    """
    if "s2" not in sheet or service.applied <= 0:
        return None
    work = _Work(service, bounds, by)
    with exactly():
        metered = sheet.get("cos1") or sheet["cos2"]
        drawn = _drawn(work, measured, metered)
        needed = _needed(work, sheet, drawn, only_added=only_added)
        alone = only_added and drawn is None
        asked = _asked(work, alone=alone)
        _hold_asked(work, needed, asked)
        if measured is not None and not only_added:
            _hold_measured(work, measured, sheet["p"])
        if service.existing is not None and service.existing > 0:
            _hold_existing(work, drawn, needed, only_added=only_added)
    bars = [Bar("asked", asked.value), Bar("reckoned", needed.value)]
    bars += [Bar("measured", drawn.value)] if drawn is not None else []
    existing = service.existing
    bars += [Bar("existing", existing)] if existing is not None and existing > 0 else []
    return CapacityCheck(service.unit, tuple(bars), tuple(work.found), tuple(work.done), measured)


def to_explain(check: CapacityCheck | None) -> Iterator[Found]:
    """What does not fit, and for which the account manager may say a word."""
    yield from (each for each in (check.found if check is not None else ()) if not each.fits)


def _drawn(work: _Work, measured: Measured | None, metered: Reckoning) -> Given | None:
    """The measured demand in the unit of the capacity."""
    if measured is None or measured.kw <= 0:
        return None
    power = Given("Pm", measured.kw, "kW", Source.MEASURED)
    if not work.service.high_voltage:
        return power
    cos = metered.given_as("cosφ")
    return work.add(work.by.of("measured_s", measured.kw / cos.value, power, cos))


def _needed(
    work: _Work, sheet: Mapping[str, Reckoning], drawn: Given | None, *, only_added: bool
) -> Given:
    high = work.service.high_voltage
    own = sheet.get("s_chosen", sheet["s2"]) if high else sheet["p"]
    if not only_added or drawn is None:
        return own.given_as("Sx")
    now, new = Given("Sm", drawn.value, drawn.unit, drawn.source), own.given_as("S2")
    return work.add(work.by.of("needed", now.value + new.value, now, new))


def _asked(work: _Work, *, alone: bool) -> Given:
    service = work.service
    new = Given("Sz", service.applied, service.unit, Source.CASE)
    if not service.is_increase or alone or not service.existing:
        return Given("Sq", service.applied, service.unit, Source.CASE)
    old = Given("Sy", service.existing, service.unit, Source.CASE)
    return work.add(work.by.of("asked", old.value + new.value, old, new))


def _hold_asked(work: _Work, needed: Given, asked: Given) -> None:
    high_voltage = work.service.high_voltage
    low, high = work.bounds.high if high_voltage else work.bounds.low
    rate = needed.value / asked.value
    what = "asked_large" if rate < low else "asked_small" if rate > high else "asked_fine"
    # Large enough is what the load rate's upper bound leaves; what fits has that much room.
    enough = needed.value / high
    room = high * asked.value - needed.value if what == "asked_fine" else enough
    verdict = {"asked_large": "large", "asked_small": "small"}.get(what, "fine")
    work.add(
        work.by.of(
            "asked_rate", rate, Given("Sx", needed.value, needed.unit, needed.source), asked,
            Given(GIVEN["low"], low, "", Source.RULE), Given(GIVEN["high"], high, "", Source.RULE),
            verdict=verdict,
        )
    )  # fmt: skip
    facts = (_one(needed.value), work.service.unit, _one(asked.value), *_shares(rate, low, high))
    work.found.append(Found(what, (*facts, _one(room))))


def _hold_measured(work: _Work, measured: Measured, p: Reckoning) -> None:
    low, high = work.bounds.measured
    rate = measured.kw / p.number
    # What comes new cannot be measured yet: of an increase only too much is telling.
    is_low = rate < low and not work.service.is_increase
    what = "measured_large" if is_low else "measured_small" if rate > high else "measured_fine"
    verdict = {"measured_large": "large", "measured_small": "small"}.get(what, "fine")
    power = Given("Pm", measured.kw, "kW", Source.MEASURED)
    work.add(work.by.of("measured_rate", rate, power, p.given_as(), verdict=verdict))
    facts = (_one(measured.kw), _one(p.number), *_shares(rate, low, high))
    work.found.append(Found(what, facts))


def _hold_existing(work: _Work, drawn: Given | None, needed: Given, *, only_added: bool) -> None:
    service, (low, high) = work.service, work.bounds.existing
    assert service.existing is not None
    there = Given("Sy", service.existing, service.unit, Source.CASE)
    if drawn is not None:
        rate = drawn.value / there.value
        what = (
            "existing_idle" if rate < low else "existing_full" if rate > high else "existing_fine"
        )
        load = Given("Sm", drawn.value, drawn.unit, drawn.source)
        verdict = "advise" if what == "existing_idle" else "fine"
        work.add(work.by.of("existing_rate", rate, load, there, verdict=verdict))
        facts = (_one(drawn.value), service.unit, _one(there.value), *_shares(rate, low, high))
        work.found.append(Found(what, facts))
    whole = not only_added or drawn is not None
    rate = needed.value / there.value
    if service.is_increase and whole and rate <= high:
        load = Given("Sx", needed.value, needed.unit, needed.source)
        work.add(work.by.of("existing_need", rate, load, there, verdict="advise"))
        facts = (_one(needed.value), service.unit, _one(there.value), *_shares(rate, low, high))
        work.found.append(Found("existing_enough", facts))


def _shares(rate: Decimal, low: Decimal, high: Decimal) -> tuple[str, str, str]:
    whole = (plain(bound * _HUNDRED) for bound in (low, high))
    return (_one(rate * _HUNDRED), *whole)  # type: ignore[return-value]


def _one(number: Decimal) -> str:
    return plain(rounded(number, 1))
