"""The funding gap. The formula is quoted at https://proz.com/kudoz/6679246; numbers are worked by hand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.appraisal.funding_gap import funding_gap
from appraised import ACCEPTANCE


def test_revenue_pays_for_a_quarter() -> None:
    found = funding_gap(100, 25, 110, 0.85)
    assert (found.rate, found.gap) == (0.75, 75)
    assert found.decision_amount == pytest.approx(82.5)  # 110 x 0.75
    assert found.grant == pytest.approx(70.125)  # 82.5 x 0.85


@pytest.mark.parametrize(("revenue", "rate", "unclamped"), [(120, 0.0, -0.2), (-10, 1.0, 1.1)])
def test_the_rate_stays_between_nothing_and_all(revenue: float, rate: float, unclamped: float) -> None:
    found = funding_gap(100, revenue, 100, 0.85)
    assert found.rate == rate
    assert found.unclamped_rate == pytest.approx(unclamped)


def test_without_investment_there_is_no_rate() -> None:
    found = funding_gap(0, 10, 100, 0.85)
    assert (found.rate, found.gap, found.decision_amount, found.grant) == (None, None, None, None)


def test_a_grant_is_not_known_without_eligible_cost() -> None:
    found = funding_gap(100, 25)
    assert (found.rate, found.decision_amount, found.grant) == (0.75, None, None)


@given(st.floats(1, 1e6), st.floats(-1e6, 1e6), st.floats(1, 100))
def test_scaling_everything_leaves_the_rate(investment: float, revenue: float, factor: float) -> None:
    first, second = funding_gap(investment, revenue), funding_gap(investment * factor, revenue * factor)
    assert first.rate is not None
    assert first.rate == pytest.approx(second.rate, abs=1e-12)
    assert 0 <= first.rate <= 1


def test_the_collected_cases_are_reproduced() -> None:
    file = ACCEPTANCE / "funding_gap.json"
    if not file.is_file():
        pytest.skip("the cases are not in ../shared/data/connectivity/acceptance")
    for case in json.loads(file.read_text(encoding="utf-8"))["cases"]:
        found = funding_gap(case["DIC"], case["DNR"], case["EC"], case["CF"])
        assert found.rate == pytest.approx(case["FGR"])
        if "grant" in case:
            assert (found.decision_amount, found.grant) == pytest.approx((case["DA"], case["grant"]))
