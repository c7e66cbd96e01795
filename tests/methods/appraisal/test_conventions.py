"""Discounting and benefit-cost ratios by every convention. Hand calculations stand beside their numbers."""

from __future__ import annotations

import json

import numpy as np
import pytest

from accord.domain.appraisal_conventions import BenefitCost, Discounting, ResidualMethod
from accord.methods.appraisal.conventions import (
    BENEFIT_COST_CONVENTIONS,
    DISCOUNTING_CONVENTIONS,
    RESIDUAL_CONVENTIONS,
    PresentValues,
    discount_factors,
    present_values,
)
from accord.methods.appraisal.net_present_value import npv
from appraised import ACCEPTANCE


def values(benefits: float, investment: float, maintenance: float, residual: float) -> PresentValues:
    return PresentValues(
        benefits=benefits,
        investment=investment,
        maintenance=maintenance,
        residual=residual,
        net_positive=0.0,
        net_negative=0.0,
    )


def ratios(found: PresentValues) -> dict[BenefitCost, float | None]:
    return {name: each.ratio(found) for name, each in BENEFIT_COST_CONVENTIONS.items()}


def test_no_convention_is_without_meaning() -> None:
    assert set(DISCOUNTING_CONVENTIONS) == set(Discounting)
    assert set(BENEFIT_COST_CONVENTIONS) == set(BenefitCost)
    assert set(RESIDUAL_CONVENTIONS) == set(ResidualMethod)


def test_the_year_in_which_discounting_begins_moves_the_value() -> None:
    # -100 + 60/1.05 + 60/1.05^2 = 11.5646; the spreadsheet function divides by 1.05 once more: 11.0139
    flows = [-100, 60, 60]
    assert npv(flows, 0.05) == pytest.approx(11.5646258503, abs=1e-9)
    assert npv(flows, 0.05, discounting=Discounting.YEAR_1) == pytest.approx(11.0139293813, abs=1e-9)
    assert npv(flows, 0.05, discounting=Discounting.MID_YEAR) == pytest.approx(
        11.5646258503 / 1.05**0.5, abs=1e-9
    )


def test_years_before_the_base_year_gain_interest() -> None:
    factors = discount_factors(np.array([2024.0, 2026, 2028]), 0.1, 2026, Discounting.YEAR_0)
    assert factors == pytest.approx([1.21, 1, 1 / 1.21])


def test_a_rate_of_minus_one_is_refused() -> None:
    with pytest.raises(ValueError, match="above -1"):
        discount_factors(np.array([1.0]), -1.0, 0, Discounting.YEAR_0)


def test_six_ratios_of_one_project_by_hand() -> None:
    # benefits 200, investment 100, maintenance 25, residual 20
    found = ratios(values(200, 100, 25, 20))
    assert found[BenefitCost.MAINTENANCE_IN_COSTS] == 200 / 125
    assert found[BenefitCost.MAINTENANCE_NETTED] == 175 / 100
    assert found[BenefitCost.RESIDUAL_AS_BENEFIT] == 220 / 125
    assert found[BenefitCost.RESIDUAL_AS_NEGATIVE_COST] == 200 / 105
    assert found[BenefitCost.NETTED_RESIDUAL_AS_BENEFIT] == 195 / 100
    assert found[BenefitCost.NETTED_RESIDUAL_AS_NEGATIVE_COST] == 175 / 80


def test_no_ratio_is_made_of_costs_that_are_none() -> None:
    assert set(ratios(values(5, 0, 0, 0)).values()) == {None}


def test_ratios_of_the_collected_example() -> None:
    """Present values at 3 % of ``bcr_definitions`` of the collected cases (own, two libraries)."""
    found = ratios(values(169.34424516787294, 97.11282873032332, 17.68697165392825, 14.419536583056722))
    assert found[BenefitCost.MAINTENANCE_IN_COSTS] == pytest.approx(1.4751266517977664, rel=1e-12)
    assert found[BenefitCost.MAINTENANCE_NETTED] == pytest.approx(1.561660549865025, rel=1e-12)
    assert found[BenefitCost.RESIDUAL_AS_BENEFIT] == pytest.approx(1.600732589567627, rel=1e-12)
    assert found[BenefitCost.RESIDUAL_AS_NEGATIVE_COST] == pytest.approx(1.6870272975498717, rel=1e-12)


def test_ratios_by_sign_of_the_collected_examples() -> None:
    file = ACCEPTANCE / "cashflow_goldens.json"
    if not file.is_file():
        pytest.skip("the examples are not in ../shared/data/connectivity/acceptance")
    cases = [case for case in json.loads(file.read_text(encoding="utf-8"))["cases"] if "flows" in case]
    for case in cases:
        net = np.asarray(case["flows"])
        factors = discount_factors(np.arange(len(net), dtype=float), case["rate"], 0, Discounting.YEAR_0)
        found = present_values({"benefits": net.clip(min=0), "investment": -net.clip(max=0)}, factors)
        ratio = BENEFIT_COST_CONVENTIONS[BenefitCost.BY_SIGN].ratio(found)
        assert ratio == pytest.approx(case["bcr_sign_based"], rel=1e-12)
        assert found.net == pytest.approx(case["npv"], abs=1e-9)


def test_a_group_without_flows_is_nothing() -> None:
    found = present_values({"benefits": np.array([0.0, 11.0])}, np.array([1.0, 1 / 1.1]))
    assert (found.benefits, found.investment, found.net) == pytest.approx((10.0, 0.0, 10.0))
