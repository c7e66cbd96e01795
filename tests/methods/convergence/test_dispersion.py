"""Sigma convergence."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.indicator import Scale
from accord.methods.convergence.dispersion import dispersion, levels_of, spread_ratio
from accord.methods.convergence.panels import balanced_panel
from methods.convergence.making import indicator, made_series


def test_the_spread_of_a_ratio_scale_is_that_of_logarithms() -> None:
    # By hand: ln of 1, e, e^2 is 0, 1, 2 with deviation 1; of e, e, e nought; of 1, e^2, e^4 two.
    e = np.e
    values: dict[str, dict[int, float | None]] = {
        "AAA": {2019: 1, 2020: 1},
        "BBB": {2019: e, 2020: e**2},
        "CCC": {2019: e**2, 2020: e**4},
    }
    panel = balanced_panel(made_series(indicator(Scale.RATIO), values))
    levels = levels_of(panel, Scale.RATIO)
    assert levels is not None
    found = dispersion(levels, panel.times, level=0.9)
    assert found.sigma == pytest.approx((1, 2))
    assert found.ratio == pytest.approx(2)
    assert found.trend is None


def test_zero_has_no_logarithm_and_words_have_no_spread() -> None:
    panel = balanced_panel(made_series(indicator(Scale.RATIO), {"AAA": {2019: 0}, "BBB": {2019: 1}}))
    assert levels_of(panel, Scale.RATIO) is None
    assert levels_of(panel, Scale.INTERVAL) is not None
    with pytest.raises(ValueError, match="no spread"):
        levels_of(panel, Scale.ORDINAL)


def test_the_interval_is_pitmans() -> None:
    # By hand: r = 0, n = 4, F = 4; t(.95, 2) = 2.919986, K = 1 + 2 * t^2 / 2 = 9.526316.
    first, last = np.array([1.0, 1, -1, -1]), np.array([2.0, -2, 2, -2])
    ratio, lower, upper = spread_ratio(first, last, level=0.9)
    k = 1 + 2.919986**2
    assert ratio == pytest.approx(2)
    assert lower == pytest.approx(2 * sqrt(k - sqrt(k**2 - 1)), rel=1e-5)
    assert upper == pytest.approx(2 * sqrt(k + sqrt(k**2 - 1)), rel=1e-5)


def test_those_who_only_come_closer_in_proportion_leave_no_doubt() -> None:
    first = np.array([1.0, 2, 3, 7])
    assert spread_ratio(first, first / 2, level=0.9) == pytest.approx((0.5, 0.5, 0.5))


def test_without_spread_there_is_no_ratio() -> None:
    same, other = np.array([1.0, 1, 1]), np.array([1.0, 2, 3])
    assert spread_ratio(same, other, level=0.9) == (None, None, None)
    assert spread_ratio(other, same, level=0.9) == (0, None, None)
    assert spread_ratio(other[:2], other[1:], level=0.9) == pytest.approx((1, None, None))


def test_a_steady_decline_has_its_rate() -> None:
    # By hand: every year 10 % less spread: ln .9 in a year, exactly.
    levels = np.outer([-1.0, 0, 1], 0.9 ** np.arange(7))
    found = dispersion(levels, tuple(2010.5 + n for n in range(7)), level=0.9)
    assert found.trend is not None
    assert found.trend.slope == pytest.approx(log(0.9))


@given(
    st.lists(st.tuples(st.floats(1, 99), st.floats(1, 99)), min_size=4, max_size=8, unique=True),
    st.floats(0.01, 100),
    st.randoms(use_true_random=False),
)
def test_unit_and_order_change_nothing(
    pairs: list[tuple[float, float]], unit: float, random: np.random.Generator
) -> None:
    table = np.log(np.array(pairs))
    mixed = list(pairs)
    random.shuffle(mixed)
    other = np.log(np.array(mixed) * unit)
    one = spread_ratio(table[:, 0], table[:, 1], level=0.9)
    two = spread_ratio(other[:, 0], other[:, 1], level=0.9)
    if min(table[:, 0].std(), table[:, 1].std()) > 1e-3:
        assert two == pytest.approx(one, rel=1e-4)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    # 1,000 samples of six pairs with correlation .7 and a true ratio of 1; nominal 90 %.
    random = np.random.default_rng(11)
    pairs = random.multivariate_normal([0, 0], [[1, 0.7], [0.7, 1]], (1000, 6))
    ends = [spread_ratio(one[:, 0], one[:, 1], level=0.9) for one in pairs]
    held = sum(1 for _, low, high in ends if low is not None and high is not None and low <= 1 <= high)
    assert 0.875 <= held / 1000 <= 0.925


def test_units_that_are_all_the_same_have_no_spread_even_where_floating_numbers_leave_one() -> None:
    # The mean of three times 0.1 is not 0.1 in floating numbers; their deviation comes out as 1.7e-17.
    same, apart = np.array([0.1, 0.1, 0.1]), np.array([0.1, 0.2, 0.3])
    assert spread_ratio(same, apart, level=0.9) == (None, None, None)
    assert spread_ratio(apart, same, level=0.9) == (0.0, None, None)
    found = dispersion(np.column_stack([same, apart]), (2019.5, 2020.5), level=0.9)
    assert found.sigma == pytest.approx((0, 0.1))
    assert found.sigma[0] == 0
