"""The calculation sheet (计算书) of a survey or load list: all that its form comes to, by name.

One implementation for the screen as it is typed, the paper, the record and the centre.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from app.domain.capacity_check import (
    CapacityCheck,
    Measured,
    Service,
    capacity_check,
)
from app.domain.case import ConnectionCase
from app.domain.demand import (
    Asked,
    LoadLine,
    normal_of,
    reckon_demand,
    reckon_fire,
    reckon_single_phase,
)
from app.domain.entry import Entry, FormRow
from app.domain.formulas import BLOCKS, DEDICATED, GIVEN, Reckoner
from app.domain.load_rows import LOADS, cell_of, drop_line, load_line
from app.domain.load_rules import LoadRules, SupplyRules
from app.domain.low_voltage import (
    Feeding,
    reckon_balance,
    reckon_drop,
    reckon_end,
    reckon_load_unbalance,
    reckon_short_circuit,
)
from app.domain.metering import MeteredHigh, MeteredLow, reckon_high, reckon_low
from app.domain.reading import number_of
from app.domain.reckoning import Given, Reckoning, Source, exactly, length_of
from app.domain.sizing import (
    Backup,
    reckon_compensation,
    reckon_transformer,
    reckon_voltage,
)
from app.domain.supply_needs import Importance, reckon_importance

_KEPT_APART: Final = "capacity"
"""What depends on records beside the form is not part of what the form's record keeps."""
_ONE: Final = Decimal(1)

SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "loads": ("demand", "fire", "single", "compensation"),
    "lines": ("lines",),
    "existing": ("balance",),
    "importance": ("importance",),
    "source": ("voltage",),
    "access": ("voltage",),
    "site": ("short",),
    "receiving": ("demand", "fire", "compensation", "importance", "short"),
    "metering": ("metering",),
}
"""Beside which section of a form which groups of numbers are shown."""


@dataclass(frozen=True)
class LineResult:
    """One line of the load list as it is reckoned: Pe, Kx, cosφ and what they come to."""

    name: str
    line: LoadLine


@dataclass(frozen=True)
class Difference:
    """A number of a record that comes out otherwise when it is reckoned again."""

    name: str
    recorded: str
    reckoned: str


@dataclass(frozen=True)
class LoadSheet:
    """All numbers of one form, in the order in which they follow."""

    version: str
    source: str
    reckonings: tuple[Reckoning, ...]
    lines: tuple[LineResult, ...]
    capacity: CapacityCheck | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Reckoning]:
        """The numbers by their names."""
        return {each.id: each for each in self.reckonings}

    def number(self, name: str) -> Decimal | None:
        """One number, if it was reckoned."""
        found = self.by_id.get(name)
        return None if found is None or isinstance(found.value, str) else found.value

    def of(self, *blocks: str) -> tuple[Reckoning, ...]:
        """The numbers of these groups."""
        return tuple(each for each in self.reckonings if each.formula.block in blocks)

    @property
    def blocks(self) -> tuple[tuple[str, tuple[Reckoning, ...]], ...]:
        """The groups that have numbers, in their order."""
        return tuple((block, found) for block in BLOCKS if (found := self.of(block)))

    @property
    def record(self) -> Mapping[str, str]:
        """What the record of the form keeps: each number as shown, and the rules' version."""
        kept = (each for each in self.reckonings if each.formula.block != _KEPT_APART)
        return {"rules": self.version, **{each.id: each.shown for each in kept}}


def differences(recorded: Mapping[str, str], sheet: LoadSheet) -> tuple[Difference, ...]:
    """Where what a record keeps differs from what its form comes to; nothing was kept = none."""
    if not recorded:
        return ()
    today, names = sheet.record, {each.id: each.formula.zh for each in sheet.reckonings}
    return tuple(
        Difference(names.get(key, key), recorded.get(key, ""), today.get(key, ""))
        for key in dict.fromkeys((*today, *recorded))
        if recorded.get(key, "") != today.get(key, "")
    )


