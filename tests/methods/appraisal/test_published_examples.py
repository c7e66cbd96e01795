"""Worked examples of textbooks and guides, typed in anew: data and results are theirs, to their rounding."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.appraisal_conventions import BenefitCost, Discounting, Residual, ResidualMethod
from accord.domain.appraisal_flows import Analysis, CashFlow, FlowKind, TrafficBenefit, Users
from accord.methods.appraisal.results import AnalysisResult
from accord.methods.appraisal.running import appraise
from appraised import PARAMETERS, decimals, flow, parameter, project

WORKS, UPKEEP, GAIN, LEFT = FlowKind.INVESTMENT, FlowKind.MAINTENANCE, FlowKind.BENEFIT, FlowKind.RESIDUAL
STATED = {"residual": Residual(method=ResidualMethod.STATED)}


def economic(rate: str, last: int, *flows: CashFlow, **keys: object) -> AnalysisResult:
    """Appraise at a rate, from year 0 on, not discounted."""
    spec = project(*flows, base_year=0, first_year=0, last_year=last, **keys)
    known = {**PARAMETERS, "social": parameter("social", rate), "minute": MINUTE}
    return appraise(spec, known).analyses[Analysis.ECONOMIC]


MINUTE = parameter("minute", "6", "EUR/hour", price_base=2025)


def lasting(name: str, kind: FlowKind, first: int, amount: float, last: int) -> CashFlow:
    return flow(name, kind, first, amount, last_year=last)


def test_conventional_and_modified_ratios_of_a_city_project() -> None:
    # 10 million, 25 years, 6 %: 0.7001 and 0.5235 at https://qammunity.org/4952627
    flows = (
        flow("works", WORKS, 0, 10),
        lasting("upkeep", UPKEEP, 1, 0.45, 25),
        lasting("gain", GAIN, 1, 0.85, 25),
        flow("left", LEFT, 25, 1),
    )
    ratios = economic("0.06", 25, *flows, **STATED).declared.ratios
    assert ratios[BenefitCost.RESIDUAL_AS_NEGATIVE_COST] == pytest.approx(0.7001, abs=5e-5)
    assert ratios[BenefitCost.NETTED_RESIDUAL_AS_NEGATIVE_COST] == pytest.approx(0.5235, abs=5e-5)


def test_a_flood_wall_whose_benefits_begin_in_the_fourth_year() -> None:
    # 12 %, 13 years: 1.405 at https://justaaa.com/economics/63821-a-flood-control-project-with-a-life-of-13-years
    flows = (
        flow("wall", WORKS, 0, 55),
        lasting("upkeep", UPKEEP, 1, 5.5, 13),
        lasting("floods", GAIN, 4, 28, 13),
    )
    ratios = economic("0.12", 13, *flows).declared.ratios
    assert ratios[BenefitCost.MAINTENANCE_NETTED] == pytest.approx(1.405, abs=5e-4)


def test_a_mine_that_must_be_filled_again_has_two_rates_of_return() -> None:
    # 25 % and 400 %, NPV -0.77 at 10 %: https://issuhub.com/view/index/5621?pageIndex=272, Project M
    flows = (
        flow("works", WORKS, 0, "1.6"),
        flow("ore", GAIN, 1, 10),
        flow("filling", FlowKind.OPERATION, 2, 10),
    )
    found = economic("0.10", 2, *flows)
    assert found.declared.values.net == pytest.approx(-0.77, abs=5e-3)
    assert found.returns.roots == pytest.approx([0.25, 4.0], abs=1e-12)
    assert found.returns.rate is None


def test_three_years_of_restoring_a_mine_leave_two_rates() -> None:
    # 8.234 % and 22.446 % at https://wizedu.com/questions/910017
    flows = (
        flow("works", WORKS, 0, 50),
        flow("ore", GAIN, 1, 51, 47),
        flow("restoring", FlowKind.OPERATION, 3, 17, 17, 17),
    )
    assert economic("0.05", 5, *flows).returns.roots == pytest.approx([0.08234, 0.22446], abs=5e-6)


def test_benefits_for_ever_are_flows_that_remain() -> None:
    # 10 a year for ever at 12 % against 20 now and in three years:
    # 83.333 / 34.236 = 2.434 (the question: https://www.expertsmind.com, 5313819; worked by hand)
    flows = (flow("works", WORKS, 0, 20, 0, 0, 20), lasting("gain", GAIN, 1, 10, 3))
    ever = Residual(method=ResidualMethod.REMAINING_FLOWS, years=10_000)
    ratios = economic("0.12", 3, *flows, residual=ever).declared.ratios
    assert ratios[BenefitCost.RESIDUAL_AS_BENEFIT] == pytest.approx(2.434, abs=5e-4)


def test_half_a_year_of_discounting() -> None:
    # 50, 70, 80 at 10 % (the question: https://www.tutorsglobe.com, 51628462). By hand, with amounts at the
    # ends of years 45.455 + 57.851 + 60.105 = 163.411, and in their middles that times 1.1^0.5 = 171.387
    found = economic("0.10", 2, flow("gain", GAIN, 0, 50, 70, 80)).declared.by_discounting
    assert found[Discounting.YEAR_1] == pytest.approx(163.411, abs=5e-4)
    assert found[Discounting.MID_YEAR] == pytest.approx(171.387, abs=5e-4)


def test_minutes_saved_by_old_and_new_users_of_a_highway() -> None:
    # After Watkins, An Introduction to Cost Benefit Analysis, highway 101: 18,000 trips become 24,000
    # an hour, 50 minutes become 30, a minute is 0.10, that is 6 an hour.
    # By hand: 18,000 x 2 + 6,000 x 2 / 2 = 42,000
    trips = TrafficBenefit(
        id="trips",
        users=Users.ALL,
        unit="trips",
        cost_unit="minutes/trip",
        source="invented",
        parameter="minute",
        first_year=1,
        last_year=1,
        volumes_without=decimals(18_000),
        volumes_with=decimals(24_000),
        costs_without=decimals(50),
        costs_with=decimals(30),
    )
    works = replace(flow("works", WORKS, 0, 1), unit="EUR")
    found = economic("0.05", 1, works, unit="EUR", traffic=(trips,))
    assert found.lines[-1].amounts == (Decimal(0), Decimal(42_000))
