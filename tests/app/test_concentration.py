"""Shares of chosen units per account manager: by hand, and never as a ranking."""

from fractions import Fraction

from app.domain.concentration import Chosen, concentrations
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
