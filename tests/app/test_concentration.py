"""Shares of chosen units per account manager: by hand, and never as a ranking."""

from fractions import Fraction

from app.domain.concentration import Chosen, concentrations, over_the_area
from app.ids import CaseId, UserId

LI, ZHOU = UserId("li"), UserId("zhou")


def chosen(number: int, unit: str, manager: UserId = LI, **more: int | None) -> Chosen:
    said = {"defects": 0, "waited": None, **more}
    defects = said["defects"] or 0
    return Chosen(CaseId(f"case-{number}"), manager, "construction", unit, defects, said["waited"])


def test_shares_defects_and_waiting_are_those_counted_by_hand() -> None:
    (group,) = concentrations(
        [
            chosen(1, "乙单位", defects=3, waited=2),
            chosen(2, "甲单位", defects=1),
            chosen(3, "甲 单位", waited=9),  # the same unit, typed with a space
            chosen(4, "甲单位", defects=1, waited=4),
        ]
    )
    first, second = group.units  # by name as it was typed, not by share
    assert (group.cases, group.is_small, group.is_gathered) == (4, True, False)
    assert group.index == Fraction(1, 16) + Fraction(9, 16)
    assert [(u.unit, u.cases, u.share) for u in (first, second)] == [
        ("乙单位", 1, Fraction(1, 4)), ("甲单位", 3, Fraction(3, 4)),
    ]  # fmt: skip
    assert (first.defects, first.waited) == (3, 2)
    assert (second.defects, second.waited) == (Fraction(2, 3), Fraction(13, 2))


def test_a_sign_is_given_from_ten_cases_and_a_quarter_on() -> None:
    four_alike = [chosen(n, f"单位{n % 4}") for n in range(12)]
    five_alike = [chosen(n, f"单位{n % 5}") for n in range(15)]
    one_alone = [chosen(n, "单位") for n in range(9)]
    told = [concentrations(each)[0] for each in (four_alike, five_alike, one_alone)]
    assert [each.index for each in told] == [Fraction(1, 4), Fraction(1, 5), 1]
    assert [each.is_gathered for each in told] == [True, False, False]


def test_each_account_manager_and_each_role_is_counted_apart() -> None:
    told = concentrations([chosen(1, "甲"), chosen(2, "甲", ZHOU), chosen(3, "乙", ZHOU)])
    assert [(each.manager, each.cases) for each in told] == [(LI, 1), (ZHOU, 2)]


def test_over_the_area_all_managers_count_together() -> None:
    (whole,) = over_the_area([chosen(1, "甲"), chosen(2, "甲", ZHOU), chosen(3, "乙", ZHOU)])
    assert (whole.manager, whole.cases, whole.index) == (None, 3, Fraction(5, 9))


def test_whose_cases_wait_oddly_is_told_from_ten_cases_on_each_side() -> None:
    def told(cases: int, own: int, others: int) -> list[str]:
        fast = [chosen(n, "甲", waited=own) for n in range(cases)]
        rest = [chosen(100 + n, f"单位{n}", ZHOU, waited=others) for n in range(10)]
        (whole,) = over_the_area([*fast, *rest])
        return [unit.oddness for unit in whole.units if unit.unit == "甲"]

    assert told(10, 2, 5) == ["faster"]
    assert told(10, 10, 5) == ["slower"]
    assert told(9, 2, 5) == told(10, 3, 5) == told(10, 8, 6) == [""]
