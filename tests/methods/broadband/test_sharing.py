"""Rules of sharing: parts, what each costs in households, and rules that cannot be computed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from accord.domain.broadband import Settlement
from accord.domain.broadband_call import ShareRule
from accord.domain.broadband_plan import SharedPlan
from accord.methods.broadband.running import run_broadband
from methods.broadband.villages import case, income, village

INCOMES = (income("T1", 600), income("T2", 300))


def two_partners() -> list[Settlement]:
    """T1: four dense villages at 2,000 for 10 households; T2: four sparse ones at 3,000 for 10."""
    return [
        *(village(f"a{at}", "pop", 0) for at in range(4)),
        *(village(f"b{at}", "pop", 0, partner="T2", density=Decimal(20 + at)) for at in range(4)),
    ]


def shared(envelope: int, rows: list[Settlement] | None = None, **more: Any) -> dict[ShareRule, SharedPlan]:
    stated = case(rows or two_partners(), envelope, incomes=more.pop("incomes", INCOMES), **more)
    return {plan.rule: plan for plan in run_broadband(stated).shared}


def test_every_rule_stands_beside_the_one_that_reaches_most() -> None:
    found = shared(12_000)
    assert set(found) == set(ShareRule)
    reached = {rule: plan.reached for rule, plan in found.items()}
    assert reached == {
        ShareRule.MOST_HOUSEHOLDS: 50,  # four at 2,000 and one at 3,000
        ShareRule.BY_UNSERVED: 50,  # 6,000 each: three at 2,000, two at 3,000
        ShareRule.BY_POPULATION: 50,
        ShareRule.EQUAL: 50,
        ShareRule.BY_NEED_AND_INCOME: 40,  # 4,000 and 8,000: two and two
        ShareRule.LEAST_DENSE_FIRST: 40,  # four at 3,000
        ShareRule.POOREST_FIRST: 40,
    }
    assert {rule: plan.forgone for rule, plan in found.items()} == {
        rule: 50 - (households or 0) for rule, households in reached.items()
    }


def test_need_by_income_gives_the_poorer_partner_twice_as_much() -> None:
    plan = shared(12_000)[ShareRule.BY_NEED_AND_INCOME]
    assert plan.parts == {"T1": 4000, "T2": 8000}  # 40 / 600 against 40 / 300
    assert plan.unspent == {"T1": 0, "T2": 2000}
    assert plan.households == {"T1": 20, "T2": 20}
    assert plan.cost == 10_000


def test_the_poorest_partner_is_served_until_nothing_of_it_fits() -> None:
    plan = shared(11_000)[ShareRule.POOREST_FIRST]
    assert plan.households == {"T1": 10, "T2": 30}  # 9,000 for three, then 2,000 for one


def test_the_least_dense_settlement_comes_first() -> None:
    plan = shared(5_000)[ShareRule.LEAST_DENSE_FIRST]
    assert plan.households == {"T1": 10, "T2": 10}
    assert plan.parts == {}


def test_a_missing_income_leaves_two_rules_without_an_answer() -> None:
    found = shared(12_000, incomes=(income("T1", 600),))
    unknown = {rule for rule, plan in found.items() if plan.reason}
    assert unknown == {ShareRule.BY_NEED_AND_INCOME, ShareRule.POOREST_FIRST}
    plan = found[ShareRule.POOREST_FIRST]
    assert plan.reason == "No mean income per head is given for T2."
    assert (plan.reached, plan.weighted, plan.forgone, plan.cost) == (None, None, None, None)


@pytest.mark.parametrize("other", [{"currency": "RSD"}, {"year": 2022}])
def test_incomes_that_cannot_be_compared_are_not_compared(other: dict[str, Any]) -> None:
    plan = shared(12_000, incomes=(income("T1", 600), income("T2", 300, **other)))[ShareRule.POOREST_FIRST]
    assert plan.reason == "Mean incomes are not all in one currency and of one year; nothing is converted."


def test_a_missing_population_leaves_its_rule_without_an_answer() -> None:
    rows = [*two_partners(), village("c", "pop", 0, population=None)]
    plan = shared(12_000, rows)[ShareRule.BY_POPULATION]
    assert plan.reason == "The population of 1 settlement is not known, e.g. c."
    assert plan.reached is None


def test_a_step_that_two_partners_need_is_paid_by_both() -> None:
    rows = [village("a", "pop", 4), village("b", "a", 0, partner="T2")]
    found = shared(12_000, rows)
    assert found[ShareRule.MOST_HOUSEHOLDS].cost == 8_000
    assert found[ShareRule.EQUAL].cost == 12_000


def test_a_partner_of_which_nothing_is_known_gets_no_part_by_unserved_households() -> None:
    rows = [village("a", "pop", 0), village("b", "pop", 0, None, partner="T2", population=Decimal(30))]
    assert shared(12_000, rows)[ShareRule.BY_UNSERVED].parts == {"T1": 12_000, "T2": 0}
