"""What the supply of an important customer needs: sources, own emergency source, its technique.

Source: the load calculation reference, section 9 (GB/T 29328). Who is an important customer is
confirmed by the provincial government; what is said here is a proposal, a person decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.domain.formulas import GIVEN, Reckoner
from app.domain.load_rules import SupplyRules
from app.domain.reckoning import Given, Reckoning, Source


@dataclass(frozen=True)
class Importance:
    """What the survey noted of an important customer; None = not noted."""

    level: str
    """special | first | second | temporary."""
    security_kw: Decimal | None
    own_kw: Decimal
    sources: Decimal | None
    substations: Decimal | None
    outage_s: Decimal | None


def reckon_importance(noted: Importance, rules: SupplyRules, by: Reckoner) -> Iterator[Reckoning]:
    """The sources, the own source and the technique that this class calls for, and what lacks."""
    need = rules.importance.get(noted.level)
    if need is None:
        return
    given = [Given(GIVEN["sources"], Decimal(need.sources), "", Source.RULE)]
    enough = "fine"
    for symbol, wanted, there in (
        (GIVEN["noted_sources"], need.sources, noted.sources),
        (GIVEN["noted_places"], need.substations, noted.substations),
    ):
        if there is not None:
            given.append(Given(symbol, there, "", Source.TYPED))
            enough = "short" if there < wanted else enough
    yield by.of("sources", need.zh, *given, verdict=enough)
    if noted.security_kw is not None and noted.security_kw > 0:
        share = Given("kb", rules.own_share, "", Source.RULE)
        security = Given("Pba", noted.security_kw, "kW", Source.TYPED)
        has = Given(GIVEN["own"], noted.own_kw, "kW", Source.TYPED)
        least = rules.own_share * noted.security_kw
        verdict = "fine" if noted.own_kw >= least else "short"
        yield by.of("own", least, share, security, has, verdict=verdict)
    if noted.outage_s is not None:
        wait = Given("t", noted.outage_s, "s", Source.TYPED)
        fitting = (
            each for each in rules.outage if each.up_to_s is None or noted.outage_s <= each.up_to_s
        )
        found = next(fitting, None)
        if found is not None:
            yield by.of("technique", found.zh, wait)
