"""Beta convergence."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.convergence.beta import beta_convergence


def test_the_regression_by_hand() -> None:
    # By hand: x0 = 0, 1, 2; growth over 2 years .4, .2, .06 is .2, .1, .03 in a year.
    # b = (-1 * .2 + 1 * .03) / 2 = -.085; a = .11 + .085 = .195; residuals .005, -.01, .005:
    # s^2 = .00015 / 1, se = sqrt(.00015 / 2). Speed -ln(1 - .17) / 2 = .0931648; half-life 7.44.
    first = np.array([0.0, 1, 2])
    found = beta_convergence(first, first + np.array([0.4, 0.2, 0.06]), 2, level=0.9)
    assert found is not None
    assert (found.slope, found.intercept) == pytest.approx((-0.085, 0.195))
    assert found.std_error == pytest.approx((0.00015 / 2) ** 0.5)
    assert found.upper - found.slope == pytest.approx(6.313752 * found.std_error, rel=1e-5)
    assert found.speed == pytest.approx(0.0931648, abs=1e-6)
    assert found.half_life == pytest.approx(log(2) / 0.0931648, rel=1e-5)
    assert found.is_distinguishable, "6.31 * .00866 = .0547 is less than .085"


def test_not_distinguishable_is_a_result() -> None:
    # By hand: growth .3, -.3, .1 in a year on 0, 1, 2: b = -.1, residuals .1667, -.3333, .1667, se .2887.
    first = np.array([0.0, 1, 2])
    found = beta_convergence(first, first + np.array([0.3, -0.3, 0.1]), 1, level=0.9)
    assert found is not None
    assert (found.slope, found.std_error) == pytest.approx((-0.1, 0.288675))
    assert found.lower < 0 < found.upper
    assert not found.is_distinguishable


def test_all_on_the_way_to_one_level_close_half_of_it_in_the_half_life() -> None:
    first = np.array([-8.0, -4, -2, -1])
    found = beta_convergence(first, first / 2, 10, level=0.9)
    assert found is not None
    assert found.half_life == pytest.approx(10)
    assert found.is_distinguishable


def test_divergence_has_no_speed() -> None:
    first = np.array([1.0, 2, 4, 8])
    found = beta_convergence(first, first * 2, 5, level=0.9)
    assert found is not None
    assert (found.slope, found.speed, found.half_life) == pytest.approx((0.2, None, None))


def test_those_who_overtake_each_other_have_no_speed() -> None:
    # By hand: b = -1.5 in one year, 1 + b T = -.5, which has no logarithm.
    first = np.array([1.0, 2, 4])
    found = beta_convergence(first, -first / 2, 1, level=0.9)
    assert found is not None
    assert found.speed is None


@pytest.mark.parametrize("first", [[1.0, 1, 1], [1.0, 2]])
def test_without_differences_or_units_there_is_no_regression(first: list[float]) -> None:
    levels = np.array(first)
    assert beta_convergence(levels, levels + 1, 5, level=0.9) is None


def test_scatter_alone_gives_a_slope_below_nought() -> None:
    # Galton's fallacy, as the docstring warns: constant levels with noise and no convergence of any kind.
    random = np.random.default_rng(2)
    level = random.standard_normal(200)
    found = beta_convergence(
        level + random.standard_normal(200), level + random.standard_normal(200), 10, level=0.9
    )
    assert found is not None
    assert found.upper < 0


@given(
    st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=4, max_size=9, unique=True).filter(
        lambda pairs: len({first for first, _ in pairs}) > 2
    ),
    st.floats(0.01, 100),
)
def test_the_unit_of_a_ratio_scale_changes_nothing(pairs: list[tuple[int, int]], unit: float) -> None:
    table = np.array(pairs, np.float64)
    one = beta_convergence(np.log(table[:, 0]), np.log(table[:, 1]), 7, level=0.9)
    two = beta_convergence(np.log(unit * table[:, 0]), np.log(unit * table[:, 1]), 7, level=0.9)
    assert one is not None
    assert two is not None
    assert two.slope == pytest.approx(one.slope, abs=1e-9)
    assert two.std_error == pytest.approx(one.std_error, abs=1e-9)


def test_a_common_start_is_seen_through_the_rounding_of_floating_numbers() -> None:
    first = np.array([0.1, 0.1, 0.1])
    assert float(((first - first.mean()) ** 2).sum()) > 0
    assert beta_convergence(first, np.array([0.1, 0.2, 0.3]), 10, level=0.9) is None