def sheet_of(
    entry: Entry,
    rules: LoadRules,
    case: ConnectionCase,
    measured: Measured | None = None,
) -> LoadSheet | None:
    """What this form comes to; None while nothing of it can be reckoned."""
    work = _Sheet(entry, rules, case)
    found: dict[str, Reckoning] = {}
    for part in (work.demand, work.supply, work.lines, work.balance):
        found |= {each.id: each for each in part(found)}
    if not found:
        return None
    check = work.capacity(found, measured)
    done = tuple(found.values()) + (check.reckonings if check is not None else ())
    order = list(BLOCKS)
    inside = sorted(done, key=lambda each: order.index(each.formula.block))
    return LoadSheet(rules.version, rules.source, tuple(inside), work.results, check)


class _Sheet:
    """Reads what the reckonings need from one form."""

    def __init__(self, entry: Entry, rules: LoadRules, case: ConnectionCase) -> None:
        self.entry, self.rules, self.case = entry, rules, case
        self.by = Reckoner(rules.version)
        high = entry.form.code == "F01" or entry.names.get("high_voltage") is True
        self.high_voltage = high
        self.load_lines = tuple(self._lines())

    @property
    def results(self) -> tuple[LineResult, ...]:
        """Each line of the list as reckoned."""
        return tuple(LineResult(line.name, line) for line in self.load_lines)

    @property
    def single_phase_supply(self) -> bool:
        """Whether it is supplied at 220 V."""
        said = self._text("supply_voltage_lv")
        if said:
            return said == "220V"
        return not self.high_voltage and self.case.supply_kv < Decimal("0.3")

    def demand(self, _found: Mapping[str, Reckoning]) -> Iterator[Reckoning]:
        """Demand, compensation, transformer, fire case, single-phase loads."""
        asked = self._asked()
        supply = self.rules.supply
        if asked is None:
            return
        phase_v = (supply.phase_v if supply else None) if self.single_phase_supply else None
        load_kv = supply.load_kv if supply else Decimal("0.38")
        found: dict[str, Reckoning] = {}

        def added(made: Iterable[Reckoning]) -> None:
            found.update({each.id: each for each in made})

        added(reckon_demand(self.load_lines, asked, self.by, load_kv, phase_v))
        if "s" not in found:
            return
        sizes = self.rules.sizes
        high = self.high_voltage
        added(reckon_compensation(found, asked, sizes, self.by, high_voltage=high))
        if supply is not None:
            added(reckon_fire(self.load_lines, asked, found, self.by))
        if high:
            kv = self._supply_kv()
            vital = self._vital() if supply is not None else []
            added(vital)
            backup = Backup(2, vital[0].number) if vital else Backup()
            added(reckon_transformer(found, sizes, supply, self.by, kv, backup))
        if supply is not None and not self.single_phase_supply:
            added(reckon_single_phase(self.load_lines, supply, self.by))
        yield from found.values()

    def supply(self, found: Mapping[str, Reckoning]) -> Iterator[Reckoning]:
        """Voltage, importance, metering, short circuit."""
        rules = self.rules.supply
        if rules is None:
            return
        if "s2" in found:
            power = found["pe_sum"].given_as()
            size, number = found.get("sn"), found.get("count")
            if size is not None and number is not None:
                kva = Given("N·Sn", size.number * number.number, "kVA")
            else:
                kva = found["s2"].given_as()
            single = all(line.single_phase for line in normal_of(self.load_lines))
            yield from reckon_voltage(rules.voltages, power, kva, self.by, single_phase=single)
            disturbing = sum(line.count for line in self.load_lines if line.disturbs)
            if disturbing:
                count = Given("n", Decimal(disturbing), "", Source.LISTED)
                yield self.by.of("voltage_note", DEDICATED, count, verdict="advise")
        yield from self._importance(rules)
        yield from self._metering(found, rules)
        yield from self._short(rules)

    def lines(self, found: Mapping[str, Reckoning]) -> Iterator[Reckoning]:
        """Voltage drop of each low-voltage line, and the current of a fault at its end."""
        rules = self.rules.supply
        if rules is None:
            return
        bus = {name: found[name] for name in ("rt", "xs", "xt") if name in found}
        for row in self._rows("lv_lines"):
            line = drop_line(row, rules)
            if line is None:
                continue
            by = Reckoner(self.rules.version, row.cells.get("feeder", ""), row.id)
            yield from reckon_drop(line, rules.load_kv, rules.phase_v, rules.drop_pct, by)
            if bus and not line.single_phase:
                yield reckon_end(line, dict(bus), rules.transformer_kv, by)

    def balance(self, _found: Mapping[str, Reckoning]) -> Iterator[Reckoning]:
        """How balanced each measured feeder is."""
        if self.rules.supply is None:
            return
        for row in self._rows("measured_loads"):
            amperes = [cell_of(row, f"i_{phase}", f"i_{phase}_a") for phase in "abc"]
            volts = [cell_of(row, f"u_{pair}", f"u_{pair}_v") for pair in ("ab", "bc", "ca")]
            if None in amperes or None in volts:
                continue
            by = Reckoner(self.rules.version, row.cells.get("feeder", ""), row.id)
            a, b, c = (each or Decimal(0) for each in amperes)
            ab, bc, ca = (each or Decimal(0) for each in volts)
            yield from reckon_balance((a, b, c), (ab, bc, ca), by)

    def capacity(
        self, found: Mapping[str, Reckoning], measured: Measured | None
    ) -> CapacityCheck | None:
        """What was applied for beside it."""
        supply = self.rules.supply
        if supply is None:
            return None
        service = Service(
            applied=self.case.applied_capacity_kva,
            existing=self.case.existing_capacity_kva,
            is_increase=self.case.business_type == "capacity_increase",
            high_voltage=self.high_voltage,
            supply_kv=self.case.supply_kv,
        )
        only_added = service.is_increase and self._text("list_scope") == "added"
        return capacity_check(
            service, found, measured, supply.capacity, self.by, only_added=only_added
        )

    def _asked(self) -> Asked | None:
        fields = self.entry.form.fields
        given = []
        for name, symbol in (
            ("k_sum_p", "KΣp"),
            ("k_sum_q", "KΣq"),
            ("target_pf", GIVEN["target"]),
        ):
            number = number_of(self._text(name)) if name in fields else None
            if number is None or not number > 0:
                return None
            typed = name in self.entry.typed or self.entry.origin(fields[name]) is not None
            source = Source.TYPED if typed else Source.PROPOSED
            given.append(Given(symbol, min(number, _ONE), "", source))
        return Asked(*given)

    def _lines(self) -> Iterator[LoadLine]:
        for row in self._rows(LOADS):
            line = load_line(row, self.rules)
            if line is not None:
                yield line

    def _vital(self) -> list[Reckoning]:
        """What each transformer must carry alone, where several sources stand in for each other."""
        vital = [line for line in normal_of(self.load_lines) if line.vital]
        sources = number_of(self._text("source_count")) or _ONE
        if not vital or sources < 2:
            return []
        with exactly():
            p = sum((line.p_kw for line in vital), Decimal(0))
            q = sum((line.q_kvar for line in vital), Decimal(0))
            given = (Given("Pv", p, "kW", Source.LISTED), Given("Qv", q, "kvar", Source.LISTED))
            return [self.by.of("vital_s", length_of(p, q), *given)]

    def _importance(self, rules: SupplyRules) -> Iterator[Reckoning]:
        level = self._text("important_level")
        if level in ("", "none"):
            return
        own = (number_of(r.cells.get("capacity_kw", "")) for r in self._rows("own_generation"))
        places = {row.cells.get("substation", "") for row in self._rows("power_source")} - {""}
        noted = Importance(
            level=level,
            security_kw=number_of(self._text("security_load_kw")),
            own_kw=sum((each for each in own if each is not None), Decimal(0)),
            sources=number_of(self._text("source_count")),
            substations=Decimal(len(places)) if places else None,
            outage_s=number_of(self._text("outage_tolerance_s")),
        )
        yield from reckon_importance(noted, rules, self.by)

    def _metering(self, found: Mapping[str, Reckoning], rules: SupplyRules) -> Iterator[Reckoning]:
        if self.high_voltage:
            units = self._transformers()
            total = sum((size * count for size, count, _row in units), Decimal(0))
            capacity = Given("Sn", total, "kVA", Source.TYPED)
            if not units:
                size, number = found.get("sn"), found.get("count")
                if size is None or number is None:
                    return
                capacity = Given("Sn", size.number * number.number, "kVA")
                total = capacity.value
            several = sum(count for _size, count, _row in units) > 1
            rate = Given("β", rules.ct.usual_rate, "", Source.RULE)
            if "s2" in found:
                with exactly():
                    rate = Given("β", found["s2"].number / total)
            supply = MeteredHigh(self._supply_kv(), capacity, several, rate)
            yield from reckon_high(supply, rules, self.by)
            return
        kw = number_of(self._text("confirmed_capacity_kw")) or self.case.applied_capacity_kva
        if kw > 0:
            power = Given("P", kw, "kW", Source.TYPED)
            cos = found["cos2"].given_as("cosφ") if "cos2" in found else None
            usual = Given("cosφ", _ONE, "", Source.RULE)
            single = self.single_phase_supply
            yield from reckon_low(MeteredLow(power, single, cos or usual), rules, self.by)

    def _short(self, rules: SupplyRules) -> Iterator[Reckoning]:
        sk = number_of(self._text("sc_capacity_mva"))
        units = self._transformers()
        if sk is None or sk <= 0:
            return
        uneven = [line for line in normal_of(self.load_lines) if line.disturbs_balance]
        if uneven:
            with exactly():
                s = sum((line.p_kw / line.cos for line in uneven), Decimal(0))
                limit, kv = rules.user_unbalance_pct, self._supply_kv()
                yield reckon_load_unbalance(s, kv, sk, limit, self.by)
        if not units:
            return
        size, _count, row = max(units, key=lambda each: each[0])
        typed = number_of(row.cells.get("uk_pct", ""))
        usual = next((uk for up_to, uk in rules.uk_pct if size <= up_to), rules.uk_pct[-1][1])
        uk = Given("uk", typed or usual, "%", Source.TYPED if typed else Source.RULE)
        known = number_of(row.cells.get("pk_kw", ""))
        pk = Given("Pk", known or Decimal(0), "kW", Source.TYPED if known else Source.PROPOSED)
        feeding = Feeding(sk, size, uk, pk)
        yield from reckon_short_circuit(feeding, rules.transformer_kv, rules.short_c, self.by)

    def _transformers(self) -> list[tuple[Decimal, int, FormRow]]:
        found = []
        for row in self._rows("transformers"):
            size = number_of(row.cells.get("capacity_kva", ""))
            count = number_of(row.cells.get("count", ""))
            if size is not None and size > 0 and count is not None and count >= 1:
                found.append((size, int(count), row))
        return found

    def _supply_kv(self) -> Decimal:
        said = self._text("supply_voltage").removesuffix("kV")
        return number_of(said) or self.case.supply_kv

    def _rows(self, table: str) -> tuple[FormRow, ...]:
        shown = self.entry.form.tables.get(table)
        return self.entry.of(shown) if shown is not None else ()

    def _text(self, name: str) -> str:
        asked = self.entry.form.fields.get(name)
        return self.entry.text(asked) if asked is not None else ""
