"""Internal rates of return. Expected values are worked by hand where no source is named."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.appraisal.net_present_value import npv
from accord.methods.appraisal.rates_of_return import RootCount, rates_of_return, sign_changes
from accord.methods.appraisal.wording import said_returns
from appraised import ACCEPTANCE

FLOWS = st.lists(st.integers(-500, 500), min_size=2, max_size=14)


def test_three_rates_are_counted_and_none_is_the_rate() -> None:
    # -100 (1+r)^3 + 330 (1+r)^2 - 362 (1+r) + 132 = -100 (x - 1)(x - 1.1)(x - 1.2) with x = 1 + r
    found = rates_of_return([-100, 330, -362, 132])
    assert found.count is RootCount.MANY
    assert found.roots == (0.0, 0.1, 0.2)
    assert found.rate is None
    assert found.sign_changes == 3


def test_one_rate_of_two_flows() -> None:
    found = rates_of_return([-100, 0, 0, 133.1])  # 1.1 cubed is 1.331
    assert (found.count, found.roots) == (RootCount.ONE, (0.1,))


def test_a_project_that_only_costs_has_no_rate() -> None:
    found = rates_of_return([-5, -1, 0, -2])
    assert (found.count, found.rate, found.begins_with_cost) == (RootCount.NONE, None, True)


def test_two_changes_of_sign_may_give_no_rate() -> None:
    # x^2 - 2 x + 2 has the roots 1 + i and 1 - i
    assert rates_of_return([1, -2, 2]).count is RootCount.NONE


def test_a_rate_at_which_the_value_only_touches_zero_is_one() -> None:
    found = rates_of_return([-1, 2.2, -1.21])  # -(x - 1.1)^2
    assert (found.count, found.roots, found.sign_changes) == (RootCount.ONE, (0.1,), 2)


def test_every_rate_fits_flows_that_are_all_zero() -> None:
    assert rates_of_return([0, 0, 0]).count is RootCount.EVERY


def test_a_loss_of_nearly_everything_is_still_a_rate() -> None:
    assert rates_of_return([-100, 1]).rate == pytest.approx(-0.99, abs=1e-13)


def test_a_gain_before_the_cost_is_told() -> None:
    found = rates_of_return([100, -110])
    assert (found.roots, found.begins_with_cost) == ((0.1,), False)


def test_noise_of_binary_rounding_makes_no_rate() -> None:
    clean = rates_of_return([-100.0, 60.0, 60.0])
    noisy = rates_of_return([-100.0, 60.0, 60.0, 0.1 + 0.2 - 0.3])
    assert noisy.rate == pytest.approx(clean.rate, abs=1e-12)


@given(FLOWS)
def test_the_value_is_zero_at_each_rate_and_changes_sign_at_no_other_place(flows: list[int]) -> None:
    found = rates_of_return(flows)
    for root in found.roots:
        terms = [abs(flow) * (1 + root) ** -year for year, flow in enumerate(flows)]
        assert abs(npv(flows, root)) <= 1e-8 * sum(terms)
    assert len(found.roots) <= found.sign_changes
    assert list(found.roots) == sorted(set(found.roots))


@given(FLOWS, st.integers(1, 1000))
def test_scaling_all_flows_changes_no_rate(flows: list[int], factor: int) -> None:
    assert rates_of_return([flow * factor for flow in flows]).roots == rates_of_return(flows).roots


@given(st.lists(st.integers(-300, 900), min_size=1, max_size=5, unique=True))
def test_rates_that_were_built_in_are_all_found(tenths: list[int]) -> None:
    """A polynomial with the roots 1 + r for chosen rates r in tenths of a per cent."""
    coefficients = [-1]
    for tenth in tenths:
        root = 1000 + tenth  # in thousandths, so that whole numbers suffice
        longer = [1000 * value for value in coefficients] + [0]
        coefficients = [
            value - (root * coefficients[place - 1] if place else 0) for place, value in enumerate(longer)
        ]
    expected = sorted(tenth / 1000 for tenth in tenths)
    assert rates_of_return(coefficients).roots == pytest.approx(expected, abs=1e-12)


def test_changes_of_sign_pass_over_zeros() -> None:
    assert sign_changes([-1, 0, 0, 2, 0, -3]) == 2


def test_an_annuity_has_the_rate_that_two_libraries_give() -> None:
    """-100, then 10 for 20 years: 7.754689530010288 % by pyxirr and numpy-financial."""
    found = rates_of_return([-100.0, *[10.0] * 20])
    assert found.rate == pytest.approx(0.07754689530010288, abs=1e-13)
    assert npv([-100.0, *[10.0] * 20], 0.05) == pytest.approx(24.622103425399807, rel=1e-13)


def test_the_collected_examples_are_reproduced() -> None:
    file = ACCEPTANCE / "cashflow_goldens.json"
    if not file.is_file():
        pytest.skip("the examples are not in ../shared/data/connectivity/acceptance")
    content = json.loads(file.read_text(encoding="utf-8"))
    trap = content["multiple_irr_trap"]
    assert rates_of_return(trap["flows"]).roots == pytest.approx(sorted(trap["irr_roots"]), abs=1e-9)
    cases = [case for case in content["cases"] if "flows" in case]
    assert len(cases) == 10
    for case in cases:
        assert npv(case["flows"], case["rate"]) == pytest.approx(case["npv"], abs=1e-9)
        assert rates_of_return(case["flows"]).rate == pytest.approx(case["irr"], abs=1e-12)
        assert math.isfinite(case["irr"])


def test_a_value_that_only_touches_zero_is_said() -> None:
    # -100 + 220 x - 121 x^2 = -(10 - 11 x)^2 with x = 1 / (1 + r): zero at 10 %, below it everywhere else
    found = rates_of_return([-100, 220, -121])
    assert found.roots == (0.1,)
    assert found.touches
    assert "touches zero" in said_returns(found)
    assert not rates_of_return([-100, 110]).touches
