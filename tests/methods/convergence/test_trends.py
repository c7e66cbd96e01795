"""Trends of short series whose years resemble each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.convergence.trends import LEAST_PERIODS, Trend, linear_trend


def trend(values: list[float], errors: list[float | None] | None = None) -> Trend:
    found = linear_trend([2010.5 + n for n in range(len(values))], values, errors or ())
    assert found is not None
    return found


def test_the_slope_is_that_of_least_squares() -> None:
    # By hand: times -2.5 ... 2.5, sum of squares 17.5; sum t y = 2.5 * 5 + 1.5 * 3 + .5 * 1 = 17.5.
    found = trend([0, 1, 2, 3, 4, 5])
    assert found.slope == pytest.approx(1)
    assert found.std_error == 0
    assert found.last_weight == pytest.approx(2.5 / 17.5)


def test_with_alternating_residuals_the_error_is_the_ordinary_one() -> None:
    # Strongly negative correlation is taken as none: s^2 = e'e / (n - 2), variance s^2 / sum t^2.
    values = [n + (-1) ** n for n in range(12)]
    found = trend([float(value) for value in values])
    t = np.arange(12) - 5.5
    slope = t @ values / (t @ t)
    left = np.array(values) - np.mean(values) - slope * t
    assert found.correlation == 0
    assert found.degrees == pytest.approx(10)
    assert found.std_error == pytest.approx(np.sqrt(left @ left / 10 / (t @ t)))


def test_years_that_resemble_each_other_leave_more_doubt() -> None:
    waves = trend([n + v for n, v in enumerate([0, 1, 1, 1, 0, -1, -1, -1, 0, 1, 1, 1.0])])
    mixed = trend([n + v for n, v in enumerate([0, 1, -1, 1, 0, -1, 1, -1, 1, 1, -1, 1.0])])
    assert waves.correlation > mixed.correlation
    assert waves.margin(0.9) > 2 * mixed.margin(0.9)


def test_few_periods_have_no_trend() -> None:
    assert linear_trend([float(n) for n in range(LEAST_PERIODS - 1)], [1.0] * (LEAST_PERIODS - 1)) is None


def test_what_stands_still_stands_still() -> None:
    found = trend([0.1] * 9)
    assert (found.slope, found.margin(0.9)) == (0, 0)


def test_an_error_that_the_source_repeats_is_not_forgotten() -> None:
    # By hand: stated errors of .3 give the slope .3 / sqrt(17.5); the values themselves scatter by nothing.
    found = trend([0, 1, 2, 3, 4, 5], [0.3] * 6)
    assert found.stated_error == pytest.approx(0.3 / np.sqrt(17.5))
    assert found.margin(0.9) == pytest.approx(1.644854 * 0.3 / np.sqrt(17.5), rel=1e-5)
    assert trend([0, 1, 2, 3, 4, 5], [0.3] * 5 + [None]).stated_error is None


@given(
    st.lists(st.integers(-50, 50), min_size=6, max_size=12).filter(lambda v: len(set(v)) > 2),
    st.integers(-100, 100),
    st.integers(1, 20),
)
def test_a_change_of_origin_and_unit_changes_slope_and_error_likewise(
    values: list[int], origin: int, unit: int
) -> None:
    one = trend([float(v) for v in values])
    two = trend([float(origin + unit * v) for v in values])
    assert two.slope == pytest.approx(unit * one.slope, abs=1e-8)
    assert two.std_error == pytest.approx(unit * one.std_error, rel=1e-6, abs=1e-8)


def test_unequal_distances_are_allowed() -> None:
    found = linear_trend([2010.5, 2012.5, 2014.5, 2016.5, 2018.5, 2020.5, 2021.5], [1, 2, 2, 3, 3, 5, 4])
    assert found is not None
    assert found.std_error > 0


@pytest.mark.parametrize(("correlation", "least", "ordinary_most"), [(0.0, 0.92, 0.95), (0.5, 0.90, 0.76),
                                                                   (0.8, 0.87, 0.58)])  # fmt: skip
def test_intervals_hold_what_they_promise_where_ordinary_ones_do_not(
    correlation: float, least: float, ordinary_most: float
) -> None:
    # 500 simulated series of 12 years without any slope; nominal 90 %. Monte Carlo error about .013.
    random, n, held, ordinary = np.random.default_rng(3), 12, 0, 0
    related = correlation ** np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    factor = np.linalg.cholesky(related)
    t = np.arange(n) - (n - 1) / 2
    for _ in range(500):
        values = factor @ random.standard_normal(n)
        found = trend(values.tolist())
        held += abs(found.slope) <= found.margin(0.9)
        left = values - values.mean() - found.slope * t
        ordinary += abs(found.slope) <= 1.812 * np.sqrt(left @ left / (n - 2) / (t @ t))
    assert held / 500 >= least
    assert ordinary / 500 <= ordinary_most
